/* The report of a run as JSON: what came of it, what was made, what was found. */
#pragma once

#include "batch/shard.h"
#include "cli/summary.h"

#include <gio/gio.h>
#include <stdbool.h>

/* `outcomes` is of Outcome, or NULL. Writes the whole file or none. */
bool report_write(const char *path, const Diagnostics *diagnostics,
                  const GPtrArray *outcomes, const Summary *summary, GError **error);

/* What a run has done of a plan that is divided. */
typedef struct {
    Shard shard;
    const char *plan;  /* see shard_plan_id */
    GPtrArray *failed; /* of char *: posters of which not all files are there */
} ReportPart;

/* The same as report.json in the output folder, without what differs from run to run:
 * times, and which of the files were made this time. Paths count from the folder.
 * `part` is NULL when the plan is not divided. */
bool report_write_state(const char *folder, const Diagnostics *diagnostics,
                        const GPtrArray *outcomes, const Summary *summary,
                        const ReportPart *part, GError **error);

/* The members of a summary as JSON, without braces; appended. */
void report_append_summary(GString *json, const Summary *summary);
