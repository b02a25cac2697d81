#include "../support.h"

#include "prepress/conversion.h"

#include <string.h>

static Ink red = {.name = "red", .screen = {1, 0, 0}, .recipe = {0, 100, 90, 0}};
static Ink gold = {.name = "gold",
                   .screen = {0.8, 0.6, 0},
                   .recipe = {0, 30, 90, 10},
                   .spot = "Gold 1"};

/* Graphics states of opacity 1 and 1/2, and one that multiplies. */
static const PdfEntry opaque[] = {{"ca", {.kind = PDF_NUMBER, .number = 1}},
                                  {"CA", {.kind = PDF_NUMBER, .number = 1}}};
static const PdfEntry half[] = {{"ca", {.kind = PDF_NUMBER, .number = 0.5}}};
static const PdfEntry multiply[] = {
    {"BM", {.kind = PDF_NAME, .text = "Multiply", .count = 8}}};
static const PdfEntry states[] = {
    {"a0", {.kind = PDF_DICTIONARY, .count = 2, .entries = opaque}},
    {"a1", {.kind = PDF_DICTIONARY, .count = 1, .entries = half}},
    {"b0", {.kind = PDF_DICTIONARY, .count = 1, .entries = multiply}},
};
static const PdfEntry categories[] = {
    {"ExtGState", {.kind = PDF_DICTIONARY, .count = 3, .entries = states}}};
static const PdfValue resources = {
    .kind = PDF_DICTIONARY, .count = 1, .entries = categories};

typedef struct {
    Campaign *campaign;
    Profiles *profiles;
    PrintColours *colours;
    InkTags *tags;
    Conversion conversion;
    Additions additions;
} Trial;

static void trial_open(Trial *self) {
    g_autoptr(GError) error = NULL;

    self->campaign = campaign_new();
    g_ptr_array_set_free_func(self->campaign->inks, NULL);
    g_ptr_array_add(self->campaign->inks, &red);
    g_ptr_array_add(self->campaign->inks, &gold);
    self->profiles = profiles_new(TEST_FONTS);
    self->colours =
        print_colours_new(self->campaign, condition_usual(), self->profiles, &error);
    g_assert_no_error(error);
    self->tags = ink_tags_new();
    self->conversion =
        (Conversion){.colours = self->colours, .tags = self->tags, .decimals = 2};
    conversion_start(&self->conversion);
    for (int i = 0; i < ADDED_KINDS; i++)
        self->additions.slots[i] = g_byte_array_new();
}

static void trial_close(Trial *self) {
    for (int i = 0; i < ADDED_KINDS; i++)
        g_byte_array_unref(self->additions.slots[i]);
    conversion_clear(&self->conversion);
    ink_tags_free(self->tags);
    print_colours_free(self->colours);
    profiles_free(self->profiles);
    campaign_free(self->campaign);
}

/* What the content becomes, or the message why it does not. */
static char *rewrite_in(Trial *self, const char *content) {
    g_autoptr(GBytes) bytes = g_bytes_new(content, strlen(content));
    g_autoptr(GError) error = NULL;
    GString *result =
        rewrite_content(&self->conversion, bytes, &resources, &self->additions, &error);

    if (result != NULL)
        return g_string_free(result, FALSE);
    return g_strdup(error->message);
}

static void check(const char *content, const char *wanted) {
    Trial trial;
    g_autofree char *result = NULL;

    trial_open(&trial);
    result = rewrite_in(&trial, content);
    g_assert_cmpstr(result, ==, wanted);
    trial_close(&trial);
}

static void test_colours_of_inks_become_recipes(void) {
    check("1 0 0 rg 0 0 10 10 re f", "0 1 0.9 0 k\n0 0 10 10 re\nf\n");
    check("1 0 0 RG 0 0 m 5 5 l S", "0 1 0.9 0 K\n0 0 m\n5 5 l\nS\n");
}

static void test_an_ink_of_its_own_goes_on_its_plate(void) {
    check("0.8 0.6 0 rg 0 0 m f", "/PX0 cs 1 scn\n0 0 m\nf\n");
}

static void test_grey_is_black_alone(void) {
    check("0 0 0 rg 0 0 m f", "0 0 0 1 k\n0 0 m\nf\n");
    check("1 1 1 rg 0 0 m f", "0 0 0 0 k\n0 0 m\nf\n");
}

