#include "raster/png_deflate.h"

#include <libdeflate.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

enum { QUICK_LEVEL = 1, SMALL_LEVEL = 6, WHOLE_LEVEL = 9, WALK_BYTES = 1 << 18 };

struct Deflater {
    struct libdeflate_compressor *quick, *small;
    GByteArray *trial;         /* owned */
    guint8 walked[WALK_BYTES]; /* what nobody reads */
};

Deflater *deflater_new(void) {
    Deflater *self = g_new0(Deflater, 1);

    self->quick = libdeflate_alloc_compressor(QUICK_LEVEL);
    self->small = libdeflate_alloc_compressor(SMALL_LEVEL);
    g_assert(self->quick != NULL && self->small != NULL);
    self->trial = g_byte_array_new();
    return self;
}

void deflater_free(Deflater *self) {
    if (self == NULL)
        return;
    libdeflate_free_compressor(self->quick);
    libdeflate_free_compressor(self->small);
    g_byte_array_unref(self->trial);
    g_free(self);
}

/* Makes room behind what there is; the length of the array is set when it is known. */
static guint8 *reserve(GByteArray *part, guint used, gsize room) {
    g_assert(used + room <= G_MAXUINT);
    g_byte_array_set_size(part, used + (guint)room);
    return part->data + used;
}

gsize deflater_estimate(Deflater *self, const void *bytes, gsize length) {
    gsize room = libdeflate_deflate_compress_bound(self->quick, length);

    return libdeflate_deflate_compress(self->quick, bytes, length,
                                       reserve(self->trial, 0, room), room);
}

typedef struct {
    gsize last; /* first bit of the last block */
    gsize end;  /* behind its last bit */
} BlockPlaces;

/* libdeflate does not say where its blocks are. zlib stops between them, and its
 * data_type says how many bits of the last byte are still unread, 128 between blocks
 * and 64 in the last one. */
static BlockPlaces find_last_block(Deflater *self, const guint8 *bytes, guint length) {
    z_stream stream = {.next_in = bytes, .avail_in = length};
    BlockPlaces places = {0, 0};
    int status = inflateInit2(&stream, -15);

    while (status == Z_OK && places.end == 0) {
        stream.next_out = self->walked;
        stream.avail_out = sizeof self->walked;
        status = inflate(&stream, Z_BLOCK);
        if (status == Z_OK && (stream.data_type & 128) != 0) {
            gsize place = 8 * (gsize)stream.total_in - (gsize)(stream.data_type & 7);

            *((stream.data_type & 64) != 0 ? &places.end : &places.last) = place;
        }
    }
    g_assert(status == Z_OK);
    inflateEnd(&stream);
    return places;
}

void deflater_add_small(Deflater *self, const void *bytes, gsize length,
                        GByteArray *part) {
    static const guint8 flush[] = {0, 0, 0, 0xff, 0xff};
    guint start = part->len;
    gsize room = libdeflate_deflate_compress_bound(self->small, length);
    guint8 *out = reserve(part, start, room);
    gsize made = libdeflate_deflate_compress(self->small, bytes, length, out, room);
    BlockPlaces places;
    gsize unused;

    g_assert(made > 0);
    places = find_last_block(self, out, (guint)made);
    out[places.last / 8] &= (guint8) ~(1U << places.last % 8);
    g_byte_array_set_size(part, start + (guint)made);
    /* An empty stored block: three bits of zero, the rest of that byte, then its
     * length. The bits that are left of the last byte are zero. */
    unused = 8 * made - places.end;
    g_byte_array_append(part, unused >= 3 ? flush + 1 : flush, unused >= 3 ? 4 : 5);
}

GByteArray *deflate_whole(const void *bytes, gsize length) {
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(WHOLE_LEVEL);
    GByteArray *whole = g_byte_array_new();
    gsize room = libdeflate_zlib_compress_bound(compressor, length);
    gsize made = libdeflate_zlib_compress(compressor, bytes, length,
                                          reserve(whole, 0, room), room);

    g_assert(made > 0);
    g_byte_array_set_size(whole, (guint)made);
    libdeflate_free_compressor(compressor);
    return whole;
}

guint32 adler_of(guint32 before, const void *bytes, gsize length) {
    return libdeflate_adler32(before, bytes, length);
}

guint32 crc_of(guint32 before, const void *bytes, gsize length) {
    return libdeflate_crc32(before, bytes, length);
}

guint32 adler_join(guint32 first, guint32 second, gsize length) {
    return (guint32)adler32_combine(first, second, (z_off_t)length);
}
