/* A print PDF that was made: judged before it gets its name. */
#pragma once

#include "base/diagnostics.h"
#include "batch/plan.h"
#include "model/poster.h"
#include "model/product.h"
#include "preflight/file_rules.h"
#include "resources/resources.h"

/* What finished files of a campaign are judged by, with its supplier's rules; `spots`
 * (an array that ends with NULL; yours to g_free) lives as long as the order. */
FileOrder finished_order(const Campaign *campaign, const char ***spots);

/* Findings about a file, as findings about the poster that it shows: each names the
 * topmost item at its place and where that is written. Without an item it is about
 * `whole`. With `mirrored` the file is the back. */
void finished_tell(const FileVerdict *verdict, const Poster *poster,
                   const Origin *whole, double scale, bool mirrored,
                   Diagnostics *diagnostics);

/* Judges the bytes and writes them: with errors as "…_nicht-drucken.pdf", never under
 * the name of the task. What an earlier run left under the other name goes. NULL with
 * `error`. */
Product *finished_write(GBytes *bytes, const Task *task, const Poster *poster,
                        FileRoom *room, Diagnostics *diagnostics, GError **error);

/* The report for people about a print PDF that lies at `path`, as pages of a PDF, in
 * the language of the run. NULL with `error`. */
GBytes *finished_report(const char *path, const Task *task, const Poster *poster,
                        Resources *resources, const char *date, GError **error);

/* Of the two names that a file of the task can have, removes the one that the product
 * does not have. */
bool finished_remove_other(const Task *task, const Product *product, GError **error);

/* "platz.yaml": how a motif's file is called from the folder of its campaign, wherever
 * that lies. Borrowed. */
const char *finished_motif_name(const Motif *motif);
