/* What the store knows of one task that was done: what it was made from, what was made,
 * and what was found. */
#pragma once

#include "batch/inputs.h"
#include "model/product.h"

/* How a file of the store, or one that is a copy of it, looked when it was right. */
typedef struct {
    guint64 bytes, number; /* number: its inode */
    gint64 modified;       /* ns */
} Stamp;

/* What a file held. */
typedef struct {
    char *path;
    guint8 digest[CHECKSUM_BYTES];
} Shown;

typedef struct {
    char *key;           /* of its inputs */
    char *locale;        /* whose language the findings speak */
    guint64 cost;        /* µs of processor time */
    GArray *notes;       /* of InputNote; owned */
    GPtrArray *files;    /* of Shown: the files that its poster shows; owned */
    GPtrArray *products; /* of Product, paths from the output folder; owned */
    GArray *stamps;      /* of Stamp: of each product in the store; owned */
    GPtrArray *findings; /* of Finding; owned */
} Record;

Record *record_new(const char *key);
void record_free(Record *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Record, record_free)

void record_add_file(Record *self, const char *path, const guint8 *digest);

/* NULL when there is none, or it is damaged, or it is of another key. */
Record *record_load(const char *path, const char *key);
bool record_save(const Record *self, const char *path, GError **error);

/* False: it is not there, or no regular file. */
bool stamp_take(const char *path, Stamp *stamp);
bool stamp_is_same(const Stamp *a, const Stamp *b);
