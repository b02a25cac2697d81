/* What files hold, by checksum, without reading them each time.
 *
 * A file that has the size, times and number (inode) it had is taken to be the same;
 * a note of them is kept from run to run. Each file is looked at once a run. */
#pragma once

#include "base/checksum.h"

#include <stdbool.h>

typedef struct FileIds FileIds;

/* `note` is where the note is kept; NULL: nowhere. With `read_all` bytes are read
 * whatever it says. */
FileIds *file_ids_new(const char *note, bool read_all);
void file_ids_free(FileIds *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileIds, file_ids_free)

/* The checksum of a file's bytes; all 0 when it cannot be read. Borrowed. */
const guint8 *file_ids_find(FileIds *self, const char *path);

/* Files are looked at again from now on. */
void file_ids_look_again(FileIds *self);

/* Writes the note, if it would be another one. A note that cannot be written only costs
 * time, the next time. */
void file_ids_save(FileIds *self);
