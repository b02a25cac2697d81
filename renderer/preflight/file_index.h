/* The objects of a file as bytes, to tell whether two files hold the same. Only for
 * files with a plain table, as ours have. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct FileIndex FileIndex;

/* `bytes` must outlive it. NULL: the file has no plain table. */
FileIndex *file_index_new(GBytes *bytes);
void file_index_free(FileIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileIndex, file_index_free)

/* An object and all that it refers to, as bytes that are the same whatever numbers they
 * have; these (of guint) go to `numbers`, in an order that depends on the content
 * alone. Caller unrefs. NULL: they are too many, or not all are there. */
GByteArray *file_index_subtree(const FileIndex *self, guint number, GArray *numbers);
