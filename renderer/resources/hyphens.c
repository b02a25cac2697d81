#include "resources/hyphens.h"

#include "base/translate.h"
#include "model/language.h"
#include "resources/hyphen_patterns.h"

#include <hyphen.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD_MIN = 6, WORD_MAX = 100, BEFORE_MIN = 2, BEHIND_MIN = 3 }; /* letters */

/* Languages and their dictionaries; the others are not divided. */
static const struct {
    const char *language, *file;
} files[] = {
    {"de", "hyph_de_DE.dic"}, {"en", "hyph_en_GB.dic"}, {"it", "hyph_it_IT.dic"},
    {"pl", "hyph_pl_PL.dic"}, {"uk", "hyph_uk_UA.dic"}, {"ru", "hyph_ru_RU.dic"},
    {"bg", "hyph_bg_BG.dic"}, {"ro", "hyph_ro_RO.dic"}, {"hr", "hyph_hr_HR.dic"},
    {"el", "hyph_el_GR.dic"},
};

struct Hyphens {
    char *folder;
    HyphenPatterns *patterns[G_N_ELEMENTS(files)]; /* NULL until they are needed */
    GHashTable *found;                             /* "de:text" to marks; owned */
};

Hyphens *hyphens_new(const char *folder) {
    Hyphens *self = g_new0(Hyphens, 1);

    self->folder = g_strdup(folder);
    self->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return self;
}

void hyphens_free(Hyphens *self) {
    if (self == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        hyphen_patterns_free(self->patterns[i]);
    g_hash_table_unref(self->found);
    g_free(self->folder);
    g_free(self);
}

/* The row of a language; the number of rows when it has none. */
static size_t find_file(const char *language) {
    size_t i = 0;

    if (language_is_simple(language))
        return G_N_ELEMENTS(files);
    while (i < G_N_ELEMENTS(files) && !language_is(language, files[i].language))
        i++;
    return i;
}

char *hyphens_find_file(const Hyphens *self, const char *language) {
    size_t index = find_file(language);

    return index < G_N_ELEMENTS(files)
               ? g_build_filename(self->folder, files[index].file, NULL)
               : NULL;
}

static const HyphenPatterns *load(Hyphens *self, size_t index, GError **error) {
    g_autofree char *path = g_build_filename(self->folder, files[index].file, NULL);

    if (self->patterns[index] == NULL)
        self->patterns[index] = hyphen_patterns_open(path, NULL);
    if (self->patterns[index] == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                    _("cannot read the dictionary '%s': run renderer/setup"), path);
    return self->patterns[index];
}

/* `words` are in the dictionary's encoding, with blanks between. */
static HyphenDict *make_dictionary(const HyphenPatterns *self, const char *words) {
    g_autofree char *lines = hyphen_patterns_choose(self, words);
    FILE *file = fmemopen(lines, strlen(lines), "r");
    HyphenDict *dictionary = file == NULL ? NULL : hnj_hyphen_load_file(file);

    if (file != NULL)
        fclose(file);
    return dictionary;
}

/* --- words ----------------------------------------------------------------------- */

typedef struct {
    const char *start, *end;
} Word;

/* Addresses, hashtags and numbers are left whole. */
static bool may_be_divided(const char *start, const char *end) {
    for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
        bool is_inner_point = *at == '.' && at + 1 < end && g_ascii_isalnum(at[1]);

        if (strchr("@#/_\\", *at) != NULL || is_inner_point ||
            g_unichar_isdigit(g_utf8_get_char(at)))
            return false;
    }
    return true;
}

/* NRW, NRWeltoffen */
static bool has_inner_capitals(const char *start, const char *end) {
    for (const char *at = g_utf8_next_char(start); at < end;
         at = g_utf8_next_char(at)) {
        if (g_unichar_isupper(g_utf8_get_char(at)))
            return true;
    }
    return false;
}

static void add_word(GArray *words, const char *start, const char *end) {
    Word word = {start, end};
    glong letters = g_utf8_strlen(start, end - start);

    if (letters >= WORD_MIN && letters <= WORD_MAX && !has_inner_capitals(start, end))
        g_array_append_val(words, word);
}

