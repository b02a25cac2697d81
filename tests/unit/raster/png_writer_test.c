#include "../support.h"
#include "bytes.h"

#include "raster/png_writer.h"

#include <png.h>
#include <spng.h>

static const PngAbout about = {.ppi = 300};

/* Rows of cairo's pixels. */
typedef struct {
    int width, height, stride;
    guint8 *pixels;
} Picture;

static void picture_clear(Picture *self) {
    g_free(self->pixels);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Picture, picture_clear)

static guint32 *row_of(const Picture *picture, int y) {
    return (guint32 *)(gpointer)(picture->pixels + y * picture->stride);
}

/* Flat parts, a ramp, noise, and equal rows; with few colours for a palette. */
static guint32 make_pixel(GRand *rand, PngColours colours, int x, int y) {
    guint32 noise = g_rand_int(rand), alpha = noise >> 24;

    if (y % 5 == 1)
        return 0xff102030;
    if (colours == PNG_BY_PALETTE)
        return 0xff000000 | (noise & 0x0f0f);
    if (colours == PNG_BY_RGB)
        return x % 9 < 5 ? 0xff000000 | (guint32)(x * 3 + y) : noise;
    /* Colours are not above their alpha. */
    return alpha << 24 | (noise >> 16 & 255) * alpha / 255 << 16 |
           (noise >> 8 & 255) * alpha / 255 << 8 | (noise & 255) * alpha / 255;
}

static Picture make_picture(int width, int height, PngColours colours) {
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)(width * height));
    Picture self = {width, height, 4 * width + 8, NULL};

    self.pixels = g_malloc0((gsize)self.stride * (gsize)height);
    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++)
            row_of(&self, y)[x] = make_pixel(rand, colours, x, y);
    }
    return self;
}

/* What a decoder must make of a pixel: R, G, B and alpha. */
static void expect_pixel(guint32 pixel, PngColours colours, guint8 expected[4]) {
    guint32 alpha = colours == PNG_BY_RGBA ? pixel >> 24 : 255;

    for (int i = 0; i < 3; i++) {
        guint32 colour = pixel >> (16 - 8 * i) & 255;

        if (alpha == 0)
            colour = 0;
        else
            colour = (colour * 255 + alpha / 2) / alpha;
        expected[i] = (guint8)colour;
    }
    expected[3] = (guint8)alpha;
}

static void assert_shows(const Picture *picture, PngColours colours,
                         const guint8 *read) {
    for (int y = 0; y < picture->height; y++) {
        for (int x = 0; x < picture->width; x++) {
            guint8 expected[4];

            expect_pixel(row_of(picture, y)[x], colours, expected);
            assert_same_bytes(read, 4, expected, 4);
            read += 4;
        }
    }
}

static Product *write_picture(const Picture *picture, const PngFormat *format,
                              int band_rows, const PngAbout *text) {
    g_autoptr(GError) error = NULL;
    g_autoptr(PngWriter) writer = png_writer_new("a.png", format, text, &error);
    g_autoptr(PngEncoder) encoder = png_encoder_new(format);
    Product *product;

    g_assert_no_error(error);
    for (int y = 0; y < picture->height; y += band_rows) {
        const GByteArray *band =
            png_encoder_encode(encoder, (const guint8 *)row_of(picture, y),
                               picture->stride, MIN(band_rows, picture->height - y));

        g_assert_true(png_writer_add(writer, band->data, band->len, &error));
    }
    product = png_writer_finish(writer, &error);
    g_assert_no_error(error);
    return product;
}

static void read_by_libpng(const char *path, guint8 *rgba) {
    png_image image = {.version = PNG_IMAGE_VERSION};

    g_assert_cmpint(png_image_begin_read_from_file(&image, path), !=, 0);
    image.format = PNG_FORMAT_RGBA;
    g_assert_cmpint(png_image_finish_read(&image, NULL, rgba, 0, NULL), !=, 0);
    g_assert_cmpint((int)image.warning_or_error, ==, 0);
}

