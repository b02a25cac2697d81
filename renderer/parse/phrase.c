#include "parse/phrase.h"

#include "model/language.h"

#include <stdlib.h>
#include <string.h>

/* The tag as the file has it; NULL when it is not there. */
static const char *find_key(const Node *phrase, const char *tag) {
    for (guint i = 0; i < node_count(phrase); i++) {
        if (strcmp(node_key(phrase, i)->text, tag) == 0)
            return node_key(phrase, i)->text;
    }
    return NULL;
}

const Node *phrase_find(const Node *phrase, const char *language, const char **found) {
    g_autofree char *tag = g_strdup(language);
    const char *key;

    do
        key = find_key(phrase, tag);
    while (key == NULL && language_shorten(tag));
    if (key == NULL)
        key = find_key(phrase, "und");
    if (found != NULL)
        *found = key;
    return key == NULL ? NULL : node_find(phrase, key);
}

static int number_of(const Node *words, const char *key) {
    const char *text = node_find_text(words, key);

    return text == NULL ? 1 : atoi(text);
}

bool phrase_is_outdated(const Node *source, const Node *words, int *made_from,
                        int *version) {
    *made_from = number_of(words, "of");
    *version = number_of(source, "version");
    return words != source && *made_from < *version;
}
