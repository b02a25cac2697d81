#include "../resources/pictures.h"

#include "draw/draw.h"

typedef struct {
    Folder *folder;
    Images *images;
    Poster *poster;
} Setting;

static Setting *setting_new(void) {
    Setting *self = g_new0(Setting, 1);

    self->folder = folder_new();
    self->images = images_new();
    self->poster = poster_new();
    return self;
}

static void setting_free(Setting *self) {
    poster_free(self->poster);
    images_free(self->images);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

/* The whole picture at the top left, so many points wide. */
static Item *add_photo(Setting *self, const char *path, double width) {
    Item *item = item_new(ITEM_PHOTO);
    const ImageInfo *info;

    item->path = g_strdup(path);
    item->photo.image = images_load(self->images, path, NULL);
    info = image_info(item->photo.image);
    item->photo.crop = (Rect){0, 0, info->width, info->height};
    item->photo.ppi = info->width / width * 72;
    item->area = (Rect){0, 0, width, width * info->height / info->width};
    g_ptr_array_add(self->poster->items, item);
    return item;
}

/* On a white canvas of 12 by 8 pixels, a point each. */
static bool draw_whole(const Setting *self, cairo_surface_t *canvas, GError **error) {
    DrawOptions options = {.text_as_paths = true, .photo_ppi = 72};
    cairo_t *cr = cairo_create(canvas);
    bool drawn = draw_poster(cr, self->poster, &options, error);

    cairo_destroy(cr);
    return drawn;
}

/* The same in bands of three rows, the last one with two. */
static bool draw_bands(const Setting *self, cairo_surface_t *canvas, GError **error) {
    g_autoptr(BandSources) bands = band_sources_new(12, 8, 3);
    DrawOptions options = {.text_as_paths = true, .in_pixels = true, .bands = bands};
    cairo_surface_t *recording =
        cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, NULL);
    cairo_t *cr = cairo_create(recording);
    bool drawn = draw_poster(cr, self->poster, &options, error);

    cairo_destroy(cr);
    for (int top = 0; drawn && top < 8; top += 3) {
        cairo_surface_t *band =
            cairo_surface_create_for_rectangle(canvas, 0, top, 12, MIN(3, 8 - top));

        cr = cairo_create(band);
        band_sources_enter(bands, top);
        cairo_set_source_surface(cr, recording, 0, -top);
        cairo_paint(cr);
        cairo_destroy(cr);
        cairo_surface_destroy(band);
        drawn = band_sources_check(bands, error);
    }
    cairo_surface_destroy(recording);
    return drawn;
}

/* NULL when it cannot be drawn. */
static cairo_surface_t *draw(const Setting *self, bool in_bands, GError **error) {
    cairo_surface_t *canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 12, 8);
    cairo_t *cr = cairo_create(canvas);
    bool drawn;

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_destroy(cr);
    drawn = (in_bands ? draw_bands : draw_whole)(self, canvas, error);
    cairo_surface_flush(canvas);
    if (!drawn)
        g_clear_pointer(&canvas, cairo_surface_destroy);
    return canvas;
}

static int component(cairo_surface_t *canvas, int x, int y, int index) {
    const guint8 *row = cairo_image_surface_get_data(canvas) +
                        y * cairo_image_surface_get_stride(canvas);

    return row[4 * x + 2 - index];
}

/* The canvas holds this picture at the top left and is white elsewhere. */
static void assert_drawn_so(const Setting *self, bool in_bands, const Pixels *expected,
                            int tolerance) {
    g_autoptr(GError) error = NULL;
    cairo_surface_t *canvas = draw(self, in_bands, &error);

    g_assert_no_error(error);
    for (int y = 0; y < 8; y++) {
        for (int x = 0; x < 12; x++) {
            bool is_inside = x < expected->width && y < expected->height;

            for (int i = 0; i < 3; i++) {
                int wanted = is_inside ? pixel_at(expected, x, y)[i] : 255;

                g_assert_cmpint(abs(component(canvas, x, y, i) - wanted), <=,
                                tolerance);
            }
        }
    }
    cairo_surface_destroy(canvas);
}

static void assert_drawn(const Setting *self, const Pixels *expected, int tolerance) {
    assert_drawn_so(self, false, expected, tolerance);
    assert_drawn_so(self, true, expected, tolerance);
}

static void test_pixels_are_drawn_as_they_are(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new(6, 4, 3);

    write_png_pixels("a.png", pixels, (PngOptions){0});
    add_photo(setting, "a.png", 6);
    assert_drawn(setting, pixels, 0);
}

static void test_crop_fills_the_area_and_no_more(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3), part = pixels_new_empty(5, 3, 3);
    Item *item;

    for (int i = 0; i < 15; i++)
        memcpy(pixel_at(part, i % 5, i / 5), pixel_at(pixels, 4 + i % 5, 2 + i / 5), 3);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    item = add_photo(setting, "a.png", 16);
    item->photo.crop = (Rect){4, 2, 5, 3};
    item->area = (Rect){0, 0, 5, 3};
    assert_drawn(setting, part, 0);
}

