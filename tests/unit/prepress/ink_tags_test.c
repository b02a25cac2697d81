#include "../support.h"

#include "prepress/ink_tags.h"

#include <math.h>

static PrintColour process(double magenta) {
    return (PrintColour){.plates = PLATES_PROCESS, .cmyk = {0, magenta, 0, 0}};
}

/* cairo writes six decimals, cut off. */
static Rgb through_cairo(Rgb colour) {
    return (Rgb){floor(colour.red * 1e6) / 1e6, floor(colour.green * 1e6) / 1e6,
                 floor(colour.blue * 1e6) / 1e6};
}

static void test_every_tag_is_found_again(void) {
    g_autoptr(InkTags) tags = ink_tags_new();

    for (int i = 0; i < INK_TAGS_MAX; i++) {
        Rgb screen = {i % 256 / 255.0, i / 16 % 256 / 255.0, (255 - i % 256) / 255.0};
        PrintColour colour = process((double)i / INK_TAGS_MAX);
        Rgb tag = ink_tags_add(tags, screen, &colour);
        const PrintColour *found = ink_tags_find(tags, through_cairo(tag));

        g_assert_nonnull(found);
        g_assert_true(print_colour_equal(found, &colour));
        g_assert_cmpfloat_with_epsilon(tag.red, screen.red, 0.5 / 255);
        g_assert_cmpfloat_with_epsilon(tag.green, screen.green, 0.5 / 255);
        g_assert_cmpfloat_with_epsilon(tag.blue, screen.blue, 0.5 / 255);
    }
}

static void test_inks_that_look_alike_have_different_tags(void) {
    g_autoptr(InkTags) tags = ink_tags_new();
    PrintColour black = {.cmyk = {0, 0, 0, 1}}, rich = {.cmyk = {0.6, 0.4, 0.4, 1}};
    Rgb one = ink_tags_add(tags, (Rgb){0, 0, 0}, &black);
    Rgb other = ink_tags_add(tags, (Rgb){0, 0, 0}, &rich);

    g_assert_true(print_colour_equal(ink_tags_find(tags, one), &black));
    g_assert_true(print_colour_equal(ink_tags_find(tags, other), &rich));
}

static void test_letters_of_each_size_have_their_tag(void) {
    g_autoptr(InkTags) tags = ink_tags_new();
    const PrintColour black = {.cmyk = {0, 0, 0, 1}};
    Rgb plain = ink_tags_add(tags, (Rgb){0, 0, 0}, &black);
    Rgb small = ink_tags_add_text(tags, (Rgb){0, 0, 0}, &black, 8);
    Rgb large = ink_tags_add_text(tags, (Rgb){0, 0, 0}, &black, 20);

    g_assert_cmpfloat(ink_tags_text(tags, plain), ==, 0);
    g_assert_cmpfloat(ink_tags_text(tags, through_cairo(small)), ==, 8);
    g_assert_cmpfloat(ink_tags_text(tags, through_cairo(large)), ==, 20);
    g_assert_cmpfloat(ink_tags_text(tags, (Rgb){0, 0, 0}), ==, 0);
    g_assert_true(print_colour_equal(ink_tags_find(tags, small), &black));
}

static void test_the_same_ink_has_the_same_tag(void) {
    g_autoptr(InkTags) tags = ink_tags_new();
    PrintColour colour = process(1);
    Rgb one = ink_tags_add(tags, (Rgb){0.5, 0, 0}, &colour);
    Rgb other = ink_tags_add(tags, (Rgb){0.5, 0, 0}, &colour);

    g_assert_cmpfloat(one.red, ==, other.red);
    g_assert_cmpfloat(one.green, ==, other.green);
    g_assert_cmpfloat(one.blue, ==, other.blue);
}

static void test_no_colour_of_eight_bits_is_a_tag(void) {
    g_autoptr(InkTags) tags = ink_tags_new();
    guint picture;

    for (int i = 0; i < INK_TAGS_MAX; i++) {
        PrintColour colour = process((double)i / INK_TAGS_MAX);

        ink_tags_add(tags, (Rgb){0.5, 0.5, 0.5}, &colour);
    }
    for (int i = 0; i < 256; i++) {
        Rgb grey = {i / 255.0, i / 255.0, i / 255.0};

        g_assert_null(ink_tags_find(tags, grey));
        g_assert_false(picture_tag_read(grey, &picture));
    }
}

static void test_a_tag_of_another_colour_is_none(void) {
    g_autoptr(InkTags) tags = ink_tags_new();
    PrintColour colour = process(1);
    Rgb tag = ink_tags_add(tags, (Rgb){0.5, 0, 0}, &colour);

    tag.red += 257.0 / 65535;
    g_assert_null(ink_tags_find(tags, tag));
}

static void test_every_picture_has_its_number(void) {
    for (guint i = 0; i < PICTURE_TAGS_MAX; i++) {
        guint picture = 0;

        g_assert_true(picture_tag_read(through_cairo(picture_tag(i)), &picture));
        g_assert_cmpuint(picture, ==, i);
    }
}

static const UnitTest tests[] = {
    TEST(every_tag_is_found_again),
    TEST(inks_that_look_alike_have_different_tags),
    TEST(letters_of_each_size_have_their_tag),
    TEST(the_same_ink_has_the_same_tag),
    TEST(no_colour_of_eight_bits_is_a_tag),
    TEST(a_tag_of_another_colour_is_none),
    TEST(every_picture_has_its_number),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
