/* How a file looks from outside: as long as it looks the same, so does what it holds.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    guint64 size, number, device; /* number: its inode */
    gint64 modified, changed;     /* ns: of the bytes, of anything about it */
} Look;

/* False, and nothing but 0, when it is no regular file; a link looks as what it leads
 * to. */
bool look_at(const char *path, Look *look);
bool look_at_open(int file, Look *look);

bool look_is_same(const Look *a, const Look *b);
