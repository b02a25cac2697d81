#include "resources/svg_filters.h"

#include "base/translate.h"
#include "resources/svg_groups.h"

#include <string.h>

enum {
    FOUND_MAX = 100, /* for each of them the drawing is read once more */
    USES_MAX = 8,    /* one in the other */
};

/* Of librsvg 2.54, measured: what it has of the element, and of what its filter makes.
 */
enum { SOURCE_SURFACES = 2, BLUR_SURFACES = 4, RESULT_SURFACES = 1 };

typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    GHashTable *holders; /* elements in which, or in what they show, filters are */
    GPtrArray *found;    /* of SvgElement */
    bool is_vague;
} Search;

bool svg_filters_take(const SvgStyle *style, const SvgElement *element) {
    const char *filter = svg_style_get(style, element, "filter");

    return filter != NULL && *filter != '\0' && strcmp(filter, "none") != 0;
}

guint svg_filters_count(const SvgTree *tree, const SvgStyle *style) {
    guint count = 0;

    for (guint i = 0; i < tree->elements->len; i++)
        count += svg_filters_take(style, g_ptr_array_index(tree->elements, i));
    return count;
}

/* --- what holds them -----------------------------------------------------------------
 */

/* With all around it; false: it was known. */
static bool add_holder(GHashTable *holders, const SvgElement *element) {
    if (g_hash_table_contains(holders, element))
        return false;
    for (; element != NULL && !g_hash_table_contains(holders, element);
         element = element->parent)
        g_hash_table_add(holders, (gpointer)element);
    return true;
}

/* False: too many of them show one another. */
static bool find_holders(const Search *self) {
    const GPtrArray *elements = self->tree->elements;
    bool grows = true;

    for (guint i = 0; i < elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(elements, i);

        if (svg_filters_take(self->style, element))
            add_holder(self->holders, element);
    }
    for (int round = 0; grows && round < USES_MAX; round++) {
        grows = false;
        for (guint i = 0; i < elements->len; i++) {
            const SvgElement *element = g_ptr_array_index(elements, i);
            const SvgElement *shown = svg_tree_shown(self->tree, element);

            if (shown != NULL && g_hash_table_contains(self->holders, shown) &&
                add_holder(self->holders, element))
                grows = true;
        }
    }
    return !grows;
}

/* In rules for elements that nobody knows. */
static bool sheet_has_filters(const SvgStyle *style) {
    const GArray *sheet = svg_style_sheet(style);

    for (guint i = 0; i < sheet->len; i++) {
        const SvgDeclaration *declaration = &g_array_index(sheet, SvgDeclaration, i);

        if (strcmp(declaration->name, "filter") == 0 &&
            strcmp(declaration->value, "none") != 0)
            return true;
    }
    return false;
}

/* --- which ---------------------------------------------------------------------------
 */

static bool is_one_of(const SvgElement *element, const char *const *names) {
    return g_strv_contains(names, element->name);
}

static void walk(Search *self, const SvgElement *element) {
    static const char *const holders[] = {"a", "g", NULL};
    static const char *const drawn[] = {
        "a",       "circle",   "ellipse", "g",   "image",  "line", "path", "rect",
        "polygon", "polyline", "text",    "svg", "switch", "use",  NULL};
    bool is_root = element->parent == NULL;

    if (!g_hash_table_contains(self->holders, element) || !is_one_of(element, drawn))
        return;
    if (svg_filters_take(self->style, element) ||
        svg_group_is_clipped(self->style, element) ||
        (!is_root && !is_one_of(element, holders))) {
        g_ptr_array_add(self->found, (gpointer)element);
        if (is_root || !svg_group_can_be_named(self->tree, element))
            self->is_vague = true;
        return;
    }
    for (guint i = 0; element->children != NULL && i < element->children->len; i++)
        walk(self, g_ptr_array_index(element->children, i));
}

/* Shapes show them, whichever. */
static bool is_shown_by_shapes(const Search *self) {
    static const char *const names[] = {"marker", "pattern", NULL};

    for (guint i = 0; i < self->tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(self->tree->elements, i);

        if (is_one_of(element, names) && g_hash_table_contains(self->holders, element))
            return true;
    }
    return false;
}

GPtrArray *svg_filters_find(const SvgTree *tree, const SvgStyle *style) {
    g_autoptr(GHashTable) holders = g_hash_table_new(NULL, NULL);
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    Search self = {tree, style, holders, found, false};
    bool is_plain = svg_groups_rules_are_plain(tree, style);

    if (!is_plain && sheet_has_filters(style))
        return NULL;
    if (!find_holders(&self) || is_shown_by_shapes(&self))
        return NULL;
    walk(&self, g_ptr_array_index(tree->elements, 0));
    if (self.is_vague || found->len > FOUND_MAX || (found->len > 0 && !is_plain))
        return NULL;
    return g_steal_pointer(&found);
}

/* --- what they take ------------------------------------------------------------------
 */

static bool is_alpha(const SvgElement *primitive) {
    return g_strcmp0(svg_element_get(primitive, "in"), "SourceAlpha") == 0 ||
           g_strcmp0(svg_element_get(primitive, "in2"), "SourceAlpha") == 0;
}

/* A result that has a name is kept until the filter's end, another one until there is
 * the next. */
static guint surfaces_of(const SvgElement *filter) {
    guint named = 0, last = 0, alpha = 0, most = 0;

    for (guint i = 0; filter->children != NULL && i < filter->children->len; i++) {
        const SvgElement *primitive = g_ptr_array_index(filter->children, i);
        bool has_name = svg_element_get(primitive, "result") != NULL;
        guint own = svg_element_is(primitive, "feGaussianBlur") ? BLUR_SURFACES
                                                                : RESULT_SURFACES;

        alpha |= is_alpha(primitive);
        most = MAX(most, named + last + alpha + own);
        named += has_name;
        last = !has_name;
    }
    return SOURCE_SURFACES + most;
}

/* Those of a style's functions, such as blur(), are not more than those of a blur. */
guint svg_filters_surfaces(const SvgTree *tree) {
    guint most = SOURCE_SURFACES + BLUR_SURFACES;

    for (guint i = 0; i < tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(tree->elements, i);

        if (svg_element_is(element, "filter"))
            most = MAX(most, surfaces_of(element));
    }
    return most;
}

char *svg_filters_name(const SvgTree *tree, const SvgStyle *style,
                       const SvgElement *element) {
    const char *id;

    for (guint i = 0; element == NULL && i < tree->elements->len; i++) {
        const SvgElement *other = g_ptr_array_index(tree->elements, i);

        if (svg_filters_take(style, other))
            element = other;
    }
    if (element == NULL)
        return g_strdup(_("what style sheets filter"));
    id = svg_element_get(element, "id");
    if (id != NULL)
        return g_strdup_printf(_("element '%s'"), id);
    return g_strdup_printf(_("the <%s> in line %u"), element->name,
                           source_place(tree->source, element->start).line);
}
