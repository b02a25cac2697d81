#include "../support.h"

#include "base/paths.h"
#include "resources/fonts.h"

static void test_families_of_the_folder_are_known(void) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, &error);

    g_assert_no_error(error);
    g_assert_true(fonts_have_family(fonts, "Inter"));
    g_assert_true(fonts_have_family(fonts, "inter display"));
    g_assert_true(fonts_have_family(fonts, "Noto Sans Arabic"));
    g_assert_false(fonts_have_family(fonts, "Inter Disp"));
    g_assert_false(fonts_have_family(fonts, "DejaVu Sans"));
    g_assert_false(fonts_have_family(fonts, ""));
}

static int compare_files(const FontFile *a, const FontFile *b) {
    return strcmp(a->file, b->file);
}

static void test_files_stand_in_the_order_of_their_names(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);
    const GPtrArray *files = fonts_files(fonts);

    g_assert_cmpuint(files->len, >, 1);
    for (guint i = 1; i < files->len; i++)
        g_assert_cmpint(
            compare_files(g_ptr_array_index(files, i - 1), g_ptr_array_index(files, i)),
            <, 0);
}

static void test_weights_are_those_of_css(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);

    for (guint i = 0; i < fonts_files(fonts)->len; i++) {
        const FontFile *file = g_ptr_array_index(fonts_files(fonts), i);
        int expected = strstr(file->file, "Black") != NULL      ? 900
                       : strstr(file->file, "SemiBold") != NULL ? 600
                                                                : 400;

        g_test_message("%s", file->file);
        g_assert_cmpint(file->weight, ==, expected);
    }
}

static void assert_refused(const char *folder, const char *message) {
    g_autoptr(GError) error = NULL;

    g_assert_null(fonts_load(folder, &error));
    g_assert_cmpstr(error->message, ==, message);
}

static void test_folder_without_fonts_is_an_error(void) {
    IN_A_FOLDER;

    g_assert_cmpint(g_mkdir("empty", 0777), ==, 0);
    write_file("broken/a.otf", "no font");
    assert_refused("empty", "no fonts in 'empty': run renderer/setup");
    assert_refused("broken", "cannot read the font 'broken/a.otf'");
    assert_refused("none", "Error opening directory “none”: No such file or directory");
}

/* Hinting would make lines of one text different at different sizes. */
/* A font of one letter that is made of pixels (Adobe's BDF). */
static const char pixel_font[] =
    "STARTFONT 2.1\nFONT -a-Pixel-Medium-R-Normal--8-80-75-75"
    "-C-80-ISO10646-1\nSIZE 8 75 75\n"
    "FONTBOUNDINGBOX 8 8 0 0\nSTARTPROPERTIES 2\n"
    "FONT_ASCENT 8\nFONT_DESCENT 0\nENDPROPERTIES\n"
    "CHARS 1\nSTARTCHAR A\nENCODING 65\nSWIDTH 1000 0\n"
    "DWIDTH 8 0\nBBX 8 8 0 0\nBITMAP\nFF\nFF\nFF\nFF\nFF\n"
    "FF\nFF\nFF\nENDCHAR\nENDFONT\n";

static void test_letters_made_of_pixels_are_refused(void) {
    IN_A_FOLDER;
    g_autoptr(GError) error = NULL;

    write_file("fonts/pixel.ttf", pixel_font);
    g_assert_null(fonts_load("fonts", &error));
    g_assert_cmpstr(error->message, ==,
                    "the font 'fonts/pixel.ttf' has pictures for letters, which cannot "
                    "be set in any size: take it out of the folder");
}

/* The table of that tag in an OpenType font. */
static guint8 *find_table(guint8 *font, const char *tag) {
    guint count = (guint)(font[4] << 8 | font[5]);

    for (guint i = 0; i < count; i++) {
        const guint8 *record = font + 12 + 16 * i;

        if (memcmp(record, tag, 4) == 0)
            return font +
                   (record[8] << 24 | record[9] << 16 | record[10] << 8 | record[11]);
    }
    g_assert_not_reached();
}

