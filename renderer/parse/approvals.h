/* approvals.csv: the columns content-id, role, date, remark, motif, size, language and
 * row, in any order. Lines are only ever added. */
#pragma once

#include "base/diagnostics.h"
#include "model/approval.h"

#include <gio/gio.h>

/* The approvals of a file; lines with findings are left out. */
Approvals *approvals_parse(const Source *source, Diagnostics *diagnostics);

/* Adds approvals (of const Approval) to a file that others may be adding to at the same
 * time: all of them, or none with `error`. */
bool approvals_append(const char *path, const GPtrArray *approvals, GError **error);
