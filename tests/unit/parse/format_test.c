#include "../../essence.h"
#include "../support.h"

#include "base/paths.h"
#include "parse/format.h"

#include <time.h>

static char *format_fine(const char *text) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    char *result = format_text(source, diagnostics);

    assert_findings(diagnostics, "");
    return result;
}

/* That the result is a fixed point format_text itself makes sure of. */
static void assert_formats(const char *text, const char *expected) {
    g_autofree char *result = format_fine(text);

    g_assert_cmpstr(result, ==, expected);
}

static void assert_stays(const char *text) {
    assert_formats(text, text);
}

static void test_levels_are_two_spaces(void) {
    assert_formats("a:\n    b:\n        c: d\n    e: f\ng: h\n",
                   "a:\n  b:\n    c: d\n  e: f\ng: h\n");
    assert_formats("a:\n c:\n   d: e\n", "a:\n  c:\n    d: e\n");
}

static void test_lists_stand_further_in_than_their_keys(void) {
    assert_formats("a:\n- b\n- c:\n  - d\ne: f\n",
                   "a:\n  - b\n  - c:\n      - d\ne: f\n");
    assert_formats("a:\n    -   b: c\n        d: e\n    -   - f\n        - g\n",
                   "a:\n  - b: c\n    d: e\n  - - f\n    - g\n");
    assert_formats("a:\n-\n    b: c\n-\n  - d\n", "a:\n  -\n    b: c\n  -\n    - d\n");
}

static void test_spaces_in_a_line_are_one(void) {
    assert_formats("a :   b\nc:   [ d,e ,f ]\ng:  {h:  i ,j: k}\n",
                   "a: b\nc: [d, e, f]\ng: {h: i, j: k}\n");
    assert_formats("a: {\"b\":c, d:   , e, f: { }, ?  g : h}\n",
                   "a: {b: c, d: , e, f: {}, ? g: h}\n");
    assert_formats("a: [b:  c, :  d, ]\n", "a: [b: c, : d,]\n");
    assert_formats("a:   \nb:\n", "a:\nb:\n");
}

static void test_lines_are_neither_joined_nor_split(void) {
    assert_stays("a:\n  b\nc:\n  [d]\ne: {f: g, h: i, j: k}\nl:\n  -\n    m: n\n");
}

static void test_lines_in_brackets_are_indented_by_the_brackets_around(void) {
    assert_formats("a: [\n b: c,\n d\n ]\n", "a: [\n    b: c,\n    d\n  ]\n");
    assert_formats("a:\n- {b: [c,\n  d],\n      e: f}\n",
                   "a:\n  - {b: [c,\n        d],\n      e: f}\n");
    assert_formats("a:\n    {b: c,\n    d: e}\n", "a:\n  {b: c,\n    d: e}\n");
    assert_formats("{a: b,\nc:\nd\n}", "{a: b,\n  c:\n  d\n}\n");
}

static void test_blank_lines_are_one_between_others(void) {
    assert_formats("\n\n# a\n\n\n  \nb: c\n\n\nd: [e,\n\n\n  f]\n\n\n",
                   "# a\n\nb: c\n\nd: [e,\n\n    f]\n");
}

static void test_marks_and_line_breaks_of_other_systems_go(void) {
    assert_formats("\xEF\xBB\xBF"
                   "a: b \r\nc:\r\n  - |\r\n    d\r\n    e\r\n  - 'f\r\n    g' # h\r\n",
                   "a: b\nc:\n  - |\n    d\n    e\n  - 'f\n    g'  # h\n");
    assert_formats("a:\r  - b # c\r", "a:\n  - b  # c\n");
    assert_formats("a: b", "a: b\n");
}

static void test_quotes_go_where_no_reader_needs_them(void) {
    assert_formats("\"a\": 'it''s'\n'b c': \"d  e\"\nf: ['g', \"h i\"]\n",
                   "a: it's\nb c: d  e\nf: [g, h i]\n");
}

static void test_quotes_stay_where_a_text_over_several_lines_has_them(void) {
    assert_formats("a: \"b\n c\"\n", "a: \"b\n  c\"\n");
}

static void test_quotes_are_never_added(void) {
    assert_stays("on: no\na: 1.50\nb: 2026-11-22\nc: ~\nd: it's\n");
}

