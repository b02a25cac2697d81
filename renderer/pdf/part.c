#include "pdf/part.h"
#include "base/checksum.h"

#include "pdf/flate.h"

#include <string.h>

enum {
    STREAM_WORDS_MAX = 128,
    /* In a value that others read: what PDF can say. */
    VALUE_DECIMALS = 9,
    DIGEST_BYTES = 32
};

static const char hex_digits[] = "0123456789ABCDEF";

PdfPart *pdf_part_new(void) {
    PdfPart *self = g_new0(PdfPart, 1);

    self->bytes = g_byte_array_new();
    self->references = g_array_new(FALSE, FALSE, sizeof(PartReference));
    self->objects = g_array_new(FALSE, FALSE, sizeof(PartObject));
    self->digest = g_new0(GBytes *, 1);
    return self;
}

void pdf_part_free(PdfPart *self) {
    if (self == NULL)
        return;
    g_byte_array_unref(self->bytes);
    g_array_unref(self->references);
    g_array_unref(self->objects);
    g_clear_pointer(self->digest, g_bytes_unref);
    g_free(self->digest);
    g_free(self);
}

guint pdf_part_reserve(PdfPart *self) {
    g_clear_pointer(self->digest, g_bytes_unref);
    return self->count++;
}

gsize pdf_part_size(const PdfPart *self) {
    return self->bytes->len;
}

void pdf_part_pack(const PdfPart *self, GByteArray *bytes) {
    g_assert(!self->is_open);
    pack_number(bytes, self->count);
    pack_number(bytes, self->slots);
    pack_array(bytes, self->references);
    pack_array(bytes, self->objects);
    pack_number(bytes, self->bytes->len);
    pack_bytes(bytes, self->bytes->data, self->bytes->len);
}

PdfPart *pdf_part_unpack(Unpack *unpack) {
    g_autoptr(PdfPart) self = pdf_part_new();
    guint32 length;

    self->count = unpack_number(unpack);
    self->slots = unpack_number(unpack);
    unpack_array(unpack, self->references);
    unpack_array(unpack, self->objects);
    length = unpack_number(unpack);
    unpack->failed |= (gsize)(unpack->end - unpack->at) < length;
    if (unpack->failed)
        return NULL;
    g_byte_array_set_size(self->bytes, length);
    unpack_bytes(unpack, self->bytes->data, length);
    return g_steal_pointer(&self);
}

guint pdf_part_count(const PdfPart *self) {
    return self->count;
}

void pdf_part_begin(PdfPart *self, guint number) {
    PartObject object = {.number = number, .start = self->bytes->len};

    g_assert(!self->is_open && number < self->count);
    self->is_open = true;
    g_clear_pointer(self->digest, g_bytes_unref);
    g_array_append_val(self->objects, object);
}

void pdf_part_end(PdfPart *self) {
    PartObject *object;

    g_assert(self->is_open);
    self->is_open = false;
    object = &g_array_index(self->objects, PartObject, self->objects->len - 1);
    object->end = self->bytes->len;
    object->references_end = self->references->len;
}

/* --- what stands in an object --- */

void pdf_part_bytes(PdfPart *self, const void *bytes, gsize length) {
    g_assert(self->is_open && length <= G_MAXUINT32 - self->bytes->len);
    g_byte_array_append(self->bytes, bytes, (guint)length);
}

void pdf_part_text(PdfPart *self, const char *syntax) {
    pdf_part_bytes(self, syntax, strlen(syntax));
}

static bool is_plain_in_name(guchar byte) {
    return byte > ' ' && byte < 0x7f && strchr("#()<>[]{}/%", byte) == NULL;
}

void pdf_part_name(PdfPart *self, const char *name) {
    pdf_part_bytes(self, "/", 1);
    for (const char *at = name; *at != '\0'; at++) {
        guchar byte = (guchar)*at;
        char escape[] = {'#', hex_digits[byte >> 4], hex_digits[byte & 15]};

        if (is_plain_in_name(byte))
            pdf_part_bytes(self, at, 1);
        else
            pdf_part_bytes(self, escape, sizeof escape);
    }
}

static void append_hex(PdfPart *self, const char *bytes, gsize length) {
    pdf_part_bytes(self, "<", 1);
    for (gsize i = 0; i < length; i++) {
        guchar byte = (guchar)bytes[i];
        char pair[] = {hex_digits[byte >> 4], hex_digits[byte & 15]};

        pdf_part_bytes(self, pair, sizeof pair);
    }
    pdf_part_bytes(self, ">", 1);
}

static bool is_printable(const char *bytes, gsize length) {
    for (gsize i = 0; i < length; i++)
        if (!g_ascii_isprint(bytes[i]))
            return false;
    return true;
}

void pdf_part_string(PdfPart *self, const char *bytes, gsize length) {
    if (!is_printable(bytes, length)) {
        append_hex(self, bytes, length);
        return;
    }
    pdf_part_bytes(self, "(", 1);
    for (gsize i = 0; i < length; i++) {
        if (strchr("()\\", bytes[i]) != NULL)
            pdf_part_bytes(self, "\\", 1);
        pdf_part_bytes(self, &bytes[i], 1);
    }
    pdf_part_bytes(self, ")", 1);
}

void pdf_part_words(PdfPart *self, const char *utf8) {
    gsize length = strlen(utf8);
    g_autofree gunichar2 *units = NULL;
    g_autoptr(GByteArray) text = NULL;
    long count = 0;

    if (is_printable(utf8, length)) {
        pdf_part_string(self, utf8, length);
        return;
    }
    units = g_utf8_to_utf16(utf8, (long)length, NULL, &count, NULL);
    g_assert(units != NULL);
    text = g_byte_array_new();
    g_byte_array_append(text, (const guint8 *)"\xFE\xFF", 2);
    for (long i = 0; i < count; i++) {
        guint8 pair[] = {(guint8)(units[i] >> 8), (guint8)(units[i] & 0xff)};

        g_byte_array_append(text, pair, sizeof pair);
    }
    append_hex(self, (const char *)text->data, text->len);
}

