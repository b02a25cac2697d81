#include "../resources/pictures.h"

#include "raster/jpg.h"
#include "resources/jpeg_writer.h"

static Ink blue = {.name = "blue", .screen = {0, 0x61 / 255.0, 0xad / 255.0}};
static Ink gold = {.name = "gold", .screen = {1, 0xd6 / 255.0, 0x19 / 255.0}};

static void add_panel(Poster *poster, Rect area, Ink *ink) {
    Item *item = item_new(ITEM_PANEL);

    item->area = area;
    item->paint = (Paint){ink, 1};
    g_ptr_array_add(poster->items, item);
}

/* 150 by 300 points, blue with gold below; 10 points of bleed. */
static Poster *make_poster(void) {
    Poster *poster = poster_new();

    poster->title = g_strdup("Hier & da");
    poster->language = g_strdup("de");
    poster->boxes.trim = (Rect){0, 0, 150, 300};
    poster->boxes.bleed = (Rect){-10, -10, 170, 320};
    poster->ppi = 72;
    add_panel(poster, poster->boxes.bleed, &blue);
    add_panel(poster, (Rect){-10, 160, 170, 150}, &gold);
    return poster;
}

/* The JPEG that is written with these options, read back by libjpeg. */
typedef struct {
    Pixels *pixels;
    int density, unit;
    bool halves_colour;
    GByteArray *profile;
    GByteArray *file;
} Reading;

static void reading_free(Reading *self) {
    pixels_free(self->pixels);
    g_byte_array_unref(self->profile);
    g_byte_array_unref(self->file);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reading, reading_free)

static void read_facts(Reading *self, struct jpeg_decompress_struct *info) {
    JOCTET *profile = NULL;
    unsigned length = 0;

    self->density = info->X_density;
    self->unit = info->density_unit;
    self->halves_colour = info->comp_info[0].h_samp_factor != 1;
    g_assert_cmpint(info->Y_density, ==, info->X_density);
    g_assert_true(jpeg_read_icc_profile(info, &profile, &length));
    self->profile = g_byte_array_new();
    g_byte_array_append(self->profile, profile, length);
    free(profile);
}

static Reading *read_file(const char *path) {
    Reading *self = g_new0(Reading, 1);
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;

    self->file = file_to_bytes(path);
    info.err = jpeg_std_error(&errors);
    jpeg_create_decompress(&info);
    jpeg_save_markers(&info, JPEG_APP0 + 2, 0xffff);
    jpeg_mem_src(&info, self->file->data, self->file->len);
    g_assert_cmpint(jpeg_read_header(&info, TRUE), ==, JPEG_HEADER_OK);
    read_facts(self, &info);
    g_assert_true(jpeg_start_decompress(&info));
    self->pixels = pixels_new_empty((int)info.output_width, (int)info.output_height, 3);
    for (int y = 0; y < self->pixels->height; y++) {
        JSAMPROW rows[1] = {pixel_at(self->pixels, 0, y)};

        jpeg_read_scanlines(&info, rows, 1);
    }
    jpeg_finish_decompress(&info);
    g_assert_cmpint((int)errors.num_warnings, ==, 0);
    jpeg_destroy_decompress(&info);
    return self;
}

static Reading *read_back(const Poster *poster, JpgOptions options) {
    g_autoptr(ScreenProfile) srgb = screen_profile_new_srgb();
    g_autoptr(GError) error = NULL;
    g_autoptr(Product) product = NULL;
    g_autofree char *sha256 = NULL;
    Reading *reading;

    options.profile = options.profile != NULL ? options.profile : srgb;
    options.quality = options.quality != 0 ? options.quality : 90;
    product = jpg_write(poster, &options, "a.jpg", &error);
    g_assert_no_error(error);
    reading = read_file("a.jpg");
    sha256 = g_compute_checksum_for_data(G_CHECKSUM_SHA256, reading->file->data,
                                         reading->file->len);
    g_assert_cmpstr(product->path, ==, "a.jpg");
    g_assert_cmpstr(product->kind, ==, "jpg");
    g_assert_cmpuint(product->bytes, ==, reading->file->len);
    g_assert_cmpstr(product->sha256, ==, sha256);
    return reading;
}

