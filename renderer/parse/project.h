/* All text files of a run: found, read, checked once, and tied together.
 *
 * Owns every Source and tree; campaigns and motifs borrow from it, and it must outlive
 * them and all briefs. Not for more than one thread. */
#pragma once

#include "base/diagnostics.h"
#include "model/approval.h"
#include "model/motif.h"
#include "model/order.h"

#include <gio/gio.h>

typedef struct Project Project;

Project *project_new(Diagnostics *diagnostics);
void project_free(Project *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Project, project_free)

/* A project that has of `before`, which it takes over, the text files that have not
 * changed since and of which there is nothing to tell; all others are read anew. What
 * was borrowed from it is gone. */
Project *project_renew(Project *before, Diagnostics *diagnostics);

/* The motif in a file. NULL with `error` when it cannot be read; NULL without when it
 * has findings that forbid its use, or is another kind of file. Owned by the project.
 */
const Motif *project_load_motif(Project *self, const char *path, GError **error);

/* All motifs below a folder, in the order of their paths; of const Motif, borrowed;
 * free the array. Files with findings are left out. NULL with `error` if it cannot be
 * read. */
GPtrArray *project_load_motifs(Project *self, const char *folder, GError **error);

/* The order in a file. NULL as above. Loads all motifs of its campaign; findings of
 * those that it does not name are not told, so motifs that matter by themselves are
 * loaded before it. Owned by the project. */
const Order *project_load_order(Project *self, const char *path, GError **error);

/* All orders among the files that were read, by path; of const Order, borrowed;
 * free the array. Those with findings are left out. */
GPtrArray *project_load_orders(Project *self);

/* What people have approved: approvals.csv in the folder of the campaign's file;
 * nothing when there is none. Caller frees; places in it borrow from the project. */
Approvals *project_load_approvals(Project *self, const Campaign *campaign);

/* The path of that file; caller frees. */
char *project_approvals_path(const Campaign *campaign);

/* Whether a file that can be read begins as an order does. */
bool project_is_order(Project *self, const char *path);

/* All campaigns that were loaded and can be used, by folder; of Campaign, owned by the
 * project; free the array. For what a run decides about them: see printing_use_supplier
 * and inks_complete. */
GPtrArray *project_campaigns(Project *self);

/* The text files that were read, but for rows; of const Source, by name, borrowed; and
 * the trees of those without errors, of const Node. Free the arrays. */
GPtrArray *project_sources(Project *self);
GPtrArray *project_roots(Project *self);

/* The text files that were read, but for motifs and orders: what these may have in
 * common, their tables of rows too; of const Source, by name, borrowed; free the array.
 */
GPtrArray *project_shared_sources(Project *self);

/* The campaign that a folder belongs to; NULL when there is none or it has findings. */
const Campaign *project_load_campaign(Project *self, const char *folder);
