#include "resources/svg_checks.h"

#include "base/translate.h"
#include "resources/svg_mend.h"

#include <stdlib.h>
#include <string.h>

/* --- what the checks share ---------------------------------------------------------
 */

bool svg_check_is_new(const SvgCheck *self, const char *kind, const char *thing) {
    return g_hash_table_add(self->said, g_strconcat(kind, "\n", thing, NULL));
}

bool svg_check_is_hidden(const SvgCheck *self, const SvgElement *element) {
    for (; element != NULL; element = element->parent) {
        const char *display = svg_style_get(self->style, element, "display");

        if (element->name[0] == '\0' || svg_element_is(element, "metadata") ||
            g_strcmp0(display, "none") == 0)
            return true;
    }
    return false;
}

void svg_check_reference(const SvgCheck *self, const char *target, Origin origin,
                         bool has_substitute) {
    if (*target == '#' && g_hash_table_contains(self->tree->by_id, target + 1))
        return;
    if (*target == '#' && svg_check_is_new(self, "missing", target))
        diagnostics_add(self->remarks,
                        has_substitute ? SEVERITY_WARNING : SEVERITY_ERROR,
                        "art/missing-part", &origin,
                        "nothing in this drawing has the id \"%s\"", target + 1);
    else if (*target != '#' && svg_check_is_new(self, "elsewhere", target))
        diagnostics_add(self->remarks, SEVERITY_ERROR, "art/elsewhere", &origin,
                        "\"%.60s\" is another file, which is not read", target);
}

/* --- elements ----------------------------------------------------------------------
 */

/* What is drawn, and what nobody draws; in the order of bsearch. */
static const char *const drawn[] = {"a",
                                    "circle",
                                    "clipPath",
                                    "color-profile",
                                    "cursor",
                                    "defs",
                                    "desc",
                                    "ellipse",
                                    "feBlend",
                                    "feColorMatrix",
                                    "feComponentTransfer",
                                    "feComposite",
                                    "feConvolveMatrix",
                                    "feDiffuseLighting",
                                    "feDisplacementMap",
                                    "feDistantLight",
                                    "feDropShadow",
                                    "feFlood",
                                    "feFuncA",
                                    "feFuncB",
                                    "feFuncG",
                                    "feFuncR",
                                    "feGaussianBlur",
                                    "feImage",
                                    "feMerge",
                                    "feMergeNode",
                                    "feMorphology",
                                    "feOffset",
                                    "fePointLight",
                                    "feSpecularLighting",
                                    "feSpotLight",
                                    "feTile",
                                    "feTurbulence",
                                    "filter",
                                    "font",
                                    "g",
                                    "image",
                                    "line",
                                    "linearGradient",
                                    "marker",
                                    "mask",
                                    "metadata",
                                    "mpath",
                                    "path",
                                    "pattern",
                                    "polygon",
                                    "polyline",
                                    "radialGradient",
                                    "rect",
                                    "script",
                                    "stop",
                                    "style",
                                    "svg",
                                    "switch",
                                    "symbol",
                                    "text",
                                    "title",
                                    "tref",
                                    "tspan",
                                    "use",
                                    "view"};

static int compare_name(const void *name, const void *row) {
    return strcmp(name, *(const char *const *)row);
}

static bool is_drawn(const SvgElement *element) {
    return bsearch(element->name, drawn, G_N_ELEMENTS(drawn), sizeof drawn[0],
                   compare_name) != NULL;
}

static const char *const moving[] = {
    "animate", "animateColor", "animateMotion", "animateTransform", "discard", "set",
    NULL};

/* A switch passes over what asks for an extension and takes the next. */
static bool is_passed_over(const SvgElement *element) {
    const char *extensions = svg_element_get(element, "requiredExtensions");

    return element->parent != NULL && svg_element_is(element->parent, "switch") &&
           extensions != NULL && *extensions != '\0';
}

/* Of an element that is not drawn the parts are not told as well. */
static bool is_inside_undrawn(const SvgElement *element) {
    for (element = element->parent; element != NULL; element = element->parent) {
        if (!is_drawn(element) || svg_element_is(element, "font"))
            return true;
    }
    return false;
}

static void check_kind(const SvgCheck *self, const SvgElement *element) {
    Origin origin = svg_tree_place(self->tree, element);
    const char *name = element->name;

    if (is_drawn(element) && !svg_element_is(element, "script"))
        return;
    if (g_strv_contains(moving, name)) {
        if (svg_check_is_new(self, "moving", ""))
            diagnostics_add(self->remarks, SEVERITY_WARNING, "art/not-animated",
                            &origin, "a poster does not move: this is passed over");
    } else if (svg_element_is(element, "script")) {
        if (svg_check_is_new(self, "script", ""))
            diagnostics_add(self->remarks, SEVERITY_WARNING, "art/script", &origin,
                            "scripts are passed over");
    } else if (!is_passed_over(element) && svg_check_is_new(self, "kind", name)) {
        diagnostics_add(self->remarks, SEVERITY_ERROR, "art/not-drawn", &origin,
                        "<%.40s> is not drawn", name);
    }
}

static void check_events(const SvgCheck *self, const SvgElement *element) {
    for (guint i = 0; element->attributes != NULL && i < element->attributes->len;
         i++) {
        const SvgAttribute *attribute =
            &g_array_index(element->attributes, SvgAttribute, i);
        Origin origin;

        if (!g_str_has_prefix(attribute->name, "on") ||
            !svg_check_is_new(self, "script", "on"))
            continue;
        origin = svg_tree_attribute_place(self->tree, element, attribute);
        diagnostics_add(self->remarks, SEVERITY_WARNING, "art/script", &origin,
                        "scripts are passed over");
    }
}

