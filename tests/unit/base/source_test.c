#include "../support.h"

#include <sys/stat.h>

static void assert_place(const Source *source, size_t offset, unsigned line,
                         unsigned column) {
    Place place = source_place(source, offset);

    g_assert_cmpuint(place.line, ==, line);
    g_assert_cmpuint(place.column, ==, column);
}

static void test_column_counts_characters(void) {
    g_autoptr(Source) source = source_of("title: Süß\nbleed: 3");

    assert_place(source, 0, 1, 1);
    assert_place(source, 8, 1, 9);
    assert_place(source, 10, 1, 10);
    assert_place(source, 13, 2, 1);
    assert_place(source, 20, 2, 8);
}

static void test_line_break_belongs_to_its_line(void) {
    g_autoptr(Source) source = source_of("a\r\nb\n\nc");

    assert_place(source, 1, 1, 2);
    assert_place(source, 2, 1, 3);
    assert_place(source, 3, 2, 1);
    assert_place(source, 4, 2, 2);
    assert_place(source, 5, 3, 1);
    assert_place(source, 6, 4, 1);
}

static void test_place_beyond_the_end_is_the_end(void) {
    g_autoptr(Source) source = source_of("a\nbc");
    g_autoptr(Source) empty = source_of("");

    assert_place(source, 4, 2, 3);
    assert_place(source, 99, 2, 3);
    assert_place(empty, 0, 1, 1);
    assert_place(empty, 7, 1, 1);
}

static void test_line_start_of_a_missing_line_is_the_end(void) {
    g_autoptr(Source) source = source_of("a\nbc\n");

    g_assert_cmpuint(source_line_start(source, 1), ==, 0);
    g_assert_cmpuint(source_line_start(source, 2), ==, 2);
    g_assert_cmpuint(source_line_start(source, 3), ==, 5);
    g_assert_cmpuint(source_line_start(source, 4), ==, 5);
    g_assert_cmpuint(source_line_start(source, 0), ==, 5);
}

static void assert_line(const Source *source, unsigned line, const char *expected) {
    g_autofree char *text = source_line_to_text(source, line);

    g_assert_cmpstr(text, ==, expected);
}

static void test_line_has_no_line_break_and_is_valid(void) {
    g_autoptr(Source) source = source_of("a\xff\r\n\nc");

    assert_line(source, 1, "a\xef\xbf\xbd");
    assert_line(source, 2, "");
    assert_line(source, 3, "c");
    assert_line(source, 4, "");
}

