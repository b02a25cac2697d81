#include "../support.h"

#include "resources/tiff_writer.h"

#include <string.h>
#include <tiffio.h>

enum { WIDTH = 37, HEIGHT = 50, STRIP = 16, PLATES_MAX = 6 };

static const char profile[] = "a profile, of bytes that nobody reads here";

typedef struct {
    guint8 inks[PLATES_MAX][HEIGHT][WIDTH];
} Page;

/* Flat parts, a ramp and noise. */
static Page make_page(void) {
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    Page page;

    for (int i = 0; i < PLATES_MAX * HEIGHT * WIDTH; i++) {
        int x = i % WIDTH, y = i / WIDTH % HEIGHT, plate = i / WIDTH / HEIGHT;

        page.inks[plate][y][x] = (guint8)(x < 12   ? 40 * plate
                                          : x < 24 ? x * 5 + y
                                                   : g_rand_int_range(rand, 0, 256));
    }
    return page;
}

static GPtrArray *name_inks(guint plates) {
    static const char *const names[PLATES_MAX] = {"Cyan",  "Magenta",  "Yellow",
                                                  "Black", "HKS 43 K", "Weiß"};
    GPtrArray *inks = g_ptr_array_new();

    for (guint i = 0; i < plates; i++)
        g_ptr_array_add(inks, (gpointer)names[i]);
    return inks;
}

static void add_strip(TiffWriter *writer, const Page *page, guint plates, int top) {
    g_autoptr(GError) error = NULL;
    int rows = MIN(STRIP, HEIGHT - top);
    g_autofree guint8 *strip = g_malloc(plates * (gsize)(rows * WIDTH));

    for (guint i = 0; i < plates; i++)
        memcpy(strip + i * (gsize)(rows * WIDTH), page->inks[i][top],
               (size_t)(rows * WIDTH));
    g_assert_true(tiff_writer_add(writer, strip, rows, &error));
    g_assert_no_error(error);
}

static Product *write_page(const Page *page, guint plates, const char *path) {
    g_autoptr(GPtrArray) inks = name_inks(plates);
    g_autoptr(GBytes) bytes = g_bytes_new_static(profile, sizeof profile);
    g_autoptr(GError) error = NULL;
    const TiffPicture picture = {.width = WIDTH,
                                 .height = HEIGHT,
                                 .strip = STRIP,
                                 .ppi = 300,
                                 .inks = inks,
                                 .profile = bytes,
                                 .name = "platz_a3_de",
                                 .date = "2026-11-22T10:20:30Z"};
    g_autoptr(TiffWriter) writer = tiff_writer_new(&picture, &error);
    Product *product;

    g_assert_no_error(error);
    for (int top = 0; top < HEIGHT; top += STRIP)
        add_strip(writer, page, plates, top);
    product = tiff_writer_finish(writer, path, &error);
    g_assert_no_error(error);
    return product;
}

/* --- read by libtiff
 * ------------------------------------------------------------------
 */

static unsigned short_tag(TIFF *tiff, ttag_t tag) {
    guint16 value = 0;

    g_assert_true(TIFFGetFieldDefaulted(tiff, tag, &value) == 1);
    return value;
}

static guint32 long_tag(TIFF *tiff, ttag_t tag) {
    guint32 value = 0;

    g_assert_true(TIFFGetFieldDefaulted(tiff, tag, &value) == 1);
    return value;
}

static void assert_text(TIFF *tiff, ttag_t tag, const char *expected) {
    const char *text = NULL;

    g_assert_true(TIFFGetField(tiff, tag, &text) == 1);
    g_assert_cmpstr(text, ==, expected);
}