static void test_tags_are_what_was_drawn(void) {
    Trial trial;
    PrintColour half_red = print_colour_of_paint((Paint){&red, 0.5});
    g_autofree char *content = NULL;
    g_autofree char *result = NULL;
    Rgb tag;

    trial_open(&trial);
    tag = ink_tags_add(trial.tags, (Rgb){1, 0.5, 0.5}, &half_red);
    content = g_strdup_printf("%f %f %f rg 0 0 m f", tag.red, tag.green, tag.blue);
    result = rewrite_in(&trial, content);
    g_assert_cmpstr(result, ==, "0 0.5 0.45 0 k\n0 0 m\nf\n");
    trial_close(&trial);
}

static void test_coordinates_are_as_fine_as_their_unit(void) {
    check("1.23456 7.891234 m 1000 0 0 1000 0 0 cm 1.23456 7.891234 l n",
          "1.23 7.89 m\n1000 0 0 1000 0 0 cm\n1.23456 7.89123 l\nn\n");
}

static void test_small_black_text_may_overprint(void) {
    Trial trial;
    g_autofree char *result = NULL;
    const Slot *slot;

    trial_open(&trial);
    result = rewrite_in(&trial, "0 0 0 rg /a0 gs BT 8 0 0 -8 0 0 Tm /f 1 Tf (a)Tj ET "
                                "0 0 9 9 re f");
    g_assert_cmpstr(result, ==,
                    "0 0 0 1 k\n/a0 gs\nBT\n8 0 0 -8 0 0 Tm\n/f 1 Tf\n/PX0 gs\n(a)Tj\n"
                    "ET\n/PX1 gs\n0 0 9 9 re\nf\n");
    slot = &g_array_index(trial.conversion.slots, Slot, 0);
    g_assert_cmpint(slot->kind, ==, SLOT_TEXT);
    g_assert_cmpfloat(slot->points, ==, 8);
    slot = &g_array_index(trial.conversion.slots, Slot, 1);
    g_assert_cmpint(slot->kind, ==, SLOT_KNOCK_OUT);
    trial_close(&trial);
}

static void test_outlines_of_small_black_letters_may_overprint(void) {
    Trial trial;
    const PrintColour black = {.cmyk = {0, 0, 0, 1}};
    g_autofree char *content = NULL;
    g_autofree char *result = NULL;
    Rgb tag;
    const Slot *slot;

    trial_open(&trial);
    tag = ink_tags_add_text(trial.tags, (Rgb){0, 0, 0}, &black, 7.9996);
    content = g_strdup_printf("%f %f %f rg 0 0 m f 0 0 0 rg 9 9 m f", tag.red,
                              tag.green, tag.blue);
    result = rewrite_in(&trial, content);
    g_assert_cmpstr(result, ==,
                    "0 0 0 1 k\n/PX0 gs\n0 0 m\nf\n0 0 0 1 k\n/PX1 gs\n9 9 m\nf\n");
    slot = &g_array_index(trial.conversion.slots, Slot, 0);
    g_assert_cmpint(slot->kind, ==, SLOT_TEXT);
    g_assert_cmpfloat(slot->points, ==, 8);
    slot = &g_array_index(trial.conversion.slots, Slot, 1);
    g_assert_cmpint(slot->kind, ==, SLOT_KNOCK_OUT);
    trial_close(&trial);
}

static void test_text_that_is_seen_through_never_overprints(void) {
    check("0 0 0 rg /a1 gs BT /f 8 Tf (a)Tj ET",
          "0 0 0 1 k\n/a1 gs\nBT\n/f 8 Tf\n(a)Tj\nET\n");
    check("0 0 0 rg /b0 gs BT /f 8 Tf (a)Tj ET",
          "0 0 0 1 k\n/b0 gs\nBT\n/f 8 Tf\n(a)Tj\nET\n");
    check("1 1 1 rg BT /f 8 Tf (a)Tj ET", "0 0 0 0 k\nBT\n/f 8 Tf\n(a)Tj\nET\n");
}

static void test_an_inline_stencil_takes_the_ink(void) {
    check("1 0 0 rg BI /W 1 /H 1 /IM true /BPC 1 ID a EI",
          "0 1 0.9 0 k\nBI /W 1 /H 1 /IM true /BPC 1 ID a EI\n");
}

static void test_a_black_line_is_as_thick_as_it_is_scaled(void) {
    Trial trial;
    g_autofree char *result = NULL;
    const Slot *slot;

    trial_open(&trial);
    result = rewrite_in(&trial, "0 0 0 RG 2 0 0 2 0 0 cm 0.5 w 0 0 m 5 5 l S");
    g_assert_cmpstr(result, ==,
                    "0 0 0 1 K\n2 0 0 2 0 0 cm\n0.5 w\n/PX0 gs\n0 0 m\n5 5 l\nS\n");
    slot = &g_array_index(trial.conversion.slots, Slot, 0);
    g_assert_cmpint(slot->kind, ==, SLOT_LINE);
    g_assert_cmpfloat(slot->points, ==, 1);
    trial_close(&trial);
}

