#include "parse/expand.h"

#include "base/translate.h"
#include "base/words.h"
#include "model/language.h"

#include <string.h>

enum {
    BRACES_DEPTH_MAX = 4,         /* words inside words inside words */
    BRACES_BYTES_MAX = 16 * 1024, /* of one text with all that is put into it */
};

static const char row_prefix[] = "row.";
static const char printer_prefix[] = "printer.";

typedef struct {
    const Brief *brief;
    Diagnostics *diagnostics;
    bool only_row;
    gsize bytes;          /* made so far for one text */
    int state;            /* the least reviewed of what was put in */
    const DataCell *cell; /* the first field put in; may be NULL */
    GArray *pieces;       /* of Piece: what is made so far */
    size_t length;        /* bytes of that */
    bool of_printer;      /* who prints was put in, or would be */
    bool failed;
} Expansion;

static char *expand(Expansion *self, const Words *words, int depth);

static Origin brace_origin(const Words *words, const char *name) {
    g_autofree char *brace = g_strdup_printf("{%s}", name);

    return origin_find(words->origin, brace);
}

static void fail(Expansion *self, const char *id, const Origin *origin,
                 const char *format, ...) G_GNUC_PRINTF(4, 5);

static void fail(Expansion *self, const char *id, const Origin *origin,
                 const char *format, ...) {
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    self->failed = true;
    diagnostics_add(self->diagnostics, SEVERITY_ERROR, id, origin, "%s", message);
}

/* --- data rows
 * ------------------------------------------------------------------------ */

static void unknown_column(Expansion *self, const Words *words, const char *name) {
    const DataTable *table = self->brief->motif->rows;
    const char *column = name + strlen(row_prefix);
    Origin origin = brace_origin(words, name);
    g_autofree char *suggestion =
        table == NULL ? NULL : word_suggestion(column, table->columns);

    if (table == NULL)
        fail(self, "rows/none", &origin,
             "this motif has no data rows; name a table with \"rows:\"");
    else
        fail(self, "rows/unknown-column", &origin, "the rows have no column \"%s\"%s",
             column, suggestion);
}

/* Numbers in the digits of the language. */
static char *write_digits(const Brief *brief, const char *text) {
    static const unsigned zeros[] = {'0', 0x660, 0x6F0}; /* in the order of Digits */
    const Language *language =
        campaign_find_language(brief->motif->campaign, brief->language);

    return language_digits(text, zeros[language == NULL ? 0 : language->digits]);
}

/* Notes where the next bytes are written. */
static void add_piece(Expansion *self, Origin origin, size_t length) {
    self->length += length;
    if (length > 0)
        pieces_add(self->pieces, origin, self->length);
}

/* What a data row has, in the digits of the language. */
static char *take_field(Expansion *self, const DataCell *cell) {
    char *text =
        self->only_row ? g_strdup(cell->text) : write_digits(self->brief, cell->text);

    add_piece(self, cell->origin, strlen(text));
    return text;
}

static char *expand_field(Expansion *self, const Words *words, const char *name) {
    const Brief *brief = self->brief;
    const char *column = name + strlen(row_prefix);
    const DataCell *cell =
        brief->row == NULL
            ? NULL
            : data_table_find(brief->motif->rows, brief->row, column, brief->language);

    if (cell == NULL) {
        unknown_column(self, words, name);
        return NULL;
    }
    if (self->cell == NULL)
        self->cell = cell;
    if (*cell->text == '\0') {
        fail(self, "rows/empty-field", &cell->origin,
             "this field is empty, but the poster needs it");
        return NULL;
    }
    return take_field(self, cell);
}

/* --- who prints ------------------------------------------------------------------ */

/* Room for it is kept in a box of its own: words around it would come and go with it.
 */
static bool check_printer(Expansion *self, const Words *words, const char *name,
                          int depth) {
    const char *key = name + strlen(printer_prefix);
    Origin origin = brace_origin(words, name);

    if (strcmp(key, "name") != 0 && strcmp(key, "address") != 0)
        fail(self, "motif/unknown-words", &origin,
             "of the printer there are {printer.name} and {printer.address}");
    else if (depth > 0)
        fail(self, "words/printer-inside", &words->origin,
             "who prints is known last; words that name the printer cannot be put into "
             "others, show them in a box of their own");
    return !self->failed;
}

