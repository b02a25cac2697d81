#include "../support.h"

static Node *parse(const char *text) {
    static GPtrArray *sources;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Source *source = source_of(text);
    Node *root = yaml_parse(source, diagnostics);

    /* Places point into sources: they stay until the program ends. */
    if (sources == NULL)
        sources = g_ptr_array_new();
    g_ptr_array_add(sources, source);
    g_assert_cmpuint(diagnostics->findings->len, ==, 0);
    return root;
}

/* A tree in flow style, short enough to compare. */
static void append(GString *text, const Node *node) {
    if (node->kind == NODE_TEXT)
        g_string_append(text, node->text);
    else
        g_string_append_c(text, node->kind == NODE_MAP ? '{' : '[');
    for (guint i = 0; i < node_count(node); i++) {
        if (i > 0)
            g_string_append(text, ", ");
        if (node->kind == NODE_MAP)
            g_string_append_printf(text, "%s: ", node_key(node, i)->text);
        append(text, node_item(node, i));
    }
    if (node->kind != NODE_TEXT)
        g_string_append_c(text, node->kind == NODE_MAP ? '}' : ']');
}

static void assert_node(const Node *node, const char *expected) {
    g_autoptr(GString) text = g_string_new(NULL);

    append(text, node);
    g_assert_cmpstr(text->str, ==, expected);
}

static void assert_merged(const char *base_text, const char *over_text,
                          const char *expected) {
    g_autoptr(Node) base = parse(base_text);

    node_merge(base, parse(over_text));
    assert_node(base, expected);
}

static void test_maps_merge_key_by_key(void) {
    assert_merged("{a: 1, b: {c: 2, d: 3}}", "{b: {d: 4, e: 5}, f: 6}",
                  "{a: 1, b: {c: 2, d: 4, e: 5}, f: 6}");
}

static void test_lists_and_texts_replace(void) {
    assert_merged("{a: [1, 2, 3]}", "{a: [4]}", "{a: [4]}");
    assert_merged("{a: 1}", "{a: 2}", "{a: 2}");
    assert_merged("{a: [1]}", "{a: 2}", "{a: 2}");
    assert_merged("{a: {b: 1}}", "{a: 2}", "{a: 2}");
    assert_merged("{a: 2}", "{a: {b: 1}}", "{a: {b: 1}}");
    assert_merged("{a: [1]}", "{a: {b: 1}}", "{a: {b: 1}}");
}

static void test_merging_nothing_changes_nothing(void) {
    assert_merged("{a: {b: 1}}", "{}", "{a: {b: 1}}");
    assert_merged("{a: {b: 1}}", "{a: {}}", "{a: {b: 1}}");
}

static void test_replaced_value_has_the_later_place(void) {
    g_autoptr(Node) base = parse("{a: 1}");
    Node *over = parse("\n\n{a: 2}");
    const Source *source = node_find(over, "a")->origin.source;

    node_merge(base, over);
    g_assert_true(node_find(base, "a")->origin.source == source);
    g_assert_cmpuint(node_find(base, "a")->origin.offset, ==, 6);
    g_assert_cmpuint(node_key(base, 0)->origin.offset, ==, 3);
}

static void test_copy_is_deep(void) {
    g_autoptr(Node) tree = parse("{a: {b: [1, {c: 2}]}}");
    g_autoptr(Node) copy = node_copy(tree);

    g_clear_pointer(&tree, node_free);
    assert_node(copy, "{a: {b: [1, {c: 2}]}}");
    g_assert_null(node_copy(NULL));
}

static void test_find_knows_only_maps(void) {
    g_autoptr(Node) tree = parse("{a: 1, b: [a], c: {d: 2}}");

    g_assert_cmpstr(node_find_text(tree, "a"), ==, "1");
    g_assert_null(node_find_text(tree, "b"));
    g_assert_null(node_find_text(tree, "x"));
    g_assert_null(node_find(node_find(tree, "b"), "a"));
    g_assert_null(node_find(node_find(tree, "a"), "a"));
    g_assert_null(node_find(NULL, "a"));
    g_assert_cmpstr(node_find_text(node_find(tree, "c"), "d"), ==, "2");
}

static void test_count_is_nothing_for_texts(void) {
    g_autoptr(Node) tree = parse("{a: text, b: [1, 2]}");

    g_assert_cmpuint(node_count(NULL), ==, 0);
    g_assert_cmpuint(node_count(tree), ==, 2);
    g_assert_cmpuint(node_count(node_find(tree, "a")), ==, 0);
    g_assert_cmpuint(node_count(node_find(tree, "b")), ==, 2);
}

static void test_nodes_are_equal_when_kinds_keys_texts_and_order_are(void) {
    static const char *const others[] = {
        "a: {b: [c, d]}",         "a: {b: [c, d], e: }",  "a: {b: [c, d], e: g}",
        "a: {b: [c, d], x: f}",   "a: {e: f, b: [c, d]}", "a: {b: [d, c], e: f}",
        "a: {b: {c: d}, e: f}",   "a: {b: cd, e: f}",     "a: [b, {e: f}]",
        "a: {b: [c, d, d], e: f}"};
    g_autoptr(Node) node = parse("a: {b: [c, d], e: f}");
    g_autoptr(Node) same = parse("'a':\n  b:\n  - c\n  - \"d\"\n  e: |-\n    f\n");

    g_assert_true(node_equal(node, same));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autoptr(Node) other = parse(others[i]);

        g_assert_false(node_equal(node, other));
    }
}

static const UnitTest tests[] = {
    TEST(nodes_are_equal_when_kinds_keys_texts_and_order_are),
    TEST(maps_merge_key_by_key),
    TEST(lists_and_texts_replace),
    TEST(merging_nothing_changes_nothing),
    TEST(replaced_value_has_the_later_place),
    TEST(copy_is_deep),
    TEST(find_knows_only_maps),
    TEST(count_is_nothing_for_texts),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
