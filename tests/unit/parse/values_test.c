#include "../support.h"

#include "model/box.h"
#include "model/campaign.h"
#include "parse/forms.h"
#include "parse/values.h"

#include <math.h>

static const char words[] = "one two=zwei=deux three";

static Key key_of(ValueType type) {
    return (Key){.name = "k", .type = type, .of = words};
}

static Node *node_of(const char *text) {
    return node_new_text(text, strlen(text), (Origin){0});
}

static void assert_good(const Key *key, const char *text) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) node = node_of(text);
    bool fine = value_check(node, key, diagnostics);

    assert_findings(diagnostics, "");
    g_assert_true(fine);
}

/* `message` is the finding's, with %s for the text. */
static void assert_bad(const Key *key, const char *text, const char *id,
                       const char *message) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) node = node_of(text);
    g_auto(GStrv) parts = g_strsplit(message, "%s", -1);
    g_autofree char *whole = g_strjoinv(text, parts);
    g_autofree char *expected = g_strdup_printf("error: %s [%s]\n", whole, id);
    bool fine = value_check(node, key, diagnostics);

    assert_findings(diagnostics, expected);
    g_assert_false(fine);
}

static void assert_all_good(ValueType type, const char *const *texts) {
    Key key = key_of(type);

    for (; *texts != NULL; texts++)
        assert_good(&key, *texts);
}

static void assert_all_bad(ValueType type, const char *const *texts, const char *id,
                           const char *message) {
    Key key = key_of(type);

    for (; *texts != NULL; texts++)
        assert_bad(&key, *texts, id, message);
}

#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

static void test_texts_are_any_words(void) {
    assert_all_good(VALUE_TEXT, LIST("no", "ä\n", "{x}", " a "));
    assert_all_good(VALUE_TEXTS, LIST("Inter Display"));
    assert_all_bad(VALUE_TEXT, LIST("", "  ", "\xc2\xa0"), "motif/empty-text",
                   "expected some words (to leave a box out, hide it), found \"%s\"");
}

static void assert_control(const char *text, const char *shown) {
    Key key = key_of(VALUE_TEXT);
    g_autofree char *message =
        g_strdup_printf("a control character (%s) in a text; take it out", shown);

    assert_bad(&key, text, "motif/control-character", message);
}

/* They would reach titles of files, and terminals. */
static void test_control_characters_are_no_words(void) {
    assert_control("a\tb", "U+0009");
    assert_control("a\x1b[2J", "U+001B");
    assert_control("a\x7f", "U+007F");
    assert_control("a\xc2\x9b", "U+009B");
}

static void test_names_are_letters_and_digits(void) {
    static const char longest[] =
        "a123456789012345678901234567890123456789012345678901234567890123";
    g_autofree char *too_long = g_strconcat(longest, "4", NULL);

    assert_all_good(VALUE_NAME, LIST("a", "18-1", "A_b-3", "led-672x432", longest));
    assert_all_good(VALUE_NAMES, LIST("a"));
    assert_all_bad(VALUE_NAME, LIST("", "-a", "_a", "a b", "ä", "a.b", "a/b", too_long),
                   "motif/bad-name",
                   "expected a name of letters, digits, - and _, found \"%s\"");
    assert_all_bad(VALUE_NAMES, LIST("a b"), "motif/bad-name",
                   "expected a name of letters, digits, - and _, found \"%s\"");
}

static void test_dates_are_days_of_the_calendar(void) {
    assert_all_good(VALUE_DATE, LIST("2026-11-22", "2028-02-29", "1999-12-31"));
    assert_all_bad(VALUE_DATE,
                   LIST("", "2026-11-2", "2026-13-01", "2026-02-29", "22.11.2026",
                        "2026-11-22T00:00", "2026-11-22 ", "2026/11/22", "0000-01-01",
                        "2026-00-10", "-026-11-22"),
                   "motif/bad-date",
                   "expected a date such as 2026-11-22, found \"%s\"");
}

static void test_files_are_paths_from_here(void) {
    assert_all_good(VALUE_FILE, LIST("a.svg", "art/a b.svg", "../art/ä.svg"));
    assert_all_bad(VALUE_FILE, LIST("", "/art/a.svg", "art\\a.svg"), "motif/bad-file",
                   "expected a file's path, from the folder of this file, found "
                   "\"%s\"");
}

