#include "../support.h"

#include "raster/png.h"

#include <png.h>

static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};

/* A blue poster of 297 by 420 points with 10 points of bleed. */
static Poster *make_poster(void) {
    Poster *poster = poster_new();
    Item *item = item_new(ITEM_PANEL);

    poster->title = g_strdup("Titel – ä");
    poster->language = g_strdup("de");
    poster->boxes.trim = (Rect){0, 0, 297, 420};
    poster->boxes.bleed = (Rect){-10, -10, 317, 440};
    poster->ppi = 72;
    item->area = poster->boxes.bleed;
    item->paint = (Paint){&blue, 1};
    g_ptr_array_add(poster->items, item);
    return poster;
}

/* The PNG that is written with these options, read back by libpng. */
typedef struct {
    png_structp png;
    png_infop info;
    GByteArray *bytes;
    guint read;
} Reading;

static void on_read(png_structp png, png_bytep bytes, png_size_t length) {
    Reading *reading = png_get_io_ptr(png);

    g_assert_cmpuint(reading->read + length, <=, reading->bytes->len);
    memcpy(bytes, reading->bytes->data + reading->read, length);
    reading->read += (guint)length;
}

static Reading *read_back(const Poster *poster, PngOptions options) {
    Reading *self = g_new0(Reading, 1);
    g_autoptr(GError) error = NULL;
    Product *product = png_write(poster, &options, "a.png", &error);
    g_autofree char *sha256 = NULL;
    char *bytes = NULL;
    gsize length = 0;

    g_assert_no_error(error);
    g_assert_true(g_file_get_contents("a.png", &bytes, &length, NULL));
    sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)bytes, length);
    g_assert_cmpstr(product->path, ==, "a.png");
    g_assert_cmpstr(product->kind, ==, "png");
    g_assert_cmpuint(product->bytes, ==, length);
    g_assert_cmpstr(product->sha256, ==, sha256);
    product_free(product);

    self->bytes = g_byte_array_new_take((guint8 *)bytes, length);
    self->png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    self->info = png_create_info_struct(self->png);
    png_set_read_fn(self->png, self, on_read);
    png_read_png(self->png, self->info, PNG_TRANSFORM_EXPAND, NULL);
    return self;
}

static void reading_free(Reading *self) {
    png_destroy_read_struct(&self->png, &self->info, NULL);
    g_byte_array_unref(self->bytes);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

static void assert_pixels(const Reading *reading, guint width, guint height) {
    g_assert_cmpuint(png_get_image_width(reading->png, reading->info), ==, width);
    g_assert_cmpuint(png_get_image_height(reading->png, reading->info), ==, height);
}

static void test_png_shows_the_trim(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) reading = read_back(poster, (PngOptions){0});
    png_bytepp rows = png_get_rows(reading->png, reading->info);

    assert_pixels(reading, 297, 420);
    for (int i = 0; i < 420; i += 419) {
        g_assert_cmphex(rows[i][0], ==, 0x00);
        g_assert_cmphex(rows[i][1], ==, 0x61);
        g_assert_cmphex(rows[i][3 * 296 + 2], ==, 0xad);
    }
}

static void test_bleed_and_resolution_are_as_asked_for(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) bleed = read_back(poster, (PngOptions){.with_bleed = true});
    g_autoptr(Reading) half = read_back(poster, (PngOptions){.ppi = 36});

    assert_pixels(bleed, 317, 440);
    assert_pixels(half, 149, 210);
}

/* Blue in the right half and the lower quarter of the trim. */
static void assert_corner(const Reading *reading, guint left, guint top) {
    png_bytepp rows = png_get_rows(reading->png, reading->info);

    g_assert_cmphex(rows[top - 1][3 * left], ==, 0xff);
    g_assert_cmphex(rows[top][3 * (left - 1)], ==, 0xff);
    g_assert_cmphex(rows[top][3 * left], ==, 0x00);
}

static void test_everything_stands_where_it_should(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    Item *item = g_ptr_array_index(poster->items, 0);
    g_autoptr(Reading) trim = NULL;
    g_autoptr(Reading) bleed = NULL;

    poster->boxes.trim = (Rect){0, 0, 100, 80};
    poster->boxes.bleed = (Rect){-10, -10, 120, 100};
    item->area = (Rect){50, 60, 60, 30};
    trim = read_back(poster, (PngOptions){.ppi = 144});
    bleed = read_back(poster, (PngOptions){.ppi = 144, .with_bleed = true});
    assert_corner(trim, 100, 120);
    assert_corner(bleed, 120, 140);
}

