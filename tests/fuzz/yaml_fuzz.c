/* Any bytes as a text file: a sound tree, or findings that say why not. */
#include "fuzz.h"

#include "parse/yaml.h"

#include <string.h>

static void check_origin(const Origin *origin, const Source *source) {
    g_assert_true(origin->source == source);
    g_assert_cmpuint(origin->offset, <=, source->length);
    g_assert_cmpuint(origin->length, <=, source->length - origin->offset);
}

static unsigned check_node(const Node *node, const Source *source, int depth) {
    unsigned nodes = 1;

    g_assert_cmpint(depth, <=, YAML_DEPTH_MAX);
    check_origin(&node->origin, source);
    if (node->kind == NODE_TEXT) {
        g_assert_true(g_utf8_validate(node->text, -1, NULL));
        g_assert_cmpuint(strlen(node->text), <=, YAML_TEXT_MAX);
        return nodes;
    }
    for (guint i = 0; i < node_count(node); i++) {
        if (node->kind == NODE_MAP)
            nodes += check_node(node_key(node, i), source, depth + 1);
        nodes += check_node(node_item(node, i), source, depth + 1);
    }
    return nodes;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(Source) source =
        source_new_for_text("fuzz.yaml", (const char *)bytes, length);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) root = yaml_parse(source, diagnostics);

    tell_findings(diagnostics);
    if (root == NULL) {
        g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), >, 0);
    } else {
        g_assert_cmpint(root->kind, ==, NODE_MAP);
        g_assert_cmpuint(check_node(root, source, 0), <=, YAML_NODES_MAX);
    }
    return 0;
}
