#include "parse/lines.h"

#include <string.h>

enum { STEP = 2, BEFORE_COMMENT = 2, NONE = -1 };

/* A block map or list that is open, or was. */
typedef struct {
    size_t column; /* as written */
    unsigned indent;
    unsigned parent; /* an index; 0 is the file, in which all blocks lie */
    bool is_list;
    int last; /* the token that begins its last entry so far; or NONE */
} Level;

typedef struct {
    Token *tokens;
    guint count;
    GArray *levels; /* of Level */
    int *previous;  /* for the first token of an entry: that of the entry before */
    int *following; /* for each token: the first from it on that is no comment */
} Arrangement;

static Level *level_of(const Arrangement *self, unsigned index) {
    return &g_array_index(self->levels, Level, index);
}

/* How far something inside this block is indented. */
static unsigned inner_indent(const Arrangement *self, unsigned level) {
    return level == 0 ? 0 : level_of(self, level)->indent + STEP;
}

static unsigned push_level(Arrangement *self, unsigned parent, const Token *token) {
    Level level = {.column = token->column,
                   .indent = inner_indent(self, parent),
                   .parent = parent,
                   .is_list = token_is(token, '-'),
                   .last = NONE};

    g_array_append_val(self->levels, level);
    return self->levels->len - 1;
}

/* The block of an entry that begins with this token. A list may stand in the column of
 * the key that it belongs to. */
static unsigned enter_level(Arrangement *self, unsigned index, const Token *token) {
    bool is_list = token_is(token, '-');
    const Level *level = level_of(self, index);

    while (index != 0 &&
           (level->column > token->column ||
            (level->column == token->column && level->is_list && !is_list))) {
        index = level->parent;
        level = level_of(self, index);
    }
    if (index != 0 && level->column == token->column && level->is_list == is_list)
        return index;
    return push_level(self, index, token);
}

/* The token that follows in the same line, or NULL. */
static const Token *next_in_line(const Arrangement *self, guint index) {
    return index + 1 < self->count && !self->tokens[index + 1].is_first
               ? &self->tokens[index + 1]
               : NULL;
}

/* "- ", "key:" and, of keys written the long way, "? " and ": ". */
static bool begins_entry(const Arrangement *self, guint index) {
    const Token *token = &self->tokens[index];
    const Token *next = next_in_line(self, index);

    if (token->depth > 0)
        return false;
    if (token->kind == TOKEN_TEXT)
        return next != NULL && token_is(next, ':');
    if (token_is(token, ':'))
        return token->is_first || self->tokens[index - 1].kind != TOKEN_TEXT;
    return token_is(token, '-') || token_is(token, '?');
}

/* The lines of a block text are indented deeper than the line of its head. */
static bool is_below_head(const Arrangement *self, guint index) {
    const Token *token = &self->tokens[index];

    if (token->kind != TOKEN_LINES)
        return false;
    return token[-1].kind == TOKEN_COMMENT ? token[-2].is_first : token[-1].is_first;
}

static void indent_tokens(Arrangement *self) {
    unsigned level = 0;

    for (guint i = 0; i < self->count; i++) {
        Token *token = &self->tokens[i];

        if (token->kind == TOKEN_COMMENT)
            continue;
        if (token->kind == TOKEN_DOCUMENT) {
            level = 0;
        } else if (begins_entry(self, i)) {
            level = enter_level(self, level, token);
            token->indent = level_of(self, level)->indent;
            self->previous[i] = level_of(self, level)->last;
            level_of(self, level)->last = (int)i;
        } else {
            token->indent = inner_indent(self, level) + STEP * token->depth;
            token->indent += is_below_head(self, i) ? STEP : 0;
        }
        token->level = level;
    }
}

/* Comments on lines of their own. */

/* A mark behind which a value is missing: what is indented below it belongs there. */
static bool lacks_value(const Arrangement *self, const Token *before,
                        const Token *after) {
    return before->kind == TOKEN_MARK && before->depth == 0 && before->level != 0 &&
           !token_closes(before) &&
           (after == NULL || after->column <= level_of(self, before->level)->column);
}

