/* The report of a run as JSON: what was made, what was found. */
#pragma once

#include "base/diagnostics.h"

#include <gio/gio.h>
#include <stdbool.h>

/* `outcomes` is of Outcome. Writes the whole file or none. */
bool report_write(const char *path, const Diagnostics *diagnostics,
                  const GPtrArray *outcomes, GError **error);