static void test_load_reads_every_byte(void) {
    IN_A_FOLDER;
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = NULL;

    g_assert_true(g_file_set_contents("f", "a\0b\n", 4, NULL));
    source = source_load("f", "people's name", 4, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(source->name, ==, "people's name");
    g_assert_cmpuint(source->length, ==, 4);
    g_assert_cmpint(memcmp(source->bytes, "a\0b\n", 5), ==, 0);
}

static void assert_not_loaded(const char *path, size_t limit, const char *message) {
    g_autoptr(GError) error = NULL;

    g_assert_null(source_load(path, path, limit, &error));
    g_assert_nonnull(error);
    g_assert_cmpstr(error->message, ==, message);
}

static void test_load_says_what_it_cannot_read(void) {
    IN_A_FOLDER;

    write_file("large", "0123456789");
    g_assert_cmpint(mkfifo("pipe", 0666), ==, 0);
    assert_not_loaded("none", 9, "cannot read 'none': No such file or directory");
    assert_not_loaded("large/x", 9, "cannot read 'large/x': Not a directory");
    assert_not_loaded("large", 9, "cannot read 'large': larger than 0 KiB");
    assert_not_loaded(".", 9, "cannot read '.': not a regular file");
    assert_not_loaded("pipe", 9, "cannot read 'pipe': not a regular file");
}

/* The part of `text`, a value in it from `start` to `end` bytes from its end. */
static void assert_found(const char *text, size_t start, size_t end, const char *part,
                         unsigned nth, const char *expected) {
    g_autoptr(Source) source = source_of(text);
    Origin whole = {source, start, source->length - start - end, "column"};
    Origin found = {0};
    bool is_found = origin_find_nth(whole, part, nth, &found);
    g_autofree char *written =
        is_found ? g_strndup(source->bytes + found.offset, found.length) : NULL;

    g_assert_cmpstr(written, ==, expected);
    if (is_found) {
        g_assert_true(found.source == source);
        g_assert_cmpstr(found.label, ==, "column");
    }
}

static void test_a_part_is_found_where_it_is_written(void) {
    assert_found("a: Ja ... nein", 3, 0, "...", 0, "...");
    assert_found("a: Süß, süß", 3, 0, "ß", 1, "ß");
    assert_found("a: aaa", 3, 0, "aa", 1, "aa");
    assert_found("a: aaa", 3, 0, "aa", 2, NULL);
    assert_found("a: Ja, b: nein", 3, 9, "nein", 0, NULL);
    assert_found("a: Ja", 3, 0, "Ja und", 0, NULL);
    assert_found("a: it's", 3, 0, "'", 0, "'");
}

static void test_a_part_is_found_behind_escapes(void) {
    assert_found("a: \"Sag \\\"ja\\\"\"", 4, 1, "\"", 0, "\\\"");
    assert_found("a: \"Sag \\\"ja\\\"\"", 4, 1, "ja\"", 0, "ja\\\"");
    assert_found("a: \"n\\_\\u2026\"", 4, 1, "\u00a0…", 0, "\\_\\u2026");
    assert_found("a: \"n\\x41\\U0001F600!\"", 4, 1, "A😀!", 0, "\\x41\\U0001F600!");
    assert_found("a: \"eins\\nzwei\"", 4, 1, "s\nz", 0, "s\\nz");
    assert_found("a: \"n\\\\n\"", 4, 1, "n", 1, "n");
    assert_found("a: 'n''Ovend'", 4, 1, "'O", 0, "''O");
    assert_found("a: 'C:\\n'", 4, 1, "\\n", 0, "\\n");
    assert_found("id,name\n1,\"Das \"\"Eck\"\" hier\"", 11, 1, "\" h", 0, "\"\" h");
}

static void test_a_part_is_found_across_lines(void) {
    assert_found("a: eins\n   zwei  drei", 3, 0, "s z", 0, "s\n   z");
    assert_found("a: |\n  eins\n  zwei", 5, 0, "s\nz", 0, "s\n  z");
    assert_found("a: \"eins \\\n  zwei\"", 4, 1, "s z", 0, "s \\\n  z");
    assert_found("a: eins\r\n  zwei  drei", 3, 0, "  ", 0, "  ");
}

static void test_a_part_that_is_not_there_is_the_whole(void) {
    g_autoptr(Source) source = source_of("a: {claim}!");
    Origin whole = {source, 3, 8, NULL}, found = origin_find(whole, "{x}");

    g_assert_cmpuint(found.offset, ==, 3);
    g_assert_cmpuint(found.length, ==, 8);
    found = origin_find(whole, "claim");
    g_assert_cmpuint(found.offset, ==, 4);
    g_assert_cmpuint(found.length, ==, 5);
    g_assert_null(origin_find((Origin){0}, "claim").source);
}

static void test_a_part_is_looked_for_in_any_bytes(void) {
    static const char *const values[] = {
        "\"\\", "\"\\u00", "\"\\\n",   "\xFF\xC3",
        "'a",   "\"\\x",   "\"\\\n\"", "\"\\U99999999\""};

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        for (size_t start = 0; start <= strlen(values[i]); start++)
            assert_found(values[i], start, 0, "nothing", 0, NULL);
    }
}

static const UnitTest tests[] = {
    TEST(column_counts_characters),
    TEST(line_break_belongs_to_its_line),
    TEST(place_beyond_the_end_is_the_end),
    TEST(line_start_of_a_missing_line_is_the_end),
    TEST(line_has_no_line_break_and_is_valid),
    TEST(load_reads_every_byte),
    TEST(load_says_what_it_cannot_read),
    TEST(a_part_is_found_where_it_is_written),
    TEST(a_part_is_found_behind_escapes),
    TEST(a_part_is_found_across_lines),
    TEST(a_part_that_is_not_there_is_the_whole),
    TEST(a_part_is_looked_for_in_any_bytes),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
