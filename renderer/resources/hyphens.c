#include "resources/hyphens.h"

#include "base/translate.h"
#include "model/language.h"

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

/* A dictionary file. libhyphen takes two seconds to load the German one, of 78 000
 * patterns; a text needs a few thousand of them, and only those are given to it. Most
 * of them are known not to be needed by their first letters. */
typedef struct {
    char *bytes;   /* the file, its lines ended by NUL */
    GArray *lines; /* of Line; the first names the encoding */
} Patterns;

typedef enum { LINE_PATTERN, LINE_FIRST /* of a word */, LINE_SETTING } LineKind;

/* As small as can be: each text goes through all of them. */
typedef struct {
    guint32 start;     /* in the file */
    guint8 kind;       /* LineKind */
    guint8 letters[3]; /* the first of a pattern, without points; 0: there is none */
} Line;

struct Hyphens {
    char *folder;
    Patterns *patterns[G_N_ELEMENTS(files)]; /* NULL until they are needed */
    GHashTable *found;                       /* "de:text" to marks; owned */
};

Hyphens *hyphens_new(const char *folder) {
    Hyphens *self = g_new0(Hyphens, 1);

    self->folder = g_strdup(folder);
    self->found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return self;
}

static void free_patterns(Patterns *self) {
    if (self == NULL)
        return;
    g_free(self->bytes);
    g_array_unref(self->lines);
    g_free(self);
}

void hyphens_free(Hyphens *self) {
    if (self == NULL)
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        free_patterns(self->patterns[i]);
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

/* --- patterns -------------------------------------------------------------------- */

/* A pattern ends with a blank; what stands behind a / are replacements. */
static bool is_of_pattern(char letter) {
    return (unsigned char)letter > ' ' && letter != '/';
}

/* The next of a pattern's letters from `*at` on, which goes behind it; 0: the end. */
static guint8 next_letter(const char **at) {
    while (g_ascii_isdigit(**at))
        (*at)++;
    return is_of_pattern(**at) ? (guint8) * (*at)++ : 0;
}

static LineKind kind_of(const char *text) {
    if (g_ascii_isupper(*text))
        return LINE_SETTING;
    return *text == '.' ? LINE_FIRST : LINE_PATTERN;
}

static Line line_of(const char *bytes, const char *text) {
    LineKind kind = kind_of(text);
    const char *at = kind == LINE_FIRST ? text + 1 : text;
    Line line = {.start = (guint32)(text - bytes), .kind = (guint8)kind};

    for (int i = 0; i < 3 && kind != LINE_SETTING; i++) {
        line.letters[i] = next_letter(&at);
        if (line.letters[i] == 0 || line.letters[i] == '.')
            break;
    }
    return line;
}

static const char *line_text(const Patterns *self, const Line *line) {
    return self->bytes + line->start;
}

static void split_lines(Patterns *self, gsize length) {
    char *end = self->bytes + length;

    self->lines = g_array_sized_new(FALSE, FALSE, sizeof(Line), (guint)length / 12);
    for (char *start = self->bytes, *next; start < end; start = next) {
        char *stop = memchr(start, '\n', (size_t)(end - start));
        Line line;

        next = stop == NULL ? end : stop + 1;
        stop = stop == NULL ? end : stop;
        if (stop > start && stop[-1] == '\r')
            stop--;
        *stop = '\0';
        if (*start == '\0' || *start == '#' || *start == '%')
            continue;
        line = line_of(self->bytes, start);
        g_array_append_val(self->lines, line);
    }
}

static const Patterns *load(Hyphens *self, size_t index, GError **error) {
    g_autofree char *path = g_build_filename(self->folder, files[index].file, NULL);
    char *bytes = NULL;
    gsize length = 0;

    if (self->patterns[index] != NULL)
        return self->patterns[index];
    if (!g_file_get_contents(path, &bytes, &length, NULL)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                    _("cannot read the dictionary '%s': run renderer/setup"), path);
        return NULL;
    }
    self->patterns[index] = g_new0(Patterns, 1);
    self->patterns[index]->bytes = bytes;
    split_lines(self->patterns[index], length);
    return self->patterns[index];
}

/* The first line names the encoding; other settings are in capitals. */
static const char *encoding_of(const Patterns *self) {
    return self->lines->len == 0
               ? "UTF-8"
               : line_text(self, &g_array_index(self->lines, Line, 0));
}

/* All that a text's words end with, sorted: what begins with some letters lies
 * together.
 */
typedef struct {
    const char **endings; /* into the words */
    guint count;
} Endings;

