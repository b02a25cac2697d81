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
 * patterns; a text needs a few hundred of them, and only those are given to it. Most
 * of them are known not to be needed by their first letters, which neighbours share. */
typedef struct {
    char *bytes;    /* the file; owned */
    char *encoding; /* as its first line names it; owned */
    GArray *groups; /* of Group: all other lines; owned */
} Patterns;

enum { SHARED_LETTERS = 3 };

/* Lines one after the other that begin alike. */
typedef struct {
    guint32 start, end; /* bytes of the file */
    bool is_setting;    /* they are no patterns */
    /* Of patterns, with the points before and between; less when that is all. */
    char letters[SHARED_LETTERS + 2];
} Group;

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
    g_free(self->encoding);
    g_array_unref(self->groups);
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

/* What a line is of alone; `length`: of the bytes that say so, 0 when it is all. */
static Group group_of(const char *line, size_t *length) {
    Group group = {.is_setting = g_ascii_isupper(*line)};
    const char *at = line;
    int count = 0, letters = 0;

    *length = 0;
    while (!group.is_setting && letters < SHARED_LETTERS) {
        guint8 letter = next_letter(&at);

        if (letter == 0)
            return group;
        group.letters[count++] = (char)letter;
        letters += count > 1 || letter != '.';
    }
    if (!group.is_setting)
        *length = (size_t)(at - line);
    return group;
}

static bool is_of_group(const Group *group, const Group *line) {
    return group->is_setting == line->is_setting &&
           memcmp(group->letters, line->letters, sizeof group->letters) == 0;
}

/* Lines as they are read. */
typedef struct {
    Patterns *patterns;
    const char *end;    /* of the file */
    Group *last;        /* of the line before; NULL: of none */
    guint64 mask, same; /* a line of which these bytes are the same is of it, too */
} Splitting;

/* Most lines begin as the one before. */
static bool begins_alike(const Splitting *self, const char *line) {
    guint64 bytes;

    if (self->mask == 0 || (size_t)(self->end - line) < sizeof bytes)
        return false;
    memcpy(&bytes, line, sizeof bytes);
    return (bytes & self->mask) == self->same;
}

/* `length`: of the bytes of a line that say of which group it is; 0: all do. */
static void remember_beginning(Splitting *self, const char *line, size_t length) {
    guint8 mask[sizeof self->mask] = {0};

    if (length <= sizeof mask && (size_t)(self->end - line) >= sizeof mask)
        memset(mask, 0xFF, length);
    memcpy(&self->mask, mask, sizeof mask);
    if (self->mask == 0)
        return;
    memcpy(&self->same, line, sizeof self->same);
    self->same &= self->mask;
}

static void begin_group(Splitting *self, const char *line, const Group *group) {
    GArray *groups = self->patterns->groups;

    g_array_append_val(groups, *group);
    self->last = &g_array_index(groups, Group, groups->len - 1);
    self->last->start = (guint32)(line - self->patterns->bytes);
}

static void add_line(Splitting *self, const char *line, const char *next) {
    if (self->last == NULL || !begins_alike(self, line)) {
        size_t length;
        Group group = group_of(line, &length);

        remember_beginning(self, line, length);
        if (self->last == NULL || !is_of_group(self->last, &group))
            begin_group(self, line, &group);
    }
    self->last->end = (guint32)(next - self->patterns->bytes);
}

/* Behind it and what ends it. */
static const char *next_line(const char *line, const char *end) {
    const char *stop = memchr(line, '\n', (size_t)(end - line));

    return stop == NULL ? end : stop + 1;
}

/* Without what ends it. */
static size_t line_length(const char *line, const char *next) {
    while (next > line && (next[-1] == '\n' || next[-1] == '\r'))
        next--;
    return (size_t)(next - line);
}

