#include "preflight/file_filters.h"

#include "base/translate.h"

#include <string.h>
#include <zlib.h>

enum { CHUNK = 65536, ASCII_85_GROUP = 5 };

static const struct {
    const char *name, *shorter;
    int filter; /* -1: libqpdf's */
} names[] = {
    {"FlateDecode", "Fl", FILE_FLATE},       {"ASCIIHexDecode", "AHx", FILE_ASCII_HEX},
    {"ASCII85Decode", "A85", FILE_ASCII_85}, {"LZWDecode", "LZW", -1},
    {"RunLengthDecode", "RL", -1},
};

static bool fail(GError **error, const char *problem) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
    return false;
}

/* --- which ---------------------------------------------------------------------------
 */

static bool has_predictor(FilePdf *pdf, const FileValue *parameters) {
    return file_value_number(file_pdf_find(pdf, parameters, "Predictor"), 1) > 1;
}

static bool add(FileFilters *filters, const FileValue *name, bool predicts,
                GError **error) {
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        if (!file_value_is_name(name, names[i].name) &&
            !file_value_is_name(name, names[i].shorter))
            continue;
        if (names[i].filter < 0 || predicts)
            filters->needs_library = true;
        else
            filters->filters[filters->count] = (FileFilter)names[i].filter;
        filters->count++;
        return true;
    }
    return fail(error, _("a stream has a filter of pictures"));
}

bool file_filters_read(FilePdf *pdf, const FileValue *dictionary, FileFilters *filters,
                       GError **error) {
    const FileValue *filter = file_pdf_find(pdf, dictionary, "Filter");
    const FileValue *parameters = file_pdf_find(pdf, dictionary, "DecodeParms");
    guint count = filter == NULL ? 0 : filter->kind == FILE_ARRAY ? filter->count : 1;

    *filters = (FileFilters){0};
    if (count > FILE_FILTERS_MAX)
        return fail(error, _("a stream has too many filters"));
    for (guint i = 0; i < count; i++) {
        bool is_list = filter->kind == FILE_ARRAY;
        const FileValue *name = is_list ? file_pdf_item(pdf, filter, i) : filter;
        const FileValue *own = parameters != NULL && parameters->kind == FILE_ARRAY
                                   ? file_pdf_item(pdf, parameters, i)
                                   : parameters;

        if (!add(filters, name, has_predictor(pdf, own), error))
            return false;
    }
    if (filters->needs_library && filters->count > 1)
        return fail(error, _("a stream has too many filters"));
    return true;
}

/* --- undoing -------------------------------------------------------------------------
 */

/* A stream that ends too early gives what it has, as viewers do. */
static GByteArray *undo_flate(const guint8 *bytes, gsize length, gsize limit) {
    GByteArray *made = g_byte_array_new();
    z_stream flate = {.next_in = (guint8 *)bytes, .avail_in = (uInt)length};
    int code = inflateInit(&flate);

    while (code == Z_OK) {
        guint8 chunk[CHUNK];

        flate.next_out = chunk;
        flate.avail_out = CHUNK;
        code = inflate(&flate, Z_NO_FLUSH);
        g_byte_array_append(made, chunk, CHUNK - flate.avail_out);
        if (made->len > limit)
            code = Z_MEM_ERROR;
        else if (code == Z_OK && flate.avail_out == CHUNK)
            break;
    }
    inflateEnd(&flate);
    if (code == Z_STREAM_END || code == Z_OK || code == Z_BUF_ERROR)
        return made;
    g_byte_array_unref(made);
    return NULL;
}

static GByteArray *undo_hex(const guint8 *bytes, gsize length) {
    GByteArray *made = g_byte_array_new();
    int high = -1;

    for (gsize i = 0; i < length && bytes[i] != '>'; i++) {
        int digit = g_ascii_xdigit_value((char)bytes[i]);
        guint8 byte = (guint8)(high * 16 + digit);

        if (digit < 0)
            continue;
        if (high >= 0)
            g_byte_array_append(made, &byte, 1);
        high = high >= 0 ? -1 : digit;
    }
    if (high >= 0)
        g_byte_array_append(made, &(guint8){(guint8)(high * 16)}, 1);
    return made;
}

/* 7.4.3: `count` of five digits make one byte less. */
static void add_group(GByteArray *made, guint32 word, guint count) {
    const guint8 bytes[] = {(guint8)(word >> 24), (guint8)(word >> 16),
                            (guint8)(word >> 8), (guint8)word};

    if (count > 1)
        g_byte_array_append(made, bytes, count - 1);
}

static GByteArray *undo_85(const guint8 *bytes, gsize length) {
    GByteArray *made = g_byte_array_new();
    guint32 word = 0;
    guint count = 0;

    for (gsize i = 0; i < length && bytes[i] != '~'; i++) {
        if (bytes[i] == 'z' && count == 0) {
            add_group(made, 0, ASCII_85_GROUP);
        } else if (bytes[i] >= '!' && bytes[i] <= 'u') {
            word = word * 85 + (guint32)(bytes[i] - '!');
            if (++count == ASCII_85_GROUP) {
                add_group(made, word, count);
                word = count = 0;
            }
        }
    }
    for (guint i = count; count > 0 && i < ASCII_85_GROUP; i++)
        word = word * 85 + 84;
    add_group(made, word, count);
    return made;
}

static GByteArray *undo(FileFilter filter, const guint8 *bytes, gsize length,
                        gsize limit) {
    switch (filter) {
    case FILE_FLATE:
        return undo_flate(bytes, length, limit);
    case FILE_ASCII_HEX:
        return undo_hex(bytes, length);
    case FILE_ASCII_85:
        break;
    }
    return undo_85(bytes, length);
}

GBytes *file_filters_undo(const FileFilters *self, GBytes *raw, gsize limit,
                          GError **error) {
    GBytes *data = g_bytes_ref(raw);

    for (guint i = 0; i < self->count; i++) {
        gsize length = 0;
        const guint8 *bytes = g_bytes_get_data(data, &length);
        GByteArray *made =
            length > G_MAXUINT32 ? NULL : undo(self->filters[i], bytes, length, limit);

        g_bytes_unref(data);
        if (made == NULL) {
            fail(error, _("a stream is damaged, or larger than can be judged"));
            return NULL;
        }
        data = g_byte_array_free_to_bytes(made);
    }
    return data;
}

GBytes *file_filters_start(const FileFilters *self, GBytes *raw, gsize count) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(raw, &length);
    z_stream flate = {.next_in = (guint8 *)bytes,
                      .avail_in = (uInt)MIN(length, G_MAXINT32)};
    guint8 *made;

    if (self->count == 0)
        return g_bytes_ref(raw);
    if (self->filters[0] != FILE_FLATE)
        return file_filters_undo(self, raw, FILE_STREAM_MAX, NULL);
    made = g_malloc0(count);
    flate.next_out = made;
    flate.avail_out = (uInt)count;
    inflateInit(&flate);
    inflate(&flate, Z_SYNC_FLUSH);
    inflateEnd(&flate);
    return g_bytes_new_take(made, count - flate.avail_out);
}
