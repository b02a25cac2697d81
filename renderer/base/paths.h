/* Paths of files, as people call them. */
#pragma once

#include <gio/gio.h>

/* `file` from `folder`, without "." and ".."; from the current folder when it lies
 * below that, else absolute; caller frees. */
char *path_join(const char *folder, const char *file);

/* The same for one path. */
char *path_for_people(const char *path);

/* What was installed at this path from the program's folder, wherever the program was
 * moved to; NULL when it is not there; caller frees. */
char *path_installed(const char *path);

/* The names in a folder but for hidden ones, sorted by bytes; of char *, free the
 * array. NULL with `error`. */
GPtrArray *path_list(const char *folder, GError **error);
