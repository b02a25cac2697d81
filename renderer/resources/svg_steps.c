#include "resources/svg_steps.h"

#include "resources/svg_filters.h"
#include "resources/svg_gradients.h"
#include "resources/svg_groups.h"

#include <string.h>

enum { GRADIENTS_MAX = 200 }; /* that are drawn without what is between them */

typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    GHashTable *groups;  /* elements: those that are pictures of their own */
    GHashTable *pixels;  /* elements: those that are drawn as pixels */
    GHashTable *holders; /* elements in which something multiplies or is such a one */
    GHashTable *painted; /* elements with gradients, and what these are in */
    bool parts_gradients;
    GArray *steps; /* of SvgFileStep */
} Split;

static bool says(const SvgStyle *style, const SvgElement *element, const char *property,
                 const char *value) {
    return g_strcmp0(svg_style_get(style, element, property), value) == 0;
}

static bool multiplies(const SvgStyle *style, const SvgElement *element) {
    return says(style, element, "mix-blend-mode", "multiply");
}

/* What goes through a filter is put together before. */
static bool is_in_filter(const Split *self, const SvgElement *element) {
    for (const SvgElement *at = element->parent; at != NULL; at = at->parent) {
        if (svg_filters_take(self->style, at))
            return true;
    }
    return false;
}

/* In another way than multiplying as a group with a known place. */
static bool blends_otherwise(const Split *self, const SvgElement *element) {
    const char *mode = svg_style_get(self->style, element, "mix-blend-mode");

    return !is_in_filter(self, element) && mode != NULL &&
           strcmp(mode, "normal") != 0 &&
           (strcmp(mode, "multiply") != 0 ||
            !g_hash_table_contains(self->groups, element));
}

/* Whether a style sheet means elements that parts are put into. */
static bool has_rule_for_holders(const SvgStyle *style) {
    const GArray *preludes = svg_style_preludes(style);

    for (guint i = 0; i < preludes->len; i++) {
        const SvgDeclaration *prelude = &g_array_index(preludes, SvgDeclaration, i);
        g_auto(GStrv) parts = g_strsplit(prelude->name, ",", -1);

        for (char **part = parts; *part != NULL; part++) {
            if (strcmp(g_strstrip(*part), "g") == 0)
                return true;
        }
    }
    return false;
}

/* A picture of its own in which something multiplies, but nobody knows its place. */
static bool is_vague(const Split *self, const SvgElement *element) {
    return g_hash_table_contains(self->holders, element) &&
           !g_hash_table_contains(self->pixels, element) &&
           svg_group_is_picture(self->style, element) &&
           !g_hash_table_contains(self->groups, element);
}

/* librsvg knows properties in small letters only, and of two the last that is right. */
static bool has_odd_properties(const SvgTree *tree) {
    static const char *const names[] = {"opacity", "mix-blend-mode", "isolation"};

    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        size_t length = strlen(names[i]);

        for (const char *at = tree->source->bytes;
             (at = strcasestr(at, names[i])) != NULL; at += length) {
            if (strncmp(at, names[i], length) != 0)
                return true;
        }
    }
    return false;
}

static bool can_split(const Split *self) {
    if (g_hash_table_size(self->holders) == 0 || has_rule_for_holders(self->style) ||
        has_odd_properties(self->tree))
        return false;
    for (guint i = 0; i < self->tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(self->tree->elements, i);

        if (blends_otherwise(self, element) || is_vague(self, element) ||
            (g_hash_table_contains(self->holders, element) &&
             !svg_group_is_clear(self->style, element)))
            return false;
    }
    return true;
}

/* It and all that it is in. */
static void add_holders(GHashTable *holders, const SvgElement *element) {
    for (const SvgElement *at = element; at != NULL; at = at->parent)
        g_hash_table_add(holders, (gpointer)at);
}

/* Whether all that an element is in can be taken apart, and it itself. */
static bool is_reached(const Split *self, const SvgElement *element) {
    for (const SvgElement *at = element; at != NULL; at = at->parent) {
        if (svg_filters_take(self->style, at) || !svg_group_is_clear(self->style, at) ||
            (svg_group_is_picture(self->style, at) &&
             !g_hash_table_contains(self->groups, at)))
            return false;
    }
    return true;
}

