#include "../support.h"

#include <time.h>

/* What a file is refused for, whole. */
static void assert_refused_bytes(const char *text, size_t length,
                                 const char *expected) {
    g_autoptr(Source) source = source_new_for_text("a.yaml", text, length);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    node_free(yaml_parse(source, diagnostics));
    assert_findings(diagnostics, expected);
}

static void assert_refused(const char *text, const char *expected) {
    assert_refused_bytes(text, strlen(text), expected);
}

/* The tree of a file without findings. */
static Node *parse_fine(const Source *source) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Node *root = yaml_parse(source, diagnostics);

    assert_findings(diagnostics, "");
    g_assert_nonnull(root);
    return root;
}

static void assert_text(const char *file, const char *key, const char *expected) {
    g_autoptr(Source) source = source_of(file);
    g_autoptr(Node) root = parse_fine(source);

    g_assert_cmpstr(node_find_text(root, key), ==, expected);
}

static void test_maps_lists_and_texts_are_read(void) {
    g_autoptr(Source) source =
        source_of("a: b\nc:\n  - d\n  - {e: [f, 'g'], \"h\": }\ni:\n");
    g_autoptr(Node) root = parse_fine(source);
    const Node *list = node_find(root, "c");
    const Node *map = node_item(list, 1);

    g_assert_cmpuint(node_count(root), ==, 3);
    g_assert_cmpstr(node_find_text(root, "a"), ==, "b");
    g_assert_cmpint(list->kind, ==, NODE_LIST);
    g_assert_cmpstr(node_item(list, 0)->text, ==, "d");
    g_assert_cmpstr(node_item(node_find(map, "e"), 1)->text, ==, "g");
    g_assert_cmpstr(node_find_text(map, "h"), ==, "");
    g_assert_cmpstr(node_find_text(root, "i"), ==, "");
}

static void test_nothing_has_an_implicit_type(void) {
    static const char *const texts[] = {"no",    "yes",  "true",    "null",
                                        "~",     "1.50", "0x10",    "2026-11-22",
                                        "1_000", ".inf", "12:30:45"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *file = g_strdup_printf("a: %s\n", texts[i]);

        assert_text(file, "a", texts[i]);
    }
}

static void test_quotes_hold_what_needs_them(void) {
    assert_text("a: \"x: #1 \\u00e4 \\n \\\"\"", "a", "x: #1 ä \n \"");
    assert_text("a: 'it''s # here'", "a", "it's # here");
    assert_text("\"a b\": c", "a b", "c");
    assert_text("a: \"&x *y !z\"", "a", "&x *y !z");
    assert_text("a: \"\"", "a", "");
}

static void test_block_texts_keep_or_fold_lines(void) {
    assert_text("a: |\n  one\n  two\n", "a", "one\ntwo\n");
    assert_text("a: |-\n  one\n\n  two\n", "a", "one\n\ntwo");
    assert_text("a: >\n  one\n  two\n\n  three\n", "a", "one two\nthree\n");
    assert_text("a: >-\n  one\n  two\nb: c\n", "a", "one two");
    assert_text("a: |2\n    one\n  two\n", "a", "  one\ntwo\n");
    assert_text("a: |\nb: c\n", "a", "");
    assert_text("a:\n  b: c\nd: |\n\n  e\n", "d", "\ne\n");
    assert_text("a: |\n  one\n     \n   two", "a", "one\n   \n two\n");
}

static void test_block_text_may_have_no_lines(void) {
    assert_text("a: >\n", "a", "");
    assert_text("a: > # one\nb: c\n", "a", "");
}

static void test_plain_text_may_go_on_in_the_next_line(void) {
    assert_text("a: one\n  two\n", "a", "one two");
}

static void test_comments_are_no_text(void) {
    assert_text("# one\na: b # two\n\n# three\n", "a", "b");
    assert_text("a: b#c\n", "a", "b#c");
}

