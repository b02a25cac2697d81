#include "pdf/content.h"

#include "base/translate.h"
#include "pdf/tokens.h"

#include <string.h>

/* Bytes behind the end of an inline image that must be text. */
enum { TEXT_AFTER_IMAGE = 10 };

static bool fail(const Token *token, const char *problem, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("no content of a PDF at byte %lu: %s"), (gulong)token->start,
                _(problem));
    return false;
}

bool pdf_operation_is(const PdfOperation *self, const char *name) {
    return strcmp(self->name, name) == 0;
}

static void read_token(const PdfContent *self, gsize at, Token *token) {
    token_read(self->bytes, self->length, at, token);
}

static bool is_value_word(const PdfContent *self, const Token *token) {
    return token_is_word(self->bytes, token, "true") ||
           token_is_word(self->bytes, token, "false") ||
           token_is_word(self->bytes, token, "null");
}

/* --- operands --- */

/* From the bracket in `token` to behind its other one, which becomes the token's end.
 */
static bool skip_brackets(const PdfContent *self, Token *token, GError **error) {
    TokenKind closers[PDF_NESTING_MAX];
    guint depth = 0;
    Token inner = *token;

    for (;;) {
        if (inner.kind == TOKEN_ARRAY || inner.kind == TOKEN_DICTIONARY) {
            if (depth == PDF_NESTING_MAX)
                return fail(&inner, N_("brackets nested too deeply"), error);
            closers[depth++] =
                inner.kind == TOKEN_ARRAY ? TOKEN_ARRAY_END : TOKEN_DICTIONARY_END;
        } else if (inner.kind == TOKEN_ARRAY_END ||
                   inner.kind == TOKEN_DICTIONARY_END) {
            if (inner.kind != closers[--depth])
                return fail(&inner, N_("an unmatched bracket"), error);
            if (depth == 0)
                break;
        } else if (inner.kind == TOKEN_END) {
            return fail(token, N_("an unmatched bracket"), error);
        } else if (inner.kind == TOKEN_BAD) {
            return fail(&inner, inner.problem, error);
        } else if (inner.kind == TOKEN_WORD && !is_value_word(self, &inner)) {
            return fail(&inner, N_("an operator in brackets"), error);
        }
        read_token(self, inner.end, &inner);
    }
    token->end = inner.end;
    return true;
}

static bool add_operand(PdfOperation *operation, PdfOperandKind kind,
                        const Token *token, GError **error) {
    PdfOperand *operand;

    if (operation->count == PDF_OPERANDS_MAX)
        return fail(token, N_("too many operands"), error);
    operand = &operation->operands[operation->count++];
    operand->kind = kind;
    operand->start = token->start;
    operand->end = token->end;
    operand->number = kind == PDF_OPERAND_NUMBER ? token->number : 0;
    return true;
}

static bool read_operand(const PdfContent *self, PdfOperation *operation, Token *token,
                         GError **error) {
    switch (token->kind) {
    case TOKEN_NUMBER:
        return add_operand(operation, PDF_OPERAND_NUMBER, token, error);
    case TOKEN_NAME:
        return add_operand(operation, PDF_OPERAND_NAME, token, error);
    case TOKEN_STRING:
    case TOKEN_HEX:
        return add_operand(operation, PDF_OPERAND_STRING, token, error);
    case TOKEN_ARRAY:
        return skip_brackets(self, token, error) &&
               add_operand(operation, PDF_OPERAND_ARRAY, token, error);
    case TOKEN_DICTIONARY:
        return skip_brackets(self, token, error) &&
               add_operand(operation, PDF_OPERAND_DICTIONARY, token, error);
    case TOKEN_WORD:
        return add_operand(operation, PDF_OPERAND_WORD, token, error);
    case TOKEN_BAD:
        return fail(token, token->problem, error);
    case TOKEN_ARRAY_END:
    case TOKEN_DICTIONARY_END:
        return fail(token, N_("an unmatched bracket"), error);
    case TOKEN_END:
        break;
    }
    return fail(token, N_("operands without an operator"), error);
}

/* --- operators --- */

static bool read_operator(const PdfContent *self, PdfOperation *operation,
                          const Token *token, GError **error) {
    gsize length = token->end - token->start;
    const char *name = self->bytes + token->start;

    if (length > PDF_OPERATOR_MAX)
        return fail(token, N_("a word that is no operator"), error);
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isgraph(name[i]))
            return fail(token, N_("a word that is no operator"), error);
    memcpy(operation->name, name, length);
    operation->name[length] = '\0';
    operation->operator_start = token->start;
    operation->end = token->end;
    return true;
}

/* Bytes of an image may look like its end; what follows that is text. */
static bool is_image_end(const PdfContent *self, gsize at) {
    const char *bytes = self->bytes;
    gsize behind = at + strlen("EI");

    if (behind > self->length || bytes[at + 1] != 'I' || !token_is_space(bytes[at - 1]))
        return false;
    if (behind < self->length && !token_ends_word(bytes[behind]))
        return false;
    for (gsize i = behind; i < self->length && i - behind < TEXT_AFTER_IMAGE; i++)
        if (!g_ascii_isprint(bytes[i]) && !token_is_space(bytes[i]))
            return false;
    return true;
}

/* Behind the "EI" of the image whose bytes begin at `at`; 0: it has none. */
static gsize find_image_end(const PdfContent *self, gsize at) {
    while (at < self->length) {
        const char *found = memchr(self->bytes + at, 'E', self->length - at);

        if (found == NULL)
            break;
        at = (gsize)(found - self->bytes);
        if (is_image_end(self, at))
            return at + strlen("EI");
        at++;
    }
    return 0;
}

/* 8.9.7. The operands become keys and values of its dictionary. */
static bool read_image(const PdfContent *self, PdfOperation *operation,
                       GError **error) {
    const Token begin = {.start = operation->operator_start, .end = operation->end};
    Token token = begin;

    if (operation->count > 0)
        return fail(&begin, N_("an inline image with operands"), error);
    for (;;) {
        read_token(self, token.end, &token);
        if (token_is_word(self->bytes, &token, "ID"))
            break;
        if (token.kind == TOKEN_WORD && !is_value_word(self, &token))
            return fail(&token, N_("an operator in an inline image"), error);
        if (!read_operand(self, operation, &token, error))
            return false;
    }
    /* One byte of white space parts them. */
    operation->end = find_image_end(self, token.end + 1);
    if (operation->end == 0)
        return fail(&begin, N_("an inline image never ends"), error);
    return true;
}

bool pdf_content_next(PdfContent *self, PdfOperation *operation, GError **error) {
    Token token;

    operation->count = 0;
    read_token(self, self->at, &token);
    operation->start = token.start;
    if (token.kind == TOKEN_END) {
        self->at = self->length;
        return false;
    }
    while (token.kind != TOKEN_WORD || is_value_word(self, &token)) {
        if (!read_operand(self, operation, &token, error))
            return false;
        read_token(self, token.end, &token);
    }
    if (!read_operator(self, operation, &token, error) ||
        (pdf_operation_is(operation, "BI") && !read_image(self, operation, error)))
        return false;
    self->at = operation->end;
    return true;
}
