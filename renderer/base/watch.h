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

/* The paths of what changed, in order, each once: folder as added, and the name in it.
 * Waits for a first change, `milliseconds` at most (-1: as long as it takes), then
 * until nothing has changed for `quiet` more, or for a quarter of a second in all; what
 * is written but not closed yet has not changed. No path: nothing did. NULL: so much
 * that the kernel has not kept what. Of char *, owned by the array, which the caller
 * unrefs.
 */
GPtrArray *watch_wait(Watch *self, int milliseconds, int quiet);