static void test_windows_line_breaks_are_line_breaks(void) {
    g_autoptr(Source) source = source_of("a: |\r\n  one\r\n  two\r\nb:\r\n  - c\r\n");
    g_autoptr(Node) root = parse_fine(source);
    Place place = source_place(source, node_key(root, 1)->origin.offset);

    g_assert_cmpstr(node_find_text(root, "a"), ==, "one\ntwo\n");
    g_assert_cmpstr(node_item(node_find(root, "b"), 0)->text, ==, "c");
    g_assert_cmpuint(place.line, ==, 4);
    g_assert_cmpuint(place.column, ==, 1);
}

static void assert_origin(const Source *source, const Node *node, const char *text) {
    g_autofree char *written =
        g_strndup(source->bytes + node->origin.offset, node->origin.length);

    g_assert_true(node->origin.source == source);
    g_assert_cmpstr(written, ==, text);
}

static void test_byte_order_mark_is_no_text(void) {
    g_autoptr(Source) source = source_of("\xef\xbb\xbf"
                                         "a: b\nc: d\n");
    g_autoptr(Node) root = parse_fine(source);

    assert_origin(source, node_key(root, 0), "a");
    assert_origin(source, node_find(root, "c"), "d");
}

static void test_values_know_their_place(void) {
    g_autoptr(Source) source = source_of("ä: {ö: \"ü\"}\nß:\n  - plain text\n");
    g_autoptr(Node) root = parse_fine(source);

    assert_origin(source, node_key(root, 0), "ä");
    assert_origin(source, node_key(node_item(root, 0), 0), "ö");
    assert_origin(source, node_item(node_item(root, 0), 0), "ü");
    assert_origin(source, node_item(node_item(root, 1), 0), "plain text");
}

static void test_leading_document_line_is_fine(void) {
    assert_text("---\na: b\n", "a", "b");
    assert_text("a: b\n...\n", "a", "b");
}

static void test_file_without_keys_is_refused(void) {
    static const char *const texts[] = {"", "# nothing", "- a", "a", "[]"};

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *expected =
            g_strdup_printf("a.yaml:1:1: error: expected a file of the form \"key: "
                            "value\" [yaml/no-map]\n    %s\n    ^\n",
                            texts[i]);

        assert_refused(texts[i], expected);
    }
}

static void test_anchors_and_aliases_are_refused(void) {
    assert_refused("a: &x [1, 2]\nb: *x\n",
                   "a.yaml:1:4: error: anchors (&name) are not part of our text files; "
                   "write the value where it is needed [yaml/anchor]\n"
                   "    a: &x [1, 2]\n"
                   "       ^~\n"
                   "a.yaml:2:4: error: aliases (*name) are not part of our text files; "
                   "write the value where it is needed [yaml/alias]\n"
                   "    b: *x\n"
                   "       ^~\n");
    assert_refused("a: &x {b: c}\n",
                   "a.yaml:1:4: error: anchors (&name) are not part of our text files; "
                   "write the value where it is needed [yaml/anchor]\n"
                   "    a: &x {b: c}\n"
                   "       ^~\n");
}

static void test_line_of_aliases_is_one_finding(void) {
    assert_refused("a: [*x, *x, *x]\n",
                   "a.yaml:1:5: error: aliases (*name) are not part of our text files; "
                   "write the value where it is needed [yaml/alias]\n"
                   "    a: [*x, *x, *x]\n"
                   "        ^~\n");
}

static void test_tags_are_refused(void) {
    assert_refused("a: !!int 3\nb: !c {}\n",
                   "a.yaml:1:4: error: tags (!name) are not part of our text files; "
                   "leave it out [yaml/tag]\n"
                   "    a: !!int 3\n"
                   "       ^~~~~\n"
                   "a.yaml:2:4: error: tags (!name) are not part of our text files; "
                   "leave it out [yaml/tag]\n"
                   "    b: !c {}\n"
                   "       ^~\n");
}

static void test_merge_keys_are_refused(void) {
    assert_refused("a: {<<: {b: c}}\n",
                   "a.yaml:1:5: error: merge keys (<<) are not part of our text files; "
                   "write the keys out [yaml/merge-key]\n"
                   "    a: {<<: {b: c}}\n"
                   "        ^~\n");
}

