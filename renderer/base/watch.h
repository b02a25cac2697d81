/* Waits for files to change (inotify).
 *
 * Folders are watched, not files: editors write a new file and rename it. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct Watch Watch;

/* NULL with `error` when the machine has no more of them. */
Watch *watch_new(GError **error);
void watch_free(Watch *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Watch, watch_free)

/* What lies in it, not below; adding it again, or one that is gone, does no harm. False
 * with `error` when the machine can watch no more. */
bool watch_add(Watch *self, const char *folder, GError **error);

/* From now on only paths of which `cares` is true count; nobody waits for others. */
void watch_care(Watch *self, bool (*cares)(const char *path, void *data), void *data);

/* From now on waiting ends, too, when this file can be read; -1: none. */
void watch_until(Watch *self, int file);

/* The paths of what changed, in order, each once: folder as added, and the name in it.
 * Waits for a first change, `milliseconds` at most (-1: as long as it takes), then
 * until nothing has changed for `quiet` more, or for a quarter of a second in all; what
 * is written but not closed yet has not changed, and what was taken away is awaited for
 * a tenth of a second, as most editors put something in its place. No path: nothing
 * did. NULL: so much that the kernel has not kept what. Of char *, owned by the array,
 * which the caller unrefs.
 */
GPtrArray *watch_wait(Watch *self, int milliseconds, int quiet);

/* Whether something has changed that watch_wait would tell, without waiting; and what
 * can be read when it may have, for poll. */
bool watch_has_news(Watch *self);
int watch_file(const Watch *self);