static void test_texts_over_several_lines_keep_their_lines(void) {
    assert_formats("a: one\n      two   \n\n\n      three\nb: c\n",
                   "a: one\n  two\n\n\n  three\nb: c\n");
    assert_formats("a:\n- one\n two\n", "a:\n  - one\n    two\n");
    assert_formats("a: \"one   \n two \\\n    three \\\\  \n   four\"\n",
                   "a: \"one\n  two \\\n  three \\\\\n  four\"\n");
    assert_formats("a: [one\n two, 'three\n\n four']\n",
                   "a: [one\n    two, 'three\n\n    four']\n");
}

static void test_block_texts_keep_style_and_content(void) {
    assert_formats("a: |\n    one  \n      two\n\n    three\n\n\nb: >-\n one\n two\n",
                   "a: |\n  one  \n    two\n\n  three\n\nb: >-\n  one\n  two\n");
    assert_formats("a:\n- |-2\n     one\n    two\n- >1\n  # no comment\n# a comment\n",
                   "a:\n  - |2-\n       one\n      two\n  - >2\n     # no comment\n"
                   "# a comment\n");
    assert_formats("a: |\n   one\n     \n      \n   two\n",
                   "a: |\n  one\n    \n     \n  two\n");
    assert_formats("a: >   # b\n   one\n", "a: >  # b\n  one\n");
    assert_formats("a:\n |\n   one\nb:\n |2\n     one\n",
                   "a:\n  |\n    one\nb:\n  |4\n       one\n");
    assert_formats("a: >\nb: |-\n", "a: >\nb: |-\n");
}

static void test_line_breaks_that_a_block_text_keeps_stay(void) {
    assert_formats("a:\n- |+\n one\n\n \n- b\n", "a:\n  - |+\n    one\n\n\n  - b\n");
    assert_formats("a: |+\n one\n\n\n", "a: |+\n  one\n\n\n");
    assert_formats("a: |+\n one", "a: |-\n  one\n");
    assert_formats("a: |\n one", "a: |\n  one\n");
}

static void test_comments_stand_above_what_they_speak_of(void) {
    assert_formats(
        "   # one\na:\n# two\n  b: c\n     # three\n  d:\n    # four\n  - e\n"
        "# five\nf: g\n",
        "# one\na:\n  # two\n  b: c\n  # three\n  d:\n    # four\n    - e\n"
        "# five\nf: g\n");
}

static void test_comments_at_the_end_of_a_block_belong_to_it(void) {
    assert_formats(
        "a:\n    b:\n        - c\n        # list\n    # inner\n  # file\nd: e\n",
        "a:\n  b:\n    - c\n    # list\n  # inner\n# file\nd: e\n");
    assert_formats("a:\n    b: c\n# file\n    # file, too\nd: e\n    # file\n",
                   "a:\n  b: c\n# file\n# file, too\nd: e\n# file\n");
    assert_formats("a:\n- b: c\n  # map\n- d\n   # list\n",
                   "a:\n  - b: c\n    # map\n  - d\n  # list\n");
    assert_formats("a:\n- b\n # list\n# file\nc: d\n",
                   "a:\n  - b\n  # list\n# file\nc: d\n");
}

static void test_comments_in_the_place_of_a_value_stay_there(void) {
    assert_stays("a:\n  # b: c\nd:\n  - e:\n      # f\n  -\n    # g\n");
}

static void test_comments_in_brackets_stay(void) {
    assert_formats(
        "a: [ # one\n b, # two\n   # three\n  c # four\n , # five\n   ]\n",
        "a: [  # one\n    b,  # two\n    # three\n    c  # four\n    ,  # five\n"
        "  ]\n");
    assert_formats("a: {b: [c,\n  # one\n  d\n # two\n ]}\n",
                   "a: {b: [c,\n      # one\n      d\n      # two\n    ]}\n");
}

static void test_comments_behind_lines_have_two_spaces_before_them(void) {
    assert_formats("a: b # one\nc:       # two  \n  - d # three\n",
                   "a: b  # one\nc:  # two\n  - d  # three\n");
}

static void test_comments_in_one_column_stay_in_one(void) {
    assert_stays("a: b      # one\n\nc:\n  d: e    # two\n\nf: gh     # three\n");
    assert_formats("a: b  # one\n'cd': e  # two\nf: ghi # three\n",
                   "a: b  # one\ncd: e  # two\nf: ghi  # three\n");
    assert_formats("ä: b # one\nc: d # two\n\"e\":  f      # three\n",
                   "ä: b  # one\nc: d  # two\ne: f  # three\n");
    assert_formats("a: {b:  c} # one\nd: [e,f]   # two\n",
                   "a: {b: c}  # one\nd: [e, f]  # two\n");
}

