#include "parse/json.h"

#include "base/translate.h"

#include <string.h>

enum { DEPTH_MAX = 16 };

typedef struct {
    const Source *source;
    const char *at, *end;
    int depth;
} Reader;

static Node *read_value(Reader *self);

static void skip_space(Reader *self) {
    while (self->at < self->end && strchr(" \t\r\n", *self->at) != NULL)
        self->at++;
}

/* Passes over a sign, if it is there. */
static bool take(Reader *self, char sign) {
    skip_space(self);
    if (self->at == self->end || *self->at != sign)
        return false;
    self->at++;
    return true;
}

static Origin origin_here(const Reader *self) {
    return (Origin){self->source, (size_t)(self->at - self->source->bytes), 0, NULL};
}

/* Behind a backslash. */
static bool read_escape(Reader *self, GString *text) {
    static const char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
    char letter = self->at < self->end ? *self->at++ : '\0';
    const char *found = letter == '\0' ? NULL : strchr(letters, letter);
    gunichar code = 0;

    if (found != NULL) {
        g_string_append_c(text, meanings[found - letters]);
        return true;
    }
    if (letter != 'u' || self->end - self->at < 4)
        return false;
    for (int i = 0; i < 4; i++) {
        int digit = g_ascii_xdigit_value(*self->at++);

        if (digit < 0)
            return false;
        code = code * 16 + (gunichar)digit;
    }
    /* Our programs escape control characters only. */
    if (code == 0 || !g_unichar_validate(code))
        return false;
    g_string_append_unichar(text, code);
    return true;
}

static Node *read_text(Reader *self) {
    g_autoptr(GString) text = g_string_new(NULL);
    Origin origin = origin_here(self);

    if (!take(self, '"'))
        return NULL;
    while (self->at < self->end && *self->at != '"') {
        char sign = *self->at++;

        if (sign != '\\')
            g_string_append_c(text, sign);
        else if (!read_escape(self, text))
            return NULL;
    }
    if (self->at == self->end || !g_utf8_validate(text->str, (gssize)text->len, NULL))
        return NULL;
    self->at++;
    return node_new_text(text->str, text->len, origin);
}

/* A number, true, false or null. */
static Node *read_word(Reader *self) {
    Origin origin = origin_here(self);
    const char *start = self->at;

    while (self->at < self->end &&
           (g_ascii_isalnum(*self->at) || strchr("+-.", *self->at) != NULL))
        self->at++;
    return self->at == start ? NULL
                             : node_new_text(start, (size_t)(self->at - start), origin);
}

static bool read_members(Reader *self, Node *map) {
    do {
        g_autoptr(Node) key = NULL;
        Node *value;

        skip_space(self);
        key = read_text(self);
        if (key == NULL || !take(self, ':'))
            return false;
        value = read_value(self);
        if (value == NULL)
            return false;
        node_put(map, g_steal_pointer(&key), value);
    } while (take(self, ','));
    return take(self, '}');
}

static bool read_items(Reader *self, Node *list) {
    do {
        Node *item = read_value(self);

        if (item == NULL)
            return false;
        node_append(list, item);
    } while (take(self, ','));
    return take(self, ']');
}

static Node *read_value(Reader *self) {
    g_autoptr(Node) node = NULL;
    Origin origin;
    bool is_whole = false;

    skip_space(self);
    origin = origin_here(self);
    if (self->at < self->end && *self->at == '"')
        return read_text(self);
    if (self->depth == DEPTH_MAX)
        return NULL;
    self->depth++;
    if (take(self, '{')) {
        node = node_new(NODE_MAP, origin);
        is_whole = take(self, '}') || read_members(self, node);
    } else if (take(self, '[')) {
        node = node_new(NODE_LIST, origin);
        is_whole = take(self, ']') || read_items(self, node);
    } else {
        node = read_word(self);
        is_whole = node != NULL;
    }
    self->depth--;
    return is_whole ? g_steal_pointer(&node) : NULL;
}

Node *json_parse(const Source *source, GError **error) {
    Reader reader = {source, source->bytes, source->bytes + source->length, 0};
    g_autoptr(Node) node = read_value(&reader);
    Place place;

    skip_space(&reader);
    if (node != NULL && reader.at == reader.end)
        return g_steal_pointer(&node);
    place = source_place(source, (size_t)(reader.at - source->bytes));
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("'%s' is no JSON: see line %u"), source->name, place.line);
    return NULL;
}
