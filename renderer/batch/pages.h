/* Pages about what was made, for people with a browser, in the output folder:
 * index.html, a grid of pictures by motif, size and language with what was found; and
 * <motif>/<motif>_<language>.html, the words and the alt text of a motif. */
#pragma once

#include "batch/schedule.h"

/* Writes index.html about everything that the store has noted, and about what this run
 * has found. False with `error`. */
bool pages_write_index(const Store *store, const char *folder,
                       const Diagnostics *diagnostics, GError **error);

/* Writes the words of each motif and language of the schedule whose files were made or
 * changed; `whole` is the plan that it may be a part of. False with `error`. */
bool pages_write_words(const Schedule *schedule, const GPtrArray *whole,
                       const char *folder, GError **error);

/* Where the page of a motif's words in a language is, from the output folder; caller
 * frees. */
char *words_page_path(const char *motif, const char *language);

/* Writes `path` unless it holds exactly this. */
bool page_write(const char *path, const GString *text, GError **error);