static void read_by_spng(const char *path, guint8 *rgba, gsize length) {
    g_autofree char *bytes = NULL;
    gsize count = 0;
    spng_ctx *context = spng_ctx_new(0);

    g_assert_true(g_file_get_contents(path, &bytes, &count, NULL));
    spng_set_crc_action(context, SPNG_CRC_ERROR, SPNG_CRC_ERROR);
    g_assert_cmpint(spng_set_png_buffer(context, bytes, count), ==, 0);
    g_assert_cmpint(spng_decode_image(context, rgba, length, SPNG_FMT_RGBA8, 0), ==, 0);
    g_assert_cmpint(spng_decode_chunks(context), ==, 0);
    spng_ctx_free(context);
}

static void assert_reads_back(int width, int height, int band_rows, PngColours colours,
                              PngEffort effort) {
    g_auto(Picture) picture = make_picture(width, height, colours);
    PngPalette palette = {0};
    PngFormat format = {width, height, colours, NULL, effort};
    gsize length = 4 * (gsize)width * (gsize)height;
    g_autofree guint8 *rgba = g_malloc(length);
    g_autoptr(Product) product = NULL;

    if (colours == PNG_BY_PALETTE) {
        g_assert_true(
            png_palette_add(&palette, picture.pixels, picture.stride, width, height));
        png_palette_sort(&palette);
        format.palette = &palette;
    }
    product = write_picture(&picture, &format, band_rows, &about);
    read_by_libpng("a.png", rgba);
    assert_shows(&picture, colours, rgba);
    read_by_spng("a.png", rgba, length);
    assert_shows(&picture, colours, rgba);
}

static void test_pixels_are_read_back_in_every_width(void) {
    IN_A_FOLDER;

    for (int width = 1; width <= 70; width++) {
        for (PngColours colours = PNG_BY_RGB; colours <= PNG_BY_PALETTE; colours++) {
            assert_reads_back(width, 11, 4, colours, PNG_FAST);
            assert_reads_back(width, 11, 4, colours, PNG_SMALL);
        }
    }
}

/* A byte a pixel, in bands of 7 rows; they are amounts, so nothing says sRGB. */
static void assert_greys_are_read_back(int width, PngEffort effort) {
    enum { HEIGHT = 23, BAND = 7 };
    g_autoptr(GRand) rand = g_rand_new_with_seed((guint32)width);
    gsize size = (gsize)width * HEIGHT;
    g_autofree guint8 *greys = g_malloc(size), *read = g_malloc(size);
    const PngFormat format = {width, HEIGHT, PNG_BY_GREY, NULL, effort};
    g_autoptr(PngWriter) writer = png_writer_new("a.png", &format, &about, NULL);
    g_autoptr(PngEncoder) encoder = png_encoder_new(&format);
    g_autoptr(Product) product = NULL;
    png_image image = {.version = PNG_IMAGE_VERSION};

    for (gsize i = 0; i < size; i++)
        greys[i] = (guint8)(i % 5 < 3 ? i : g_rand_int(rand) >> 24);
    for (int y = 0; y < HEIGHT; y += BAND) {
        const GByteArray *band = png_encoder_encode(
            encoder, greys + (gsize)y * (gsize)width, width, MIN(BAND, HEIGHT - y));

        g_assert_true(png_writer_add(writer, band->data, band->len, NULL));
    }
    product = png_writer_finish(writer, NULL);
    g_assert_cmpint(png_image_begin_read_from_file(&image, "a.png"), !=, 0);
    g_assert_cmpuint(image.format, ==, PNG_FORMAT_GRAY);
    g_assert_cmpint(png_image_finish_read(&image, NULL, read, 0, NULL), !=, 0);
    assert_same_bytes(read, size, greys, size);
}

static void test_greys_are_read_back_in_every_width(void) {
    IN_A_FOLDER;

    for (int width = 1; width <= 70; width++) {
        assert_greys_are_read_back(width, PNG_FAST);
        assert_greys_are_read_back(width, PNG_SMALL);
    }
}

static void test_bands_may_have_any_height(void) {
    static const int rows[] = {1, 2, 7, 30, 31, 100};
    IN_A_FOLDER;

    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        assert_reads_back(40, 31, rows[i], PNG_BY_RGB, PNG_FAST);
        assert_reads_back(40, 31, rows[i], PNG_BY_RGB, PNG_SMALL);
    }
}

