/* Properties that librsvg 2.54 does not know, or not with this value. */
#include "base/translate.h"
#include "resources/svg_checks.h"
#include "resources/svg_colours.h"

#include <string.h>

/* --- properties it does not know ---------------------------------------------------
 */

typedef struct {
    const char *name;
    bool is_attribute; /* of elements, too; else in style sheets and `style` only */
    const char *usual; /* what it is anyway, words with a | on each side */
} Ignored;

static const Ignored ignored[] = {
    {"alignment-baseline", true, "|auto|baseline|alphabetic|"},
    {"backdrop-filter", false, "|none|"},
    {"background", false, "|none|transparent|"},
    {"background-color", false, "|none|transparent|"},
    {"border", false, "|none|0|"},
    {"box-shadow", false, "|none|"},
    {"clip", true, "|auto|"},
    {"d", false, "|none|"},
    {"dominant-baseline", true, "|auto|baseline|alphabetic|"},
    {"font-feature-settings", false, "|normal|"},
    {"font-size-adjust", true, "|none|"},
    {"font-variation-settings", false, "|normal|"},
    {"glyph-orientation-vertical", true, "|auto|0|0deg|"},
    {"inline-size", false, "|auto|0|0px|"},
    {"mask-image", false, "|none|"},
    {"offset-path", false, "|none|"},
    {"rotate", false, "|none|0|0deg|"},
    {"scale", false, "|none|1|"},
    {"shape-inside", false, "|auto|none|"},
    {"text-decoration-line", false, "|none|"},
    {"text-orientation", false, "|mixed|"},
    {"text-shadow", false, "|none|"},
    {"text-transform", false, "|none|"},
    {"translate", false, "|none|0|0px|"},
    {"word-spacing", true, "|normal|0|0px|"},
    {"z-index", false, "|auto|0|"},
};

static bool is_among(const char *words, const char *value) {
    g_autofree char *word = g_strdup_printf("|%s|", value);

    return strstr(words, word) != NULL;
}

static void report_ignored(const SvgCheck *self, const char *name, Origin origin) {
    if (svg_check_is_new(self, "property", name))
        diagnostics_add(self->remarks, SEVERITY_WARNING, "art/ignored-style", &origin,
                        "\"%.40s\" has no effect here", name);
}

static void check_name(const SvgCheck *self, const SvgDeclaration *declaration,
                       bool is_attribute, Origin origin) {
    for (size_t i = 0; i < G_N_ELEMENTS(ignored); i++) {
        if (strcmp(ignored[i].name, declaration->name) == 0 &&
            (ignored[i].is_attribute || !is_attribute) &&
            !is_among(ignored[i].usual, declaration->value))
            report_ignored(self, declaration->name, origin);
    }
}

/* --- values it does not know -------------------------------------------------------
 */

static void report_value(const SvgCheck *self, const SvgDeclaration *declaration,
                         Origin origin) {
    if (svg_check_is_new(self, declaration->name, declaration->value))
        diagnostics_add(self->remarks, SEVERITY_WARNING, "art/ignored-style", &origin,
                        "\"%s: %.60s\" has no effect here", declaration->name,
                        declaration->value);
}

static bool is_one_of(const char *const *words, const char *value) {
    for (; *words != NULL; words++) {
        if (g_ascii_strcasecmp(*words, value) == 0)
            return true;
    }
    return false;
}

static const char *const colours[] = {
    "color", "fill", "flood-color", "stop-color", "lighting-color", "stroke", NULL};

/* What stands behind url(…), if anything, is the colour for when it is not there. */
static const char *behind_url(const char *value) {
    const char *end =
        g_ascii_strncasecmp(value, "url(", 4) == 0 ? strchr(value, ')') : NULL;

    return end == NULL ? value : end + 1 + strspn(end + 1, " \t\r\n");
}

static void check_colour(const SvgCheck *self, const SvgDeclaration *declaration,
                         Origin origin) {
    static const char *const words[] = {
        "none",    "currentColor", "inherit", "transparent",    "context-fill",
        "initial", "unset",        "revert",  "context-stroke", NULL};
    const char *colour = behind_url(declaration->value);
    guint32 rgb;

    if (!g_strv_contains(colours, declaration->name) || *colour == '\0' ||
        is_one_of(words, colour) || svg_colour_parse(colour, &rgb) ||
        !svg_check_is_new(self, "colour", colour))
        return;
    diagnostics_add(self->remarks, SEVERITY_ERROR, "art/bad-colour", &origin,
                    "\"%.60s\" is no colour that is understood here", colour);
}

