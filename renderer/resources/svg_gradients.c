#include "resources/svg_gradients.h"

#include <string.h>

enum { USES_MAX = 8 }; /* one in the other */

typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    GPtrArray *found;
} Search;

static bool is_gradient(const SvgElement *element) {
    return svg_element_is(element, "linearGradient") ||
           svg_element_is(element, "radialGradient");
}

bool svg_gradients_are_some(const SvgTree *tree) {
    for (guint i = 0; i < tree->elements->len; i++) {
        if (is_gradient(g_ptr_array_index(tree->elements, i)))
            return true;
    }
    return false;
}

/* Whether it says "url(#id)", in whatever quotes, of one. */
static bool refers_to_one(const Search *self, const char *paint) {
    const char *at = paint == NULL ? NULL : strstr(paint, "url(");
    const char *hash = at == NULL ? NULL : strchr(at, '#');
    g_autofree char *id =
        hash == NULL ? NULL : g_strndup(hash + 1, strcspn(hash + 1, "\"') \t\r\n"));
    const SvgElement *named =
        id == NULL ? NULL : g_hash_table_lookup(self->tree->by_id, id);

    return named != NULL && is_gradient(named);
}

static bool says_so(const Search *self, const SvgElement *element) {
    return refers_to_one(self, svg_style_get(self->style, element, "fill")) ||
           refers_to_one(self, svg_style_get(self->style, element, "stroke"));
}

/* It, or what is in it or shown by it. */
static bool paints(const Search *self, const SvgElement *element, int uses) {
    const SvgAttribute *href =
        svg_element_is(element, "use") ? svg_element_href(element) : NULL;
    const SvgElement *shown =
        href == NULL || href->value[0] != '#'
            ? NULL
            : g_hash_table_lookup(self->tree->by_id, href->value + 1);

    if (says_so(self, element) ||
        (shown != NULL && uses < USES_MAX && paints(self, shown, uses + 1)))
        return true;
    for (guint i = 0; element->children != NULL && i < element->children->len; i++) {
        if (paints(self, g_ptr_array_index(element->children, i), uses))
            return true;
    }
    return false;
}

/* `inherits`: something around it is painted so. */
static void walk(Search *self, const SvgElement *element, bool inherits) {
    static const char *const holders[] = {"a", "g", NULL};
    static const char *const drawn[] = {"circle",  "ellipse",  "line", "path",
                                        "polygon", "polyline", "rect", "svg",
                                        "switch",  "text",     "use",  NULL};
    bool holds = element->parent == NULL || g_strv_contains(holders, element->name);

    inherits |= says_so(self, element);
    if (!holds && g_strv_contains(drawn, element->name) &&
        (inherits || paints(self, element, 0)))
        g_ptr_array_add(self->found, (gpointer)element);
    for (guint i = 0; holds && element->children != NULL && i < element->children->len;
         i++)
        walk(self, g_ptr_array_index(element->children, i), inherits);
}

GPtrArray *svg_gradients_find(const SvgTree *tree, const SvgStyle *style) {
    Search self = {tree, style, g_ptr_array_new()};

    if (svg_gradients_are_some(tree))
        walk(&self, g_ptr_array_index(tree->elements, 0), false);
    return self.found;
}