static void assert_colour(const Reading *reading, int x, int y, guint32 rgb) {
    const guint8 *pixel = pixel_at(reading->pixels, x, y);

    for (int i = 0; i < 3; i++)
        g_assert_cmpint(abs(pixel[i] - (int)(rgb >> (16 - 8 * i) & 0xff)), <=, 4);
}

static void assert_pixels(const Reading *reading, int width, int height) {
    g_assert_cmpint(reading->pixels->width, ==, width);
    g_assert_cmpint(reading->pixels->height, ==, height);
}

static void test_jpg_shows_the_trim(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) reading = read_back(poster, (JpgOptions){0});

    assert_pixels(reading, 150, 300);
    assert_colour(reading, 0, 0, 0x0061ad);
    assert_colour(reading, 149, 159, 0x0061ad);
    assert_colour(reading, 0, 160, 0xffd619);
    assert_colour(reading, 149, 299, 0xffd619);
    g_assert_false(reading->halves_colour);
}

static void test_bleed_and_resolution_are_as_asked_for(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) bleed = read_back(poster, (JpgOptions){.with_bleed = true});
    g_autoptr(Reading) half = read_back(poster, (JpgOptions){.ppi = 35.6});

    assert_pixels(bleed, 170, 320);
    assert_colour(bleed, 0, 169, 0x0061ad);
    assert_colour(bleed, 0, 170, 0xffd619);
    assert_pixels(half, 74, 148);
    g_assert_cmpint(bleed->density, ==, 72);
    g_assert_cmpint(half->density, ==, 36);
    g_assert_cmpint(half->unit, ==, 1);
}

static void test_quality_counts_below_90_too(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) best = NULL, low = NULL;

    /* Edges within blocks: they cost bytes. */
    for (int i = 0; i < 20; i++)
        add_panel(poster, (Rect){7 * i + 3, 11 * i + 3, 5, 30}, &gold);
    best = read_back(poster, (JpgOptions){.quality = 100});
    low = read_back(poster, (JpgOptions){.quality = 40});
    g_assert_cmpuint(low->file->len, <, best->file->len * 2 / 3);
    g_assert_false(low->halves_colour);
}

