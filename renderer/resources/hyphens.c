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
    GPtrArray *expected;                           /* of Asked; owned */
    GThread *ahead; /* who looks for those; NULL: nobody */
};

static void free_asked(gpointer asked);

Hyphens *hyphens_new(const char *folder) {
    Hyphens *self = g_new0(Hyphens, 1);

    self->folder = g_strdup(folder);
    self->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    self->expected = g_ptr_array_new_with_free_func(free_asked);
    return self;
}

void hyphens_free(Hyphens *self) {
    if (self == NULL)
        return;
    hyphens_end_ahead(self);
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        hyphen_patterns_free(self->patterns[i]);
    g_hash_table_unref(self->found);
    g_ptr_array_unref(self->expected);
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

static void append_words(GString *joined, const GArray *words, const char *language,
                         const char *encoding) {
    for (guint i = 0; i < words->len; i++) {
        g_autofree char *encoded =
            encode(&g_array_index(words, Word, i), language, encoding);

        if (encoded != NULL)
            g_string_append_printf(joined, "%s ", encoded);
    }
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

/* --- texts ----------------------------------------------------------------------- */

/* What marks are looked for of. */
typedef struct {
    char *language, *text; /* owned */
    GArray *words;         /* of Word, that may be divided; owned */
    guint8 *marks;         /* NULL: there is no dictionary; owned until it is taken */
} Asked;

static Asked *asked_new(const char *language, const char *text) {
    Asked *self = g_new0(Asked, 1);

    self->language = g_strdup(language);
    self->text = g_strdup(text);
    self->words = find_words(self->text);
    return self;
}

static void free_asked(gpointer pointer) {
    Asked *self = pointer;

    g_free(self->language);
    g_free(self->text);
    g_array_unref(self->words);
    g_free(self->marks);
    g_free(self);
}

static void mark_text(Asked *self, HyphenDict *dictionary) {
    for (guint i = 0; i < self->words->len; i++) {
        const Word *word = &g_array_index(self->words, Word, i);

        mark_word(dictionary, word, self->language,
                  self->marks + (word->start - self->text));
    }
}

/* All texts (of Asked) of one row of `files`, by what it takes of its patterns to
 * divide the words of all of them. */
static void mark_texts(const HyphenPatterns *patterns, const GPtrArray *texts) {
    g_autoptr(GString) words = g_string_new(NULL);
    HyphenDict *dictionary;

    for (guint i = 0; i < texts->len; i++) {
        Asked *asked = g_ptr_array_index(texts, i);

        asked->marks = g_new0(guint8, strlen(asked->text) + 1);
        append_words(words, asked->words, asked->language,
                     hyphen_patterns_encoding(patterns));
    }
    dictionary = words->len == 0 ? NULL : make_dictionary(patterns, words->str);
    if (dictionary == NULL)
        return;
    for (guint i = 0; i < texts->len; i++)
        mark_text(g_ptr_array_index(texts, i), dictionary);
    hnj_hyphen_free(dictionary);
}

static void find_marks(Hyphens *self, const GPtrArray *texts) {
    for (size_t file = 0; file < G_N_ELEMENTS(files); file++) {
        g_autoptr(GPtrArray) own = g_ptr_array_new();
        const HyphenPatterns *patterns;

        for (guint i = 0; i < texts->len; i++) {
            Asked *asked = g_ptr_array_index(texts, i);

            if (find_file(asked->language) == file)
                g_ptr_array_add(own, asked);
        }
        patterns = own->len == 0 ? NULL : load(self, file, NULL);
        if (patterns != NULL)
            mark_texts(patterns, own);
    }
}

static char *key_of(const char *language, const char *text) {
    return g_strdup_printf("%s:%s", language, text);
}

static void keep_marks(Hyphens *self, const GPtrArray *texts) {
    for (guint i = 0; i < texts->len; i++) {
        Asked *asked = g_ptr_array_index(texts, i);
        g_autofree char *key = key_of(asked->language, asked->text);

        if (asked->marks != NULL && !g_hash_table_contains(self->found, key))
            g_hash_table_insert(self->found, g_steal_pointer(&key),
                                g_steal_pointer(&asked->marks));
    }
}

/* --- ahead ----------------------------------------------------------------------- */

static gpointer look_ahead(gpointer data) {
    Hyphens *self = data;

    find_marks(self, self->expected);
    return NULL;
}

/* Until then the thread has `expected` and `patterns` for itself. */
void hyphens_end_ahead(Hyphens *self) {
    if (self == NULL || self->ahead == NULL)
        return;
    g_thread_join(g_steal_pointer(&self->ahead));
    keep_marks(self, self->expected);
    g_ptr_array_set_size(self->expected, 0);
}

void hyphens_expect(Hyphens *self, const char *language, const char *text) {
    g_autofree char *key = key_of(language, text);

    hyphens_end_ahead(self);
    if (find_file(language) < G_N_ELEMENTS(files) &&
        !g_hash_table_contains(self->found, key))
        g_ptr_array_add(self->expected, asked_new(language, text));
}

void hyphens_look_ahead(Hyphens *self) {
    if (self->ahead != NULL || self->expected->len == 0)
        return;
    self->ahead = g_thread_try_new("hyphens", look_ahead, self, NULL);
    if (self->ahead == NULL)
        g_ptr_array_set_size(self->expected, 0);
}

/* --- asking ---------------------------------------------------------------------- */

static void find_now(Hyphens *self, const char *language, const char *text,
                     GError **error) {
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(free_asked);
    Asked *asked = asked_new(language, text);
    size_t file = find_file(language);

    g_ptr_array_add(texts, asked);
    if (file == G_N_ELEMENTS(files))
        asked->marks = g_new0(guint8, strlen(text) + 1);
    else if (load(self, file, error) != NULL)
        find_marks(self, texts);
    keep_marks(self, texts);
}

const guint8 *hyphens_find(Hyphens *self, const char *language, const char *text,
                           GError **error) {
    g_autofree char *key = key_of(language, text);

    hyphens_end_ahead(self);
    if (!g_hash_table_contains(self->found, key))
        find_now(self, language, text, error);
    return g_hash_table_lookup(self->found, key);
}
