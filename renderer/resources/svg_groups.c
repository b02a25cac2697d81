#include "resources/svg_groups.h"

#include "resources/svg_filters.h"
#include "resources/svg_transform.h"

#include <string.h>

enum { USES_MAX = 8 }; /* one in the other */

typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    GHashTable *used; /* ids that something refers to */
    GArray *found;    /* of SvgGroup */
} Search;

/* --- what cannot be told -------------------------------------------------------------
 */

/* Each with the value that changes nothing. */
typedef struct {
    const char *name, *harmless;
} Effect;

static const Effect effects[] = {
    {"mask", "none"},
    {"vector-effect", "none"},
};

static const Effect *find_effect(const char *property, const char *value) {
    for (size_t i = 0; value != NULL && i < G_N_ELEMENTS(effects); i++) {
        if (strcmp(effects[i].name, property) == 0 &&
            strcmp(effects[i].harmless, value) != 0)
            return &effects[i];
    }
    return NULL;
}

bool svg_groups_are_vague(const SvgTree *tree, const SvgStyle *style) {
    const GArray *sheet = svg_style_sheet(style);

    for (guint i = 0; i < sheet->len; i++) {
        const SvgDeclaration *declaration = &g_array_index(sheet, SvgDeclaration, i);

        if (find_effect(declaration->name, declaration->value) != NULL)
            return true;
    }
    for (guint i = 0; i < tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(tree->elements, i);

        for (size_t j = 0; j < G_N_ELEMENTS(effects); j++) {
            const char *name = effects[j].name;

            if (find_effect(name, svg_style_get(style, element, name)) != NULL)
                return true;
        }
    }
    return false;
}

/* Style sheets from elsewhere, and rules for some of the elements only, are not. */
bool svg_groups_rules_are_plain(const SvgTree *tree, const SvgStyle *style) {
    const GArray *preludes = svg_style_preludes(style);

    for (guint i = 0; i < preludes->len; i++) {
        const SvgDeclaration *prelude = &g_array_index(preludes, SvgDeclaration, i);
        g_auto(GStrv) parts = g_strsplit(prelude->name, ",", -1);

        for (char **part = parts; *part != NULL; part++) {
            if (strpbrk(g_strstrip(*part), " \t\r\n>+~:[]&()\"'@;*") != NULL)
                return false;
        }
    }
    return tree->style_sheet == 0;
}

/* cairo makes pixels of patterns, on a grid of its own for each picture. */
static bool has_patterns(const SvgTree *tree) {
    for (guint i = 0; i < tree->elements->len; i++) {
        if (svg_element_is(g_ptr_array_index(tree->elements, i), "pattern"))
            return true;
    }
    return false;
}

/* --- which ---------------------------------------------------------------------------
 */

double svg_group_opacity(const SvgStyle *style, const SvgElement *element) {
    const char *opacity = svg_style_get(style, element, "opacity");
    char *end;
    double number = opacity == NULL ? 1 : g_ascii_strtod(opacity, &end);

    if (opacity == NULL || end == opacity)
        return 1;
    return CLAMP(number * (*end == '%' ? 0.01 : 1), 0, 1);
}

static bool is_one_of(const char *value, const char *const *words) {
    return value != NULL && g_strv_contains(words, value);
}

static bool is_number(const char *value) {
    char *end;

    g_ascii_strtod(value, &end);
    return end != value && strcmp(end, *end == '%' ? "%" : "") == 0;
}

bool svg_group_is_clear(const SvgStyle *style, const SvgElement *element) {
    static const char *const modes[] = {"normal", "multiply", NULL};
    static const char *const isolations[] = {"auto", "isolate", NULL};
    const char *opacity = svg_style_get(style, element, "opacity");
    const char *mode = svg_style_get(style, element, "mix-blend-mode");
    const char *isolation = svg_style_get(style, element, "isolation");

    return (opacity == NULL || is_number(opacity)) &&
           (mode == NULL || is_one_of(mode, modes)) &&
           (isolation == NULL || is_one_of(isolation, isolations));
}

bool svg_group_is_picture(const SvgStyle *style, const SvgElement *element) {
    static const char *const modes[] = {
        "multiply",   "screen",      "overlay",    "darken",
        "lighten",    "color-dodge", "color-burn", "hard-light",
        "soft-light", "difference",  "exclusion",  "hue",
        "saturation", "color",       "luminosity", NULL};
    static const char *const isolate[] = {"isolate", NULL};

    return svg_group_opacity(style, element) < 1 ||
           is_one_of(svg_style_get(style, element, "mix-blend-mode"), modes) ||
           is_one_of(svg_style_get(style, element, "isolation"), isolate);
}

bool svg_group_is_clipped(const SvgStyle *style, const SvgElement *element) {
    const char *clip = svg_style_get(style, element, "clip-path");

    return clip != NULL && strcmp(clip, "none") != 0;
}

/* Whether a part of it has a clip path: cairo 1.16 moves those inside pictures by whole
 * pixels, and not the same way when the picture is clipped. */