static void test_srgb_is_in_the_file(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(ScreenProfile) srgb = screen_profile_new_srgb();
    g_autoptr(Reading) reading = read_back(poster, (JpgOptions){0});
    GBytes *bytes = screen_profile_bytes(srgb);

    assert_same_bytes(reading->profile->data, reading->profile->len,
                      g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

/* In the profile of the tests red and green have changed places. */
static void test_another_profile_has_its_own_numbers(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(GBytes) swapped = make_rgb_profile();
    g_autoptr(ScreenProfile) profile = NULL;
    g_autoptr(Reading) reading = NULL;

    blue.screen = (Rgb){1, 0, 0};
    write_bytes("swapped.icc", g_bytes_get_data(swapped, NULL),
                g_bytes_get_size(swapped));
    profile = screen_profile_load("swapped.icc", NULL);
    reading = read_back(poster, (JpgOptions){.profile = profile, .quality = 100});
    blue.screen = (Rgb){0, 0x61 / 255.0, 0xad / 255.0};
    assert_same_bytes(reading->profile->data, reading->profile->len,
                      g_bytes_get_data(swapped, NULL), g_bytes_get_size(swapped));
    g_assert_cmpint(pixel_at(reading->pixels, 5, 5)[0], <, 20);
    g_assert_cmpint(pixel_at(reading->pixels, 5, 5)[1], >, 235);
}

static bool says(const Reading *reading, const char *text) {
    return memmem(reading->file->data, reading->file->len, text, strlen(text)) != NULL;
}

static void test_jpg_has_a_title_and_says_what_it_shows(void) {
    static const char title[] = "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">"
                                "Hier &amp; da</rdf:li></rdf:Alt></dc:title>\n";
    static const char words[] =
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">Eine Bank.</rdf:li>"
        "<rdf:li xml:lang=\"de\">Eine Bank.</rdf:li></rdf:Alt></dc:description>\n"
        "<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang=\"x-default\">"
        "Eine Bank.</rdf:li><rdf:li xml:lang=\"de\">Eine Bank.</rdf:li></rdf:Alt>"
        "</Iptc4xmpCore:AltTextAccessibility>\n";
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) plain = read_back(poster, (JpgOptions){0});
    g_autoptr(Reading) described = NULL;

    poster->alt = g_strdup("Eine Bank.");
    poster->author = g_strdup("Stadt Köln");
    described = read_back(poster, (JpgOptions){0});
    g_assert_true(says(plain, title));
    g_assert_false(says(plain, "Eine Bank."));
    g_assert_false(says(plain, "AltText>"));
    g_assert_true(says(described, words));
    g_assert_false(says(plain, "dc:creator"));
    g_assert_true(says(described, "<dc:creator><rdf:Seq><rdf:li>Stadt Köln</rdf:li>"
                                  "</rdf:Seq></dc:creator>"));
}

/* A segment holds no more. */
static void test_words_that_are_too_long_are_left_out(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) reading = NULL;

    poster->alt = g_strnfill(20000, 'a');
    reading = read_back(poster, (JpgOptions){0});
    g_assert_false(says(reading, "x:xmpmeta"));
    assert_pixels(reading, 150, 300);
}

static void test_same_poster_has_the_same_bytes_whoever_helps(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();
    g_autoptr(Reading) alone = read_back(poster, (JpgOptions){.ppi = 300});

    for (guint helpers = 2; helpers <= 3; helpers++) {
        g_autoptr(Reading) helped =
            read_back(poster, (JpgOptions){.ppi = 300, .means = {.helpers = helpers}});

        assert_same_bytes(helped->file->data, helped->file->len, alone->file->data,
                          alone->file->len);
    }
}

static void assert_refused(const Poster *poster, double ppi, const char *path,
                           const char *message) {
    g_autoptr(ScreenProfile) srgb = screen_profile_new_srgb();
    JpgOptions options = {.ppi = ppi, .quality = 90, .profile = srgb};
    g_autoptr(GError) error = NULL;

    g_assert_null(jpg_write(poster, &options, path, &error));
    g_assert_cmpstr(error->message, ==, message);
}

static void test_too_many_pixels_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();

    assert_refused(poster, 15720.24, "a.jpg",
                   "a JPEG cannot have 32751 x 65501 pixels: a side has at most 65500; "
                   "take fewer ppi");
    assert_refused(poster, 15000, "a.jpg",
                   "cannot draw 31250 x 62500 pixels: a side may have 1 to 32767, the "
                   "whole 1073 million; take fewer ppi");
    g_assert_false(g_file_test("a.jpg", G_FILE_TEST_EXISTS));
}

static void test_file_that_cannot_be_written_is_an_error(void) {
    IN_A_FOLDER;
    g_autoptr(Poster) poster = make_poster();

    write_file("file", "");
    assert_refused(poster, 72, "file/a.jpg",
                   "cannot make the folder 'file': Not a directory");
}

static const UnitTest tests[] = {
    TEST(jpg_shows_the_trim),
    TEST(bleed_and_resolution_are_as_asked_for),
    TEST(quality_counts_below_90_too),
    TEST(srgb_is_in_the_file),
    TEST(another_profile_has_its_own_numbers),
    TEST(jpg_has_a_title_and_says_what_it_shows),
    TEST(words_that_are_too_long_are_left_out),
    TEST(same_poster_has_the_same_bytes_whoever_helps),
    TEST(too_many_pixels_are_refused),
    TEST(file_that_cannot_be_written_is_an_error),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