static void test_colours_have_six_digits(void) {
    assert_all_good(VALUE_COLOUR, LIST("#0061ad", "#FFFFFF"));
    assert_all_bad(VALUE_COLOUR,
                   LIST("", "#fff", "0061ad", "#0061ag", "#0061ad0", "blue", "# 061ad"),
                   "motif/bad-colour",
                   "expected a colour such as \"#0061ad\" (in quotes), found \"%s\"");
}

static void test_yes_and_no_are_two_words(void) {
    assert_all_good(VALUE_YES_NO, LIST("yes", "no"));
    assert_all_bad(VALUE_YES_NO, LIST("", "true", "Yes", "1", "on"),
                   "motif/unknown-word", "expected yes or no, found \"%s\"");
}

static void test_words_may_have_several_spellings(void) {
    assert_all_good(VALUE_WORD, LIST("one", "two", "zwei", "deux", "three"));
    assert_all_bad(
        VALUE_WORD, LIST("", "four", "two=zwei", "ONE TWO"), "motif/unknown-word",
        "\"%s\" is not one of the words for \"k\" (one two=zwei=deux three)");
    assert_all_bad(
        VALUE_WORD, LIST("zwie", "ZWEI"), "motif/unknown-word",
        "\"%s\" is not one of the words for \"k\" (one two=zwei=deux three); "
        "did you mean \"zwei\"?");
}

static void test_anchors_name_one_or_two_sides(void) {
    assert_all_good(VALUE_ANCHOR,
                    LIST("top", "bottom left", "left bottom", "center", "middle",
                         "center right", "top middle", "center middle"));
    assert_all_bad(VALUE_ANCHOR,
                   LIST("", "up", "left right", "top bottom", "top top",
                        "center center", "top left right", "top  left", " top"),
                   "motif/unknown-word",
                   "expected one or two of top, bottom, left, right and center, found "
                   "\"%s\"");
}

static void test_numbers_have_no_unit(void) {
    assert_all_good(VALUE_NUMBER, LIST("0", "-1.5", ".5", "1000000"));
    assert_all_good(VALUE_NUMBERS, LIST("0", "99.5"));
    assert_all_bad(
        VALUE_NUMBER, LIST("", "one", "1mm", "1,5", "1e3", "0x10", "nan", "1%"),
        "motif/bad-number", "expected a number without a unit, found \"%s\"");
}

static void test_whole_numbers_have_no_point(void) {
    assert_all_good(VALUE_INTEGER, LIST("0", "-3", "12", "3.0"));
    assert_all_bad(VALUE_INTEGER, LIST("2.5", "-0.1"), "motif/bad-number",
                   "expected a whole number, found \"%s\"");
}

static void test_percentages_have_their_sign(void) {
    assert_all_good(VALUE_PERCENT, LIST("60%", "-1.6%", "0%"));
    assert_all_bad(VALUE_PERCENT, LIST("", "60", "%", "60 %", "60%%", "0.6"),
                   "motif/bad-number",
                   "expected a percentage such as 60%, found \"%s\"");
}

static void test_points_are_two_numbers(void) {
    assert_all_good(VALUE_POINT, LIST("90 0", "-1.5 .5"));
    assert_all_bad(VALUE_POINT, LIST("", "90", "90 0 1", "90  0", "90mm 0", "90,0"),
                   "motif/bad-number",
                   "expected two numbers such as 90 0, found \"%s\"");
}