static void check_blend(const SvgCheck *self, const SvgDeclaration *declaration,
                        Origin origin) {
    static const char *const modes[] = {
        "color",      "color-burn", "color-dodge", "darken",  "difference", "exclusion",
        "hard-light", "hue",        "inherit",     "lighten", "luminosity", "multiply",
        "normal",     "overlay",    "saturation",  "screen",  "soft-light", NULL};

    if (strcmp(declaration->name, "mix-blend-mode") == 0 &&
        !is_one_of(modes, declaration->value))
        report_value(self, declaration, origin);
}

/* Shapes and gradients where librsvg wants url(#id). */
static void check_cut(const SvgCheck *self, const SvgDeclaration *declaration,
                      Origin origin) {
    static const char *const words[] = {"none", "inherit", "", NULL};

    if ((strcmp(declaration->name, "clip-path") == 0 ||
         strcmp(declaration->name, "mask") == 0) &&
        !is_one_of(words, declaration->value) &&
        g_ascii_strncasecmp(declaration->value, "url(", 4) != 0)
        report_value(self, declaration, origin);
}

static void check_functions(const SvgCheck *self, const SvgDeclaration *declaration,
                            Origin origin) {
    static const char *const functions[] = {"var(", "calc(", "env(",
                                            "min(", "max(",  "clamp("};

    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (g_str_has_prefix(declaration->value, functions[i]) &&
            !g_strv_contains(colours, declaration->name))
            report_value(self, declaration, origin);
    }
}

static void check_urls(const SvgCheck *self, const SvgDeclaration *declaration,
                       Origin origin) {
    static const char *const properties[] = {
        "clip-path",  "fill",         "filter", "marker", "marker-end",
        "marker-mid", "marker-start", "mask",   "stroke", NULL};
    const char *at = strstr(declaration->value, "url(");
    bool has_substitute = *behind_url(declaration->value) != '\0';
    g_autofree char *target = NULL;

    if (at == NULL || !g_strv_contains(properties, declaration->name))
        return;
    at += strlen("url(");
    at += strspn(at, " \t\r\n\"'");
    target = g_strndup(at, strcspn(at, " \t\r\n\"')"));
    svg_check_reference(self, target, origin, has_substitute);
}

static void check_declaration(const SvgCheck *self, const SvgDeclaration *declaration,
                              bool is_attribute, Origin origin) {
    check_name(self, declaration, is_attribute, origin);
    check_colour(self, declaration, origin);
    check_blend(self, declaration, origin);
    check_cut(self, declaration, origin);
    check_functions(self, declaration, origin);
    check_urls(self, declaration, origin);
}

/* --- attributes --------------------------------------------------------------------
 */

/* The bracket of a function, with numbers and nothing else in it; NULL: there is more.
 */
static const char *skip_numbers(const char *at) {
    at += strspn(at, " \t\r\n");
    if (*at != '(')
        return NULL;
    for (at += 1 + strspn(at + 1, " \t\r\n"); *at != ')';) {
        char *end;

        g_ascii_strtod(at, &end);
        if (end == at || g_ascii_isalpha(*at))
            return NULL;
        at = end + strspn(end, " \t\r\n,");
    }
    return at + 1;
}

static bool is_transform(const char *at) {
    static const char *const functions[] = {"matrix", "translate", "scale",
                                            "rotate", "skewX",     "skewY"};

    for (at += strspn(at, " \t\r\n,"); *at != '\0'; at += strspn(at, " \t\r\n,")) {
        size_t i = 0;

        while (i < G_N_ELEMENTS(functions) && !g_str_has_prefix(at, functions[i]))
            i++;
        at = i < G_N_ELEMENTS(functions) ? skip_numbers(at + strlen(functions[i]))
                                         : NULL;
        if (at == NULL)
            return false;
    }
    return true;
}