/* --- sizes -------------------------------------------------------------------------
 */

typedef struct {
    const char *element;
    const char *property;
    bool is_needed; /* nothing is drawn without it, too */
} Extent;

static const Extent extents[] = {
    {"circle", "r", true},       {"ellipse", "rx", false},
    {"ellipse", "ry", false},    {"image", "width", false},
    {"image", "height", false},  {"path", "d", true},
    {"pattern", "width", false}, {"pattern", "height", false},
    {"polygon", "points", true}, {"polyline", "points", true},
    {"rect", "width", true},     {"rect", "height", true},
    {"svg", "width", false},     {"svg", "height", false},
};

static bool is_nothing(const char *value, bool is_needed) {
    if (value == NULL)
        return is_needed;
    value += strspn(value, " \t\r\n");
    if (*value == '\0')
        return is_needed;
    return (g_ascii_isdigit(*value) || *value == '-' || *value == '.') &&
           g_ascii_strtod(value, NULL) <= 0;
}

static void check_extent(const SvgCheck *self, const SvgElement *element) {
    Origin origin = svg_tree_place(self->tree, element);

    for (size_t i = 0; i < G_N_ELEMENTS(extents); i++) {
        const Extent *extent = &extents[i];
        bool is_text = strcmp(extent->property, "d") == 0 ||
                       strcmp(extent->property, "points") == 0;
        const char *value;

        if (!svg_element_is(element, extent->element))
            continue;
        value = is_text ? svg_element_get(element, extent->property)
                        : svg_style_get(self->style, element, extent->property);
        if (is_text ? value != NULL && value[strspn(value, " \t\r\n")] != '\0'
                    : !is_nothing(value, extent->is_needed))
            continue;
        if (svg_check_is_new(self, "extent", extent->element))
            diagnostics_add(self->remarks, SEVERITY_WARNING, "art/nothing-there",
                            &origin, "nothing is seen of this <%s>: it has no \"%s\"",
                            extent->element, extent->property);
    }
}

/* --- references and pictures -------------------------------------------------------
 */

enum { MAGIC_LENGTH = 12 };

/* The first bytes of a picture in data: URLs, as base64 has them. */
static size_t read_magic(const char *href, guchar *magic) {
    const char *data = strchr(href, ',');
    guchar bytes[3 * 16];
    int state = 0;
    guint save = 0;
    size_t length;

    if (data == NULL || g_strstr_len(href, data - href, "base64") == NULL)
        return 0;
    length =
        g_base64_decode_step(data + 1, MIN(strlen(data + 1), 48), bytes, &state, &save);
    memcpy(magic, bytes, MIN(length, MAGIC_LENGTH));
    return MIN(length, MAGIC_LENGTH);
}

static bool is_readable(const char *href) {
    guchar magic[MAGIC_LENGTH];
    size_t length = read_magic(href, magic);

    return length >= 8 &&
           (memcmp(magic, "\x89PNG\r\n\x1a\n", 8) == 0 ||
            memcmp(magic, "\xff\xd8\xff", 3) == 0 || memcmp(magic, "GIF8", 4) == 0);
}

static void check_picture(const SvgCheck *self, const char *href, Origin origin) {
    if (svg_is_inner_drawing(href))
        diagnostics_add(
            self->remarks, SEVERITY_ERROR, "art/unreadable-picture", &origin,
            "a drawing inside a drawing is left out: put its elements here");
    else if (!is_readable(href))
        diagnostics_add(self->remarks, SEVERITY_ERROR, "art/unreadable-picture",
                        &origin,
                        "this picture is neither a PNG, a JPEG nor a GIF in base64");
}

static void check_href(const SvgCheck *self, const SvgElement *element) {
    static const char *const users[] = {"feImage",        "filter",  "image",
                                        "linearGradient", "pattern", "radialGradient",
                                        "tref",           "use",     NULL};
    const SvgAttribute *href = svg_element_href(element);
    bool is_picture =
        svg_element_is(element, "image") || svg_element_is(element, "feImage");
    Origin origin;

    if (href == NULL || !g_strv_contains(users, element->name) || *href->value == '\0')
        return;
    origin = svg_tree_attribute_place(self->tree, element, href);
    if (is_picture && g_ascii_strncasecmp(href->value, "data:", 5) == 0)
        check_picture(self, href->value, origin);
    else
        svg_check_reference(self, href->value, origin, false);
}

/* --- the door ----------------------------------------------------------------------
 */

static void check_element(const SvgCheck *self, const SvgElement *element) {
    if (svg_check_is_hidden(self, element) || is_inside_undrawn(element))
        return;
    check_kind(self, element);
    check_events(self, element);
    check_extent(self, element);
    check_href(self, element);
    svg_check_words(self, element);
}

void svg_check(const SvgTree *tree, const SvgStyle *style, const Fonts *fonts,
               Diagnostics *remarks) {
    g_autoptr(GHashTable) said =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    SvgCheck self = {tree, style, fonts, remarks, said};
    Origin sheet = {.source = tree->source, .offset = tree->style_sheet - 1};

    if (tree->style_sheet > 0)
        diagnostics_add(
            remarks, SEVERITY_ERROR, "art/elsewhere", &sheet,
            "a style sheet in another file is not read: put it into <style>");
    for (guint i = 0; i < tree->elements->len; i++)
        check_element(&self, g_ptr_array_index(tree->elements, i));
    svg_check_styles(&self);
}