/* Black and white one beside the other are grey from afar, wherever they lie. */
static void test_small_pictures_of_large_ones_have_no_pattern(void) {
    static const double widths[] = {4, 5, 6.1, 7.3, 11};

    for (size_t i = 0; i < 2 * G_N_ELEMENTS(widths); i++) {
        double width = widths[i / 2];
        g_autoptr(Setting) setting = setting_new();
        g_autoptr(Pixels) pixels = pixels_new_empty(96, 64, 1);
        g_autoptr(GError) error = NULL;
        cairo_surface_t *canvas;

        for (int j = 0; j < 96 * 64; j++)
            pixels->bytes[j] = (j % 96 + j / 96) % 2 ? 255 : 0;
        write_png_pixels("a.png", pixels, (PngOptions){0});
        add_photo(setting, "a.png", width);
        canvas = draw(setting, i % 2 == 1, &error);
        g_assert_no_error(error);
        for (int x = 0; x < (int)width; x++)
            g_assert_cmpint(abs(component(canvas, x, 1, 0) - 128), <=, 2);
        cairo_surface_destroy(canvas);
    }
}

static void test_turned_jpeg_is_drawn_upright(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) stored = pixels_new(4, 6, 3), upright = pixels_new(6, 4, 3);
    g_autoptr(GByteArray) exif = exif_to_bytes(6, 72);

    for (int i = 0; i < 24; i++)
        memcpy(pixel_at(upright, i % 6, i / 6), pixel_at(stored, i / 6, 5 - i % 6), 3);
    write_jpeg("a.jpg", stored, &(JpegOptions){.exif = exif});
    add_photo(setting, "a.jpg", 6);
    assert_drawn(setting, upright, 4);
}

static void test_two_inks_take_the_place_of_colours(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(2, 1, 3),
                      expected = pixels_new_empty(2, 1, 3);
    static Ink red = {.name = "red", .screen = {1, 0, 0}};
    static Ink gold = {.name = "gold", .screen = {1, 0.8, 0}};
    Item *item;

    /* Black, and a blue that is as light as the grey 51, a fifth of white. */
    memcpy(pixels->bytes, "\x00\x00\x00\x00\x00\xb4", 6);
    memcpy(expected->bytes, "\xff\x00\x00\xff\x29\x00", 6);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    item = add_photo(setting, "a.png", 2);
    item->photo.dark = (Paint){&red, 1};
    item->photo.light = (Paint){&gold, 1};
    assert_drawn(setting, expected, 1);
}

/* The cut-out has half as many pixels: its middle runs over two of the photo. */
static void test_cut_out_lies_on_the_whole_photo(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new_empty(8, 4, 3), mask = pixels_new(4, 2, 1);
    g_autoptr(GError) error = NULL;
    Item *item;

    memcpy(mask->bytes, "\xff\xff\x00\x00\xff\xff\x00\x00", 8);
    write_png_pixels("a.png", pixels, (PngOptions){0});
    write_png_pixels("b.png", mask, (PngOptions){0});
    item = add_photo(setting, "a.png", 8);
    item->photo.cut_out = images_load(setting->images, "b.png", NULL);
    for (int in_bands = 0; in_bands < 2; in_bands++) {
        cairo_surface_t *canvas = draw(setting, in_bands != 0, &error);

        g_assert_no_error(error);
        for (int y = 0; y < 4; y++) {
            g_assert_cmpint(component(canvas, 0, y, 0), ==, 0);
            g_assert_cmpint(component(canvas, 1, y, 0), <=, 9);
            g_assert_cmpint(component(canvas, 6, y, 0), >=, 255 - 9);
            g_assert_cmpint(component(canvas, 7, y, 0), ==, 255);
        }
        cairo_surface_destroy(canvas);
    }
}

static void assert_not_drawn(const Setting *self, GIOErrorEnum code,
                             const char *message) {
    for (int in_bands = 0; in_bands < 2; in_bands++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(draw(self, in_bands != 0, &error));
        g_assert_error(error, G_IO_ERROR, (int)code);
        g_assert_cmpstr(error->message, ==, message);
    }
}

/* The header promises ten times as many rows and columns as there are. */
static void test_file_that_lies_about_its_size_is_told(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);

    write_png_pixels("a.png", pixels, (PngOptions){0});
    change_png_size("a.png", 160, 100);
    add_photo(setting, "a.png", 8);
    assert_not_drawn(setting, G_IO_ERROR_INVALID_DATA,
                     "'a.png' is no usable PNG: Not enough image data");
}

static void test_file_that_ends_too_early_is_told(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(GByteArray) bytes = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){0});
    bytes = file_to_bytes("a.jpg");
    write_bytes("a.jpg", bytes->data, bytes->len - 30);
    add_photo(setting, "a.jpg", 8);
    assert_not_drawn(setting, G_IO_ERROR_INVALID_DATA,
                     "'a.jpg' is no usable JPEG: it ends too early");
}

/* Such errors are the machine's, not the author's. */
static void test_file_that_changed_is_told(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3), other = pixels_new(10, 10, 3);

    write_png_pixels("a.png", pixels, (PngOptions){0});
    add_photo(setting, "a.png", 8);
    write_png_pixels("a.png", other, (PngOptions){0});
    assert_not_drawn(setting, G_IO_ERROR_FAILED,
                     "'a.png' was changed after it was first read");
}

static const UnitTest tests[] = {
    TEST(pixels_are_drawn_as_they_are),
    TEST(crop_fills_the_area_and_no_more),
    TEST(small_pictures_of_large_ones_have_no_pattern),
    TEST(turned_jpeg_is_drawn_upright),
    TEST(two_inks_take_the_place_of_colours),
    TEST(cut_out_lies_on_the_whole_photo),
    TEST(file_that_lies_about_its_size_is_told),
    TEST(file_that_ends_too_early_is_told),
    TEST(file_that_changed_is_told),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