/* Whether this block has ended where the token begins, or the file if it is NULL. */
static bool has_ended(const Level *level, const Token *token) {
    size_t column = token == NULL ? 0 : token->column;

    return level->column > column || (level->column == column && level->is_list &&
                                      (token == NULL || !token_is(token, '-')));
}

/* At the end of blocks a comment belongs to the innermost that begins no further to the
 * right, else to what follows. */
static unsigned block_indent(const Arrangement *self, const Token *comment,
                             const Token *before, const Token *after) {
    unsigned level = before->level;

    if (comment->column > (after == NULL ? 0 : after->column)) {
        if (lacks_value(self, before, after) &&
            comment->column > level_of(self, level)->column)
            return inner_indent(self, level);
        for (; level != 0 && has_ended(level_of(self, level), after);
             level = level_of(self, level)->parent) {
            if (level_of(self, level)->column <= comment->column)
                return level_of(self, level)->indent;
        }
    }
    return after == NULL ? 0 : after->indent;
}

static unsigned comment_indent(const Arrangement *self, const Token *comment,
                               const Token *before, const Token *after) {
    if (before == NULL)
        return after == NULL ? 0 : after->indent;
    if (comment->depth > 0)
        return before->indent - STEP * before->depth + STEP * comment->depth;
    return block_indent(self, comment, before, after);
}

static void find_following(Arrangement *self) {
    int following = NONE;

    for (guint i = self->count; i > 0; i--) {
        if (self->tokens[i - 1].kind != TOKEN_COMMENT)
            following = (int)i - 1;
        self->following[i - 1] = following;
    }
}

/* What comes after a comment and is none. */
static const Token *token_after(const Arrangement *self, guint comment) {
    int following = self->following[comment];

    return following == NONE ? NULL : &self->tokens[following];
}

static void indent_comments(Arrangement *self) {
    const Token *before = NULL;
    unsigned limit = G_MAXUINT; /* one below another never goes further in */

    for (guint i = 0; i < self->count; i++) {
        Token *token = &self->tokens[i];

        if (token->kind != TOKEN_COMMENT) {
            before = token;
            limit = G_MAXUINT;
        } else if (token->is_first) {
            token->indent = comment_indent(self, token, before, token_after(self, i));
            token->indent = limit = MIN(token->indent, limit);
        }
    }
}

/* Inside lines. */

/* "{a: }" and "{? }": without its space a mark would belong to the text before it, in
 * some readers of YAML. */
static unsigned spaces_between(const Token *before, const Token *token) {
    if (token->kind == TOKEN_COMMENT)
        return BEFORE_COMMENT;
    if (token_is(before, ':') || token_is(before, '?'))
        return 1;
    if (token_opens(before) || token_closes(token) || token_is(token, ','))
        return 0;
    if (token_is(token, ':'))
        return before->kind == TOKEN_TEXT ? 0 : 1;
    return 1;
}

static const char *text_of(const Token *token, size_t *length) {
    *length = token->text == NULL ? token->length : strlen(token->text);
    return token->text == NULL ? token->start : token->text;
}

static unsigned width_of(const Token *token) {
    size_t length;
    const char *text = text_of(token, &length);

    return text_width(text, length);
}

/* Where it stands in the line as it was written, in columns. */
static unsigned written_column(const Token *token) {
    return text_width(token->start - token->column, token->column);
}

/* The value of "key: [...]" or "key: {...}" on one line; NULL for any other entry. */
static const Token *value_in_brackets(const Arrangement *self, guint key) {
    const Token *value;

    if (self->tokens[key].kind != TOKEN_TEXT || key + 2 >= self->count)
        return NULL;
    value = &self->tokens[key + 2];
    if (value->is_first || !token_opens(value))
        return NULL;
    for (guint i = key + 3; i < self->count && !self->tokens[i].is_first; i++) {
        if (token_closes(&self->tokens[i]) && self->tokens[i].depth == 0)
            return value;
    }
    return NULL;
}

