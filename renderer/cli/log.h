/* A run for programs that follow it: lines of JSON on stdout, each an object whose
 * "event" says what it is about.
 *
 *     change   files: those that --watch has seen change; a new round begins, and ends
 *              one that has not come to its end
 *     start    posters, files: how many the plan has
 *     poster   motif, size, language, row; made, reused (paths), complete; done, all
 *     finding  the members of a finding as reports have them
 *     end      what came of it, in numbers */
#pragma once

#include "batch/workers.h"
#include "cli/summary.h"

void log_change(GHashTable *paths); /* a set of char * */
void log_start(const GPtrArray *tasks);
void log_poster(const Progress *progress);
void log_end(const Diagnostics *diagnostics, const Summary *summary);