/* What stands between two spaces: "E-Mail-Adresse," has three words. */
static void add_words(GArray *words, const char *start, const char *end) {
    const char *word = start;

    if (!may_be_divided(start, end))
        return;
    for (const char *at = start; at < end; at = g_utf8_next_char(at)) {
        if (g_unichar_isalpha(g_utf8_get_char(at)))
            continue;
        add_word(words, word, at);
        word = g_utf8_next_char(at);
    }
    add_word(words, word, end);
}

static GArray *find_words(const char *text) {
    GArray *words = g_array_new(FALSE, FALSE, sizeof(Word));
    const char *at = text;

    while (*at != '\0') {
        const char *start = at;

        while (*at != '\0' && !g_ascii_isspace(*at))
            at++;
        add_words(words, start, at);
        while (g_ascii_isspace(*at))
            at++;
    }
    return words;
}

/* In the dictionary's encoding and in small letters, as its patterns are; NULL when it
 * has no such letters. */
static char *encode(const Word *word, const char *language, const char *encoding) {
    g_autofree char *copy = g_strndup(word->start, (gsize)(word->end - word->start));
    g_autofree char *small = language_lower(copy, language);

    return g_convert(small, -1, encoding, "UTF-8", NULL, NULL, NULL);
}

static char *join_words(const GArray *words, const char *language,
                        const char *encoding) {
    GString *joined = g_string_new(NULL);

    for (guint i = 0; i < words->len; i++) {
        g_autofree char *encoded =
            encode(&g_array_index(words, Word, i), language, encoding);

        if (encoded != NULL)
            g_string_append_printf(joined, "%s ", encoded);
    }
    return g_string_free(joined, FALSE);
}

/* One byte of `marks` for each letter: odd where the word may be divided behind it.
 * The library counts letters, in UTF-8 too. */
static bool mark_letters(HyphenDict *dictionary, const char *encoded, char *marks) {
    char **replacements = NULL;
    int *positions = NULL, *cuts = NULL;
    size_t bytes = strlen(encoded);
    bool marked = hnj_hyphen_hyphenate2(dictionary, encoded, (int)bytes, marks, NULL,
                                        &replacements, &positions, &cuts) == 0;

    /* Places where a division would change letters are no places for us. */
    for (size_t i = 0; replacements != NULL && i < bytes; i++) {
        if (replacements[i] != NULL)
            marks[i] = '0';
        free(replacements[i]);
    }
    free(replacements);
    free(positions);
    free(cuts);
    return marked;
}

static void mark_word(HyphenDict *dictionary, const Word *word, const char *language,
                      guint8 *points) {
    g_autofree char *encoded = encode(word, language, dictionary->cset);
    char marks[8 * WORD_MAX + 8] = {0};
    glong letters = g_utf8_strlen(word->start, word->end - word->start);
    const char *at = word->start;

    if (encoded == NULL || strlen(encoded) > 8 * WORD_MAX ||
        !mark_letters(dictionary, encoded, marks))
        return;
    for (glong i = 1; i <= letters - BEHIND_MIN; i++) {
        at = g_utf8_next_char(at);
        points[at - word->start] = i >= BEFORE_MIN && (marks[i - 1] & 1) != 0;
    }
}

static void mark_words(const HyphenPatterns *patterns, const char *text,
                       const char *language, guint8 *marks) {
    g_autoptr(GArray) words = find_words(text);
    g_autofree char *joined =
        join_words(words, language, hyphen_patterns_encoding(patterns));
    HyphenDict *dictionary = words->len == 0 ? NULL : make_dictionary(patterns, joined);

    for (guint i = 0; dictionary != NULL && i < words->len; i++) {
        const Word *word = &g_array_index(words, Word, i);

        mark_word(dictionary, word, language, marks + (word->start - text));
    }
    if (dictionary != NULL)
        hnj_hyphen_free(dictionary);
}

const guint8 *hyphens_find(Hyphens *self, const char *language, const char *text,
                           GError **error) {
    g_autofree char *key = g_strdup_printf("%s:%s", language, text);
    guint8 *marks = g_hash_table_lookup(self->found, key);
    size_t index = find_file(language);
    const HyphenPatterns *patterns = NULL;

    if (marks != NULL)
        return marks;
    if (index < G_N_ELEMENTS(files)) {
        patterns = load(self, index, error);
        if (patterns == NULL)
            return NULL;
    }
    marks = g_new0(guint8, strlen(text) + 1);
    if (patterns != NULL)
        mark_words(patterns, text, language, marks);
    g_hash_table_insert(self->found, g_steal_pointer(&key), marks);
    return marks;
}
