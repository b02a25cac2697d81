#include "../support.h"

#include "layout/text_store.h"
#include "model/poster.h"

#include <math.h>

static const char words_for_all[] = "Setz dich dazu, denn hier ist noch Platz für uns.";

typedef struct {
    Resources *resources;
    TypeStyle style;
    Words words;
    TextSource source;
    Diagnostics *diagnostics;
} Setting;

static Setting *setting_new(void) {
    Setting *self = g_new0(Setting, 1);
    g_autoptr(GError) error = NULL;

    self->resources = resources_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    self->diagnostics = diagnostics_new();
    self->style = (TypeStyle){.name = "display",
                              .families = g_ptr_array_new(),
                              .weight = 900,
                              .leading = 0.97,
                              .scripts = g_ptr_array_new()};
    g_ptr_array_add(self->style.families, (gpointer) "Inter Display");
    self->words = (Words){.text = (char *)words_for_all, .language = (char *)"de"};
    self->source = (TextSource){.fonts = self->resources->fonts,
                                .style = &self->style,
                                .words = &self->words,
                                .language = "de",
                                .name = "headline",
                                .align = ALIGN_START};
    return self;
}

static void setting_free(Setting *self) {
    resources_free(self->resources);
    diagnostics_free(self->diagnostics);
    g_ptr_array_unref(self->style.families);
    g_ptr_array_unref(self->style.scripts);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MeasuredText, measured_text_free)

static MeasuredText *measure(const Setting *self) {
    return text_store_measure(self->resources, &self->source, self->diagnostics);
}

static void test_the_same_text_is_measured_once(void) {
    g_autoptr(Setting) self = setting_new();
    g_autoptr(MeasuredText) first = measure(self);
    g_autoptr(MeasuredText) second = measure(self);

    g_assert_true(first == second);
    assert_findings(self->diagnostics, "");
}

/* What a text depends on. */
static void test_another_text_is_not_taken_for_it(void) {
    g_autoptr(Setting) self = setting_new();
    TypeStyle lighter = self->style;
    TextSource source = self->source;
    Words words = self->words;
    g_autoptr(MeasuredText) text = measure(self);
    g_autoptr(MeasuredText) styled = NULL, aligned = NULL, divided = NULL;
    g_autoptr(MeasuredText) mirrored = NULL, said = NULL, turkish = NULL;

    lighter.leading = 1.2;
    self->source.style = &lighter;
    styled = measure(self);
    g_assert_true(styled != text);
    self->source = source;
    self->source.align = ALIGN_CENTER;
    aligned = measure(self);
    g_assert_true(aligned != text);
    self->source = source;
    self->source.hyphens = self->resources->hyphens;
    divided = measure(self);
    g_assert_true(divided != text);
    self->source = source;
    self->source.language = "ar";
    mirrored = measure(self);
    g_assert_true(mirrored != text);
    self->source = source;
    self->words.text = (char *)"Ja.";
    said = measure(self);
    g_assert_cmpstr(measured_text_words(said), ==, "Ja.");
    self->words = words;
    self->words.language = (char *)"tr";
    turkish = measure(self);
    g_assert_true(turkish != text);
    assert_findings(self->diagnostics, "");
}

/* Findings that are told already are not told twice of one poster. */
static void test_what_is_wrong_is_told_of_each_poster(void) {
    static const char told[] =
        "error: no family of type style \"display\" has \"中\" (U+4E2D), which "
        "\"headline\" needs in \"de\" [text/missing-glyph]\n";
    g_autoptr(Setting) self = setting_new();

    self->words.text = (char *)"中";
    for (int poster = 0; poster < 2; poster++) {
        g_autoptr(GPtrArray) findings = NULL;
        g_autoptr(MeasuredText) first = measure(self);
        g_autoptr(MeasuredText) second = measure(self);

        g_assert_true(measured_text_lacks_glyphs(first));
        g_assert_true(measured_text_lacks_glyphs(second));
        assert_findings(self->diagnostics, told);
        findings = diagnostics_take_out(self->diagnostics);
    }
}

/* Then a style may be another one at the same place. */
static void test_texts_are_forgotten_when_files_are_read_anew(void) {
    g_autoptr(Setting) self = setting_new();
    g_autoptr(MeasuredText) before = measure(self);
    g_autoptr(MeasuredText) after = NULL;

    self->style.leading = 1.2;
    g_assert_true(resources_renew(self->resources));
    after = measure(self);
    g_assert_cmpfloat(measured_text_leading(before), <, measured_text_leading(after));
}

/* Lines that were made before serve others, who move theirs. */
static void test_fitted_lines_are_alike_and_ones_own(void) {
    g_autoptr(Setting) self = setting_new();
    g_autoptr(MeasuredText) text = measure(self);
    const TextRoom room = {300, 300, 0, INFINITY, 0};
    FittedText *first = text_fit(text, &room);
    g_autoptr(FittedText) second = text_fit(text, &room);
    guint count = first->lines->len;

    g_assert_cmpuint(count, >, 1);
    g_assert_cmpuint(second->lines->len, ==, count);
    for (guint i = 0; i < count; i++) {
        TextLine *one = g_ptr_array_index(first->lines, i);
        const TextLine *other = g_ptr_array_index(second->lines, i);

        one->x = 5;
        g_assert_cmpfloat(other->x, ==, 0);
        g_assert_cmpstr(one->text, !=, "");
        g_assert_cmpstr(one->text, ==, other->text);
        g_assert_cmpfloat(one->ink.width, >, 0);
        g_assert_cmpfloat(one->ink.width, ==, other->ink.width);
    }
    fitted_text_free(first);
    g_assert_nonnull(((TextLine *)g_ptr_array_index(second->lines, 0))->layout);
}

static const UnitTest tests[] = {
    TEST(the_same_text_is_measured_once),
    TEST(another_text_is_not_taken_for_it),
    TEST(what_is_wrong_is_told_of_each_poster),
    TEST(texts_are_forgotten_when_files_are_read_anew),
    TEST(fitted_lines_are_alike_and_ones_own),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
