/* Any bytes as a text file to format: a file that can be read gets a canonical form
 * that says the same. */
#include "../essence.h"
#include "fuzz.h"

#include "parse/format.h"
#include "parse/yaml.h"

#include <string.h>

/* Independent of what the formatter itself makes sure of. */
static void check_result(const Source *source, const Node *root, const char *text) {
    g_autoptr(Source) result = source_new_for_text("result.yaml", text, strlen(text));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) again = yaml_parse(result, diagnostics);
    g_autofree char *twice = format_text(result, diagnostics);
    g_autofree char *before = essence_of(source->bytes);
    g_autofree char *after = essence_of(text);

    g_assert_nonnull(again);
    g_assert_cmpuint(diagnostics->errors, ==, 0);
    g_assert_true(node_equal(root, again));
    g_assert_cmpstr(before, ==, after);
    g_assert_cmpstr(twice, ==, text);
}

/* What libfyaml 0.7.12 reads in some places only, or in ways of its own: block texts
 * without lines, and keys without a text. */
static bool has_oddities(const Node *node) {
    const Origin *origin = &node->origin;
    bool is_odd = false;

    if (node->kind == NODE_TEXT)
        return *node->text == '\0' && origin->length == 0 && origin->offset > 0 &&
               strchr("\"'", origin->source->bytes[origin->offset - 1]) == NULL;
    for (guint i = 0; i < node_count(node) && !is_odd; i++)
        is_odd = has_oddities(node_item(node, i)) ||
                 (node->kind == NODE_MAP && *node_key(node, i)->text == '\0');
    return is_odd;
}

/* A first key that begins with a byte order mark would be taken for one without it as
 * soon as nothing stands before it. */
static bool has_mark_in_key(const Node *root) {
    return node_count(root) > 0 &&
           g_str_has_prefix(node_key(root, 0)->text, "\xEF\xBB\xBF");
}

/* A folded text that keeps line breaks at the end of a file that has none there becomes
 * one that strips them; libfyaml 0.7.12 does not always get its length right. */
static bool has_open_end(const Source *source) {
    return strchr(source->bytes, '>') != NULL && strchr(source->bytes, '+') != NULL &&
           strchr("\r\n", source->bytes[source->length - 1]) == NULL;
}

/* libfyaml 0.7.12 does not read every quoted text over lines that end with a carriage
 * return as it would without. */
static bool has_returns_and_quotes(const Source *source) {
    return strchr(source->bytes, '\r') != NULL && strpbrk(source->bytes, "\"'") != NULL;
}

/* What may be refused as not safe. */
static bool is_odd(const Source *source, const Node *root) {
    return has_oddities(root) || has_mark_in_key(root) || has_open_end(source) ||
           has_returns_and_quotes(source);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(Source) source =
        source_new_for_text("fuzz.yaml", (const char *)bytes, length);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) root = yaml_parse(source, diagnostics);
    g_autofree char *text = format_text(source, diagnostics);

    tell_findings(diagnostics);
    if (diagnostics->errors > 0)
        g_assert_null(text);
    else if (!is_odd(source, root))
        g_assert_nonnull(text);
    if (text != NULL)
        check_result(source, root, text);
    return 0;
}
