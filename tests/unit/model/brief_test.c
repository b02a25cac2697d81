#include "../support.h"

/* Words of several pieces of one file, each told by its start, its length in the file
 * and what it became in the text. */
typedef struct {
    size_t offset, length;
    const char *text;
} Part;

static Words *words_of_parts(const Source *source, const Part *parts, size_t count) {
    Words *words = g_new0(Words, 1);
    g_autoptr(GString) text = g_string_new(NULL);

    words->pieces = g_array_new(FALSE, FALSE, sizeof(Piece));
    for (size_t i = 0; i < count; i++) {
        Origin origin = {source, parts[i].offset, parts[i].length, NULL};

        g_string_append(text, parts[i].text);
        pieces_add(words->pieces, origin, text->len);
    }
    words->text = g_strdup(text->str);
    return words;
}

static void assert_written(const Words *words, const char *part, unsigned nth,
                           size_t offset, size_t length) {
    const char *at = strstr(words->text, part);
    Origin found;

    for (; nth > 0; nth--)
        at = strstr(at + 1, part);
    found = words_find(words, (size_t)(at - words->text), strlen(part));
    g_assert_cmpuint(found.offset, ==, offset);
    g_assert_cmpuint(found.length, ==, length);
}

static void test_a_part_of_words_is_found_in_the_value_it_comes_from(void) {
    g_autoptr(Source) source = source_of("a: A -- {x} -- {x} --\nx: x -- y");
    static const Part parts[] = {{3, 18, "A -- "},
                                 {25, 6, "x -- y"},
                                 {3, 18, " -- "},
                                 {25, 6, "x -- y"},
                                 {3, 18, " --"}};
    Words *words = words_of_parts(source, parts, G_N_ELEMENTS(parts));

    assert_written(words, "--", 0, 5, 2);
    assert_written(words, "--", 1, 27, 2);
    assert_written(words, "--", 2, 12, 2);
    assert_written(words, "--", 4, 19, 2);
    g_assert_cmpuint(words_origin(words, 6).offset, ==, 25);
    g_assert_cmpuint(words_origin(words, 99).offset, ==, 0);
    words_free(words);
}

static void test_a_part_over_two_values_is_found_in_the_first(void) {
    g_autoptr(Source) source = source_of("a: A {x}\nx: .B");
    static const Part parts[] = {{3, 5, "A "}, {12, 2, ".B"}};
    Words *words = words_of_parts(source, parts, G_N_ELEMENTS(parts));

    assert_written(words, " .", 0, 4, 1);
    assert_written(words, ".", 0, 12, 1);
    words_free(words);
}

static void test_what_is_written_otherwise_is_the_whole_value(void) {
    g_autoptr(Source) source = source_of("x: 12");
    static const Part parts[] = {{3, 2, "١٢"}};
    Words *words = words_of_parts(source, parts, G_N_ELEMENTS(parts));

    assert_written(words, "١", 0, 3, 2);
    words_free(words);
}

static void test_words_without_pieces_are_one_value(void) {
    g_autoptr(Source) source = source_of("x: a-a-a");
    Words words = {.text = (char *)"a-a-a", .origin = {source, 3, 5, NULL}};

    assert_written(&words, "a", 2, 7, 1);
    g_assert_cmpuint(words_origin(&words, 0).offset, ==, 3);
}

static const UnitTest tests[] = {
    TEST(a_part_of_words_is_found_in_the_value_it_comes_from),
    TEST(a_part_over_two_values_is_found_in_the_first),
    TEST(what_is_written_otherwise_is_the_whole_value),
    TEST(words_without_pieces_are_one_value),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