/* The first line names the encoding. */
static void split_lines(Patterns *self, gsize length) {
    Splitting splitting = {.patterns = self, .end = self->bytes + length};
    const char *next;

    self->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    for (const char *line = self->bytes; line < splitting.end; line = next) {
        next = next_line(line, splitting.end);
        if (*line == '#' || *line == '%' || line_length(line, next) == 0)
            splitting.last = NULL;
        else if (self->encoding == NULL)
            self->encoding = g_strndup(line, line_length(line, next));
        else
            add_line(&splitting, line, next);
    }
    if (self->encoding == NULL)
        self->encoding = g_strdup("UTF-8");
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

/* All that a text's words end with, sorted: what begins with some letters lies
 * together.
 */
typedef struct {
    const char **endings; /* into the words */
    guint count;
    guint firsts[G_MAXUINT8 + 2]; /* where those with a letter, and later ones, begin */
} Endings;

static int compare_endings(const void *a, const void *b) {
    return strcmp(*(const char *const *)a, *(const char *const *)b);
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

static Endings *endings_new(const char *words) {
    Endings *self = g_new0(Endings, 1);

    self->count = (guint)strlen(words);
    self->endings = g_new(const char *, self->count + 1);
    for (guint i = 0; i < self->count; i++)
        self->endings[i] = words + i;
    qsort(self->endings, self->count, sizeof *self->endings, compare_endings);
    for (int letter = 0; letter <= G_MAXUINT8 + 1; letter++)
        self->firsts[letter] = first_ending(self, 0, self->count, 0, letter);
    return self;
}

static void endings_free(Endings *self) {
    g_free(self->endings);
    g_free(self);
}

/* Leaves of endings[from..to], which begin alike, those with a letter at `depth`. */
static void narrow(const Endings *self, guint *from, guint *to, size_t depth,
                   int letter) {
    if (depth == 0) {
        *from = self->firsts[letter];
        *to = self->firsts[letter + 1];
    } else {
        *from = first_ending(self, *from, *to, depth, letter);
        *to = first_ending(self, *from, *to, depth, letter + 1);
    }
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
            narrow(self, &from, &to, depth, letter);
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
    Endings *endings;
    GString *chosen;
    GHashTable *fitting; /* letters of patterns; owned */
    GHashTable *begun;   /* beginnings of others; owned */
} Level;

static Level *level_new(const char *words, const char *encoding) {
    Level *self = g_new0(Level, 1);

    self->endings = endings_new(words);
    self->chosen = g_string_new(encoding);
    g_string_append_c(self->chosen, '\n');
    self->fitting = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->begun = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return self;
}

/* The lines that were chosen; caller frees. */
static char *level_free(Level *self) {
    char *chosen = g_string_free(self->chosen, FALSE);

    endings_free(self->endings);
    g_hash_table_unref(self->fitting);
    g_hash_table_unref(self->begun);
    g_free(self);
    return chosen;
}

/* libhyphen looks at the longest beginning of any pattern alone, so that beginnings
 * count even where the pattern does not fit: they become patterns without digits, which
 * say nothing. */
static void end_level(Level *self) {
    GHashTableIter each;
    gpointer letters;

    g_hash_table_iter_init(&each, self->begun);
    while (g_hash_table_iter_next(&each, &letters, NULL)) {
        if (!g_hash_table_contains(self->fitting, letters))
            g_string_append_printf(self->chosen, "%s\n", (const char *)letters);
    }
    g_hash_table_remove_all(self->begun);
    g_hash_table_remove_all(self->fitting);
}

static void append_line(Level *self, const char *line, size_t length) {
    g_string_append_len(self->chosen, line, (gssize)length);
    g_string_append_c(self->chosen, '\n');
}

static void add_setting(Level *self, const char *line, size_t length) {
    if (g_str_has_prefix(line, "NEXTLEVEL"))
        end_level(self);
    append_line(self, line, length);
}

static void add_letters(GHashTable *set, const char *letters) {
    if (!g_hash_table_contains(set, letters))
        g_hash_table_add(set, g_strdup(letters));
}

/* Whether words have all its letters; the beginning that they have counts. */
static bool fits(Level *self, const char *pattern, char letters[LETTERS_MAX]) {
    bool is_found = find_letters(self->endings, pattern, letters);

    if (!is_found && *letters != '\0')
        add_letters(self->begun, letters);
    return is_found;
}

static void add_pattern(Level *self, const char *line, size_t length) {
    char letters[LETTERS_MAX];

    if (!fits(self, line, letters))
        return;
    append_line(self, line, length);
    add_letters(self->fitting, letters);
}

static void add_group(Level *self, const Patterns *patterns, const Group *group) {
    const char *end = patterns->bytes + group->end, *next;
    char letters[LETTERS_MAX];

    if (!group->is_setting && !fits(self, group->letters, letters))
        return;
    for (const char *line = patterns->bytes + group->start; line < end; line = next) {
        next = next_line(line, end);
        (group->is_setting ? add_setting : add_pattern)(self, line,
                                                        line_length(line, next));
    }
}

static char *choose_lines(const Patterns *self, const char *words) {
    Level *level = level_new(words, self->encoding);

    for (guint i = 0; i < self->groups->len; i++)
        add_group(level, self, &g_array_index(self->groups, Group, i));
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
    g_autofree char *joined = join_words(words, language, patterns->encoding);
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