/* The values of a block in their columns, and what the author seems to have meant. */
typedef struct {
    guint count;
    guint widest;    /* key */
    unsigned column; /* of most values, if of more than half */
    guint there;     /* how many stand in it */
    bool is_spaced;  /* one of those has more than one space before it */
} Table;

/* Majority vote after Boyer and Moore; false if the block is no table. */
static bool table_measure(const Arrangement *self, const Level *level, Table *table) {
    guint votes = 0;

    for (int at = level->last; at != NONE; at = self->previous[at]) {
        const Token *value = value_in_brackets(self, (guint)at);

        if (value == NULL)
            return false;
        if (votes == 0)
            table->column = written_column(value);
        votes = written_column(value) == table->column ? votes + 1 : votes - 1;
        table->widest = MAX(table->widest, width_of(&self->tokens[at]));
        table->count++;
    }
    return table->count > 1;
}

static bool is_table(const Arrangement *self, const Level *level, Table *table) {
    if (!table_measure(self, level, table))
        return false;
    for (int at = level->last; at != NONE; at = self->previous[at]) {
        const Token *value = &self->tokens[at + 2];

        if (written_column(value) != table->column)
            continue;
        table->there++;
        table->is_spaced = table->is_spaced || value[-1].start + 2 < value->start;
    }
    return table->is_spaced && table->there > table->count / 2;
}

static void align_values(Arrangement *self) {
    for (guint i = 0; i < self->levels->len; i++) {
        const Level *level = level_of(self, i);
        Table table = {0};

        if (!is_table(self, level, &table))
            continue;
        for (int at = level->last; at != NONE; at = self->previous[at])
            self->tokens[at + 2].spaces =
                table.widest - width_of(&self->tokens[at]) + 1;
    }
}

/* A comment below one, in the same column: it goes on there. */
static bool goes_on(const Arrangement *self, guint index) {
    const Token *token = &self->tokens[index], *after = token_after(self, index);

    return token->is_first && !token->is_after_blank && index > 0 &&
           token[-1].kind == TOKEN_COMMENT &&
           written_column(&token[-1]) == token->column &&
           (after == NULL || after->column != token->column);
}

/* The column behind the token that begins in `column`; the text of several lines. */
static unsigned column_behind(const Token *token, unsigned column) {
    size_t length;
    const char *text = text_of(token, &length);
    const char *line = g_strrstr_len(text, (gssize)length, "\n");

    if (line == NULL)
        return column + text_width(text, length);
    line += 1 + strspn(line + 1, " ");
    return token->indent + text_width(line, (size_t)(text + length - line));
}

/* A comment behind a line. */
typedef struct {
    guint token;
    unsigned written; /* its column as written */
    unsigned least;   /* the first column that it can have */
    bool is_spaced;   /* more than one space was before it */
} Remark;

static void place_remark(Arrangement *self, const Remark *remark, unsigned column) {
    self->tokens[remark->token].spaces += column - remark->least;
    for (guint i = remark->token + 1; i < self->count && goes_on(self, i); i++)
        self->tokens[i].indent = column;
}

/* Comments that follow on one another in one column keep it, if there is room, and
 * unless they stand there by chance, each with one space before it. */
static void align_run(Arrangement *self, const Remark *remarks, guint count) {
    unsigned column = remarks->written;
    bool is_meant = false;

    for (guint i = 0; i < count; i++) {
        column = MAX(column, remarks[i].least);
        is_meant = is_meant || (count > 1 && remarks[i].is_spaced);
    }
    for (guint i = 0; i < count; i++)
        place_remark(self, &remarks[i], is_meant ? column : remarks[i].least);
}

