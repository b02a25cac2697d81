#include "parse/tokens.h"

#include <stdint.h>
#include <string.h>

typedef struct {
    const char *at;
    const char *end;
    const char *line; /* start of the line of `at` */
    unsigned breaks;  /* line breaks since the last token */
    unsigned depth;   /* brackets open */
    GArray *texts;    /* of Origin: texts that are not empty, in their order */
    guint next;       /* the first of them that is not behind `at` */
    const Source *source;
    GArray *tokens; /* of Token */
} Scanner;

bool token_is(const Token *self, char mark) {
    return self->kind == TOKEN_MARK && *self->start == mark;
}

bool token_opens(const Token *self) {
    return token_is(self, '[') || token_is(self, '{');
}

bool token_closes(const Token *self) {
    return token_is(self, ']') || token_is(self, '}');
}

unsigned text_width(const char *text, size_t length) {
    unsigned width = 0;

    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (!g_unichar_iszerowidth(character))
            width += g_unichar_iswide(character) ? 2 : 1;
    }
    return width;
}

static void token_clear(gpointer data) {
    Token *self = data;

    g_free(self->text);
}

static void collect_texts(const Node *node, GArray *texts) {
    if (node->kind == NODE_TEXT && *node->text != '\0' && node->origin.length > 0)
        g_array_append_val(texts, node->origin);
    for (guint i = 0; i < node_count(node); i++) {
        if (node->kind == NODE_MAP)
            collect_texts(node_key(node, i), texts);
        collect_texts(node_item(node, i), texts);
    }
}

static const char *line_end(const Scanner *scanner, const char *at) {
    const char *end = memchr(at, '\n', (size_t)(scanner->end - at));

    return end == NULL ? scanner->end : end;
}

static Token *add(Scanner *scanner, TokenKind kind, size_t length) {
    Token token = {.kind = kind,
                   .start = scanner->at,
                   .length = length,
                   .column = (size_t)(scanner->at - scanner->line),
                   .depth = scanner->depth,
                   .is_first = scanner->breaks > 0 || scanner->tokens->len == 0,
                   .is_after_blank = scanner->breaks > 1 && scanner->tokens->len > 0};

    g_array_append_val(scanner->tokens, token);
    for (const char *at = scanner->at; at < scanner->at + length; at++) {
        if (*at == '\n')
            scanner->line = at + 1;
    }
    scanner->at += length;
    scanner->breaks = 0;
    return &g_array_index(scanner->tokens, Token, scanner->tokens->len - 1);
}

static void skip_space(Scanner *scanner) {
    for (; scanner->at < scanner->end; scanner->at++) {
        if (*scanner->at == '\n') {
            scanner->breaks++;
            scanner->line = scanner->at + 1;
        } else if (*scanner->at != ' ') {
            break;
        }
    }
}

static bool scan_comment(Scanner *scanner) {
    const char *end = line_end(scanner, scanner->at);

    while (end[-1] == ' ')
        end--;
    add(scanner, TOKEN_COMMENT, (size_t)(end - scanner->at));
    return true;
}

/* How a quoted text ends is the same on one line and on several. */
static bool scan_quoted(Scanner *scanner) {
    char quote = *scanner->at;
    const char *at = scanner->at + 1;

    for (; at < scanner->end; at++) {
        if (*at == '\\' && quote == '"' && at + 1 < scanner->end)
            at++;
        else if (*at == quote && quote == '\'' && at[1] == quote)
            at++;
        else if (*at == quote)
            break;
    }
    if (at == scanner->end)
        return false;
    add(scanner, TOKEN_TEXT, (size_t)(at + 1 - scanner->at));
    return true;
}

/* The length of a plain text that begins here; 0 if none does. */
static size_t plain_length(Scanner *scanner) {
    size_t offset = (size_t)(scanner->at - scanner->source->bytes);
    const Origin *text = NULL;
    size_t length;

    while (scanner->next < scanner->texts->len &&
           g_array_index(scanner->texts, Origin, scanner->next).offset < offset)
        scanner->next++;
    if (scanner->next < scanner->texts->len)
        text = &g_array_index(scanner->texts, Origin, scanner->next);
    if (text == NULL || text->offset != offset)
        return 0;
    for (length = text->length; length > 0; length--) {
        if (strchr(" \n", scanner->at[length - 1]) == NULL)
            break;
    }
    return length;
}

/* The column of the entry whose value a block text is: its lines are indented deeper.
 */
static size_t entry_column(const Scanner *scanner) {
    const Token *tokens = (const Token *)(const void *)scanner->tokens->data;
    guint at = scanner->tokens->len;

    while (at > 0 && tokens[at - 1].kind == TOKEN_COMMENT)
        at--;
    if (at == 0)
        return 0;
    if (at > 1 && token_is(&tokens[at - 1], ':') && !tokens[at - 1].is_first &&
        tokens[at - 2].kind == TOKEN_TEXT)
        return tokens[at - 2].column;
    return tokens[at - 1].column;
}

/* The indentation of the lines of a block text: that of the first that is not blank. */
static size_t find_margin(const Scanner *scanner, const char *at, size_t entry) {
    while (at < scanner->end) {
        size_t indentation = strspn(at, " ");

        if (at + indentation < scanner->end && at[indentation] != '\n')
            return MAX(indentation, entry + 1);
        at += MIN(indentation + 1, (size_t)(scanner->end - at));
    }
    return SIZE_MAX;
}

