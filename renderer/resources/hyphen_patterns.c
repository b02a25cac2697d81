#include "resources/hyphen_patterns.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Most patterns are known not to be needed by their first letters, which neighbours
 * share. */
struct HyphenPatterns {
    GMappedFile *file;
    const char *bytes, *end; /* of it */
    char *encoding;          /* owned */
    GArray *groups;          /* of Group: all lines but the first; owned */
};

enum { SHARED_LETTERS = 3 };

/* Lines one after the other that begin alike. */
typedef struct {
    guint32 start, end; /* bytes of the file */
    bool is_setting;    /* they are no patterns */
    /* Of patterns, with the points before and between; less when that is all. */
    char letters[SHARED_LETTERS + 2];
} Group;

/* --- groups of lines ------------------------------------------------------------- */

/* A pattern ends with a blank; what stands behind a / are replacements. */
static bool is_of_pattern(char letter) {
    return (unsigned char)letter > ' ' && letter != '/';
}

/* The next of a pattern's letters from `*at` on, which goes behind it; 0: the end. */
static guint8 next_letter(const char **at, const char *end) {
    while (*at < end && g_ascii_isdigit(**at))
        (*at)++;
    return *at < end && is_of_pattern(**at) ? (guint8) * (*at)++ : 0;
}

/* What a line is of alone; `length`: of the bytes that say so, 0 when it is all. */
static Group group_of(const char *line, const char *end, size_t *length) {
    Group group = {.is_setting = g_ascii_isupper(*line)};
    const char *at = line;
    int count = 0, letters = 0;

    *length = 0;
    while (!group.is_setting && letters < SHARED_LETTERS) {
        guint8 letter = next_letter(&at, end);

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
    HyphenPatterns *patterns;
    Group *last;        /* of the line before; NULL: of none */
    guint64 mask, same; /* a line of which these bytes are the same is of it, too; no
                         * mask: that is not known */
} Splitting;

/* Most lines begin as the one before. */
static bool begins_alike(const Splitting *self, const char *line) {
    guint64 bytes;

    if (self->mask == 0 || (size_t)(self->patterns->end - line) < sizeof bytes)
        return false;
    memcpy(&bytes, line, sizeof bytes);
    return (bytes & self->mask) == self->same;
}

/* `length`: of the bytes of a line that say of which group it is; 0: all do. */
static void remember_beginning(Splitting *self, const char *line, size_t length) {
    guint8 mask[sizeof self->mask] = {0};

    if (length <= sizeof mask && (size_t)(self->patterns->end - line) >= sizeof mask)
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
    size_t length;
    Group group = group_of(line, next, &length);

    remember_beginning(self, line, length);
    if (self->last == NULL || !is_of_group(self->last, &group))
        begin_group(self, line, &group);
}

/* What belongs to no group ends the one before. */
static void end_group(Splitting *self) {
    self->last = NULL;
    self->mask = 0;
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
static void split_lines(HyphenPatterns *self) {
    Splitting splitting = {.patterns = self};
    const char *next;

    for (const char *line = self->bytes; line < self->end; line = next) {
        next = next_line(line, self->end);
        if (*line == '#' || *line == '%' || line_length(line, next) == 0)
            end_group(&splitting);
        else if (self->encoding == NULL)
            self->encoding = g_strndup(line, line_length(line, next));
        else if (!begins_alike(&splitting, line))
            add_line(&splitting, line, next);
        if (splitting.last != NULL)
            splitting.last->end = (guint32)(next - self->bytes);
    }
    if (self->encoding == NULL)
        self->encoding = g_strdup("UTF-8");
}

HyphenPatterns *hyphen_patterns_open(const char *path, GError **error) {
    GMappedFile *file = g_mapped_file_new(path, FALSE, error);
    HyphenPatterns *self;

    if (file == NULL)
        return NULL;
    self = g_new0(HyphenPatterns, 1);
    self->file = file;
    self->bytes = g_mapped_file_get_contents(file);
    self->end = self->bytes + g_mapped_file_get_length(file);
    self->groups = g_array_new(FALSE, FALSE, sizeof(Group));
    split_lines(self);
    return self;
}

void hyphen_patterns_free(HyphenPatterns *self) {
    if (self == NULL)
        return;
    g_mapped_file_unref(self->file);
    g_free(self->encoding);
    g_array_unref(self->groups);
    g_free(self);
}

const char *hyphen_patterns_encoding(const HyphenPatterns *self) {
    return self->encoding;
}

/* --- lines that are needed ------------------------------------------------------- */

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
static bool find_letters(const Endings *self, const char *pattern, const char *end,
                         char letters[LETTERS_MAX]) {
    guint from = 0, to = self->count, depth = 0;
    size_t length = 0;
    guint8 letter;

    while ((letter = next_letter(&pattern, end)) != 0 && length < LETTERS_MAX - 1) {
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
    static const char next_level[] = "NEXTLEVEL";

    if (length >= strlen(next_level) && g_str_has_prefix(line, next_level))
        end_level(self);
    append_line(self, line, length);
}

static void add_letters(GHashTable *set, const char *letters) {
    if (!g_hash_table_contains(set, letters))
        g_hash_table_add(set, g_strdup(letters));
}

/* Whether words have all its letters; the beginning that they have counts. */
static bool fits(Level *self, const char *pattern, const char *end,
                 char letters[LETTERS_MAX]) {
    bool is_found = find_letters(self->endings, pattern, end, letters);

    if (!is_found && *letters != '\0')
        add_letters(self->begun, letters);
    return is_found;
}

static void add_pattern(Level *self, const char *line, size_t length) {
    char letters[LETTERS_MAX];

    if (!fits(self, line, line + length, letters))
        return;
    append_line(self, line, length);
    add_letters(self->fitting, letters);
}

static void add_group(Level *self, const HyphenPatterns *patterns, const Group *group) {
    const char *end = patterns->bytes + group->end, *next;
    char letters[LETTERS_MAX];

    if (!group->is_setting &&
        !fits(self, group->letters, group->letters + strlen(group->letters), letters))
        return;
    for (const char *line = patterns->bytes + group->start; line < end; line = next) {
        next = next_line(line, end);
        (group->is_setting ? add_setting : add_pattern)(self, line,
                                                        line_length(line, next));
    }
}

char *hyphen_patterns_choose(const HyphenPatterns *self, const char *words) {
    Level *level = level_new(words, self->encoding);

    for (guint i = 0; i < self->groups->len; i++)
        add_group(level, self, &g_array_index(self->groups, Group, i));
    end_level(level);
    return level_free(level);
}
