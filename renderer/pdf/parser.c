#include "pdf/parser.h"

#include "base/translate.h"

#include <string.h>

enum { NESTING_MAX = 32, PIECE_BYTES = 16384, ALIGNMENT = 8, STACK_ROOM = 64 };

void pdf_parser_init(PdfParser *self, const char *bytes, gsize length) {
    *self = (PdfParser){.bytes = bytes, .length = length};
    self->pieces = g_ptr_array_new_with_free_func(g_free);
    self->stack = g_array_sized_new(FALSE, FALSE, sizeof(PdfValue), STACK_ROOM);
}

void pdf_parser_clear(PdfParser *self) {
    g_ptr_array_unref(self->pieces);
    g_array_unref(self->stack);
}

void *pdf_parser_take(PdfParser *self, gsize size) {
    char *taken;

    /* Even nothing has a place. */
    size = (MAX(size, 1) + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    if (size > self->left) {
        self->left = MAX(size, PIECE_BYTES);
        self->room = g_malloc0(self->left);
        g_ptr_array_add(self->pieces, self->room);
    }
    taken = self->room;
    self->room += size;
    self->left -= size;
    return taken;
}

bool pdf_parser_fail(gsize at, const char *problem, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("cannot read the PDF at byte %lu: %s"), (gulong)at, _(problem));
    return false;
}

/* --- values on the stack --- */

static PdfValue *stack_item(PdfParser *self, guint index) {
    return &g_array_index(self->stack, PdfValue, index);
}

static bool push(PdfParser *self, PdfValue value) {
    g_array_append_val(self->stack, value);
    return true;
}

static bool push_text(PdfParser *self, PdfKind kind, const Token *token,
                      GError **error) {
    /* A slash or brackets less, and a NUL at the end. */
    char *text = pdf_parser_take(self, token->end - token->start);
    gsize count = token_decode(self->bytes, token, text);

    if (kind == PDF_NAME && count == 0 && token->end - token->start > 1)
        return pdf_parser_fail(token->start, N_("a name with a byte that is 0"), error);
    return push(self, (PdfValue){.kind = kind, .count = (guint)count, .text = text});
}

static bool is_object_number(const PdfValue *value) {
    return value->kind == PDF_NUMBER && value->number >= 1 &&
           value->number <= G_MAXINT32 && value->number == (guint)value->number;
}

/* "R" stands behind two numbers of the items that begin at `base`. */
static bool push_reference(PdfParser *self, guint base, const Token *token,
                           GError **error) {
    guint count = self->stack->len;
    PdfValue *number = count >= base + 2 ? stack_item(self, count - 2) : NULL;
    PdfValue *generation = count >= base + 2 ? stack_item(self, count - 1) : NULL;

    if (number == NULL || !is_object_number(number) || generation->kind != PDF_NUMBER ||
        generation->number != 0)
        return pdf_parser_fail(token->start,
                               N_("a reference to no object of generation 0"), error);
    *number = (PdfValue){.kind = PDF_REFERENCE, .reference = (guint)number->number};
    g_array_set_size(self->stack, count - 1);
    return true;
}

/* A word that is a value; `is_end` is set when it is none. */
static bool push_word(PdfParser *self, guint base, const Token *token, bool *is_end,
                      GError **error) {
    if (token_is_word(self->bytes, token, "R"))
        return push_reference(self, base, token, error);
    if (token_is_word(self->bytes, token, "true"))
        return push(self, (PdfValue){.kind = PDF_BOOLEAN, .number = 1});
    if (token_is_word(self->bytes, token, "false"))
        return push(self, (PdfValue){.kind = PDF_BOOLEAN, .number = 0});
    if (token_is_word(self->bytes, token, "null"))
        return push(self, (PdfValue){.kind = PDF_NULL});
    *is_end = true;
    return true;
}

/* --- what holds others --- */

/* The items from `base` on become one array. */
static void close_array(PdfParser *self, guint base) {
    guint count = self->stack->len - base;
    PdfValue *items = pdf_parser_take(self, count * sizeof *items);

    if (count > 0)
        memcpy(items, stack_item(self, base), count * sizeof *items);
    g_array_set_size(self->stack, base);
    push(self, (PdfValue){.kind = PDF_ARRAY, .count = count, .items = items});
}

static bool close_dictionary(PdfParser *self, guint base, gsize at, GError **error) {
    guint count = (self->stack->len - base) / 2;
    PdfEntry *entries = pdf_parser_take(self, count * sizeof *entries);

    if ((self->stack->len - base) % 2 != 0)
        return pdf_parser_fail(at, N_("a key without a value"), error);
    for (guint i = 0; i < count; i++) {
        const PdfValue *key = stack_item(self, base + 2 * i);

        if (key->kind != PDF_NAME)
            return pdf_parser_fail(at, N_("a key that is no name"), error);
        entries[i] = (PdfEntry){key->text, *stack_item(self, base + 2 * i + 1)};
    }
    g_array_set_size(self->stack, base);
    return push(self,
                (PdfValue){.kind = PDF_DICTIONARY, .count = count, .entries = entries});
}

static bool read_items(PdfParser *self, guint depth, Token *token, GError **error);

/* From the bracket in `token` to its other one. */
static bool read_collection(PdfParser *self, guint depth, Token *token,
                            GError **error) {
    const Token first = *token;
    guint base = self->stack->len;
    TokenKind closer =
        first.kind == TOKEN_ARRAY ? TOKEN_ARRAY_END : TOKEN_DICTIONARY_END;

    if (depth == NESTING_MAX)
        return pdf_parser_fail(first.start, N_("brackets nested too deeply"), error);
    if (!read_items(self, depth + 1, token, error))
        return false;
    if (token->kind != closer)
        return pdf_parser_fail(first.start, N_("an unmatched bracket"), error);
    if (first.kind == TOKEN_DICTIONARY)
        return close_dictionary(self, base, first.start, error);
    close_array(self, base);
    return true;
}

/* Items from behind `token` to what is none, which then is in `token`. */
static bool read_items(PdfParser *self, guint depth, Token *token, GError **error) {
    guint base = self->stack->len;
    bool is_end = false, is_fine = true;

    while (is_fine && !is_end) {
        token_read(self->bytes, self->length, token->end, token);
        switch (token->kind) {
        case TOKEN_NUMBER:
            push(self, (PdfValue){.kind = PDF_NUMBER, .number = token->number});
            break;
        case TOKEN_NAME:
            is_fine = push_text(self, PDF_NAME, token, error);
            break;
        case TOKEN_STRING:
        case TOKEN_HEX:
            is_fine = push_text(self, PDF_STRING, token, error);
            break;
        case TOKEN_ARRAY:
        case TOKEN_DICTIONARY:
            is_fine = read_collection(self, depth, token, error);
            break;
        case TOKEN_WORD:
            is_fine = push_word(self, base, token, &is_end, error);
            break;
        case TOKEN_BAD:
            is_fine = pdf_parser_fail(token->start, token->problem, error);
            break;
        case TOKEN_ARRAY_END:
        case TOKEN_DICTIONARY_END:
        case TOKEN_END:
            is_end = true;
        }
    }
    return is_fine;
}

bool pdf_parser_read(PdfParser *self, gsize at, PdfValue *value, Token *after,
                     GError **error) {
    *after = (Token){.end = at};
    g_array_set_size(self->stack, 0);
    if (!read_items(self, 0, after, error))
        return false;
    if (after->kind != TOKEN_WORD || self->stack->len != 1)
        return pdf_parser_fail(at, N_("not one value"), error);
    *value = *stack_item(self, 0);
    return true;
}