static void test_key_that_stands_twice_is_refused(void) {
    assert_refused("a: b\nc: d\na: e\n",
                   "a.yaml:3:1: error: key \"a\" is already set in line 1; keep one "
                   "[yaml/duplicate-key]\n"
                   "    a: e\n"
                   "    ^\n");
    assert_refused("x: {a: b, \"a\": e}\n",
                   "a.yaml:1:12: error: key \"a\" is already set in line 1; keep one "
                   "[yaml/duplicate-key]\n"
                   "    x: {a: b, \"a\": e}\n"
                   "               ^\n");
}

static void test_key_must_be_a_text(void) {
    assert_refused("[a, b]: c\n",
                   "a.yaml:1:1: error: expected a key, found a list or map "
                   "[yaml/key-is-no-text]\n"
                   "    [a, b]: c\n"
                   "    ^\n");
    assert_refused("x: {{a: b}: c}\n",
                   "a.yaml:1:5: error: expected a key, found a list or map "
                   "[yaml/key-is-no-text]\n"
                   "    x: {{a: b}: c}\n"
                   "        ^\n");
}

static void test_second_document_is_refused(void) {
    assert_refused("a: b\n---\nc: d\n",
                   "a.yaml:2:1: error: a file holds one document; remove the line "
                   "\"---\" [yaml/second-document]\n"
                   "    ---\n"
                   "    ^~~\n");
}

static void test_what_follows_the_end_of_the_document_is_refused(void) {
    assert_refused("a: b\n...\nc: d\n",
                   "a.yaml:2:1: error: a file holds one document; remove the line "
                   "\"...\" [yaml/second-document]\n"
                   "    ...\n"
                   "    ^~~\n");
}

static void test_directives_are_refused(void) {
    static const char *const lines[] = {"%YAML 1.2", "%YAML 1.1", "%FOO bar",
                                        "%TAG !e! tag:example.org,2000:"};

    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *file = g_strdup_printf("%s\n---\na: b\n", lines[i]);
        g_autoptr(Source) source = source_of(file);
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();

        node_free(yaml_parse(source, diagnostics));
        g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 1);
    }
}

static void test_tabs_are_refused_once_a_line(void) {
    assert_refused("a:\n\tb: c\nd:\t\te\n",
                   "a.yaml:2:1: error: a tab; use spaces, two for each level "
                   "[yaml/tab]\n"
                   "     b: c\n"
                   "    ^\n"
                   "a.yaml:3:3: error: a tab; use spaces, two for each level "
                   "[yaml/tab]\n"
                   "    d:  e\n"
                   "      ^\n");
}

static void test_control_characters_are_refused(void) {
    assert_refused("a: b\x07\n", "a.yaml:1:5: error: a control character; remove it "
                                 "[yaml/control-character]\n"
                                 "    a: b?\n"
                                 "        ^\n");
    assert_refused("a: \"b\\0c\"\n", "a.yaml:1:5: error: control characters are not "
                                     "allowed in a text [yaml/control-character]\n"
                                     "    a: \"b\\0c\"\n"
                                     "        ^~~~\n");
}

static void test_other_encodings_are_refused(void) {
    static const char *const files[] = {"a: \xc3\n", "a: \xfc\n", "a: \xc0\xaf\n",
                                        "a: \xed\xa0\x80\n"};

    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *line =
            g_utf8_make_valid(files[i], (gssize)strlen(files[i]) - 1);
        g_autofree char *expected =
            g_strdup_printf("a.yaml:1:4: error: this is not UTF-8; save the file as "
                            "UTF-8 [yaml/not-utf-8]\n    %s\n       ^\n",
                            line);

        assert_refused(files[i], expected);
    }
    assert_refused_bytes("a: b\0c\n", 7,
                         "a.yaml:1:5: error: this is not UTF-8; save the file as UTF-8 "
                         "[yaml/not-utf-8]\n"
                         "    a: b\xef\xbf\xbd"
                         "c\n"
                         "        ^\n");
}