static bool holds_clip(const Search *self, const SvgElement *element, int uses) {
    const SvgElement *shown = svg_tree_shown(self->tree, element);

    if (svg_group_is_clipped(self->style, element) ||
        (shown != NULL && (uses == USES_MAX || holds_clip(self, shown, uses + 1))))
        return true;
    for (guint i = 0; element->children != NULL && i < element->children->len; i++) {
        if (holds_clip(self, g_ptr_array_index(element->children, i), uses))
            return true;
    }
    return false;
}

/* Selectors name it as it is. */
bool svg_group_can_be_named(const SvgTree *tree, const SvgElement *element) {
    const char *id = svg_element_get(element, "id");

    if (id == NULL)
        return true;
    for (const char *at = id; *at != '\0'; at++) {
        if (!g_ascii_isalnum(*at) && *at != '-' && *at != '_')
            return false;
    }
    return g_ascii_isalpha(*id) && g_hash_table_lookup(tree->by_id, id) == element;
}

/* --- where ---------------------------------------------------------------------------
 */

/* A plain number; nothing is 0. */
static bool read_offset(const SvgElement *use, const char *name, double *offset) {
    const char *text = svg_element_get(use, name);
    char *end;

    *offset = text == NULL ? 0 : g_ascii_strtod(text, &end);
    return text == NULL || (end != text && *end == '\0');
}

/* In librsvg the units of <use> are those of what it shows. */
static bool move_by_use(const Search *self, const SvgElement *use, Affine *matrix) {
    const SvgElement *shown = svg_tree_shown(self->tree, use);
    Affine move = affine_identity();

    if (shown == NULL || svg_element_is(shown, "symbol") ||
        svg_element_is(shown, "svg") || !read_offset(use, "x", &move.x0) ||
        !read_offset(use, "y", &move.y0))
        return false;
    *matrix = affine_then(move, *matrix);
    return true;
}

static bool move(const Search *self, const SvgElement *element, Affine *matrix) {
    const char *transform = svg_style_get(self->style, element, "transform");
    Affine own = affine_identity();

    if (svg_style_get(self->style, element, "transform-origin") != NULL ||
        (transform != NULL && !svg_transform_parse(transform, &own)))
        return false;
    *matrix = affine_then(own, *matrix);
    return !svg_element_is(element, "use") || move_by_use(self, element, matrix);
}

/* What goes through a filter is drawn as pixels, with what is in it, and its opacity,
 * but not onto what it multiplies with. */
static bool is_group(const Search *self, const SvgElement *element) {
    const char *mode = svg_style_get(self->style, element, "mix-blend-mode");

    return svg_group_is_picture(self->style, element) &&
           (!svg_filters_take(self->style, element) ||
            g_strcmp0(mode, "multiply") == 0);
}

static void walk(Search *self, const SvgElement *element, Affine matrix) {
    static const char *const holders[] = {"a", "g", NULL};
    static const char *const shapes[] = {"circle", "ellipse", "image",    "line",
                                         "path",   "polygon", "polyline", "rect",
                                         "text",   "use",     NULL};
    const char *id = svg_element_get(element, "id");
    bool holds = g_strv_contains(holders, element->name);
    bool is_root = element->parent == NULL;

    if ((!holds && !is_root && !g_strv_contains(shapes, element->name)) ||
        (id != NULL && g_hash_table_contains(self->used, id)) ||
        svg_group_is_clipped(self->style, element) || !move(self, element, &matrix))
        return;
    if (!is_root && svg_group_can_be_named(self->tree, element) &&
        is_group(self, element) && !holds_clip(self, element, 0)) {
        SvgGroup group = {element, matrix};

        g_array_append_val(self->found, group);
    }
    if (svg_filters_take(self->style, element))
        return;
    for (guint i = 0;
         (holds || is_root) && element->children != NULL && i < element->children->len;
         i++)
        walk(self, g_ptr_array_index(element->children, i), matrix);
}

/* What <use> shows is drawn where that stands, too. */
static GHashTable *find_used(const SvgTree *tree) {
    GHashTable *used = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < tree->elements->len; i++) {
        const SvgAttribute *href =
            svg_element_href(g_ptr_array_index(tree->elements, i));

        if (href != NULL && href->value[0] == '#')
            g_hash_table_add(used, (gpointer)(href->value + 1));
    }
    return used;
}

GArray *svg_groups_find(const SvgTree *tree, const SvgStyle *style) {
    const SvgElement *root = g_ptr_array_index(tree->elements, 0);
    g_autoptr(GHashTable) used = find_used(tree);
    Search self = {tree, style, used, g_array_new(FALSE, FALSE, sizeof(SvgGroup))};

    if (svg_groups_rules_are_plain(tree, style) && !svg_groups_are_vague(tree, style) &&
        !has_patterns(tree) && svg_style_get(style, root, "transform") == NULL)
        walk(&self, root, affine_identity());
    return self.found;
}
