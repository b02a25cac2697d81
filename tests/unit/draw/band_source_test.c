#include "../support.h"

#include "draw/band_source.h"

#include <sys/mman.h>
#include <sys/wait.h>

enum { WIDTH = 20, HEIGHT = 30, ROWS = 8 };

/* Each pixel of the page says where it is; the data counts how often a row is made. */
typedef struct {
    int left, width;
    int *made;
} Places;

static bool make_places(const void *data, int top, int rows, guint32 *pixels,
                        GError **error) {
    const Places *places = data;

    (void)error;
    for (int y = top; y < top + rows; y++) {
        places->made[y]++;
        for (int x = 0; x < places->width; x++)
            *pixels++ = 255u << 24 | (guint32)(places->left + x) << 8 | (guint32)y;
    }
    return true;
}

static bool make_nothing(const void *data, int top, int rows, guint32 *pixels,
                         GError **error) {
    (void)data;
    (void)rows;
    (void)pixels;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "no row %d", top);
    return false;
}

static void set_places(BandSources *bands, cairo_t *cr, PixelArea area, int *made) {
    Places places = {area.left, area.width, made};
    BandSource source = {area, false, make_places, g_memdup2(&places, sizeof places),
                         g_free};

    band_sources_set(bands, cr, &source);
}

/* An area of places, as a context of points would fill it. */
static void fill_places(BandSources *bands, cairo_t *cr, PixelArea area, int *made) {
    cairo_scale(cr, 2, 2);
    set_places(bands, cr, area, made);
    cairo_rectangle(cr, area.left / 2.0, area.top / 2.0, area.width / 2.0,
                    area.height / 2.0);
    cairo_fill(cr);
    cairo_identity_matrix(cr);
}

static cairo_surface_t *recording_new(void) {
    return cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
}

static void draw_band(BandSources *bands, cairo_surface_t *recording, int top,
                      guint32 *pixels) {
    cairo_surface_t *canvas = cairo_image_surface_create_for_data(
        (guint8 *)(pixels + top * WIDTH), CAIRO_FORMAT_RGB24, WIDTH,
        MIN(ROWS, HEIGHT - top), 4 * WIDTH);
    cairo_t *cr = cairo_create(canvas);

    band_sources_enter(bands, top);
    cairo_set_source_surface(cr, recording, 0, -top);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(canvas);
}

/* Places in the area, zeros elsewhere. */
static void assert_places(const guint32 *pixels, PixelArea area) {
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
        int x = i % WIDTH, y = i / WIDTH;
        bool is_inside = x >= area.left && x < area.left + area.width &&
                         y >= area.top && y < area.top + area.height;

        g_assert_cmphex(pixels[i] & 0xffffff, ==,
                        is_inside ? (guint32)x << 8 | (guint32)y : 0);
    }
}

static const PixelArea area = {3, 5, 12, 20};

static void test_bands_have_the_pixels_of_their_place(void) {
    g_autoptr(BandSources) bands = band_sources_new(WIDTH, HEIGHT, ROWS);
    cairo_surface_t *recording = recording_new();
    cairo_t *cr = cairo_create(recording);
    guint32 pixels[WIDTH * HEIGHT] = {0};
    int made[HEIGHT] = {0};
    g_autoptr(GError) error = NULL;

    fill_places(bands, cr, area, made);
    cairo_destroy(cr);
    for (int top = 0; top < HEIGHT; top += ROWS)
        draw_band(bands, recording, top, pixels);
    assert_places(pixels, area);
    for (int y = 0; y < HEIGHT; y++)
        g_assert_cmpint(made[y], ==, y >= 5 && y < 25);
    g_assert_true(band_sources_check(bands, &error));
    g_assert_no_error(error);
    cairo_surface_destroy(recording);
}

/* In a group whose surface begins elsewhere, and in a recording that is drawn by
 * another one, away from where it was recorded and back. */
