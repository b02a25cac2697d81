#include "raster/png_writer.h"

#include "base/checksum.h"
#include "base/output.h"
#include "raster/png_deflate.h"

#include <math.h>
#include <string.h>

/* Deflate with a window of 32 KiB, no dictionary (RFC 1950, 2.2). */
static const guint8 zlib_head[] = {0x78, 0x01};

struct PngWriter {
    const PngFormat *format;
    char *path; /* owned */
    OutputFile *file;
    Checksum *sum;
    gsize bytes;
    guint32 adler; /* of all rows so far */
    guint32 rows;
};

static bool append(PngWriter *self, const void *bytes, gsize length, GError **error) {
    checksum_update(self->sum, bytes, length);
    self->bytes += length;
    return output_append(self->file, bytes, length, error);
}

static guint32 big_endian(gsize value) {
    g_assert(value <= G_MAXUINT32);
    return GUINT32_TO_BE((guint32)value);
}

/* A chunk whose data comes in two pieces; either may be empty. */
static bool add_chunk(PngWriter *self, const char type[static 4], const void *first,
                      gsize first_length, const void *second, gsize second_length,
                      GError **error) {
    guint32 length = big_endian(first_length + second_length);
    guint32 crc = crc_of(0, type, 4);

    g_assert(first_length + second_length <= G_MAXINT32);
    crc = crc_of(crc, first, first_length);
    crc = big_endian(crc_of(crc, second, second_length));
    return append(self, &length, 4, error) && append(self, type, 4, error) &&
           append(self, first, first_length, error) &&
           append(self, second, second_length, error) && append(self, &crc, 4, error);
}

static bool add_header(PngWriter *self, GError **error) {
    static const guint8 signature[] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    static const guint8 types[] = {
        [PNG_BY_RGB] = 2, [PNG_BY_RGBA] = 6, [PNG_BY_PALETTE] = 3, [PNG_BY_GREY] = 0};
    const guint32 sides[] = {big_endian((gsize)self->format->width),
                             big_endian((gsize)self->format->height)};
    const guint8 rest[] = {8, types[self->format->colours], 0, 0, 0};

    return append(self, signature, sizeof signature, error) &&
           add_chunk(self, "IHDR", sides, sizeof sides, rest, sizeof rest, error);
}

/* The two exclude each other. Greys alone are amounts, of ink, not colours. */
static bool add_colour_space(PngWriter *self, GBytes *profile, GError **error) {
    static const char name[] = "ICC\0"; /* then: deflate */
    static const guint8 relative = 1;
    g_autoptr(GByteArray) packed = NULL;
    const void *bytes;
    gsize length;

    if (profile == NULL && self->format->colours == PNG_BY_GREY)
        return true;
    if (profile == NULL)
        return add_chunk(self, "sRGB", &relative, 1, "", 0, error);
    bytes = g_bytes_get_data(profile, &length);
    packed = deflate_whole(bytes, length);
    return add_chunk(self, "iCCP", name, sizeof name, packed->data, packed->len, error);
}

static bool add_resolution(PngWriter *self, double ppi, GError **error) {
    const guint32 per_metre = big_endian((gsize)lround(ppi / 0.0254));
    const guint32 sides[] = {per_metre, per_metre};
    static const guint8 metre = 1;

    return add_chunk(self, "pHYs", sides, sizeof sides, &metre, 1, error);
}

static bool is_given(const char *text) {
    return text != NULL && *text != '\0';
}

/* As iTXt, which is UTF-8: not compressed, keyword not translated. */
static bool add_text(PngWriter *self, const char *key, const char *text,
                     const char *language, GError **error) {
    g_autoptr(GByteArray) head = g_byte_array_new();

    if (!is_given(text))
        return true;
    g_byte_array_append(head, (const guint8 *)key, (guint)strlen(key));
    g_byte_array_append(head, (const guint8 *)"\0\0", 3);
    if (is_given(language))
        g_byte_array_append(head, (const guint8 *)language, (guint)strlen(language));
    g_byte_array_append(head, (const guint8 *)"\0", 2);
    return add_chunk(self, "iTXt", head->data, head->len, text, strlen(text), error);
}

static bool add_palette(PngWriter *self, GError **error) {
    const PngPalette *palette = self->format->palette;
    guint8 bytes[3 * PALETTE_MAX];

    if (palette == NULL)
        return true;
    for (int i = 0; i < palette->count; i++) {
        bytes[3 * i] = (guint8)(palette->colours[i] >> 16);
        bytes[3 * i + 1] = (guint8)(palette->colours[i] >> 8);
        bytes[3 * i + 2] = (guint8)palette->colours[i];
    }
    return add_chunk(self, "PLTE", bytes, 3 * (gsize)palette->count, "", 0, error);
}

static bool add_head(PngWriter *self, const PngAbout *about, GError **error) {
    return add_header(self, error) && add_colour_space(self, about->profile, error) &&
           add_resolution(self, about->ppi, error) &&
           add_text(self, "Title", about->title, NULL, error) &&
           add_text(self, "Author", about->author, NULL, error) &&
           add_text(self, "Description", about->description, about->language, error) &&
           add_text(self, "Software", "plakat " PLAKAT_VERSION, NULL, error) &&
           add_palette(self, error);
}

PngWriter *png_writer_new(const char *path, const PngFormat *format,
                          const PngAbout *about, GError **error) {
    g_autoptr(PngWriter) self = g_new0(PngWriter, 1);

    self->format = format;
    self->path = g_strdup(path);
    self->sum = checksum_new();
    self->adler = 1;
    self->file = output_begin(path, error);
    if (self->file == NULL || !add_head(self, about, error))
        return NULL;
    return g_steal_pointer(&self);
}

void png_writer_free(PngWriter *self) {
    if (self == NULL)
        return;
    output_free(self->file);
    checksum_free(self->sum);
    g_free(self->path);
    g_free(self);
}

bool png_writer_add(PngWriter *self, const guint8 *band, gsize length, GError **error) {
    bool is_first = self->rows == 0;
    PngBandHead head;

    g_assert(length > sizeof head);
    memcpy(&head, band, sizeof head);
    self->rows += head.rows;
    g_assert(self->rows <= (guint32)self->format->height);
    self->adler = adler_join(self->adler, head.adler,
                             (1 + png_format_row(self->format)) * head.rows);
    return add_chunk(self, "IDAT", zlib_head, is_first ? sizeof zlib_head : 0,
                     band + sizeof head, length - sizeof head, error);
}

Product *png_writer_finish(PngWriter *self, GError **error) {
    static const char end[2] = DEFLATE_END;
    guint32 adler = big_endian(self->adler);
    Product *product;

    g_assert(self->rows == (guint32)self->format->height);
    if (!add_chunk(self, "IDAT", end, sizeof end, &adler, sizeof adler, error) ||
        !add_chunk(self, "IEND", "", 0, "", 0, error) ||
        !output_commit(self->file, error))
        return NULL;
    product = g_new0(Product, 1);
    *product = (Product){.path = g_strdup(self->path),
                         .kind = "png",
                         .bytes = self->bytes,
                         .sha256 = checksum_take_text(self->sum)};
    return product;
}