static void test_large_picture_is_read_back(void) {
    IN_A_FOLDER;

    assert_reads_back(1500, 400, 128, PNG_BY_RGB, PNG_FAST);
    assert_reads_back(1500, 400, 128, PNG_BY_RGB, PNG_SMALL);
}

static void test_product_is_the_file(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(40, 31, PNG_BY_RGB);
    PngFormat format = {.width = 40, .height = 31};
    g_autoptr(Product) product = write_picture(&picture, &format, 8, &about);
    g_autofree char *bytes = NULL, *sha256 = NULL;
    gsize length = 0;

    g_assert_true(g_file_get_contents("a.png", &bytes, &length, NULL));
    sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)bytes, length);
    g_assert_cmpstr(product->path, ==, "a.png");
    g_assert_cmpstr(product->kind, ==, "png");
    g_assert_cmpuint(product->bytes, ==, length);
    g_assert_cmpstr(product->sha256, ==, sha256);
}

/* As though each band came from another process. */
static void test_band_depends_on_no_other(void) {
    g_auto(Picture) picture = make_picture(60, 48, PNG_BY_RGB);

    for (PngEffort effort = PNG_FAST; effort <= PNG_SMALL; effort++) {
        PngFormat format = {.width = 60, .height = 48, .effort = effort};
        g_autoptr(PngEncoder) used = png_encoder_new(&format);

        for (int y = 0; y < 48; y += 16) {
            g_autoptr(PngEncoder) fresh = png_encoder_new(&format);
            const guint8 *pixels = (const guint8 *)row_of(&picture, y);
            const GByteArray *first =
                png_encoder_encode(fresh, pixels, picture.stride, 16);
            const GByteArray *second =
                png_encoder_encode(used, pixels, picture.stride, 16);

            assert_same_bytes(first->data, first->len, second->data, second->len);
        }
    }
}

/* The unused byte of RGB24 is whatever was there. */
static void test_unused_byte_changes_nothing(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(40, 31, PNG_BY_RGB);
    PngFormat format = {.width = 40, .height = 31};
    g_autoptr(Product) first = write_picture(&picture, &format, 8, &about);
    g_autoptr(Product) second = NULL;

    for (int y = 0; y < 31; y++) {
        for (int x = 0; x < 40; x++)
            row_of(&picture, y)[x] ^= (guint32)(x * y) << 24;
    }
    second = write_picture(&picture, &format, 8, &about);
    g_assert_cmpstr(first->sha256, ==, second->sha256);
}

/* Each chunk's type, one behind the other. */
static char *chunks_of(const char *path) {
    g_autofree char *bytes = NULL;
    GString *types = g_string_new(NULL);
    gsize length = 0;

    g_assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    for (gsize at = 8; at < length;) {
        guint32 size;

        memcpy(&size, bytes + at, 4);
        g_string_append_printf(types, "%s%.4s", at > 8 ? " " : "", bytes + at + 4);
        at += 12 + GUINT32_FROM_BE(size);
    }
    return g_string_free(types, FALSE);
}

static void test_empty_texts_are_left_out(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(3, 2, PNG_BY_RGB);
    PngFormat format = {.width = 3, .height = 2};
    PngAbout text = {.ppi = 300, .title = "", .description = "", .language = ""};
    g_autoptr(Product) product = write_picture(&picture, &format, 1, &text);
    g_autofree char *chunks = chunks_of(product->path);

    g_assert_cmpstr(chunks, ==, "IHDR sRGB pHYs iTXt IDAT IDAT IDAT IEND");
}

static png_structp open_by_libpng(png_infop *info, FILE *file) {
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);

    *info = png_create_info_struct(png);
    png_init_io(png, file);
    png_read_info(png, *info);
    return png;
}

/* Texts as lines: keyword, language, text; then pixels a metre. */
static char *about_to_text(const char *path) {
    FILE *file = fopen(path, "rb");
    GString *words = g_string_new(NULL);
    png_infop info;
    png_structp png = open_by_libpng(&info, file);
    png_textp texts = NULL;
    int count = 0;

    png_get_text(png, info, &texts, &count);
    for (int i = 0; i < count; i++)
        g_string_append_printf(words, "%s [%s] %s\n", texts[i].key, texts[i].lang,
                               texts[i].text);
    g_string_append_printf(words, "%u %u", png_get_x_pixels_per_meter(png, info),
                           png_get_y_pixels_per_meter(png, info));
    png_destroy_read_struct(&png, &info, NULL);
    fclose(file);
    return g_string_free(words, FALSE);
}

