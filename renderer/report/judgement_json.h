/* What was found about files as JSON: for programs. */
#pragma once

#include "report/judgement.h"

#include <gio/gio.h>

/* `judgements` is of Judgement. The whole file or none. */
bool judgements_write_json(const GPtrArray *judgements, const char *path,
                           GError **error);

/* The same as a text; caller frees. */
char *judgements_to_json(const GPtrArray *judgements);