static void test_comments_that_meet_in_a_column_by_chance_are_not_aligned(void) {
    assert_formats("a: b # one\nc:\n  - # two\n  -     # three\n",
                   "a: b  # one\nc:\n  -  # two\n  -  # three\n");
    assert_formats("abcdef: # one\n-\n     d: # two\n",
                   "abcdef:  # one\n  -\n    d:  # two\n");
}

static void test_comments_go_on_below_one_another(void) {
    assert_formats("a: b # one\n     # two\n# three\nc: d\n",
                   "a: b  # one\n      # two\n# three\nc: d\n");
    assert_stays("a: b    # one\n        # two\nc: d    # three\n");
    assert_formats("a: b # one\n\n     # two\nc: d\n", "a: b  # one\n\n# two\nc: d\n");
}

static void test_values_in_brackets_stay_aligned(void) {
    assert_stays("a:\n  b:     {c: d}\n  # one\n  efghi: [j]\n\n  k:     {l: m}\n");
    assert_formats("a:\n  b:     {c: d}\n  \"efghi\": [j]\n",
                   "a:\n  b: {c: d}\n  efghi: [j]\n");
    assert_formats("a:\n  b:       {c: d}\n  \"efghi\": [j]\n",
                   "a:\n  b:     {c: d}\n  efghi: [j]\n");
    assert_formats("ä:  {b: c}\nde: {f: g}\n", "ä:  {b: c}\nde: {f: g}\n");
}

static void test_values_of_a_new_longer_key_join_the_others(void) {
    assert_formats("a:\n  b:   [c]\n  def: [g]\n  hijklm: [n]\n",
                   "a:\n  b:      [c]\n  def:    [g]\n  hijklm: [n]\n");
    assert_formats("a:\n  b:      [c]\n  def:    [g]\n",
                   "a:\n  b:   [c]\n  def: [g]\n");
}

static void test_values_that_are_not_all_in_brackets_are_not_aligned(void) {
    assert_formats("a:   b\ncde: f\n", "a: b\ncde: f\n");
    assert_formats("a:   [b]\ncde: f\n", "a: [b]\ncde: f\n");
    assert_formats("a:   [b]\ncde: [f,\n  g]\n", "a: [b]\ncde: [f,\n    g]\n");
    assert_formats("a:   [b]\n", "a: [b]\n");
    assert_formats("a:   [b]\nc: [d]\n", "a: [b]\nc: [d]\n");
}

static void test_keys_may_be_written_the_long_way(void) {
    assert_formats("?  a\n:   - b\n    - c\n?   d\n", "? a\n: - b\n  - c\n? d\n");
}

static void test_lines_around_the_document_stay(void) {
    assert_formats("# one\n---   # two\na: b\n...\n# three\n",
                   "# one\n---  # two\na: b\n...\n# three\n");
    assert_formats("---\n\n\na: b\n", "---\n\na: b\n");
}

static void test_text_with_a_mistake_is_refused(void) {
    g_autoptr(Source) source = source_of("a:  b\na: c\n");
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    g_assert_null(format_text(source, diagnostics));
    assert_findings(diagnostics,
                    "a.yaml:2:1: error: key \"a\" is already set in line 1; keep one "
                    "[yaml/duplicate-key]\n    a: c\n    ^\n");
}

/* libfyaml reads this text with a carriage return in it, but not without. */
static void test_mistakes_that_show_without_carriage_returns_are_told(void) {
    g_autoptr(Source) source = source_of("a: \"b\\n\\ \r\r\n \"\n");
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    g_assert_null(format_text(source, diagnostics));
    assert_findings(diagnostics,
                    "a.yaml:1:5: error: control characters are not allowed in a text "
                    "[yaml/control-character]\n    a: \"b\\n\\ \n        ^\n");
}

static void test_formatting_finds_nothing_new(void) {
    g_autoptr(Source) source = source_of("a: b #one\n");
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autofree char *result = format_text(source, diagnostics);

    g_assert_cmpstr(result, ==, "a: b  #one\n");
    assert_findings(
        diagnostics,
        "a.yaml:1:6: warning: what follows here is a comment and not part of "
        "the text; put the text in quotes, or a space behind the # "
        "[yaml/text-cut-off]\n    a: b #one\n         ^\n");
    assert_stays("a: \"b\"  #one\n");
}

/* Without the blank line the first key would lose its byte order mark. */
static void test_what_would_not_be_the_same_is_refused(void) {
    assert_formats("\n\xEF\xBB\xBF"
                   "a: b\n",
                   NULL);
}