static void assert_head(TIFF *tiff) {
    guint32 length = 0;
    const void *bytes = NULL;
    float ppi = 0;

    g_assert_cmpuint(long_tag(tiff, TIFFTAG_IMAGEWIDTH), ==, WIDTH);
    g_assert_cmpuint(long_tag(tiff, TIFFTAG_IMAGELENGTH), ==, HEIGHT);
    g_assert_cmpuint(long_tag(tiff, TIFFTAG_ROWSPERSTRIP), ==, STRIP);
    g_assert_cmpuint(short_tag(tiff, TIFFTAG_PHOTOMETRIC), ==, PHOTOMETRIC_SEPARATED);
    g_assert_cmpuint(short_tag(tiff, TIFFTAG_INKSET), ==, INKSET_CMYK);
    g_assert_cmpuint(short_tag(tiff, TIFFTAG_COMPRESSION), ==, COMPRESSION_LZW);
    g_assert_cmpuint(short_tag(tiff, TIFFTAG_PREDICTOR), ==, PREDICTOR_HORIZONTAL);
    g_assert_cmpuint(short_tag(tiff, TIFFTAG_RESOLUTIONUNIT), ==, RESUNIT_INCH);
    g_assert_true(TIFFGetField(tiff, TIFFTAG_XRESOLUTION, &ppi) == 1);
    g_assert_cmpfloat((double)ppi, ==, 300);
    g_assert_true(TIFFGetField(tiff, TIFFTAG_ICCPROFILE, &length, &bytes) == 1);
    g_assert_cmpuint(length, ==, sizeof profile);
    g_assert_true(memcmp(bytes, profile, length) == 0);
    assert_text(tiff, TIFFTAG_DATETIME, "2026:11:22 10:20:30");
    assert_text(tiff, TIFFTAG_SOFTWARE, "plakat " PLAKAT_VERSION);
    assert_text(tiff, TIFFTAG_DOCUMENTNAME, "platz_a3_de");
}

static void assert_inks(TIFF *tiff, guint plates, const char *names, gsize length) {
    guint16 count = 0;
    const guint16 *kinds = NULL;
    const char *found = NULL;

    g_assert_cmpuint(short_tag(tiff, TIFFTAG_SAMPLESPERPIXEL), ==, plates);
    g_assert_cmpuint(short_tag(tiff, TIFFTAG_NUMBEROFINKS), ==, plates);
    g_assert_true(TIFFGetField(tiff, TIFFTAG_INKNAMES, &found) == 1);
    g_assert_true(memcmp(found, names, length) == 0);
    TIFFGetField(tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds);
    g_assert_cmpuint(count, ==, plates - 4);
    for (guint16 i = 0; i < count; i++)
        g_assert_cmpuint(kinds[i], ==, EXTRASAMPLE_UNSPECIFIED);
}

static void assert_pixels(TIFF *tiff, const Page *page, guint plates) {
    guint8 row[PLATES_MAX * WIDTH];

    for (guint32 y = 0; y < HEIGHT; y++) {
        g_assert_cmpint(TIFFReadScanline(tiff, row, y, 0), ==, 1);
        for (guint i = 0; i < WIDTH * plates; i++)
            g_assert_cmpuint(row[i], ==, page->inks[i % plates][y][i / plates]);
    }
}

static void assert_written(guint plates, const char *names, gsize length) {
    const Page page = make_page();
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "plakat-test.tif", NULL);
    g_autoptr(Product) product = write_page(&page, plates, path);
    TIFF *tiff = TIFFOpen(path, "r");

    g_assert_nonnull(tiff);
    assert_head(tiff);
    assert_inks(tiff, plates, names, length);
    assert_pixels(tiff, &page, plates);
    TIFFClose(tiff);
    g_unlink(path);
}

static void test_plates_are_the_samples_of_a_tiff(void) {
    static const char names[] = "Cyan\0Magenta\0Yellow\0Black";

    assert_written(4, names, sizeof names);
}

static void test_spots_are_extra_samples_with_names(void) {
    static const char names[] = "Cyan\0Magenta\0Yellow\0Black\0HKS 43 K\0Weiß";

    assert_written(6, names, sizeof names);
}

static void test_the_product_is_the_file(void) {
    const Page page = make_page();
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "plakat-test.tif", NULL);
    g_autoptr(Product) product = write_page(&page, 4, path);
    g_autoptr(Product) again = write_page(&page, 4, path);
    g_autoptr(GError) error = NULL;
    g_autofree char *bytes = NULL;
    g_autofree char *sum = NULL;
    gsize length = 0;

    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    sum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)bytes, length);
    g_assert_cmpstr(product->path, ==, path);
    g_assert_cmpstr(product->kind, ==, "tif");
    g_assert_cmpuint(product->bytes, ==, length);
    g_assert_cmpstr(product->sha256, ==, sum);
    g_assert_cmpstr(again->sha256, ==, sum);
    g_unlink(path);
}

static const UnitTest tests[] = {
    TEST(plates_are_the_samples_of_a_tiff),
    TEST(spots_are_extra_samples_with_names),
    TEST(the_product_is_the_file),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
