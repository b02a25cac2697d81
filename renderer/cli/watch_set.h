/* Which folders a project's files lie in, so that they can be watched, and which files
 * in them matter. */
#pragma once

#include "base/watch.h"
#include "cli/session.h"

typedef struct WatchSet WatchSet;

/* `watch` must outlive it; from now on only what matters counts for it. What lies in
 * the folder `out` does not. */
WatchSet *watch_set_new(Watch *watch, const char *out);
void watch_set_free(WatchSet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WatchSet, watch_set_free)

/* The folders that motifs named on the command line lie in, or are; with all below. */
bool watch_set_add_motifs(WatchSet *self, char **motifs, GError **error);

/* Those of everything that the session has read or would have: text files, and the
 * drawings, pictures, tables and profiles that these name. */
bool watch_set_add_session(WatchSet *self, const Session *session, GError **error);

bool watch_set_add_fonts(WatchSet *self, const Fonts *fonts, GError **error);

/* The motif, by its file, that a changed file is, or that names it; borrowed; NULL: it
 * is none, or more than one. */
const char *watch_set_motif_of(const WatchSet *self, const char *path);