static void test_groups_have_the_pixels_of_their_place(void) {
    g_autoptr(BandSources) bands = band_sources_new(WIDTH, HEIGHT, ROWS);
    cairo_surface_t *inner = recording_new(), *recording = recording_new();
    cairo_t *cr = cairo_create(inner);
    guint32 pixels[WIDTH * HEIGHT] = {0};
    int made[HEIGHT] = {0};

    cairo_rectangle(cr, 2, 4, 15, 25);
    cairo_clip(cr);
    cairo_push_group(cr);
    fill_places(bands, cr, area, made);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, 1);
    cairo_destroy(cr);
    cr = cairo_create(recording);
    cairo_translate(cr, 7, -9);
    cairo_set_source_surface(cr, inner, -7, 9);
    cairo_paint(cr);
    cairo_destroy(cr);
    for (int top = 0; top < HEIGHT; top += ROWS)
        draw_band(bands, recording, top, pixels);
    assert_places(pixels, area);
    cairo_surface_destroy(inner);
    cairo_surface_destroy(recording);
}

/* Bands in any order, each by a process of its own, with a source of another width
 * that uses the same memory before. */
static void test_forked_processes_draw_bands_of_their_own(void) {
    g_autoptr(BandSources) bands = band_sources_new(WIDTH, HEIGHT, ROWS);
    cairo_surface_t *recording = recording_new();
    cairo_t *cr = cairo_create(recording);
    gsize bytes = sizeof(guint32) * WIDTH * HEIGHT;
    guint32 *pixels =
        mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    int made[HEIGHT] = {0};

    fill_places(bands, cr, (PixelArea){4, 6, 7, 9}, made);
    fill_places(bands, cr, area, made);
    cairo_destroy(cr);
    for (int top = ROWS * 3; top >= 0; top -= ROWS) {
        pid_t child = fork();
        int status = -1;

        if (child == 0) {
            draw_band(bands, recording, top, pixels);
            _exit(0);
        }
        g_assert_cmpint(waitpid(child, &status, 0), ==, child);
        g_assert_cmpint(status, ==, 0);
    }
    assert_places(pixels, area);
    munmap(pixels, bytes);
    cairo_surface_destroy(recording);
}

/* The first thing that went wrong, once. */
static void test_pixels_that_cannot_be_made_are_an_error(void) {
    g_autoptr(BandSources) bands = band_sources_new(WIDTH, HEIGHT, ROWS);
    BandSource source = {area, true, make_nothing, NULL, g_free};
    cairo_surface_t *recording = recording_new();
    cairo_t *cr = cairo_create(recording);
    guint32 pixels[WIDTH * HEIGHT] = {0};
    g_autoptr(GError) error = NULL;

    band_sources_set(bands, cr, &source);
    cairo_rectangle(cr, area.left, area.top, area.width, area.height);
    cairo_fill(cr);
    cairo_destroy(cr);
    draw_band(bands, recording, 8, pixels);
    draw_band(bands, recording, 16, pixels);
    g_assert_false(band_sources_check(bands, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_FAILED);
    g_assert_cmpstr(error->message, ==, "no row 8");
    g_assert_true(band_sources_check(bands, NULL));
    cairo_surface_destroy(recording);
}

static void test_areas_are_clamped_to_the_page(void) {
    g_autoptr(BandSources) bands = band_sources_new(WIDTH, HEIGHT, ROWS);
    PixelArea inside = band_sources_clamp(bands, 1.5, 2, 3.5, 4);
    PixelArea across = band_sources_clamp(bands, -1e12, 20, 1e12, 40);
    PixelArea beyond = band_sources_clamp(bands, 30, 40, 50, 60);

    g_assert_cmpint(inside.left, ==, 1);
    g_assert_cmpint(inside.top, ==, 2);
    g_assert_cmpint(inside.width, ==, 3);
    g_assert_cmpint(inside.height, ==, 2);
    g_assert_cmpint(across.left, ==, 0);
    g_assert_cmpint(across.width, ==, WIDTH);
    g_assert_cmpint(across.height, ==, 10);
    g_assert_cmpint(beyond.width, ==, 0);
    g_assert_cmpint(beyond.height, ==, 0);
}

static const UnitTest tests[] = {
    TEST(bands_have_the_pixels_of_their_place),
    TEST(groups_have_the_pixels_of_their_place),
    TEST(forked_processes_draw_bands_of_their_own),
    TEST(pixels_that_cannot_be_made_are_an_error),
    TEST(areas_are_clamped_to_the_page),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
