/* What was found about files as pages of paper: for whoever made them, and for the
 * print shop. In the language of the run. */
#pragma once

#include "report/judgement.h"
#include "resources/resources.h"

#include <gio/gio.h>

/* `judgements` is of Judgement, at least one; `date` is ISO 8601, never the clock's.
 * The bytes of the file; NULL with `error`. */
GBytes *judgements_to_pdf(const GPtrArray *judgements, Resources *resources,
                          const char *date, GError **error);

/* The same as a file, whole or none. */
bool judgements_write_pdf(const GPtrArray *judgements, Resources *resources,
                          const char *date, const char *path, GError **error);
