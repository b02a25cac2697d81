#include "raster/png_deflate.h"

#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#include <string.h>

#define ZLIB_CONST
#include <zlib.h>

enum {
    /* With 1 and 2 ISA-L 2.30 makes other bytes of the same ones from run to run. */
    FAST_LEVEL = 3,
    /* Matches within 8 bytes: in filtered rows those are runs. Farther ones cost more
     * bits than they spare, as ISA-L does not weigh that: flat art became 24 % larger,
     * photos 15 %, and it took longer. */
    FAST_WINDOW_BITS = 3,
    SMALL_LEVEL = 6,
    WHOLE_LEVEL = 9,
    WALK_BYTES = 1 << 18,
    /* What a stored block has beside its bytes, generously. */
    OVERHEAD = 1024
};

struct Deflater {
    struct isal_zstream fast;
    guint8 fast_tables[ISAL_DEF_LVL3_DEFAULT];
    struct libdeflate_compressor *small;
    GByteArray *trial;         /* owned */
    guint8 walked[WALK_BYTES]; /* what nobody reads */
};

Deflater *deflater_new(void) {
    Deflater *self = g_new0(Deflater, 1);

    self->small = libdeflate_alloc_compressor(SMALL_LEVEL);
    g_assert(self->small != NULL);
    self->trial = g_byte_array_new();
    return self;
}

void deflater_free(Deflater *self) {
    if (self == NULL)
        return;
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

/* Matches go back 2^window_bits bytes. */
static void add_by_isal(Deflater *self, guint16 window_bits, const void *bytes,
                        gsize length, GByteArray *part) {
    struct isal_zstream *stream = &self->fast;
    guint used = part->len;

    g_assert(length <= G_MAXUINT32);
    /* What a band before has left there decides which of two equal matches is taken. */
    memset(stream, 0, sizeof *stream);
    memset(self->fast_tables, 0, sizeof self->fast_tables);
    isal_deflate_init(stream);
    stream->level = FAST_LEVEL;
    stream->hist_bits = window_bits;
    stream->level_buf = self->fast_tables;
    stream->level_buf_size = sizeof self->fast_tables;
    /* Without the end of the stream this is what others call a sync flush. */
    stream->flush = FULL_FLUSH;
    stream->next_in = (guint8 *)bytes;
    stream->avail_in = (guint32)length;
    do {
        gsize room = length / 4 + OVERHEAD;

        stream->next_out = reserve(part, used, room);
        stream->avail_out = (guint32)room;
        if (isal_deflate(stream) != COMP_OK)
            g_assert_not_reached();
        used += (guint)room - stream->avail_out;
    } while (stream->avail_out == 0);
    g_byte_array_set_size(part, used);
}

void deflater_add_fast(Deflater *self, const void *bytes, gsize length,
                       GByteArray *part) {
    add_by_isal(self, FAST_WINDOW_BITS, bytes, length, part);
}

gsize deflater_estimate(Deflater *self, const void *bytes, gsize length) {
    g_byte_array_set_size(self->trial, 0);
    add_by_isal(self, ISAL_DEF_MAX_HIST_BITS, bytes, length, self->trial);
    return self->trial->len;
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