static void test_png_says_its_colours_and_its_size(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) reading = read_back(poster, (PngOptions){0});
    png_uint_32 x = 0, y = 0;
    int unit = 0, intent = -1;

    g_assert_cmpuint(png_get_color_type(reading->png, reading->info), ==,
                     PNG_COLOR_TYPE_RGB);
    g_assert_cmpuint(png_get_bit_depth(reading->png, reading->info), ==, 8);
    g_assert_cmpuint(png_get_sRGB(reading->png, reading->info, &intent), ==,
                     PNG_INFO_sRGB);
    g_assert_cmpuint(png_get_pHYs(reading->png, reading->info, &x, &y, &unit), ==,
                     PNG_INFO_pHYs);
    /* 72 / 0.0254 */
    g_assert_cmpuint(x, ==, 2835);
    g_assert_cmpuint(y, ==, 2835);
    g_assert_cmpint(unit, ==, PNG_RESOLUTION_METER);
}

/* "key|language|text" a line. */
static char *texts_of(const Reading *reading) {
    GString *joined = g_string_new(NULL);
    png_textp texts = NULL;
    int count = png_get_text(reading->png, reading->info, &texts, NULL);

    for (int i = 0; i < count; i++)
        g_string_append_printf(joined, "%s|%s|%s\n", texts[i].key, texts[i].lang,
                               texts[i].text);
    return g_string_free(joined, FALSE);
}

static void test_png_has_a_title_and_says_what_it_shows(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) plain = read_back(poster, (PngOptions){0});
    g_autofree char *plain_texts = texts_of(plain);
    g_autoptr(Reading) described = NULL;
    g_autofree char *texts = NULL;

    poster->alt = g_strdup("Eine Bank.");
    poster->author = g_strdup("Stadt Köln");
    described = read_back(poster, (PngOptions){0});
    texts = texts_of(described);
    g_assert_cmpstr(plain_texts, ==,
                    "Title||Titel – ä\nSoftware||plakat " PLAKAT_VERSION "\n");
    g_assert_cmpstr(texts, ==,
                    "Title||Titel – ä\nAuthor||Stadt Köln\nDescription|de|Eine Bank.\n"
                    "Software||plakat " PLAKAT_VERSION "\n");
}

static void test_same_poster_has_the_same_bytes(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) first = read_back(poster, (PngOptions){0});
    g_autoptr(Reading) second = read_back(poster, (PngOptions){0});

    g_assert_cmpuint(first->bytes->len, ==, second->bytes->len);
    g_assert_cmpint(memcmp(first->bytes->data, second->bytes->data, first->bytes->len),
                    ==, 0);
}

static void assert_refused(const Poster *poster, double ppi, const char *path,
                           const char *message) {
    PngOptions options = {.ppi = ppi};
    g_autoptr(GError) error = NULL;

    g_assert_null(png_write(poster, &options, path, &error));
    g_assert_cmpstr(error->message, ==, message);
}

static void test_too_many_pixels_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();

    assert_refused(
        poster, 6000, "a.png",
        "cannot draw 24750 x 35000 pixels: a side may have 1 to 32767, the whole 1073 million; take fewer ppi");
    assert_refused(
        poster, 0.01, "a.png",
        "cannot draw 0 x 0 pixels: a side may have 1 to 32767, the whole 1073 million; take fewer ppi");
    g_assert_false(g_file_test("a.png", G_FILE_TEST_EXISTS));
}

static void test_file_that_cannot_be_written_is_an_error(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();

    write_file("file", "");
    assert_refused(poster, 72, "file/a.png",
                   "cannot make the folder 'file': Not a directory");
}

static const UnitTest tests[] = {
    TEST(png_shows_the_trim),
    TEST(bleed_and_resolution_are_as_asked_for),
    TEST(everything_stands_where_it_should),
    TEST(png_says_its_colours_and_its_size),
    TEST(png_has_a_title_and_says_what_it_shows),
    TEST(same_poster_has_the_same_bytes),
    TEST(too_many_pixels_are_refused),
    TEST(file_that_cannot_be_written_is_an_error),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
