#include "../support.h"

#include "parse/json.h"

#include <string.h>

static void append(GString *text, const Node *node) {
    const char *open = node->kind == NODE_LIST ? "[" : "{";

    if (node->kind == NODE_TEXT) {
        g_string_append_printf(text, "<%s>", node->text);
        return;
    }
    g_string_append(text, open);
    for (guint i = 0; i < node_count(node); i++) {
        if (node->kind == NODE_MAP)
            g_string_append_printf(text, "%s:", node_key(node, i)->text);
        append(text, node_item(node, i));
    }
    g_string_append(text, node->kind == NODE_LIST ? "]" : "}");
}

static void assert_tree(const char *json, const char *expected) {
    g_autoptr(Source) source = source_new_for_text("a.json", json, strlen(json));
    g_autoptr(GError) error = NULL;
    g_autoptr(Node) node = json_parse(source, &error);
    g_autoptr(GString) text = g_string_new(NULL);

    g_assert_no_error(error);
    append(text, node);
    g_assert_cmpstr(text->str, ==, expected);
}

static void assert_refused(const char *json) {
    g_autoptr(Source) source = source_new_for_text("a.json", json, strlen(json));
    g_autoptr(GError) error = NULL;

    g_assert_null(json_parse(source, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_cmpstr(error->message, ==, "'a.json' is no JSON: see line 1");
}

static void test_objects_lists_and_values(void) {
    assert_tree(" {\"a\": [1, -2.5e3, true, null], \"b\": {}, \"c\": []}\n",
                "{a:[<1><-2.5e3><true><null>]b:{}c:[]}");
    assert_tree("\"\"", "<>");
}

static void test_escapes(void) {
    assert_tree("\"\\\"\\\\\\/\\n\\u001b\\u00fcü\"", "<\"\\/\n\033üü>");
}

static void test_what_is_none_is_refused(void) {
    static const char *const texts[] = {
        "",          "{",           "[1",
        "[1,]",      "{\"a\"}",     "{\"a\": }",
        "{a: 1}",    "\"a",         "\"\\x\"",
        "\"\\u12\"", "\"\\u0000\"", "\"\\ud800\"",
        "\"\xff\"",  "[1] [2]",     "[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]",
    };

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_refused(texts[i]);
}

static const UnitTest tests[] = {
    TEST(objects_lists_and_values),
    TEST(escapes),
    TEST(what_is_none_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