static char *expand_printer(Expansion *self, const Words *words, const char *name,
                            int depth) {
    const Printer *printer = self->brief->motif->campaign->printer;
    const char *text;

    if (!check_printer(self, words, name, depth))
        return NULL;
    self->of_printer = true;
    if (printer == NULL)
        return NULL;
    text = g_str_has_suffix(name, ".name") ? printer->name : printer->address;
    add_piece(self, printer->origin, strlen(text));
    return g_strdup(text);
}

/* --- words
 * ------------------------------------------------------------------------------ */

static void unknown_words(Expansion *self, const Words *words, const char *name) {
    g_autoptr(GPtrArray) names = table_names(self->brief->words);
    g_autofree char *suggestion = word_suggestion(name, names);
    Origin origin = brace_origin(words, name);

    fail(self, "motif/unknown-words", &origin,
         "no words \"%s\" to put in%s; write {{ for a brace", name, suggestion);
}

static void endless_words(Expansion *self, const Words *words) {
    fail(self, "motif/endless-words", &words->origin,
         "these words contain themselves, or too much of others");
}

/* What stands for `{name}`; NULL with a finding if nothing does. */
static char *expand_name(Expansion *self, const Words *words, const char *name,
                         int depth) {
    const Words *other;

    if (g_str_has_prefix(name, row_prefix))
        return expand_field(self, words, name);
    if (g_str_has_prefix(name, printer_prefix))
        return expand_printer(self, words, name, depth);
    other = g_hash_table_lookup(self->brief->words, name);
    if (other == NULL) {
        unknown_words(self, words, name);
        return NULL;
    }
    if (depth >= BRACES_DEPTH_MAX) {
        endless_words(self, words);
        return NULL;
    }
    self->state = MIN(self->state, other->state);
    return expand(self, other, depth + 1);
}

/* The length of `{name}` at the start of a text, if it is to be expanded; else 0. */
static size_t brace_length(const Expansion *self, const char *at) {
    const char *end = *at == '{' ? strchr(at, '}') : NULL;

    if (end == NULL || (self->only_row && !g_str_has_prefix(at + 1, row_prefix)))
        return 0;
    return (size_t)(end - at) + 1;
}

static bool is_doubled(const Expansion *self, const char *at) {
    return !self->only_row && (strncmp(at, "{{", 2) == 0 || strncmp(at, "}}", 2) == 0);
}

static char *expand(Expansion *self, const Words *words, int depth) {
    GString *text = g_string_new(NULL);

    for (const char *at = words->text; *at != '\0' && !self->failed;) {
        size_t length = brace_length(self, at);
        Origin origin = words_origin(words, (size_t)(at - words->text));

        if (is_doubled(self, at)) {
            g_string_append_c(text, *at);
            add_piece(self, origin, 1);
            at += 2;
        } else if (length > 0) {
            g_autofree char *name = g_strndup(at + 1, length - 2);
            g_autofree char *inner = expand_name(self, words, name, depth);

            g_string_append(text, inner != NULL ? inner : "");
            self->bytes += inner != NULL ? strlen(inner) : 0;
            at += length;
        } else {
            g_string_append_c(text, *at++);
            add_piece(self, origin, 1);
        }
        if (++self->bytes > BRACES_BYTES_MAX && !self->failed)
            endless_words(self, words);
    }
    return g_string_free(text, FALSE);
}

static Expanded run(const Brief *brief, const Words *words, bool only_row,
                    Diagnostics *diagnostics) {
    Expansion expansion = {.brief = brief,
                           .diagnostics = diagnostics,
                           .only_row = only_row,
                           .state = words->state,
                           .pieces = g_array_new(FALSE, FALSE, sizeof(Piece))};
    Expanded expanded = {.text = expand(&expansion, words, 0)};

    expanded.of_printer = expansion.of_printer;
    if (expansion.of_printer && brief->motif->campaign->printer == NULL)
        *expanded.text = '\0';
    expanded.pieces = expansion.pieces;
    expanded.state = expansion.state;
    expanded.origin = expansion.cell != NULL ? expansion.cell->origin : words->origin;
    return expanded;
}

Expanded expand_words(const Brief *brief, const Words *words,
                      Diagnostics *diagnostics) {
    return run(brief, words, false, diagnostics);
}

Expanded expand_row(const Brief *brief, const Words *words, Diagnostics *diagnostics) {
    return run(brief, words, true, diagnostics);
}
