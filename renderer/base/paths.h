/* Paths of files, as people call them. */
#pragma once

/* `file` from `folder`, without "." and ".."; from the current folder when it lies
 * below that, else absolute; caller frees. */
char *path_join(const char *folder, const char *file);

/* The same for one path. */
char *path_for_people(const char *path);