static void test_syntax_errors_have_their_place(void) {
    assert_refused("ä: [b, c\n", "a.yaml:2:1: error: flow sequence without a closing "
                                 "bracket; look at indentation, quotes and brackets "
                                 "near here [yaml/syntax]\n"
                                 "    \n"
                                 "    ^\n");
    assert_refused("ä: \"b\n",
                   "a.yaml:1:5: error: double-quoted scalar without closing "
                   "quote; look at indentation, quotes and brackets near "
                   "here [yaml/syntax]\n"
                   "    ä: \"b\n"
                   "        ^\n");
    assert_refused("a:\n    b: c\n  d: e\n",
                   "a.yaml:3:3: error: invalid indentation in mapping; look at "
                   "indentation, quotes and brackets near here [yaml/syntax]\n"
                   "      d: e\n"
                   "      ^\n");
    assert_refused("a: b: c\n",
                   "a.yaml:1:5: error: invalid nested block mapping on the "
                   "same line; look at indentation, quotes and brackets "
                   "near here [yaml/syntax]\n"
                   "    a: b: c\n"
                   "        ^\n");
    assert_refused("a: \"\\ud800\"\n",
                   "a.yaml:1:5: error: double-quoted scalar has invalid UTF8 escape; "
                   "look at indentation, quotes and brackets near here [yaml/syntax]\n"
                   "    a: \"\\ud800\"\n"
                   "        ^\n");
}

/* Else libfyaml 0.7.12 loses the end of the text, or makes one up: "Mulheim" had no
 * last letter, x had a random one. */
static void test_block_text_must_be_indented(void) {
    assert_refused("a:\n  b: |\n  Koln\n   \n   Mulheim\n",
                   "a.yaml:3:1: error: the lines of a block text must be indented "
                   "deeper than their key [yaml/syntax]\n"
                   "      Koln\n"
                   "    ^\n");
    assert_refused("a:\n |\n x\n  \n  \n    \nb: c\n",
                   "a.yaml:3:1: error: the lines of a block text must be indented "
                   "deeper than their key [yaml/syntax]\n"
                   "     x\n"
                   "    ^\n");
    assert_refused("a:\n  - |\n  Koln\n  - b\n",
                   "a.yaml:3:1: error: the lines of a block text must be indented "
                   "deeper than their key [yaml/syntax]\n"
                   "      Koln\n"
                   "    ^\n");
    assert_refused("a:\n  - - |\n    Koln\n",
                   "a.yaml:3:1: error: the lines of a block text must be indented "
                   "deeper than their key [yaml/syntax]\n"
                   "        Koln\n"
                   "    ^\n");
    assert_refused("a: |-\n  ",
                   "a.yaml:2:1: error: the lines of a block text must be indented "
                   "deeper than their key [yaml/syntax]\n"
                   "      \n"
                   "    ^\n");
}

/* The only finding of a file that is too long to print. */
static void assert_limit(const GString *file, const char *id, unsigned line,
                         unsigned column, const char *message) {
    g_autoptr(Source) source = source_new_for_text("a.yaml", file->str, file->len);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) root = yaml_parse(source, diagnostics);
    const Finding *finding;

    if (message == NULL) {
        assert_findings(diagnostics, "");
        g_assert_nonnull(root);
        return;
    }
    g_assert_null(root);
    g_assert_cmpuint(diagnostics->findings->len, ==, 1);
    finding = g_ptr_array_index(diagnostics->findings, 0);
    g_assert_cmpstr(finding->id, ==, id);
    g_assert_cmpstr(finding->message, ==, message);
    g_assert_cmpuint(finding->line, ==, line);
    g_assert_cmpuint(finding->column, ==, column);
}

static void append_times(GString *text, const char *part, size_t times) {
    for (size_t i = 0; i < times; i++)
        g_string_append(text, part);
}

static void assert_depth(size_t levels, const char *message) {
    g_autoptr(GString) file = g_string_new("a: ");

    append_times(file, "[", levels - 1);
    append_times(file, "]", levels - 1);
    assert_limit(file, "yaml/too-deep", 1, 35, message);
}

