#include "base/words.h"

#include "base/translate.h"

#include <stdbool.h>
#include <string.h>

enum { WORD_LIMIT = 48 }; /* characters compared; longer words are no typing mistakes */

static unsigned smallest(unsigned a, unsigned b, unsigned c) {
    unsigned least = a < b ? a : b;

    return least < c ? least : c;
}

/* Insertions, deletions, changes and swaps of neighbours (Damerau, restricted). */
static unsigned distance(const char *a, const char *b) {
    unsigned rows[3][WORD_LIMIT + 1];
    size_t length_a = strlen(a), length_b = strlen(b);
    unsigned *before = rows[0], *last = rows[1], *next = rows[2];

    if (length_a > WORD_LIMIT || length_b > WORD_LIMIT)
        return WORD_LIMIT;
    for (size_t j = 0; j <= length_b; j++)
        last[j] = (unsigned)j;
    for (size_t i = 1; i <= length_a; i++) {
        unsigned *recycled = before;

        next[0] = (unsigned)i;
        for (size_t j = 1; j <= length_b; j++) {
            unsigned change = last[j - 1] + (a[i - 1] != b[j - 1]);

            next[j] = smallest(last[j] + 1, next[j - 1] + 1, change);
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
                before[j - 2] + 1 < next[j])
                next[j] = before[j - 2] + 1;
        }
        before = last;
        last = next;
        next = recycled;
    }
    return last[length_b];
}

const char *word_nearest(const char *word, const GPtrArray *candidates) {
    g_autofree char *small = g_ascii_strdown(word, -1);
    unsigned best_distance = (unsigned)(strlen(word) + 2) / 3 + 1;
    const char *best = NULL;

    for (guint i = 0; i < candidates->len; i++) {
        const char *candidate = g_ptr_array_index(candidates, i);
        g_autofree char *small_candidate = g_ascii_strdown(candidate, -1);
        unsigned off = distance(small, small_candidate);

        if (off < best_distance) {
            best_distance = off;
            best = candidate;
        }
    }
    return best;
}

char *word_suggestion(const char *word, const GPtrArray *candidates) {
    const char *near = word_nearest(word, candidates);

    return near == NULL ? g_strdup("")
                        : g_strdup_printf(_("; did you mean \"%s\"?"), near);
}

char *words_join(const GPtrArray *words, const char *last) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++) {
        if (i > 0 && i + 1 < words->len)
            g_string_append(text, ", ");
        else if (i > 0)
            g_string_append_printf(text, " %s ", _(last));
        g_string_append(text, g_ptr_array_index(words, i));
    }
    return g_string_free(text, FALSE);
}

static int compare_texts(gconstpointer a, gconstpointer b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *table_names(GHashTable *table) {
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iter;
    gpointer name;

    g_hash_table_iter_init(&iter, table);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_ptr_array_add(names, name);
    g_ptr_array_sort(names, compare_texts);
    return names;
}

char *file_name_part(const char *text) {
    static const struct {
        gunichar from;
        const char *to;
    } letters[] = {{0xE4, "ae"}, {0xF6, "oe"}, {0xFC, "ue"}, {0xDF, "ss"}};
    GString *name = g_string_new(NULL);

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_unichar_tolower(g_utf8_get_char(at));
        const char *plain = NULL;

        for (size_t i = 0; i < G_N_ELEMENTS(letters); i++) {
            if (letters[i].from == character)
                plain = letters[i].to;
        }
        if (plain != NULL)
            g_string_append(name, plain);
        else if (character < 0x80 &&
                 (g_ascii_isalnum((char)character) || character == '-'))
            g_string_append_c(name, (char)character);
        else
            g_string_append_c(name, '-');
    }
    return g_string_free(name, FALSE);
}