/* Where gradients are in groups these are put together from pixels of the page. */
static void find_gradients(Split *self) {
    g_autoptr(GPtrArray) found = svg_gradients_find(self->tree, self->style);

    self->parts_gradients = found->len <= GRADIENTS_MAX;
    for (guint i = 0; i < found->len; i++) {
        const SvgElement *element = g_ptr_array_index(found, i);
        bool is_group = g_hash_table_contains(self->groups, element);

        add_holders(self->painted, element);
        if (is_reached(self, element))
            add_holders(self->holders, is_group ? element : element->parent);
    }
}

static void find_holders(Split *self, const GArray *groups, const GPtrArray *pixels) {
    for (guint i = 0; i < pixels->len; i++) {
        g_hash_table_add(self->pixels, g_ptr_array_index(pixels, i));
        add_holders(self->holders, g_ptr_array_index(pixels, i));
    }
    for (guint i = 0; i < groups->len; i++) {
        const SvgElement *element = g_array_index(groups, SvgGroup, i).element;

        g_hash_table_add(self->groups, (gpointer)element);
        if (multiplies(self->style, element))
            add_holders(self->holders, element);
    }
    if (svg_groups_rules_are_plain(self->tree, self->style))
        find_gradients(self);
}

static void add_step(Split *self, SvgFileStep step) {
    g_array_append_val(self->steps, step);
}

static void end_part(Split *self, SvgFileStep *part) {
    if (part->end > part->start)
        add_step(self, *part);
    *part = (SvgFileStep){.kind = SVG_STEP_PART};
}

static void add_to_part(Split *self, SvgFileStep *part, const SvgElement *element) {
    bool has_gradients = g_hash_table_contains(self->painted, element);

    if (self->parts_gradients && part->has_gradients != has_gradients)
        end_part(self, part);
    part->start = part->end > 0 ? part->start : element->start;
    part->end = element->end;
    part->has_gradients |= has_gradients;
}

static void split(Split *self, const SvgElement *holder);

static void split_inside(Split *self, const SvgElement *element) {
    if (g_hash_table_contains(self->pixels, element))
        add_step(self, (SvgFileStep){.kind = SVG_STEP_PIXELS, .element = element});
    else if (svg_element_is(element, "g") || svg_element_is(element, "a"))
        split(self, element);
    else
        add_step(self, (SvgFileStep){.kind = SVG_STEP_PART,
                                     .element = element,
                                     .has_gradients = g_hash_table_contains(
                                         self->painted, element)});
}

/* Something in it, or it itself, multiplies or is drawn as pixels. */
static void split_element(Split *self, const SvgElement *element) {
    bool is_group = g_hash_table_contains(self->groups, element);
    guint inside;

    if (says(self->style, element, "display", "none"))
        return;
    if (is_group)
        add_step(self, (SvgFileStep){.kind = SVG_STEP_BEGIN, .element = element});
    inside = self->steps->len;
    split_inside(self, element);
    if (is_group && inside == self->steps->len)
        g_array_set_size(self->steps, inside - 1);
    else if (is_group)
        add_step(self,
                 (SvgFileStep){.kind = SVG_STEP_END,
                               .element = element,
                               .multiplies = multiplies(self->style, element),
                               .opacity = svg_group_opacity(self->style, element)});
}

static void split(Split *self, const SvgElement *holder) {
    SvgFileStep part = {.kind = SVG_STEP_PART};

    for (guint i = 0; holder->children != NULL && i < holder->children->len; i++) {
        const SvgElement *child = g_ptr_array_index(holder->children, i);

        if (g_hash_table_contains(self->holders, child)) {
            end_part(self, &part);
            split_element(self, child);
        } else {
            add_to_part(self, &part, child);
        }
    }
    end_part(self, &part);
}

GArray *svg_steps_find(const SvgTree *tree, const SvgStyle *style, const GArray *groups,
                       const GPtrArray *pixels) {
    g_autoptr(GHashTable) pictures = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) drawn = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) holders = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) painted = g_hash_table_new(NULL, NULL);
    Split self = {.tree = tree,
                  .style = style,
                  .groups = pictures,
                  .pixels = drawn,
                  .holders = holders,
                  .painted = painted,
                  .steps = g_array_new(FALSE, FALSE, sizeof(SvgFileStep))};

    find_holders(&self, groups, pixels);
    if (can_split(&self))
        split(&self, g_ptr_array_index(tree->elements, 0));
    return self.steps;
}