/* Whether a line belongs to a block text; blank ones do when such a line follows. */
static bool is_block_line(const char *line, const char *end, size_t margin) {
    size_t indentation = strspn(line, " ");

    return margin != SIZE_MAX && indentation >= margin && line + margin < end;
}

static bool is_blank_line(const char *line, const char *end) {
    return line + strspn(line, " ") >= end;
}

/* The end of the lines that begin here, with the last line break if there is one. */
static const char *find_lines_end(const Scanner *scanner, size_t margin, bool keeps) {
    const char *at = scanner->at;
    const char *last = at;

    while (at < scanner->end) {
        const char *end = line_end(scanner, at);
        bool is_line = is_block_line(at, end, margin);

        if (!is_line && !is_blank_line(at, end))
            break;
        at = MIN(end + 1, scanner->end);
        if (is_line || (keeps && end < scanner->end))
            last = at;
    }
    return last;
}

/* |+ keeps all line breaks at the end. Where a file ends without one there is none to
 * keep, but we write one: there |- says the same. */
static void scan_lines(Scanner *scanner, guint head, size_t margin) {
    bool keeps = strchr(g_array_index(scanner->tokens, Token, head).text, '+') != NULL;
    const char *end;
    bool is_open;

    if (scanner->at == scanner->end)
        return;
    scanner->at++;
    scanner->line = scanner->at;
    scanner->breaks = 1;
    end = find_lines_end(scanner, margin, keeps);
    if (end == scanner->at)
        return;
    is_open = end[-1] != '\n';
    if (is_open && keeps)
        *strchr(g_array_index(scanner->tokens, Token, head).text, '+') = '-';
    add(scanner, TOKEN_LINES, (size_t)(end - scanner->at) - (is_open ? 0 : 1))->margin =
        margin;
    scanner->line = scanner->at = end;
    scanner->breaks = 1;
}

/* The first of these bytes in a head, or 0. */
static char head_byte(const char *head, size_t length, const char *bytes) {
    for (size_t i = 1; i < length; i++) {
        if (strchr(bytes, head[i]) != NULL)
            return head[i];
    }
    return '\0';
}

/* The digit of a head counts from the entry; see lines.c for how we indent. */
static char *head_to_text(const char *head, size_t length, bool is_first) {
    char chomp[] = {head_byte(head, length, "+-"), '\0'};

    if (head_byte(head, length, "123456789") == '\0')
        return g_strdup_printf("%c%s", *head, chomp);
    return g_strdup_printf("%c%c%s", *head, is_first ? '4' : '2', chomp);
}

static bool scan_block(Scanner *scanner) {
    const char *head = scanner->at;
    size_t entry = entry_column(scanner);
    size_t length = 1 + strspn(head + 1, "0123456789+-");
    char digit = head_byte(head, length, "123456789");
    guint index = scanner->tokens->len;
    Token *token;

    if (scanner->depth > 0)
        return false;
    token = add(scanner, TOKEN_BLOCK, length);
    token->text = head_to_text(head, length, token->is_first);
    while (*scanner->at == ' ')
        scanner->at++;
    if (*scanner->at == '#')
        scan_comment(scanner);
    scanner->at = line_end(scanner, scanner->at);
    scan_lines(scanner, index,
               digit != '\0' ? entry + (size_t)(digit - '0')
                             : find_margin(scanner, scanner->at + 1, entry));
    return true;
}

static bool is_document(const Scanner *scanner) {
    return scanner->at == scanner->line &&
           (strncmp(scanner->at, "---", 3) == 0 ||
            strncmp(scanner->at, "...", 3) == 0) &&
           strchr(" \n", scanner->at[3]) != NULL;
}

static bool scan_mark(Scanner *scanner) {
    bool closes = strchr("]}", *scanner->at) != NULL;

    if (strchr("-?:,[]{}", *scanner->at) == NULL || (closes && scanner->depth == 0))
        return false;
    if (closes)
        scanner->depth--;
    if (token_opens(add(scanner, TOKEN_MARK, 1)))
        scanner->depth++;
    return true;
}

static bool scan_token(Scanner *scanner) {
    size_t plain = plain_length(scanner);

    if (plain > 0) {
        add(scanner, TOKEN_TEXT, plain);
        return true;
    }
    switch (*scanner->at) {
    case '#':
        return scan_comment(scanner);
    case '"':
    case '\'':
        return scan_quoted(scanner);
    case '|':
    case '>':
        return scan_block(scanner);
    default:
        break;
    }
    if (is_document(scanner)) {
        add(scanner, TOKEN_DOCUMENT, 3);
        return true;
    }
    return scan_mark(scanner);
}

GArray *tokens_read(const Source *source, const Node *root) {
    g_autoptr(GArray) texts = g_array_new(FALSE, FALSE, sizeof(Origin));
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    Scanner scanner = {.at = source->bytes,
                       .end = source->bytes + source->length,
                       .line = source->bytes,
                       .texts = texts,
                       .source = source,
                       .tokens = tokens};

    g_array_set_clear_func(tokens, token_clear);
    collect_texts(root, texts);
    for (skip_space(&scanner); scanner.at < scanner.end; skip_space(&scanner)) {
        if (!scan_token(&scanner))
            return NULL;
    }
    return scanner.depth == 0 ? g_steal_pointer(&tokens) : NULL;
}
