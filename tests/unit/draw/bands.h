/* What unit tests of drawing in bands share: a page drawn in bands of any height. */
#pragma once

#include "draw/draw.h"

enum { PAGE_WIDTH = 200, PAGE_HEIGHT = 150 };

/* Points to pixels of the page. */
#define PAGE_SCALE 1.37
#define PAGE_LEFT 0.3
#define PAGE_TOP -0.4

/* All pixels of a page; caller frees. */
static inline guint32 *page_new(void) {
    guint32 *pixels = g_new(guint32, PAGE_WIDTH * PAGE_HEIGHT);

    for (int i = 0; i < PAGE_WIDTH * PAGE_HEIGHT; i++)
        pixels[i] = 0xffffffff;
    return pixels;
}

static inline void paint_at(guint32 *pixels, int height, cairo_surface_t *source,
                            int top) {
    cairo_surface_t *canvas = cairo_image_surface_create_for_data(
        (guint8 *)pixels, CAIRO_FORMAT_RGB24, PAGE_WIDTH, height, 4 * PAGE_WIDTH);
    cairo_t *cr = cairo_create(canvas);

    cairo_set_source_surface(cr, source, 0, -top);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(canvas);
}

static inline cairo_surface_t *page_record(const Poster *poster,
                                           const DrawOptions *options) {
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    g_autoptr(GError) error = NULL;

    cairo_translate(cr, PAGE_LEFT, PAGE_TOP);
    cairo_scale(cr, PAGE_SCALE, PAGE_SCALE);
    draw_poster(cr, poster, options, &error);
    g_assert_no_error(error);
    cairo_destroy(cr);
    return recording;
}

/* By cairo alone, all at once. */
static inline guint32 *page_draw_whole(const Poster *poster) {
    const DrawOptions options = {
        .text_as_paths = true, .in_pixels = true, .photo_ppi = PAGE_SCALE * 72};
    cairo_surface_t *recording = page_record(poster, &options);
    guint32 *pixels = page_new();

    paint_at(pixels, PAGE_HEIGHT, recording, 0);
    cairo_surface_destroy(recording);
    return pixels;
}

static inline guint32 *page_draw_bands(const Poster *poster, int rows, bool dithers) {
    g_autoptr(BandSources) bands = band_sources_new(PAGE_WIDTH, PAGE_HEIGHT, rows);
    const DrawOptions options = {.text_as_paths = true,
                                 .in_pixels = true,
                                 .bands = bands,
                                 .dithers = dithers,
                                 .photo_ppi = PAGE_SCALE * 72};
    cairo_surface_t *recording = page_record(poster, &options);
    guint32 *pixels = page_new();
    g_autoptr(GError) error = NULL;

    for (int top = 0; top < PAGE_HEIGHT; top += rows) {
        band_sources_enter(bands, top);
        paint_at(pixels + top * PAGE_WIDTH, MIN(rows, PAGE_HEIGHT - top), recording,
                 top);
        band_sources_check(bands, &error);
        g_assert_no_error(error);
    }
    cairo_surface_destroy(recording);
    return pixels;
}

/* The same pixels whatever the height of bands. */
static inline void assert_bands_agree(const Poster *poster) {
    g_autofree guint32 *whole = page_draw_bands(poster, PAGE_HEIGHT, true);

    for (int rows = 7; rows < PAGE_HEIGHT; rows += 37) {
        g_autofree guint32 *pixels = page_draw_bands(poster, rows, true);

        for (int i = 0; i < PAGE_WIDTH * PAGE_HEIGHT; i++)
            g_assert_cmphex(pixels[i] & 0xffffff, ==, whole[i] & 0xffffff);
    }
}

/* The most that a colour of a pixel differs; and the mean, in hundredths. */
typedef struct {
    int most, mean;
} Difference;

static inline Difference difference_of(const guint32 *a, const guint32 *b) {
    Difference difference = {0};
    gint64 sum = 0;

    for (int i = 0; i < PAGE_WIDTH * PAGE_HEIGHT; i++) {
        for (int shift = 0; shift < 24; shift += 8) {
            int one = abs((int)(a[i] >> shift & 255) - (int)(b[i] >> shift & 255));

            difference.most = MAX(difference.most, one);
            sum += one;
        }
    }
    difference.mean = (int)(sum * 100 / (3 * PAGE_WIDTH * PAGE_HEIGHT));
    return difference;
}