static int compare_endings(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static Endings endings_of(const char *words) {
    Endings self = {NULL, (guint)strlen(words)};

    self.endings = g_new(const char *, self.count + 1);
    for (guint i = 0; i < self.count; i++)
        self.endings[i] = words + i;
    qsort(self.endings, self.count, sizeof *self.endings, compare_endings);
    return self;
}

/* The first of endings[from..to] whose letter at `depth` is `letter` or a later one. */
static guint first_ending(const Endings *self, guint from, guint to, size_t depth,
                          int letter) {
    while (from < to) {
        guint middle = from + (to - from) / 2;

        if ((unsigned char)self->endings[middle][depth] < letter)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

enum { LETTERS_MAX = 256 }; /* of a pattern */

/* Puts together the letters of a pattern, ".abschie" of ".ab5schie", as far as words
 * have them one after the other; whether that is all of them. The points of a pattern
 * stand for the ends of a word; since the library divides compounds first and then
 * their parts, a part may begin and end anywhere. */
static bool find_letters(const Endings *self, const char *pattern,
                         char letters[LETTERS_MAX]) {
    guint from = 0, to = self->count, depth = 0;
    size_t length = 0;
    guint8 letter;

    while ((letter = next_letter(&pattern)) != 0 && length < LETTERS_MAX - 1) {
        if (letter != '.') {
            from = first_ending(self, from, to, depth, letter);
            to = first_ending(self, from, to, depth, letter + 1);
            depth++;
        }
        letters[length++] = (char)letter;
        if (from == to) {
            length--;
            break;
        }
    }
    letters[length] = '\0';
    return from < to;
}

/* The lines of one level that decide about words. */
typedef struct {
    Endings endings;
    bool letters[256];    /* those of the words */
    bool pairs[256][256]; /* and two of them, one after the other */
    GString *chosen;
    GHashTable *fitting; /* letters of patterns; owned */
    GHashTable *begun;   /* beginnings of others; owned */
    bool first[256];     /* those beginnings that are one letter */
    bool two[256][256];  /* and two */
} Level;

static Level *level_new(const char *words, const char *encoding) {
    Level *self = g_new0(Level, 1);

    self->endings = endings_of(words);
    self->chosen = g_string_new(encoding);
    g_string_append_c(self->chosen, '\n');
    self->fitting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->begun = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const guint8 *at = (const guint8 *)words; *at != '\0'; at++) {
        self->letters[at[0]] = true;
        self->pairs[at[0]][at[1]] = true;
    }
    return self;
}

/* The lines that were chosen; caller frees. */
static char *level_free(Level *self) {
    char *chosen = g_string_free(self->chosen, FALSE);

    g_free(self->endings.endings);
    g_hash_table_unref(self->fitting);
    g_hash_table_unref(self->begun);
    g_free(self);
    return chosen;
}

/* Moves beginnings of one letter and of two to the others. */
static void collect_short(Level *self) {
    for (int i = 1; i < 256; i++) {
        if (self->first[i])
            g_hash_table_add(self->begun, g_strdup((char[]){(char)i, '\0'}));
        if (!self->letters[i])
            continue;
        for (int j = 1; j < 256; j++) {
            if (self->two[i][j])
                g_hash_table_add(self->begun,
                                 g_strdup((char[]){(char)i, (char)j, '\0'}));
        }
    }
    memset(self->first, 0, sizeof self->first);
    memset(self->two, 0, sizeof self->two);
}

/* libhyphen looks at the longest beginning of any pattern alone, so that beginnings
 * count even where the pattern does not fit: they become patterns without digits, which
 * say nothing. */
static void end_level(Level *self) {
    GHashTableIter each;
    gpointer letters;

    collect_short(self);
    g_hash_table_iter_init(&each, self->begun);
    while (g_hash_table_iter_next(&each, &letters, NULL)) {
        if (!g_hash_table_contains(self->fitting, letters))
            g_string_append_printf(self->chosen, "%s\n", (const char *)letters);
    }
    g_hash_table_remove_all(self->begun);
    g_hash_table_remove_all(self->fitting);
}

static void add_setting(Level *self, const char *line) {
    if (g_str_has_prefix(line, "NEXTLEVEL"))
        end_level(self);
    g_string_append_printf(self->chosen, "%s\n", line);
}

static void add_letters(GHashTable *set, const char *letters) {
    if (!g_hash_table_contains(set, letters))
        g_hash_table_add(set, g_strdup(letters));
}

static void add_pattern(Level *self, const char *line) {
    char letters[LETTERS_MAX];

    if (find_letters(&self->endings, line, letters)) {
        g_string_append_printf(self->chosen, "%s\n", line);
        add_letters(self->fitting, letters);
    } else if (*letters != '\0') {
        add_letters(self->begun, letters);
    }
}

/* Whether no word can have these two letters, one after the other. */
static bool never_follows(const Level *self, guint8 letter, guint8 next) {
    return next != 0 && next != '.' && !self->pairs[letter][next];
}

/* Whether its first letters rule a pattern out, all but its beginning. */
static bool skip_pattern(Level *self, const Line *line) {
    const guint8 *letters = line->letters;
    bool begins_words = line->kind == LINE_FIRST, is_begun = self->letters[letters[0]];

    if (begins_words && !is_begun) {
        self->first['.'] = true;
        return true;
    }
    if (begins_words || letters[0] == 0)
        return false;
    if (never_follows(self, letters[0], letters[1])) {
        self->first[letters[0]] |= is_begun;
        return true;
    }
    if (letters[1] == 0 || letters[1] == '.' ||
        !never_follows(self, letters[1], letters[2]))
        return false;
    self->two[letters[0]][letters[1]] = true;
    return true;
}

static char *choose_lines(const Patterns *self, const char *words) {
    Level *level = level_new(words, encoding_of(self));

    for (guint i = 1; i < self->lines->len; i++) {
        const Line *line = &g_array_index(self->lines, Line, i);

        if (line->kind == LINE_SETTING)
            add_setting(level, line_text(self, line));
        else if (!skip_pattern(level, line))
            add_pattern(level, line_text(self, line));
    }
    end_level(level);
    return level_free(level);
}

/* `words` are in the dictionary's encoding, with blanks between. */
static HyphenDict *make_dictionary(const Patterns *self, const char *words) {
    g_autofree char *lines = choose_lines(self, words);
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

static void mark_words(const Patterns *patterns, const char *text, const char *language,
                       guint8 *marks) {
    g_autoptr(GArray) words = find_words(text);
    g_autofree char *joined = join_words(words, language, encoding_of(patterns));
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
    const Patterns *patterns = NULL;

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