/* librsvg passes over a whole transform for one thing wrong in it. */
static void check_transform(const SvgCheck *self, const SvgAttribute *attribute,
                            Origin origin) {
    SvgDeclaration declaration = {.name = attribute->name, .value = attribute->value};

    if (strcmp(attribute->value, "none") != 0 && !is_transform(attribute->value))
        report_value(self, &declaration, origin);
}

static bool is_words(const SvgElement *element) {
    return svg_element_is(element, "text") || svg_element_is(element, "tspan");
}

/* More than one number. */
static bool is_list(const char *value) {
    const char *first = value + strspn(value, " \t\r\n,");
    const char *second = first + strcspn(first, " \t\r\n,");

    return second[strspn(second, " \t\r\n,")] != '\0';
}

/* Letters that stand each in a place of its own. */
static void check_placing(const SvgCheck *self, const SvgElement *element,
                          const SvgAttribute *attribute, Origin origin) {
    static const char *const places[] = {"x", "y", "dx", "dy", NULL};
    static const char *const unknown[] = {"textLength", "rotate", NULL};

    if (!is_words(element))
        return;
    if (g_strv_contains(unknown, attribute->name)) {
        if (!is_among("|0|", attribute->value))
            report_ignored(self, attribute->name, origin);
    } else if (g_strv_contains(places, attribute->name) && is_list(attribute->value) &&
               svg_check_is_new(self, "placing", "")) {
        diagnostics_add(self->remarks, SEVERITY_ERROR, "art/placed-letters", &origin,
                        "letters with a place each are set in a row from the first: "
                        "make paths of them");
    }
}

static bool is_transforming(const char *name) {
    return strcmp(name, "transform") == 0 || strcmp(name, "gradientTransform") == 0 ||
           strcmp(name, "patternTransform") == 0;
}

/* Paths and places are most of a drawing: nothing of them is looked at. */
static bool is_looked_at(const SvgElement *element, const SvgAttribute *attribute) {
    static const char *const others[] = {"style", "d", "class", "id", "points", NULL};

    return attribute->prefix == NULL && !g_strv_contains(others, attribute->name) &&
           (is_words(element) || attribute->name[1] != '\0');
}

static void check_attribute(const SvgCheck *self, const SvgElement *element,
                            const SvgAttribute *attribute) {
    SvgDeclaration declaration = {.name = attribute->name, .value = attribute->value};
    Origin origin = svg_tree_attribute_place(self->tree, element, attribute);

    check_declaration(self, &declaration, true, origin);
    check_placing(self, element, attribute, origin);
    if (is_transforming(attribute->name))
        check_transform(self, attribute, origin);
}

static void check_attributes(const SvgCheck *self, const SvgElement *element) {
    for (guint i = 0; element->attributes != NULL && i < element->attributes->len;
         i++) {
        const SvgAttribute *attribute =
            &g_array_index(element->attributes, SvgAttribute, i);

        if (is_looked_at(element, attribute))
            check_attribute(self, element, attribute);
    }
}

/* --- style sheets ------------------------------------------------------------------
 */

static void check_declarations(const SvgCheck *self, const GArray *declarations) {
    for (guint i = 0; declarations != NULL && i < declarations->len; i++) {
        const SvgDeclaration *declaration =
            &g_array_index(declarations, SvgDeclaration, i);

        check_declaration(self, declaration, false,
                          (Origin){.source = self->tree->source,
                                   .offset = declaration->offset,
                                   .length = declaration->length});
    }
}

static bool has_shadow(const SvgTree *tree) {
    for (guint i = 0; i < tree->elements->len; i++) {
        if (svg_element_is(g_ptr_array_index(tree->elements, i), "feDropShadow"))
            return true;
    }
    return false;
}

/* `feDropShadow` has become other elements when librsvg sees the drawing. */
static bool is_understood(const SvgCheck *self, const char *prelude) {
    static const char *const unknown[] = {":is(", ":where(", ":has("};

    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++) {
        if (strstr(prelude, unknown[i]) != NULL)
            return false;
    }
    if (*prelude == '@')
        return g_str_has_prefix(prelude, "@charset") ||
               g_str_has_prefix(prelude, "@namespace");
    return strstr(prelude, "feDropShadow") == NULL || !has_shadow(self->tree);
}

