#include "../support.h"

#include "layout/type.h"
#include "resources/fonts.h"

#include <math.h>

/* Fonts are opened once: opening them takes longer than all tests. */
static const Fonts *shared_fonts(void) {
    static Fonts *fonts;
    g_autoptr(GError) error = NULL;

    if (fonts == NULL)
        fonts = fonts_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    return fonts;
}

/* A style in which Arabic has a family of its own; members are for tests to change. */
typedef struct {
    TypeStyle style;
    ScriptStyle arabic;
} Setting;

static Setting *setting_new(void) {
    Setting *self = g_new0(Setting, 1);

    self->arabic = (ScriptStyle){.script = "Arab",
                                 .families = g_ptr_array_new(),
                                 .size = 1,
                                 .tracking = NAN,
                                 .word_space = 1};
    self->style = (TypeStyle){.name = "s",
                              .families = g_ptr_array_new(),
                              .weight = 400,
                              .leading = 1.2,
                              .scripts = g_ptr_array_new()};
    g_ptr_array_add(self->style.families, (gpointer) "Inter");
    g_ptr_array_add(self->arabic.families, (gpointer) "Noto Sans Arabic");
    g_ptr_array_add(self->style.scripts, &self->arabic);
    return self;
}

static void setting_free(Setting *self) {
    g_ptr_array_unref(self->arabic.families);
    g_ptr_array_unref(self->style.families);
    g_ptr_array_unref(self->style.scripts);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

static PangoLayout *set(const Setting *setting, const char *text) {
    return type_layout(fonts_context(shared_fonts(), false), &setting->style, text,
                       strlen(text), "de");
}

/* Of the line, in thousandths of an em. */
static double width_of(const Setting *setting, const char *text) {
    g_autoptr(PangoLayout) layout = set(setting, text);
    int width;

    pango_layout_get_size(layout, &width, NULL);
    return (double)width / PANGO_SCALE;
}

static void test_tracking_is_added_between_letters(void) {
    g_autoptr(Setting) setting = setting_new();
    double plain = width_of(setting, "nebenan");

    setting->style.tracking = 0.1;
    g_assert_cmpfloat_with_epsilon(width_of(setting, "nebenan"), plain + 6 * 100, 0.1);
    setting->style.tracking = -0.016;
    g_assert_cmpfloat_with_epsilon(width_of(setting, "nebenan"), plain - 6 * 16, 0.1);
}

static const char arabic_word[] = "كولونيا";

static void test_script_has_a_size_of_its_own(void) {
    g_autoptr(Setting) setting = setting_new();
    double latin = width_of(setting, "Platz"), arabic = width_of(setting, arabic_word);

    setting->arabic.size = 0.8;
    g_assert_cmpfloat_with_epsilon(width_of(setting, "Platz"), latin, 0.01);
    g_assert_cmpfloat_with_epsilon(width_of(setting, arabic_word), 0.8 * arabic, 2);
}

static void test_script_has_a_tracking_of_its_own(void) {
    g_autoptr(Setting) setting = setting_new();
    double arabic = width_of(setting, arabic_word);

    setting->arabic.tracking = 0;
    setting->style.tracking = 0.1;
    g_assert_cmpfloat_with_epsilon(width_of(setting, arabic_word), arabic, 0.1);
}

static void test_script_has_a_word_space_of_its_own(void) {
    g_autoptr(Setting) setting = setting_new();
    double one = width_of(setting, "مدينة"), two = width_of(setting, "مدينة مدينة");
    double space = two - 2 * one;

    setting->arabic.word_space = 0.5;
    g_assert_cmpfloat_with_epsilon(width_of(setting, "مدينة مدينة"), two - space / 2,
                                   0.1);
    g_assert_cmpfloat_with_epsilon(width_of(setting, "a a"),
                                   2 * width_of(setting, "a") + width_of(setting, " "),
                                   0.1);
}

static void test_leading_is_the_largest_of_the_scripts_in_the_text(void) {
    g_autoptr(Setting) setting = setting_new();

    g_assert_cmpfloat_with_epsilon(type_leading(&setting->style, arabic_word), 1200,
                                   1e-6);
    setting->arabic.leading = 1.5;
    g_assert_cmpfloat_with_epsilon(type_leading(&setting->style, "Platz"), 1200, 1e-6);
    g_assert_cmpfloat_with_epsilon(type_leading(&setting->style, arabic_word), 1500,
                                   1e-6);
    g_assert_cmpfloat_with_epsilon(type_leading(&setting->style, "a مدينة 1"), 1500,
                                   1e-6);
    setting->arabic.leading = 1.1;
    g_assert_cmpfloat_with_epsilon(type_leading(&setting->style, "a مدينة 1"), 1200,
                                   1e-6);
}

static void test_capitals_are_as_high_as_the_font_says(void) {
    g_autoptr(Setting) setting = setting_new();
    double height =
        type_cap_height(fonts_context(shared_fonts(), false), &setting->style, "de");

    /* Inter: 2816 units an em, capitals of 2048. */
    g_assert_cmpfloat_with_epsilon(height, 1000 * 2048.0 / 2816, 0.1);
}

/* Digits are set in the font of the letters before them, else of those behind: alone
 * on a line, too. */
static void test_part_of_a_text_looks_as_it_does_in_the_whole(void) {
    static const struct {
        const char *text;
        size_t at;
        GUnicodeScript script;
    } cases[] = {{"311 مدينة", 0, G_UNICODE_SCRIPT_ARABIC},
                 {"Köln 311 مدينة", 6, G_UNICODE_SCRIPT_LATIN},
                 {"مدينة 311 Köln", 11, G_UNICODE_SCRIPT_ARABIC},
                 {"311 %", 4, G_UNICODE_SCRIPT_COMMON}};
    g_autoptr(Setting) setting = setting_new();
    PangoContext *context = fonts_context(shared_fonts(), false);
    double arabic = width_of(setting, "مدينة311") - width_of(setting, "مدينة");
    g_autoptr(PangoLayout) alone = type_layout_behind(
        context, &setting->style, G_UNICODE_SCRIPT_ARABIC, "311", 3, "ar");
    int width;

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        g_assert_cmpint(type_script_at(cases[i].text, cases[i].at), ==,
                        cases[i].script);
    pango_layout_get_size(alone, &width, NULL);
    g_assert_cmpfloat_with_epsilon((double)width / PANGO_SCALE, arabic, 0.1);
    g_assert_cmpfloat(fabs(arabic - width_of(setting, "311")), >, 1);
}

static void collect(gunichar character, void *text) {
    g_string_append_unichar(text, character);
}

static void assert_missing(const Setting *setting, const char *text,
                           const char *expected) {
    g_autoptr(PangoLayout) layout = set(setting, text);
    g_autoptr(GString) found = g_string_new(NULL);

    type_find_missing(layout, &setting->style, collect, found);
    g_assert_cmpstr(found->str, ==, expected);
}

static void test_missing_are_those_of_no_family_of_the_style(void) {
    g_autoptr(Setting) setting = setting_new();

    assert_missing(setting, "Köln – Straße, 50 %, İstanbul’da", "");
    assert_missing(setting, "Київ, Αθήνα", "");
    assert_missing(setting, arabic_word, "");
    assert_missing(setting, "a日b本", "日本");
    /* Another font of the project has it, but this style does not name that font. */
    assert_missing(setting, "aמb", "מ");
}

static const UnitTest tests[] = {
    TEST(tracking_is_added_between_letters),
    TEST(script_has_a_size_of_its_own),
    TEST(script_has_a_tracking_of_its_own),
    TEST(script_has_a_word_space_of_its_own),
    TEST(leading_is_the_largest_of_the_scripts_in_the_text),
    TEST(capitals_are_as_high_as_the_font_says),
    TEST(part_of_a_text_looks_as_it_does_in_the_whole),
    TEST(missing_are_those_of_no_family_of_the_style),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