void pdf_part_number(PdfPart *self, double number, int decimals) {
    char digits[PDF_NUMBER_SIZE];

    pdf_part_bytes(self, digits, pdf_number_print(digits, number, decimals));
}

void pdf_part_numbers(PdfPart *self, const double *numbers, int count, int decimals) {
    pdf_part_text(self, "[");
    for (int i = 0; i < count; i++) {
        if (i > 0)
            pdf_part_text(self, " ");
        pdf_part_number(self, numbers[i], decimals);
    }
    pdf_part_text(self, "]");
}

static void append_reference(PdfPart *self, guint number, bool is_slot) {
    PartReference reference = {self->bytes->len, number, is_slot};

    g_assert(self->is_open);
    g_array_append_val(self->references, reference);
}

void pdf_part_reference(PdfPart *self, guint number) {
    g_assert(number < self->count);
    append_reference(self, number, false);
}

void pdf_part_slot(PdfPart *self, guint slot) {
    self->slots = MAX(self->slots, slot + 1);
    append_reference(self, slot, true);
}

/* --- values --- */

static void append_items(PdfPart *self, const PdfValue *value) {
    pdf_part_bytes(self, "[", 1);
    for (guint i = 0; i < value->count; i++) {
        if (i > 0)
            pdf_part_bytes(self, " ", 1);
        pdf_part_value(self, &value->items[i]);
    }
    pdf_part_bytes(self, "]", 1);
}

static void append_entries(PdfPart *self, const PdfValue *value) {
    pdf_part_text(self, "<<");
    for (guint i = 0; i < value->count; i++) {
        pdf_part_bytes(self, " ", 1);
        pdf_part_name(self, value->entries[i].key);
        pdf_part_bytes(self, " ", 1);
        pdf_part_value(self, &value->entries[i].value);
    }
    pdf_part_text(self, " >>");
}

void pdf_part_value(PdfPart *self, const PdfValue *value) {
    switch (value->kind) {
    case PDF_NULL:
        pdf_part_text(self, "null");
        break;
    case PDF_BOOLEAN:
        pdf_part_text(self, value->number != 0 ? "true" : "false");
        break;
    case PDF_NUMBER:
        pdf_part_number(self, value->number, VALUE_DECIMALS);
        break;
    case PDF_NAME:
        pdf_part_name(self, value->text);
        break;
    case PDF_STRING:
        pdf_part_string(self, value->text, value->count);
        break;
    case PDF_ARRAY:
        append_items(self, value);
        break;
    case PDF_DICTIONARY:
        append_entries(self, value);
        break;
    case PDF_REFERENCE:
        g_assert_not_reached();
    }
}

/* --- streams --- */

static void append_stream(PdfPart *self, const char *filter, const void *bytes,
                          gsize length) {
    char words[STREAM_WORDS_MAX];

    if (filter != NULL) {
        pdf_part_text(self, " /Filter ");
        pdf_part_name(self, filter);
    }
    g_snprintf(words, sizeof words, " /Length %" G_GSIZE_FORMAT " >>\nstream\n",
               length);
    pdf_part_text(self, words);
    pdf_part_bytes(self, bytes, length);
    pdf_part_text(self, "\nendstream");
    pdf_part_end(self);
}

void pdf_part_end_stream(PdfPart *self, const PdfStream *stream) {
    static const char flate[] = "FlateDecode";
    /* What it takes to say that it is compressed. */
    gsize words = strlen(" /Filter /") + strlen(flate);
    g_autoptr(GBytes) compressed = NULL;
    gsize length = stream->length;

    if (stream->filter == NULL && stream->level > 0 && length > words)
        compressed =
            flate_compress(stream->bytes, length, stream->level, length - words - 1);
    if (compressed == NULL) {
        append_stream(self, stream->filter, stream->bytes, length);
    } else {
        const void *bytes = g_bytes_get_data(compressed, &length);

        append_stream(self, flate, bytes, length);
    }
}

/* --- digest --- */

static void hash_array(Checksum *checksum, const GArray *array, gsize size) {
    guint32 count = array->len;

    checksum_update(checksum, &count, sizeof count);
    checksum_update(checksum, array->data, array->len * size);
}

/* Neither of them has gaps, and the order of bytes is always the same. */
G_STATIC_ASSERT(sizeof(PartReference) == 3 * sizeof(guint32));
G_STATIC_ASSERT(sizeof(PartObject) == 4 * sizeof(guint32));
G_STATIC_ASSERT(G_BYTE_ORDER == G_LITTLE_ENDIAN);

static GBytes *make_digest(const PdfPart *self) {
    g_autoptr(Checksum) checksum = checksum_new();
    guint32 count = self->count;
    guint8 digest[DIGEST_BYTES];

    checksum_update(checksum, &count, sizeof count);
    hash_array(checksum, self->references, sizeof(PartReference));
    hash_array(checksum, self->objects, sizeof(PartObject));
    checksum_update(checksum, self->bytes->data, self->bytes->len);
    checksum_take(checksum, digest);
    return g_bytes_new(digest, sizeof digest);
}

void pdf_part_digest(const PdfPart *self, guint8 digest[DIGEST_BYTES]) {
    g_assert(!self->is_open);
    if (*self->digest == NULL)
        *self->digest = make_digest(self);
    memcpy(digest, g_bytes_get_data(*self->digest, NULL), DIGEST_BYTES);
}
