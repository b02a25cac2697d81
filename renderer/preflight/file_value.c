#include "preflight/file_value.h"

#include "pdf/tokens.h"

#include <string.h>

enum { NESTING_MAX = 100, PIECE_BYTES = 16384, ALIGNMENT = 8 };

struct FileMemory {
    GPtrArray *pieces;
    char *room; /* of the last piece */
    gsize left;
    GArray *stack; /* of FileValue: items of what is not yet closed */
};

FileMemory *file_memory_new(void) {
    FileMemory *self = g_new0(FileMemory, 1);

    self->pieces = g_ptr_array_new_with_free_func(g_free);
    self->stack = g_array_new(FALSE, FALSE, sizeof(FileValue));
    return self;
}

void file_memory_free(FileMemory *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->pieces);
    g_array_unref(self->stack);
    g_free(self);
}

void *file_memory_take(FileMemory *self, gsize size) {
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

/* --- reading -------------------------------------------------------------------------
 */

typedef struct {
    FileMemory *memory;
    const char *bytes;
    gsize length;
    Token token;
} Reader;

static FileValue *stack_item(const Reader *self, guint index) {
    return &g_array_index(self->memory->stack, FileValue, index);
}

static bool push(Reader *self, FileValue value) {
    g_array_append_val(self->memory->stack, value);
    return true;
}

static bool push_text(Reader *self, FileKind kind) {
    char *text = file_memory_take(self->memory, self->token.end - self->token.start);
    gsize count = token_decode(self->bytes, &self->token, text);

    text[count] = '\0';
    return push(self, (FileValue){.kind = kind, .count = (guint)count, .text = text});
}

static bool is_whole(const FileValue *value, double least, double most) {
    return value->kind == FILE_NUMBER && value->number >= least &&
           value->number <= most && value->number == (guint)value->number;
}

/* "R" stands behind two numbers of the items that begin at `base`. */
static bool push_reference(Reader *self, guint base) {
    guint count = self->memory->stack->len;
    FileValue *number, *generation;

    if (count < base + 2)
        return false;
    number = stack_item(self, count - 2);
    generation = stack_item(self, count - 1);
    if (!is_whole(number, 1, G_MAXINT32) || !is_whole(generation, 0, G_MAXUINT16))
        return false;
    *number = (FileValue){.kind = FILE_REFERENCE,
                          .count = (guint)generation->number,
                          .object = (guint)number->number};
    g_array_set_size(self->memory->stack, count - 1);
    return true;
}

static bool push_word(Reader *self, guint base) {
    const Token *token = &self->token;

    if (token_is_word(self->bytes, token, "R"))
        return push_reference(self, base);
    if (token_is_word(self->bytes, token, "true"))
        return push(self, (FileValue){.kind = FILE_BOOLEAN, .number = 1});
    if (token_is_word(self->bytes, token, "false"))
        return push(self, (FileValue){.kind = FILE_BOOLEAN, .number = 0});
    return token_is_word(self->bytes, token, "null") &&
           push(self, (FileValue){.kind = FILE_NULL});
}

static void close_array(Reader *self, guint base) {
    guint count = self->memory->stack->len - base;
    FileValue *items = file_memory_take(self->memory, count * sizeof *items);

    if (count > 0)
        memcpy(items, stack_item(self, base), count * sizeof *items);
    g_array_set_size(self->memory->stack, base);
    push(self, (FileValue){.kind = FILE_ARRAY, .count = count, .items = items});
}

static bool close_dictionary(Reader *self, guint base) {
    guint count = (self->memory->stack->len - base) / 2;
    FileEntry *entries = file_memory_take(self->memory, count * sizeof *entries);

    if ((self->memory->stack->len - base) % 2 != 0)
        return false;
    for (guint i = 0; i < count; i++) {
        const FileValue *key = stack_item(self, base + 2 * i);

        if (key->kind != FILE_NAME)
            return false;
        entries[i] = (FileEntry){key->text, *stack_item(self, base + 2 * i + 1)};
    }
    g_array_set_size(self->memory->stack, base);
    return push(
        self, (FileValue){.kind = FILE_DICTIONARY, .count = count, .entries = entries});
}

static bool read_items(Reader *self, guint depth);

/* From the bracket that was read to its other one. */
static bool read_collection(Reader *self, guint depth) {
    guint base = self->memory->stack->len;
    bool is_array = self->token.kind == TOKEN_ARRAY;

    if (depth == NESTING_MAX || !read_items(self, depth + 1) ||
        self->token.kind != (is_array ? TOKEN_ARRAY_END : TOKEN_DICTIONARY_END))
        return false;
    if (!is_array)
        return close_dictionary(self, base);
    close_array(self, base);
    return true;
}

/* Items up to a closing bracket or the end. */
static bool read_items(Reader *self, guint depth) {
    guint base = self->memory->stack->len;
    bool is_fine = true;

    while (is_fine) {
        token_read(self->bytes, self->length, self->token.end, &self->token);
        switch (self->token.kind) {
        case TOKEN_NUMBER:
            push(self, (FileValue){.kind = FILE_NUMBER, .number = self->token.number});
            break;
        case TOKEN_NAME:
            is_fine = push_text(self, FILE_NAME);
            break;
        case TOKEN_STRING:
        case TOKEN_HEX:
            is_fine = push_text(self, FILE_STRING);
            break;
        case TOKEN_ARRAY:
        case TOKEN_DICTIONARY:
            is_fine = read_collection(self, depth);
            break;
        case TOKEN_WORD:
            is_fine = push_word(self, base);
            break;
        case TOKEN_BAD:
            return false;
        case TOKEN_ARRAY_END:
        case TOKEN_DICTIONARY_END:
        case TOKEN_END:
            return true;
        }
    }
    return false;
}

bool file_value_read(FileMemory *memory, const char *text, gsize length,
                     FileValue *value) {
    Reader reader = {.memory = memory, .bytes = text, .length = length};

    g_array_set_size(memory->stack, 0);
    if (!read_items(&reader, 0) || reader.token.kind != TOKEN_END ||
        memory->stack->len != 1)
        return false;
    *value = *stack_item(&reader, 0);
    return true;
}

/* --- looking -------------------------------------------------------------------------
 */

const FileValue *file_value_find(const FileValue *self, const char *key) {
    if (self == NULL || self->kind != FILE_DICTIONARY)
        return NULL;
    for (guint i = 0; i < self->count; i++)
        if (strcmp(self->entries[i].key, key) == 0)
            return &self->entries[i].value;
    return NULL;
}

bool file_value_is_name(const FileValue *self, const char *name) {
    return self != NULL && self->kind == FILE_NAME && strcmp(self->text, name) == 0;
}

double file_value_number(const FileValue *self, double fallback) {
    return self != NULL && self->kind == FILE_NUMBER ? self->number : fallback;
}