static void test_fonts_that_no_file_may_contain_are_refused(void) {
    g_autofree char *font = NULL;
    gsize length = 0;

    g_assert_true(
        g_file_get_contents(TEST_FONTS "/Inter-Regular.otf", &font, &length, NULL));
    IN_A_FOLDER;
    g_autoptr(GError) error = NULL;

    find_table((guint8 *)font, "OS/2")[9] = 2; /* fsType: restricted */
    g_mkdir("fonts", 0700);
    g_assert_true(g_file_set_contents("fonts/mine.otf", font, (gssize)length, NULL));
    g_assert_null(fonts_load("fonts", &error));
    g_assert_cmpstr(
        error->message, ==,
        "the font 'fonts/mine.otf' does not allow that files contain it, as "
        "print PDFs must: take it out of the folder");
}

static void test_text_is_measured_without_hinting(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);
    int widths[2];

    for (int i = 0; i < 2; i++) {
        g_autoptr(PangoLayout) layout = pango_layout_new(fonts_context(fonts, false));
        PangoFontDescription *font = pango_font_description_from_string("Inter");

        pango_font_description_set_absolute_size(font, (i + 1) * 500 * PANGO_SCALE);
        pango_layout_set_font_description(layout, font);
        pango_layout_set_text(layout, "Vielfalt", -1);
        pango_layout_get_size(layout, &widths[i], NULL);
        pango_font_description_free(font);
    }
    g_assert_cmpint(ABS(widths[1] - 2 * widths[0]), <=, 2 * PANGO_SCALE);
}

static void test_weight_is_exactly_the_one_asked_for(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);

    g_assert_true(fonts_have_weight(fonts, "Inter", 400));
    g_assert_true(fonts_have_weight(fonts, "inter", 600));
    g_assert_false(fonts_have_weight(fonts, "Inter", 500));
    g_assert_false(fonts_have_weight(fonts, "Inter", 900));
    g_assert_true(fonts_have_weight(fonts, "Inter Display", 900));
    g_assert_false(fonts_have_weight(fonts, "None", 400));
}

static void test_each_family_is_listed_once(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);
    g_autoptr(GPtrArray) families = fonts_families(fonts);
    int count = 0;

    for (guint i = 0; i < families->len; i++)
        count += strcmp(g_ptr_array_index(families, i), "Inter") == 0;
    g_assert_cmpint(count, ==, 1);
}

/* Threads do not follow into forked workers. */
static void test_fonts_are_loaded_without_starting_threads(void) {
    g_autoptr(Fonts) fonts = fonts_load(TEST_FONTS, NULL);
    g_autoptr(GPtrArray) threads = path_list("/proc/self/task", NULL);

    g_assert_nonnull(fonts);
    g_assert_cmpuint(threads->len, ==, 1);
}

/* pango takes one of its own for letters that the language of the text does not have.
 */
static void test_language_of_strange_letters_does_not_come_from_the_environment(void) {
    g_autoptr(Fonts) fonts = NULL;
    g_autoptr(PangoLayout) layout = NULL;
    const PangoGlyphItem *run;

    g_setenv("LANGUAGE", "tr", TRUE);
    fonts = fonts_load(TEST_FONTS, NULL);
    layout = pango_layout_new(fonts_context(fonts, false));
    pango_context_set_language(pango_layout_get_context(layout),
                               pango_language_from_string("ar"));
    pango_layout_set_text(layout, "fil", -1);
    run = pango_layout_get_line_readonly(layout, 0)->runs->data;
    g_assert_cmpstr(pango_language_to_string(run->item->analysis.language), ==, "en");
    g_unsetenv("LANGUAGE");
}

static const UnitTest tests[] = {
    TEST(fonts_are_loaded_without_starting_threads), /* before any starts pango */
    TEST(
        language_of_strange_letters_does_not_come_from_the_environment), /* first use */
    TEST(families_of_the_folder_are_known),
    TEST(files_stand_in_the_order_of_their_names),
    TEST(weights_are_those_of_css),
    TEST(weight_is_exactly_the_one_asked_for),
    TEST(each_family_is_listed_once),
    TEST(folder_without_fonts_is_an_error),
    TEST(letters_made_of_pixels_are_refused),
    TEST(fonts_that_no_file_may_contain_are_refused),
    TEST(text_is_measured_without_hinting),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