static void check_prelude(const SvgCheck *self, const SvgDeclaration *prelude) {
    Origin origin = {.source = self->tree->source,
                     .offset = prelude->offset,
                     .length = prelude->length};

    if (g_str_has_prefix(prelude->name, "@import"))
        diagnostics_add(
            self->remarks, SEVERITY_ERROR, "art/elsewhere", &origin,
            "a style sheet in another file is not read: put it into <style>");
    else if (!is_understood(self, prelude->name) &&
             svg_check_is_new(self, "prelude", prelude->name))
        diagnostics_add(self->remarks, SEVERITY_WARNING, "art/ignored-style", &origin,
                        "\"%.60s\" has no effect here", prelude->name);
}

void svg_check_styles(const SvgCheck *self) {
    const GArray *preludes = svg_style_preludes(self->style);

    for (guint i = 0; i < preludes->len; i++)
        check_prelude(self, &g_array_index(preludes, SvgDeclaration, i));
    check_declarations(self, svg_style_sheet(self->style));
    for (guint i = 0; i < self->tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(self->tree->elements, i);

        if (svg_check_is_hidden(self, element))
            continue;
        check_declarations(self, svg_style_inline(self->style, element));
        check_attributes(self, element);
    }
}

/* --- words -------------------------------------------------------------------------
 */

/* What holds for it; NULL: nobody says anything, or `font` says it all at once. */
static const char *inherited(const SvgCheck *self, const SvgElement *element,
                             const char *property, bool *is_short) {
    for (; element != NULL; element = element->parent) {
        const char *value = svg_style_get(self->style, element, property);

        if (value != NULL && strcmp(value, "inherit") != 0)
            return value;
        if (svg_style_get(self->style, element, "font") != NULL) {
            *is_short = true;
            return NULL;
        }
    }
    return NULL;
}

/* The first family of a list that is there; caller frees. */
static char *find_family(const SvgCheck *self, const char *list) {
    g_auto(GStrv) families = g_strsplit(list, ",", -1);

    for (char **family = families; *family != NULL; family++) {
        g_strstrip(*family);
        if (strlen(*family) > 1 && (**family == '"' || **family == '\'')) {
            (*family)[strlen(*family) - 1] = '\0';
            memmove(*family, *family + 1, strlen(*family));
        }
        if (fonts_have_family(self->fonts, *family))
            return g_strdup(*family);
    }
    return NULL;
}

static void check_weight(const SvgCheck *self, const SvgElement *element,
                         const char *family, Origin origin) {
    bool is_short = false;
    const char *said = inherited(self, element, "font-weight", &is_short);
    int weight = said == NULL || strcmp(said, "normal") == 0 ? 400
                 : strcmp(said, "bold") == 0
                     ? 700
                     : (int)CLAMP(g_ascii_strtod(said, NULL), 0, 1000);
    g_autofree char *key = g_strdup_printf("%s %d", family, weight);

    if (!is_short && weight > 0 && !fonts_have_weight(self->fonts, family, weight) &&
        svg_check_is_new(self, "weight", key))
        diagnostics_add(self->remarks, SEVERITY_WARNING, "art/unknown-font", &origin,
                        "the font \"%.60s\" is not there in weight %d: the nearest is "
                        "taken",
                        family, weight);
}

void svg_check_words(const SvgCheck *self, const SvgElement *element) {
    bool is_short = false;
    Origin origin = svg_tree_place(self->tree, element);
    const char *list;
    g_autofree char *family = NULL;

    if (self->fonts == NULL || !is_words(element) || !element->has_text)
        return;
    list = inherited(self, element, "font-family", &is_short);
    if (is_short)
        return;
    family = list == NULL ? NULL : find_family(self, list);
    if (family != NULL)
        check_weight(self, element, family, origin);
    else if (list == NULL && svg_check_is_new(self, "font", ""))
        diagnostics_add(self->remarks, SEVERITY_ERROR, "art/unknown-font", &origin,
                        "these words say no \"font-family\"");
    else if (list != NULL && svg_check_is_new(self, "font", list))
        diagnostics_add(self->remarks, SEVERITY_ERROR, "art/unknown-font", &origin,
                        "the font \"%.60s\" is not there: another is taken", list);
}
