/* Files that appear whole or not at all.
 *
 * Bytes go to a temporary name in the same folder, are synced, and get the final name
 * by rename; missing folders are made. A signal that ends the program removes the
 * temporary file (output_remove_on_signals); a process that was killed leaves it,
 * unlocked, for output_sweep. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* Refuses to replace anything but a regular file. */
bool output_write(const char *path, const void *bytes, size_t length, GError **error);

/* A file in the making; at most one at a time in a process, output_write included.
 * Processes forked meanwhile leave it alone. */
typedef struct OutputFile OutputFile;

OutputFile *output_begin(const char *path, GError **error);
bool output_is_begun(void); /* this process is making one */
bool output_append(OutputFile *self, const void *bytes, size_t length, GError **error);

/* The file appears; what was there of that name stays if it cannot. */
bool output_commit(OutputFile *self, GError **error);

/* The same for what can be made again: it is not synced, so that a power failure may
 * tear it. */
bool output_commit_unsynced(OutputFile *self, GError **error);

/* From now on this process leaves it to another one to sync folders: files are whole
 * under their names, but that they have these is sure only when it has done so. */
void output_leave_folders(void);

/* What has a name in the folder keeps it, whatever happens. */
bool output_sync_folder(const char *folder, GError **error);

/* Removes what was not committed; accepts NULL. */
void output_free(OutputFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OutputFile, output_free)

/* Gives the file `from` the name `path` as well (a hard link), in place of what was
 * there. False with `error`, such as G_IO_ERROR_NOT_SUPPORTED where that cannot be. */
bool output_link(const char *from, const char *path, GError **error);

/* The same, or a copy of it where no link can be. */
bool output_link_or_copy(const char *from, const char *path, GError **error);

/* Removes temporary files in a folder that no process is writing: a killed one left
 * them. What cannot be removed stays. */
void output_sweep(const char *folder);

/* Writes all bytes to an open file, whatever interrupts; false with errno. */
bool output_write_all(int file, const void *bytes, size_t length);

/* Removes what this process has half written, for one that ends at once: it takes no
 * memory and may be called by a signal. */
void output_abandon(void);

/* Call once at start: SIGINT, SIGTERM and SIGHUP remove what is half written, then end
 * the process as they would have. A file that grows over the limit of the process is an
 * error like any other. */
void output_remove_on_signals(void);