static void test_png_says_what_it_is(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(3, 2, PNG_BY_RGB);
    PngFormat format = {.width = 3, .height = 2};
    PngAbout text = {300, NULL, "Titel – ä", "Jemand", "Zwei\nZeilen", "de"};
    g_autoptr(Product) product = write_picture(&picture, &format, 2, &text);
    g_autofree char *words = about_to_text(product->path);

    g_assert_cmpstr(words, ==,
                    "Title [] Titel – ä\nAuthor [] Jemand\n"
                    "Description [de] Zwei\nZeilen\nSoftware [] plakat " PLAKAT_VERSION
                    "\n11811 11811");
}

static void test_profile_replaces_srgb(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(3, 2, PNG_BY_RGB);
    PngFormat format = {.width = 3, .height = 2};
    g_autoptr(GBytes) profile = g_bytes_new_static("not really a profile", 20);
    PngAbout text = {.ppi = 300, .profile = profile};
    g_autoptr(Product) product = write_picture(&picture, &format, 2, &text);
    g_autofree char *chunks = chunks_of(product->path);

    g_assert_cmpstr(chunks, ==, "IHDR iCCP pHYs iTXt IDAT IDAT IEND");
}

static void test_palette_is_before_the_pixels(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(9, 9, PNG_BY_PALETTE);
    PngPalette palette = {0};
    PngFormat format = {9, 9, PNG_BY_PALETTE, &palette, PNG_SMALL};
    g_autoptr(Product) product = NULL;
    g_autofree char *chunks = NULL;

    g_assert_true(png_palette_add(&palette, picture.pixels, picture.stride, 9, 9));
    png_palette_sort(&palette);
    product = write_picture(&picture, &format, 9, &about);
    chunks = chunks_of(product->path);
    g_assert_cmpstr(chunks, ==, "IHDR sRGB pHYs iTXt PLTE IDAT IDAT IEND");
}

static void test_pngcheck_has_nothing_to_say(void) {
    IN_A_FOLDER;
    g_auto(Picture) picture = make_picture(300, 200, PNG_BY_RGB);
    PngAbout text = {300, NULL, "Titel – ä", "Jemand", "Zwei Zeilen", "de"};

    for (PngEffort effort = PNG_FAST; effort <= PNG_SMALL; effort++) {
        PngFormat format = {.width = 300, .height = 200, .effort = effort};
        g_autoptr(Product) product = write_picture(&picture, &format, 64, &text);
        g_autofree char *out = NULL, *complaints = NULL;
        int status = 0;

        g_assert_cmpuint(product->bytes, >, 0);
        g_assert_true(g_spawn_command_line_sync("pngcheck -q a.png", &out, &complaints,
                                                &status, NULL));
        g_assert_cmpstr(out, ==, "");
        g_assert_cmpstr(complaints, ==, "");
        g_assert_cmpint(status, ==, 0);
    }
}

static void test_unfinished_png_leaves_nothing(void) {
    IN_A_FOLDER;
    PngFormat format = {.width = 3, .height = 2};
    g_autoptr(GError) error = NULL;
    PngWriter *writer = png_writer_new("a.png", &format, &about, &error);
    g_autoptr(GDir) dir = NULL;

    g_assert_no_error(error);
    png_writer_free(writer);
    dir = g_dir_open(".", 0, NULL);
    g_assert_null(g_dir_read_name(dir));
}

static const UnitTest tests[] = {
    TEST(pixels_are_read_back_in_every_width),
    TEST(greys_are_read_back_in_every_width),
    TEST(bands_may_have_any_height),
    TEST(large_picture_is_read_back),
    TEST(product_is_the_file),
    TEST(band_depends_on_no_other),
    TEST(unused_byte_changes_nothing),
    TEST(empty_texts_are_left_out),
    TEST(png_says_what_it_is),
    TEST(profile_replaces_srgb),
    TEST(palette_is_before_the_pixels),
    TEST(pngcheck_has_nothing_to_say),
    TEST(unfinished_png_leaves_nothing),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
