/* The report.json that a run has left which made a part of a plan. */
#pragma once

#include "base/diagnostics.h"
#include "batch/shard.h"
#include "batch/task.h"

#include <gio/gio.h>

typedef struct {
    char *folder;        /* where its files are */
    char *path;          /* of the report itself */
    Source *source;      /* owned; the rest borrows from it and from the tree */
    Node *root;          /* owned */
    const char *program; /* "plakat 0.1.0" */
    const char *plan;    /* see shard_plan_id */
    Shard shard;
    const Node *failed; /* list of texts: posters that could not be made */
} ShardReport;

/* NULL with `error`: it cannot be read (G_IO_ERROR_INVALID_DATA: it is none). */
ShardReport *shard_report_load(const char *folder, GError **error);
void shard_report_free(ShardReport *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ShardReport, shard_report_free)

/* Adds what the run has found. */
void shard_report_tell(const ShardReport *self, Diagnostics *diagnostics);

/* The files that it made, paths from the folder: of Product; free the array. */
GPtrArray *shard_report_products(const ShardReport *self);
