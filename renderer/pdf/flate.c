#include "pdf/flate.h"

#include <libdeflate.h>

enum {
    LEVEL_MAX = 12,
    EXPANDED_MIN = 4096,
    /* What cairo writes becomes three to six times as large. */
    EXPANSION = 6
};

static struct libdeflate_compressor *compressor_of(int level) {
    static struct libdeflate_compressor *compressors[LEVEL_MAX + 1];

    g_assert(level >= 1 && level <= LEVEL_MAX);
    if (compressors[level] == NULL)
        compressors[level] = libdeflate_alloc_compressor(level);
    g_assert(compressors[level] != NULL);
    return compressors[level];
}

static struct libdeflate_decompressor *decompressor(void) {
    static struct libdeflate_decompressor *one;

    if (one == NULL)
        one = libdeflate_alloc_decompressor();
    g_assert(one != NULL);
    return one;
}

GBytes *flate_compress(const void *bytes, gsize length, int level, gsize limit) {
    struct libdeflate_compressor *compressor = compressor_of(level);
    gsize room = MIN(libdeflate_zlib_compress_bound(compressor, length), limit);
    g_autofree guint8 *out = g_malloc(MAX(room, 1));
    gsize written = libdeflate_zlib_compress(compressor, bytes, length, out, room);

    if (written == 0)
        return NULL;
    return g_bytes_new_take(g_realloc(g_steal_pointer(&out), written), written);
}

/* cairo counts the line end behind some streams to them. */
static bool is_line_end(const guint8 *at, gsize length) {
    return length == 0 || (length == 1 && *at == '\n');
}

FlateProblem flate_expand(const void *bytes, gsize length, gsize limit,
                          GBytes **result) {
    gsize room =
        MIN(limit, MAX(EXPANDED_MIN, MIN(length, G_MAXSIZE / EXPANSION) * EXPANSION));

    for (;;) {
        /* libdeflate takes no NULL. */
        g_autofree guint8 *out = g_malloc(MAX(room, 1));
        gsize taken = 0, written = 0;
        enum libdeflate_result problem = libdeflate_zlib_decompress_ex(
            decompressor(), bytes, length, out, room, &taken, &written);

        if (problem == LIBDEFLATE_SUCCESS &&
            is_line_end((const guint8 *)bytes + taken, length - taken)) {
            *result = g_bytes_new_take(
                g_realloc(g_steal_pointer(&out), MAX(written, 1)), written);
            return FLATE_FINE;
        }
        if (problem != LIBDEFLATE_INSUFFICIENT_SPACE)
            return FLATE_DAMAGED;
        if (room == limit)
            return FLATE_TOO_LARGE;
        room = room > limit / 4 ? limit : room * 4;
    }
}
