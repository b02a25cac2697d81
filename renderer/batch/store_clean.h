/* Removing from a store what it no longer needs. */
#pragma once

#include <glib.h>

/* Objects in a folder that have no other link: those older than so many days, then the
 * oldest until the rest takes so many bytes at most. */
void clean_objects(const char *folder, guint days, guint64 bytes);

/* Records older than that whose keys are not among `needed` (a set of texts). */
void clean_records(const char *folder, guint days, GHashTable *needed);

/* What killed runs left over in the folders that lie in a folder, not hidden. */
void sweep_below(const char *folder);
