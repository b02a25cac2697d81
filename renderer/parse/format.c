#include "parse/format.h"

#include "parse/lines.h"
#include "parse/quotes.h"
#include "parse/tokens.h"
#include "parse/yaml.h"

#include <string.h>

/* A text and all that we know of it. */
typedef struct {
    Source *source;
    Diagnostics *diagnostics;
    Node *root;     /* NULL: it cannot be read */
    GArray *tokens; /* of Token; NULL: it cannot be read */
    char *text;     /* what becomes of it; NULL likewise */
} Draft;

static void draft_free(Draft *self) {
    g_free(self->text);
    g_clear_pointer(&self->tokens, g_array_unref);
    node_free(self->root);
    diagnostics_free(self->diagnostics);
    source_free(self->source);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

/* A # without a space behind it would look like a text cut off, were it not for the
 * quotes before it. */
static bool needs_quotes(const Token *text, const Token *end) {
    const Token *next = text + 1;

    return next < end && next->kind == TOKEN_COMMENT && !next->is_first &&
           next->length > 1 && next->start[1] != ' ';
}

static void simplify_quotes(GArray *tokens) {
    Token *first = &g_array_index(tokens, Token, 0), *end = first + tokens->len;

    for (Token *token = first; token < end; token++) {
        bool is_quoted = token->kind == TOKEN_TEXT && strchr("\"'", *token->start);

        if (is_quoted && memchr(token->start, '\n', token->length) == NULL &&
            !needs_quotes(token, end))
            token->text =
                quotes_simplify(token->start, token->length, token->depth > 0);
    }
}

static Draft *draft_new(const char *name, const char *text, size_t length) {
    Draft *self = g_new0(Draft, 1);

    self->source = source_new_for_text(name, text, length);
    self->diagnostics = diagnostics_new();
    self->root = yaml_parse(self->source, self->diagnostics);
    if (self->root != NULL)
        self->tokens = tokens_read(self->source, self->root);
    if (self->tokens != NULL) {
        simplify_quotes(self->tokens);
        lines_arrange(self->tokens);
        self->text = lines_to_text(self->tokens);
    }
    return self;
}

/* Of two byte order marks the YAML library takes the second. */
static size_t marks_length(const Source *source) {
    static const char mark[] = "\xEF\xBB\xBF";
    size_t length = 0;

    while (length < 6 && g_str_has_prefix(source->bytes + length, mark))
        length += 3;
    return length;
}

/* Without byte order mark, all line breaks as line feeds. */
static Draft *draft_of_source(const Source *source) {
    g_autoptr(GString) text = g_string_sized_new(source->length);
    size_t start = marks_length(source);

    for (size_t i = start; i < source->length; i++) {
        if (source->bytes[i] != '\r')
            g_string_append_c(text, source->bytes[i]);
        else if (source->bytes[i + 1] != '\n')
            g_string_append_c(text, '\n');
    }
    return draft_new(source->name, text->str, text->len);
}

static const Token *next_comment(const GArray *tokens, guint *index) {
    while (*index < tokens->len) {
        const Token *token = &g_array_index(tokens, Token, (*index)++);

        if (token->kind == TOKEN_COMMENT)
            return token;
    }
    return NULL;
}

static bool have_same_comments(const GArray *a, const GArray *b) {
    guint at_a = 0, at_b = 0;
    const Token *of_a, *of_b;

    do {
        of_a = next_comment(a, &at_a);
        of_b = next_comment(b, &at_b);
        if ((of_a == NULL) != (of_b == NULL))
            return false;
        if (of_a != NULL && (of_a->length != of_b->length ||
                             memcmp(of_a->start, of_b->start, of_a->length) != 0))
            return false;
    } while (of_a != NULL);
    return true;
}

static unsigned count_findings(const Diagnostics *diagnostics) {
    return diagnostics_count(diagnostics, SEVERITY_NOTE);
}

/* Whether the second draft, made of the first, may take the place of the tree. */
static bool is_safe(const Node *root, const Draft *first, const Draft *second) {
    return second->text != NULL && node_equal(root, second->root) &&
           have_same_comments(first->tokens, second->tokens) &&
           count_findings(first->diagnostics) == count_findings(second->diagnostics) &&
           strcmp(first->text, second->text) == 0;
}

/* A lone carriage return can hide a mistake of indentation; as a line feed it cannot.
 */
static void take_findings(Diagnostics *diagnostics, Diagnostics *from) {
    g_autoptr(GPtrArray) findings = diagnostics_take_out(from);

    g_ptr_array_set_free_func(findings, NULL);
    for (guint i = 0; i < findings->len; i++)
        diagnostics_take(diagnostics, g_ptr_array_index(findings, i));
}

char *format_text(const Source *source, Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(Node) root = yaml_parse(source, diagnostics);
    g_autoptr(Draft) first = NULL, second = NULL;

    if (diagnostics->errors > before)
        return NULL;
    first = draft_of_source(source);
    if (first->text == NULL || first->diagnostics->errors > 0) {
        take_findings(diagnostics, first->diagnostics);
        return NULL;
    }
    second = draft_new(source->name, first->text, strlen(first->text));
    return is_safe(root, first, second) ? g_steal_pointer(&first->text) : NULL;
}
