/* Words near each other, and names made safe for files. */
#pragma once

#include <glib.h>

/* The candidate a person may have meant by `word`: at most a third of its letters off;
 * NULL when none is near. `candidates` is of const char *. */
const char *word_nearest(const char *word, const GPtrArray *candidates);

/* "word" -> "; did you mean \"near\"?" or "" ; caller frees. */
char *word_suggestion(const char *word, const GPtrArray *candidates);

/* "a, b and c", where `last` is "and", which is translated; of const char *; caller
 * frees. */
char *words_join(const GPtrArray *words, const char *last);

/* The keys of a table whose keys are texts, sorted; of const char *, borrowed; free the
 * array. */
GPtrArray *table_names(GHashTable *table);

/* ASCII, lower case, ä as ae, anything else as "-"; caller frees. */
char *file_name_part(const char *text);