static GArray *find_remarks(const Arrangement *self) {
    GArray *remarks = g_array_new(FALSE, FALSE, sizeof(Remark));
    unsigned column = 0;

    for (guint i = 0; i < self->count; i++) {
        const Token *token = &self->tokens[i];

        column = token->is_first ? token->indent : column + token->spaces;
        if (token->kind == TOKEN_COMMENT && !token->is_first) {
            Remark remark = {i, written_column(token), column,
                             token->column > 1 && token->start[-2] == ' '};

            g_array_append_val(remarks, remark);
        }
        column = column_behind(token, column);
    }
    return remarks;
}

static void align_comments(Arrangement *self) {
    g_autoptr(GArray) found = find_remarks(self);
    const Remark *remarks = (const Remark *)(const void *)found->data;
    guint first = 0;

    for (guint i = 1; i <= found->len; i++) {
        if (i < found->len && remarks[i].written == remarks[first].written)
            continue;
        align_run(self, remarks + first, i - first);
        first = i;
    }
}

void lines_arrange(GArray *tokens) {
    g_autofree int *previous = g_new(int, tokens->len);
    g_autofree int *following = g_new(int, tokens->len);
    g_autoptr(GArray) levels = g_array_new(FALSE, FALSE, sizeof(Level));
    Arrangement self = {.tokens = &g_array_index(tokens, Token, 0),
                        .count = tokens->len,
                        .levels = levels,
                        .previous = previous,
                        .following = following};
    Level file = {.last = NONE};

    g_array_append_val(levels, file);
    find_following(&self);
    indent_tokens(&self);
    indent_comments(&self);
    for (guint i = 1; i < self.count; i++)
        self.tokens[i].spaces = spaces_between(&self.tokens[i - 1], &self.tokens[i]);
    align_values(&self);
    align_comments(&self);
}

/* Writing. */

static void append_spaces(GString *text, unsigned count) {
    g_string_append_printf(text, "%*s", (int)count, "");
}

/* Without the spaces at its end, which say nothing; in double quotes "\ " does. */
static size_t trimmed_length(const char *line, size_t length, bool has_escapes) {
    size_t end = length, escapes = 0;

    while (end > 0 && line[end - 1] == ' ')
        end--;
    while (escapes < end && line[end - 1 - escapes] == '\\')
        escapes++;
    return has_escapes && end < length && escapes % 2 == 1 ? end + 1 : end;
}

/* A text on several lines: spaces around its line breaks say nothing. */
static void append_text(GString *out, const Token *token) {
    size_t length;
    const char *text = text_of(token, &length);
    const char *end = text + length;

    for (const char *line = text; line < end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));

        if (stop == NULL) {
            g_string_append_len(out, line, end - line);
            return;
        }
        g_string_append_len(
            out, line,
            (gssize)trimmed_length(line, (size_t)(stop - line), *text == '"'));
        g_string_append_c(out, '\n');
        line = stop + 1 + strspn(stop + 1, " ");
        if (line < end && *line != '\n')
            append_spaces(out, token->indent);
    }
}

static void append_lines(GString *out, const Token *token) {
    const char *end = token->start + token->length;

    for (const char *line = token->start; line <= end;) {
        const char *stop = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((stop == NULL ? end : stop) - line);

        if (line > token->start)
            g_string_append_c(out, '\n');
        if (length > token->margin) {
            append_spaces(out, token->indent);
            g_string_append_len(out, line + token->margin,
                                (gssize)(length - token->margin));
        }
        line += length + 1;
    }
}

char *lines_to_text(const GArray *tokens) {
    GString *out = g_string_new(NULL);

    for (guint i = 0; i < tokens->len; i++) {
        const Token *token = &g_array_index(tokens, Token, i);

        if (token->is_first && i > 0)
            g_string_append(out, token->is_after_blank ? "\n\n" : "\n");
        if (token->kind == TOKEN_LINES) {
            append_lines(out, token);
            continue;
        }
        append_spaces(out, token->is_first ? token->indent : token->spaces);
        append_text(out, token);
    }
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