static void test_depth_has_a_limit(void) {
    assert_depth(32, NULL);
    assert_depth(33, "maps and lists are nested too deeply (more than 32 levels)");
    assert_depth(10000, "maps and lists are nested too deeply (more than 32 levels)");
}

static void assert_size(size_t bytes, const char *message) {
    g_autoptr(GString) file = g_string_new("a: b\n#");

    append_times(file, "x", bytes - file->len);
    assert_limit(file, "yaml/too-large", 1, 1, message);
}

static void test_size_has_a_limit(void) {
    assert_size(YAML_BYTES_MAX, NULL);
    assert_size(YAML_BYTES_MAX + 1, "a text file may have 1 MiB");
}

/* `nodes` counts the map, the key, the list and its texts. */
static void assert_nodes(size_t nodes, const char *message) {
    g_autoptr(GString) file = g_string_new("a: [");

    append_times(file, "b,", nodes - 3);
    g_string_append(file, "]\n");
    assert_limit(file, "yaml/too-large", 1, 1, message);
}

static void test_number_of_values_has_a_limit(void) {
    assert_nodes(YAML_NODES_MAX, NULL);
    assert_nodes(YAML_NODES_MAX + 1, "too many values in one file; split it");
}

static void assert_text_length(size_t bytes, const char *message) {
    g_autoptr(GString) file = g_string_new("a: ");

    append_times(file, "x", bytes);
    assert_limit(file, "yaml/too-large", 1, 4, message);
}

static void test_length_of_a_text_has_a_limit(void) {
    assert_text_length(YAML_TEXT_MAX, NULL);
    assert_text_length(YAML_TEXT_MAX + 1, "this text is too long (over 16 KiB)");
}

/* Seconds of processor time that a file takes; whole lines, then the rest. */
static double time_of(const char *part, size_t bytes) {
    g_autoptr(GString) file = g_string_new("a:");
    g_autoptr(Source) source = NULL;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    clock_t start;

    append_times(file, part, bytes / strlen(part));
    source = source_of(file->str);
    start = clock();
    node_free(yaml_parse(source, diagnostics));
    return (double)(clock() - start) / CLOCKS_PER_SEC;
}

/* Both took minutes for a file of the size that is allowed. */
static void test_many_tabs_take_no_time(void) {
    g_assert_cmpfloat(time_of("\t", 200000), <, 1);
    g_assert_cmpfloat(time_of("\t\n", 100000), <, 1);
}

static const UnitTest tests[] = {
    TEST(maps_lists_and_texts_are_read),
    TEST(nothing_has_an_implicit_type),
    TEST(quotes_hold_what_needs_them),
    TEST(block_texts_keep_or_fold_lines),
    TEST(block_text_may_have_no_lines),
    TEST(plain_text_may_go_on_in_the_next_line),
    TEST(comments_are_no_text),
    TEST(windows_line_breaks_are_line_breaks),
    TEST(byte_order_mark_is_no_text),
    TEST(values_know_their_place),
    TEST(leading_document_line_is_fine),
    TEST(file_without_keys_is_refused),
    TEST(anchors_and_aliases_are_refused),
    TEST(line_of_aliases_is_one_finding),
    TEST(tags_are_refused),
    TEST(merge_keys_are_refused),
    TEST(key_that_stands_twice_is_refused),
    TEST(key_must_be_a_text),
    TEST(second_document_is_refused),
    TEST(what_follows_the_end_of_the_document_is_refused),
    TEST(directives_are_refused),
    TEST(tabs_are_refused_once_a_line),
    TEST(control_characters_are_refused),
    TEST(other_encodings_are_refused),
    TEST(syntax_errors_have_their_place),
    TEST(block_text_must_be_indented),
    TEST(depth_has_a_limit),
    TEST(size_has_a_limit),
    TEST(number_of_values_has_a_limit),
    TEST(length_of_a_text_has_a_limit),
    TEST(many_tabs_take_no_time),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