static void test_shares_are_two_percentages(void) {
    Key key = {.name = "k", .type = VALUE_SHARES, .maximum = 100};

    assert_all_good(VALUE_SHARES, LIST("40% 30%", "0% 100%", "33.3%   .5%"));
    assert_all_bad(VALUE_SHARES,
                   LIST("", "40%", "40 30", "40% 30", "40%30%", "40% 30% 20%",
                        "40 % 30%", "% %", "40%% 30%"),
                   "motif/bad-number",
                   "expected two percentages such as 40% 30%, found \"%s\"");
    assert_bad(&key, "40% 101%", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0% to 100%");
    assert_bad(&key, "-1% 30%", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0% to 100%");
}

static void test_lengths_have_a_unit(void) {
    assert_all_good(VALUE_LENGTH,
                    LIST("3mm", "1.5cm", "0.25in", "-6pt", "16px", "2u", "50%", "0"));
    assert_all_bad(VALUE_LENGTH, LIST("wide", "mm"), "motif/bad-length",
                   "expected a length such as 3mm, 5u or 50%, found \"%s\"");
    assert_all_bad(VALUE_LENGTH, LIST("3", "-0.5"), "motif/unit-missing",
                   "expected a unit after \"%s\": mm, cm, in, pt, px, u or %");
    assert_all_bad(VALUE_LENGTH, LIST("3m", "3,5mm", "1e5pt"), "motif/unit-unknown",
                   "unknown unit in \"%s\"; the units are mm, cm, in, pt, px, u and %");
    assert_all_bad(VALUE_LENGTH, LIST("3mm 2u"), "motif/bad-length",
                   "expected one length for \"k\", found 2");
    assert_all_bad(VALUE_LENGTH, LIST("", " "), "motif/bad-length",
                   "expected one length for \"k\", found 0");
}

static void test_pairs_are_one_or_two_lengths(void) {
    assert_all_good(VALUE_PAIR, LIST("3mm", "3mm 2u", "297mm x 420mm", "0 0"));
    assert_all_bad(VALUE_PAIR, LIST("1mm 2mm 3mm"), "motif/bad-length",
                   "expected one or two lengths for \"k\", found 3");
    assert_all_bad(VALUE_PAIR, LIST("297mmx420mm"), "motif/unit-unknown",
                   "unknown unit in \"%s\"; the units are mm, cm, in, pt, px, u and %");
}

static void test_sides_are_one_to_four_lengths(void) {
    assert_all_good(VALUE_SIDES,
                    LIST("3mm", "3mm 2u", "1mm 2mm 3mm", "1mm 2mm 3mm 4mm"));
    assert_all_bad(VALUE_SIDES, LIST("1mm 2mm 3mm 4mm 5mm"), "motif/bad-length",
                   "expected one to four lengths for \"k\", found 5");
}

static void test_columns_are_a_number_or_widths(void) {
    assert_all_good(VALUE_TRACKS,
                    LIST("1", "6", "24", "2fr 1fr 20u", "1fr", "50% 50%", "0 1fr"));
    assert_all_bad(
        VALUE_TRACKS,
        LIST("", "0", "25", "2.5", "-1", "1fr -2u", "0fr", "fr", "wide", "2 3",
             "1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr "
             "1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr 1fr"),
        "motif/bad-columns",
        "expected a number of columns or their widths such as 2fr 1fr 20u, "
        "found \"%s\"");
    /* Blanks are no columns. */
    assert_all_bad(VALUE_TRACKS, LIST(" ", "   "), "motif/bad-columns",
                   "expected a number of columns or their widths such as 2fr 1fr 20u, "
                   "found \"%s\"");
}

/* Before it is made a whole number, which has no room for it. */
static void test_huge_number_is_out_of_range(void) {
    Key integer = key_of(VALUE_INTEGER);

    integer.maximum = 200;
    assert_bad(&integer, "100000000000000000000", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0 to 200");
    assert_bad(&integer, "-100000000000000000000", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0 to 200");
}

static void test_ranges_include_their_ends(void) {
    Key number = key_of(VALUE_NUMBER), percent = key_of(VALUE_PERCENT);

    number.minimum = 0.5;
    number.maximum = 10;
    percent.minimum = -20;
    percent.maximum = 100;
    assert_good(&number, "0.5");
    assert_good(&number, "10");
    assert_bad(&number, "0.49", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0.5 to 10");
    assert_bad(&number, "10.01", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0.5 to 10");
    assert_good(&percent, "-20%");
    assert_bad(&percent, "101%", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from -20% to 100%");
}

static void test_every_part_is_in_range(void) {
    Key sides = key_of(VALUE_SIDES), point = key_of(VALUE_POINT);

    sides.maximum = 5;
    point.maximum = 5;
    assert_good(&sides, "1mm 5u 0");
    assert_bad(&sides, "1mm 6u", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0 to 5");
    assert_bad(&sides, "-1mm", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0 to 5");
    assert_bad(&point, "1 6", "motif/out-of-range",
               "\"%s\" is out of range for \"k\": from 0 to 5");
}

static void test_language_tags_have_subtags(void) {
    static const char *const good[] = {"de",      "ksh",         "de-simple", "sr-Latn",
                                       "de-1996", "kmr-Latn-TR", "x-a"};
    static const char *const bad[] = {
        "",      "d",  "deutsch-land-", "-de",  "de--x",
        "de_DE", "1a", "de-123456789",  "de-ä", "deutschland"};

    for (size_t i = 0; i < G_N_ELEMENTS(good) - 1; i++)
        g_assert_true(value_is_language(good[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(value_is_language(bad[i]));
}

static void test_script_codes_have_four_letters(void) {
    static const char *const bad[] = {"", "arab", "ARAB", "Ara", "Arabs", "Ar1b"};

    g_assert_true(value_is_script("Arab"));
    g_assert_true(value_is_script("Deva"));
    for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
        g_assert_false(value_is_script(bad[i]));
}

/* The map of a file with one key, checked or not. */
static Node *map_of(const char *text) {
    static GPtrArray *sources;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Source *source = source_of(text);

    if (sources == NULL)
        sources = g_ptr_array_new();
    g_ptr_array_add(sources, source);
    return yaml_parse(source, diagnostics);
}

static void assert_length(Length length, double value, Unit unit) {
    g_assert_cmpfloat(length.value, ==, value);
    g_assert_cmpint(length.unit, ==, unit);
}

static void assert_padding(const char *text, double top, double right, double bottom,
                           double left) {
    g_autofree char *file = g_strdup_printf("padding: %s", text);
    g_autoptr(Node) map = map_of(file);
    g_autoptr(Box) box = box_new(BOX_PANEL);

    value_fill(box, map, section_find("panel"));
    assert_length(box->padding[0], top, UNIT_MM);
    assert_length(box->padding[1], right, UNIT_MM);
    assert_length(box->padding[2], bottom, UNIT_MM);
    assert_length(box->padding[3], left, UNIT_MM);
}

static void test_sides_go_round_as_in_css(void) {
    assert_padding("1mm", 1, 1, 1, 1);
    assert_padding("1mm 2mm", 1, 2, 1, 2);
    assert_padding("1mm 2mm 3mm", 1, 2, 3, 2);
    assert_padding("1mm 2mm 3mm 4mm", 1, 2, 3, 4);
}

static void test_fields_are_filled_from_their_texts(void) {
    g_autoptr(Node) map =
        map_of("{anchor: bottom left, shift: 1mm 2u, hide: yes, mirror: no, span: 3, "
               "grow: 1.5, tint: 60%, blend: multiply, at: 90 -1.5, width: 5u, "
               "show: dom, fit: cover, align: bottom, lines: 4}");
    g_autoptr(Box) box = box_new(BOX_ART);

    value_fill(box, map, section_find("item"));
    g_assert_true(box->anchor.is_set);
    g_assert_cmpint(box->anchor.x, ==, -1);
    g_assert_cmpint(box->anchor.y, ==, 1);
    assert_length(box->shift[0], 1, UNIT_MM);
    assert_length(box->shift[1], 2, UNIT_U);
    assert_length(box->width, 5, UNIT_U);
    g_assert_true(box->hide);
    g_assert_false(box->mirror);
    g_assert_cmpint(box->span, ==, 3);
    g_assert_cmpint(box->lines, ==, 4);
    g_assert_cmpfloat(box->grow, ==, 1.5);
    g_assert_cmpfloat_with_epsilon(box->tint, 0.6, 1e-12);
    g_assert_cmpint(box->blend, ==, BLEND_MULTIPLY);
    g_assert_cmpint(box->fit, ==, FIT_COVER);
    g_assert_cmpint(box->align, ==, ALIGN_END);
    g_assert_cmpfloat(box->at[0], ==, 90);
    g_assert_cmpfloat(box->at[1], ==, -1.5);
    g_assert_cmpstr(box->show, ==, "dom");
}

static void test_keys_of_a_photo_fill_their_fields(void) {
    g_autoptr(Node) map =
        map_of("{show: people, focus: 40% 0%, duotone: [nacht, sonne], cut-out: hole}");
    g_autoptr(Node) none = map_of("{show: people}");
    g_autoptr(Box) box = box_new(BOX_PHOTO), plain = box_new(BOX_PHOTO);

    value_fill(box, map, section_find("photo"));
    g_assert_cmpfloat_with_epsilon(box->focus[0], 0.4, 1e-12);
    g_assert_cmpfloat(box->focus[1], ==, 0);
    g_assert_cmpstr(box->duotone[0], ==, "nacht");
    g_assert_cmpstr(box->duotone[1], ==, "sonne");
    g_assert_cmpstr(box->cut_out, ==, "hole");
    value_fill(plain, none, section_find("photo"));
    g_assert_cmpint(plain->fit, ==, FIT_COVER);
    g_assert_cmpfloat(plain->focus[0], ==, 0.5);
    g_assert_cmpfloat(plain->focus[1], ==, 0.5);
    g_assert_null(plain->duotone[0]);
    g_assert_null(plain->cut_out);
}

static void test_missing_keys_have_their_defaults(void) {
    g_autoptr(Node) map = map_of("{name: x}");
    g_autoptr(Box) box = box_new(BOX_TEXT);

    value_fill(box, map, section_find("text"));
    g_assert_cmpint(box->inside, ==, INSIDE_PARENT);
    g_assert_cmpint(box->width.unit, ==, UNIT_NONE);
    g_assert_cmpint(box->max.unit, ==, UNIT_NONE);
    g_assert_cmpint(box->min.unit, ==, UNIT_NONE);
    g_assert_cmpfloat(box->tint, ==, 1);
    g_assert_cmpfloat(box->opacity, ==, 1);
    g_assert_cmpint(box->span, ==, 1);
    g_assert_true(box->mirror);
    g_assert_false(box->anchor.is_set);
    g_assert_cmpint(box->align, ==, ALIGN_START);
    g_assert_null(box->say);
}

static void assert_families(const char *text, const char *expected) {
    g_autofree char *file = g_strdup_printf("families: %s", text);
    g_autoptr(Node) map = map_of(file);
    TypeStyle style = {0};
    g_autofree char *joined = NULL;

    value_fill(&style, map, section_find("style"));
    g_ptr_array_add(style.families, NULL);
    joined = g_strjoinv("|", (char **)style.families->pdata);
    g_ptr_array_unref(style.families);
    g_assert_cmpstr(joined, ==, expected);
}

static void test_one_text_is_a_list_of_one(void) {
    assert_families("Inter Display", "Inter Display");
    assert_families("[Inter, Noto Sans]", "Inter|Noto Sans");
    assert_families("[]", "");
}

static void test_colours_are_shares_of_white(void) {
    g_autoptr(Node) map = map_of("screen: \"#33ff00\"");
    Ink ink = {0};

    value_fill(&ink, map, section_find("ink"));
    g_assert_cmpfloat_with_epsilon(ink.screen.red, 0.2, 1e-12);
    g_assert_cmpfloat_with_epsilon(ink.screen.green, 1, 1e-12);
    g_assert_cmpfloat_with_epsilon(ink.screen.blue, 0, 1e-12);
    g_assert_cmpint(ink.state, ==, STATE_DRAFT);
}

static const UnitTest tests[] = {
    TEST(texts_are_any_words),
    TEST(control_characters_are_no_words),
    TEST(names_are_letters_and_digits),
    TEST(dates_are_days_of_the_calendar),
    TEST(files_are_paths_from_here),
    TEST(colours_have_six_digits),
    TEST(yes_and_no_are_two_words),
    TEST(words_may_have_several_spellings),
    TEST(anchors_name_one_or_two_sides),
    TEST(numbers_have_no_unit),
    TEST(whole_numbers_have_no_point),
    TEST(percentages_have_their_sign),
    TEST(points_are_two_numbers),
    TEST(shares_are_two_percentages),
    TEST(lengths_have_a_unit),
    TEST(pairs_are_one_or_two_lengths),
    TEST(sides_are_one_to_four_lengths),
    TEST(columns_are_a_number_or_widths),
    TEST(huge_number_is_out_of_range),
    TEST(ranges_include_their_ends),
    TEST(every_part_is_in_range),
    TEST(language_tags_have_subtags),
    TEST(script_codes_have_four_letters),
    TEST(sides_go_round_as_in_css),
    TEST(fields_are_filled_from_their_texts),
    TEST(keys_of_a_photo_fill_their_fields),
    TEST(missing_keys_have_their_defaults),
    TEST(one_text_is_a_list_of_one),
    TEST(colours_are_shares_of_white),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