static void assert_safe(const char *path) {
    g_autoptr(Source) source = source_load(path, path, YAML_BYTES_MAX, NULL);
    g_autoptr(Source) result = NULL;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) before = NULL, after = NULL;
    g_autofree char *once = NULL, *twice = NULL, *kept = NULL, *expected = NULL;

    g_assert_nonnull(source);
    once = format_text(source, diagnostics);
    if (diagnostics->errors > 0) {
        g_assert_null(once);
        return;
    }
    g_assert_nonnull(once);
    result = source_of(once);
    twice = format_text(result, diagnostics);
    g_assert_cmpstr(twice, ==, once);
    before = yaml_parse(source, diagnostics);
    after = yaml_parse(result, diagnostics);
    g_assert_true(node_equal(before, after));
    expected = essence_of(source->bytes);
    kept = essence_of(once);
    g_assert_cmpstr(kept, ==, expected);
}

static unsigned assert_safe_below(const char *folder) {
    g_autoptr(GPtrArray) names = path_list(folder, NULL);
    unsigned count = 0;

    g_assert_nonnull(names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);

        if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
            count += assert_safe_below(path);
        } else if (g_str_has_suffix(path, ".yaml")) {
            assert_safe(path);
            count++;
        }
    }
    return count;
}

static void test_every_file_of_this_repository_says_the_same(void) {
    g_assert_cmpuint(assert_safe_below(TEST_MOTIFS), >, 4);
    g_assert_cmpuint(assert_safe_below(TEST_MOTIFS "/../tests/cases"), >, 50);
    g_assert_cmpuint(assert_safe_below(TEST_MOTIFS "/../tests/errors"), >, 100);
}

/* Seconds; each line once more often than would be noticed if it took long. */
static double time_of(const char *first, const char *line, unsigned count) {
    g_autoptr(GString) file = g_string_new(first);
    clock_t before;

    for (unsigned i = 0; i < count; i++)
        g_string_append(file, line);
    before = clock();
    g_free(format_fine(file->str));
    return (double)(clock() - before) / CLOCKS_PER_SEC;
}

static void test_many_lines_take_no_time(void) {
    g_assert_cmpfloat(time_of("a: b\n", "#\n", 400000), <, 2);
    g_assert_cmpfloat(time_of("a: b # c\n", "     #\n", 100000), <, 2);
    g_assert_cmpfloat(time_of("a: |\n", "  b\n", 4000), <, 2);
    g_assert_cmpfloat(time_of("a:\n", "- [b]  # c\n", 9000), <, 2);
}

static const UnitTest tests[] = {
    TEST(levels_are_two_spaces),
    TEST(lists_stand_further_in_than_their_keys),
    TEST(spaces_in_a_line_are_one),
    TEST(lines_are_neither_joined_nor_split),
    TEST(lines_in_brackets_are_indented_by_the_brackets_around),
    TEST(blank_lines_are_one_between_others),
    TEST(marks_and_line_breaks_of_other_systems_go),
    TEST(quotes_go_where_no_reader_needs_them),
    TEST(quotes_stay_where_a_text_over_several_lines_has_them),
    TEST(quotes_are_never_added),
    TEST(texts_over_several_lines_keep_their_lines),
    TEST(block_texts_keep_style_and_content),
    TEST(line_breaks_that_a_block_text_keeps_stay),
    TEST(comments_stand_above_what_they_speak_of),
    TEST(comments_at_the_end_of_a_block_belong_to_it),
    TEST(comments_in_the_place_of_a_value_stay_there),
    TEST(comments_in_brackets_stay),
    TEST(comments_behind_lines_have_two_spaces_before_them),
    TEST(comments_in_one_column_stay_in_one),
    TEST(comments_that_meet_in_a_column_by_chance_are_not_aligned),
    TEST(comments_go_on_below_one_another),
    TEST(values_in_brackets_stay_aligned),
    TEST(values_of_a_new_longer_key_join_the_others),
    TEST(values_that_are_not_all_in_brackets_are_not_aligned),
    TEST(keys_may_be_written_the_long_way),
    TEST(lines_around_the_document_stay),
    TEST(text_with_a_mistake_is_refused),
    TEST(mistakes_that_show_without_carriage_returns_are_told),
    TEST(formatting_finds_nothing_new),
    TEST(what_would_not_be_the_same_is_refused),
    TEST(every_file_of_this_repository_says_the_same),
    TEST(many_lines_take_no_time),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
