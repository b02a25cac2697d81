#include "../support.h"

#include "layout/segments.h"
#include "layout/type.h"
#include "resources/fonts.h"

static Fonts *shared_fonts(void) {
    static Fonts *fonts;
    g_autoptr(GError) error = NULL;

    if (fonts == NULL)
        fonts = fonts_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    return fonts;
}

static PangoLayout *layout_of(const char *text, const char *language) {
    bool is_arabic = strcmp(language, "ar") == 0;
    g_autoptr(GPtrArray) families = g_ptr_array_new();
    g_autoptr(GPtrArray) scripts = g_ptr_array_new();
    TypeStyle style = {.name = "display",
                       .families = families,
                       .weight = 900,
                       .leading = 1,
                       .scripts = scripts};

    g_ptr_array_add(families,
                    (gpointer)(is_arabic ? "Noto Kufi Arabic" : "Inter Display"));
    return type_layout(fonts_context(shared_fonts(), is_arabic), &style, text,
                       strlen(text), language);
}

static double black_width(const char *text, const char *language) {
    g_autoptr(PangoLayout) layout = layout_of(text, language);
    PangoRectangle ink;

    pango_layout_get_extents(layout, &ink, NULL);
    return (double)ink.width / PANGO_SCALE;
}

/* `standing` is what is left when nothing hangs out. */
static void assert_hanging(const char *text, const char *language, int hang,
                           const char *standing) {
    g_autoptr(PangoLayout) layout = layout_of(text, language);
    double left, right;

    segments_hanging(layout, hang, &left, &right);
    g_test_message("%s hangs %g and %g", text, left, right);
    g_assert_cmpfloat_with_epsilon(black_width(text, language) - left - right,
                                   black_width(standing, language), 1e-6);
    if (!(hang & HANG_LEFT))
        g_assert_cmpfloat(left, ==, 0);
    if (!(hang & HANG_RIGHT))
        g_assert_cmpfloat(right, ==, 0);
}

static void test_lines_stand_by_their_letters(void) {
    assert_hanging("„Ja.“", "de", HANG_LEFT | HANG_RIGHT, "Ja");
    assert_hanging("„Ja.“", "de", HANG_RIGHT, "„Ja");
    assert_hanging("„Ja.“", "de", HANG_NONE, "„Ja.“");
}

static void test_the_space_before_a_hanging_dash_hangs_too(void) {
    assert_hanging("Ja –", "de", HANG_RIGHT, "Ja");
    assert_hanging("« Oui »", "fr", HANG_LEFT | HANG_RIGHT, "Oui");
}

/* A vowel below the last letter is a cluster of its own that begins further in. */
static void test_arabic_lines_stand_by_their_letters_not_their_vowels(void) {
    assert_hanging("زانغِ.", "ar", HANG_LEFT, "زانغِ");
    assert_hanging("نويوفَ –", "ar", HANG_LEFT, "نويوفَ");
}

static void test_what_hangs_alone_does_not_hang(void) {
    assert_hanging("“", "de", HANG_LEFT | HANG_RIGHT, "“");
    assert_hanging("...", "de", HANG_RIGHT, "...");
    assert_hanging("", "de", HANG_LEFT | HANG_RIGHT, "");
}

/* The black of a line from the edges of its only part. */
static void assert_black(const char *text, const char *language) {
    g_autoptr(PangoLayout) layout = layout_of(text, language);
    SegmentRules rules = {.language = language,
                          .right_to_left = strcmp(language, "ar") == 0,
                          .never_inside = true};
    Segments segments = {0};
    const Unbroken *part;
    g_autoptr(GError) error = NULL;

    g_assert_true(segments_find(&segments, layout, &rules, &error));
    g_assert_cmpuint(segments.parts->len, ==, 1);
    part = &g_array_index(segments.parts, Unbroken, 0);
    g_assert_cmpfloat_with_epsilon(part->width - part->before - part->after,
                                   black_width(text, language), 1e-6);
    segments_clear(&segments);
}

static void test_a_part_knows_its_black(void) {
    assert_black("Öffnung", "de");
    assert_black("īji", "de");
    assert_black("زانغِ", "ar");
    assert_black("أّتارّز", "ar");
}

static const UnitTest tests[] = {
    TEST(lines_stand_by_their_letters),
    TEST(the_space_before_a_hanging_dash_hangs_too),
    TEST(arabic_lines_stand_by_their_letters_not_their_vowels),
    TEST(what_hangs_alone_does_not_hang),
    TEST(a_part_knows_its_black),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
