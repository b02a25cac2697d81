#include "base/pack.h"

#include <string.h>

/* Numbers have 32 or 64 bits, texts a length and bytes; NULL has a length of its own.
 */
static const guint32 no_text = 0xFFFFFFFF;

void pack_number(GByteArray *bytes, guint32 number) {
    pack_bytes(bytes, &number, sizeof number);
}

void pack_long(GByteArray *bytes, guint64 number) {
    pack_bytes(bytes, &number, sizeof number);
}

void pack_bytes(GByteArray *bytes, const void *block, gsize length) {
    g_byte_array_append(bytes, block, (guint)length);
}

void pack_text(GByteArray *bytes, const char *text) {
    if (text == NULL) {
        pack_number(bytes, no_text);
        return;
    }
    pack_number(bytes, (guint32)strlen(text));
    pack_bytes(bytes, text, strlen(text));
}

void pack_array(GByteArray *bytes, const GArray *array) {
    pack_number(bytes, array->len);
    pack_bytes(bytes, array->data,
               (gsize)array->len * g_array_get_element_size((GArray *)array));
}

/* --- and back ------------------------------------------------------------------------
 */

/* None at all have no address. */
Unpack unpack_part(const guint8 *bytes, gsize length) {
    return (Unpack){bytes, length > 0 ? bytes + length : bytes, false};
}

Unpack unpack_of(const GByteArray *bytes) {
    return unpack_part(bytes->data, bytes->len);
}

void unpack_bytes(Unpack *self, void *block, gsize length) {
    self->failed |= (gsize)(self->end - self->at) < length;
    if (length == 0)
        return;
    if (self->failed) {
        memset(block, 0, length);
        return;
    }
    memcpy(block, self->at, length);
    self->at += length;
}

guint32 unpack_number(Unpack *self) {
    guint32 number;

    unpack_bytes(self, &number, sizeof number);
    return number;
}

guint64 unpack_long(Unpack *self) {
    guint64 number;

    unpack_bytes(self, &number, sizeof number);
    return number;
}

char *unpack_text(Unpack *self) {
    guint32 length = unpack_number(self);
    char *text;

    if (length == no_text)
        return NULL;
    self->failed |= (gsize)(self->end - self->at) < length;
    if (self->failed)
        return NULL;
    text = g_strndup((const char *)self->at, length);
    self->at += length;
    return text;
}

void unpack_array(Unpack *self, GArray *array) {
    guint32 count = unpack_number(self), before = array->len;
    gsize size = g_array_get_element_size(array);

    self->failed |= (gsize)(self->end - self->at) / size < count;
    if (self->failed || count == 0)
        return;
    g_array_set_size(array, before + count);
    unpack_bytes(self, array->data + before * size, count * size);
}