static void test_a_placeholder_becomes_a_picture_in_its_place(void) {
    Trial trial;
    Rgb tag = picture_tag(3);
    g_autofree char *content = g_strdup_printf(
        "q %f %f %f rg 10 10 m 12 14 16 22 18 26 c 2 34 l -6 18 l h 10 10 m f Q",
        tag.red, tag.green, tag.blue);
    g_autofree char *result = NULL;

    trial_open(&trial);
    result = rewrite_in(&trial, content);
    g_assert_cmpstr(result, ==, "q\nq 8 16 -16 8 10 10 cm /PX0 Do Q\nQ\n");
    g_assert_cmpuint(g_array_index(trial.conversion.slots, Slot, 0).picture, ==, 3);
    g_assert_cmpuint(trial.additions.slots[ADDED_OBJECT]->len, ==, 1);
    trial_close(&trial);
}

static void test_a_picture_after_small_black_text_does_not_overprint(void) {
    Trial trial;
    Rgb tag = picture_tag(0);
    g_autofree char *content =
        g_strdup_printf("0 0 0 rg BT /f 8 Tf (a)Tj ET %f %f %f rg "
                        "0 9 m 3 9 6 9 9 9 c 9 0 l 0 0 l h f",
                        tag.red, tag.green, tag.blue);
    g_autofree char *result = NULL;

    trial_open(&trial);
    result = rewrite_in(&trial, content);
    g_assert_cmpstr(result, ==,
                    "0 0 0 1 k\nBT\n/f 8 Tf\n/PX0 gs\n(a)Tj\nET\n"
                    "/PX1 gs\nq 9 0 0 -9 0 9 cm /PX2 Do Q\n");
    g_assert_cmpint(g_array_index(trial.conversion.slots, Slot, 1).kind, ==,
                    SLOT_KNOCK_OUT);
    trial_close(&trial);
}

static void test_a_placeholder_that_is_something_else_is_refused(void) {
    Trial trial;
    Rgb tag = picture_tag(0);
    static const char *const rests[] = {"0 0 9 9 re f", "0 0 m 9 9 l B", "BT (a)Tj ET"};
    static const char *const messages[] = {
        "cannot be turned into inks: operator f",
        "cannot be turned into inks: operator B",
        "cannot be turned into inks: operator Tj",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(rests); i++) {
        g_autofree char *content =
            g_strdup_printf("%f %f %f rg %s", tag.red, tag.green, tag.blue, rests[i]);
        g_autofree char *result = NULL;

        trial_open(&trial);
        result = rewrite_in(&trial, content);
        g_assert_cmpstr(result, ==, messages[i]);
        trial_close(&trial);
    }
}

static void test_what_cairo_does_not_write_is_refused(void) {
    check("0.5 g", "cannot be turned into inks: operator g");
    check("0 0 0 1 k", "cannot be turned into inks: operator k");
    check("/DeviceRGB cs", "cannot be turned into inks: operator cs");
    check("1 0 0 sc", "cannot be turned into inks: operator sc");
    check("1 0 0 scn", "cannot be turned into inks: operator scn");
    check("/unknown gs", "cannot be turned into inks: graphics state unknown");
    check("Q", "cannot be turned into inks: operator Q");
    check("/Perceptual ri", "cannot be turned into inks: operator ri");
    check("BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI",
          "cannot be turned into inks: operator BI");
    check("BI /W 1 /H 1 /IM false /CS /G ID a EI",
          "cannot be turned into inks: operator BI");
}

static const UnitTest tests[] = {
    TEST(colours_of_inks_become_recipes),
    TEST(an_ink_of_its_own_goes_on_its_plate),
    TEST(grey_is_black_alone),
    TEST(tags_are_what_was_drawn),
    TEST(coordinates_are_as_fine_as_their_unit),
    TEST(small_black_text_may_overprint),
    TEST(outlines_of_small_black_letters_may_overprint),
    TEST(text_that_is_seen_through_never_overprints),
    TEST(an_inline_stencil_takes_the_ink),
    TEST(a_black_line_is_as_thick_as_it_is_scaled),
    TEST(a_placeholder_becomes_a_picture_in_its_place),
    TEST(a_picture_after_small_black_text_does_not_overprint),
    TEST(a_placeholder_that_is_something_else_is_refused),
    TEST(what_cairo_does_not_write_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
