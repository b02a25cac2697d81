/* Patterns of hyphenation in a dictionary's file, and the few that a text needs:
 * libhyphen takes two seconds to load the German file, of 78 000 patterns. */
#pragma once

#include <gio/gio.h>

typedef struct HyphenPatterns HyphenPatterns;

/* The file must stay as it is. NULL with `error`, of the system. */
HyphenPatterns *hyphen_patterns_open(const char *path, GError **error);
void hyphen_patterns_free(HyphenPatterns *self);

/* The encoding of the file, as its first line names it; borrowed. */
const char *hyphen_patterns_encoding(const HyphenPatterns *self);

/* The lines of the file that decide about words, with the first; `words` are in its
 * encoding, in small letters, with blanks between. They divide these words as the whole
 * file does; caller frees. */
char *hyphen_patterns_choose(const HyphenPatterns *self, const char *words);
