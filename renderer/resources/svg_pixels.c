#include "resources/svg_pixels.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

static bool is_effect(const char *property, const char *value) {
    return (strcmp(property, "filter") == 0 || strcmp(property, "mask") == 0) &&
           value != NULL && strcmp(value, "none") != 0 && *value != '\0';
}

static bool has_effect(const SvgStyle *style, const SvgElement *element) {
    return is_effect("filter", svg_style_get(style, element, "filter")) ||
           is_effect("mask", svg_style_get(style, element, "mask"));
}

/* For whatever elements: not every selector is understood. */
static bool sheet_has_effect(const SvgStyle *style) {
    const GArray *sheet = svg_style_sheet(style);

    for (guint i = 0; i < sheet->len; i++) {
        const SvgDeclaration *declaration = &g_array_index(sheet, SvgDeclaration, i);

        if (is_effect(declaration->name, declaration->value))
            return true;
    }
    return false;
}

static bool is_emoji(gunichar letter) {
    return u_hasBinaryProperty((UChar32)letter, UCHAR_EMOJI_PRESENTATION) ||
           letter == 0xfe0f;
}

static gunichar read_reference(const char *at) {
    bool is_hex = at[2] == 'x';

    return (gunichar)strtoul(at + (is_hex ? 3 : 2), NULL, is_hex ? 16 : 10);
}

/* Among its own words; a font may have pictures for them. */
static bool has_emoji(const SvgTree *tree, const SvgElement *element) {
    const char *end = tree->source->bytes + element->end;

    if (!element->has_text)
        return false;
    for (const char *at = tree->source->bytes + element->inside; at < end;
         at = g_utf8_next_char(at)) {
        gunichar letter =
            at[0] == '&' && at[1] == '#' ? read_reference(at) : g_utf8_get_char(at);

        if (is_emoji(letter))
            return true;
    }
    return false;
}

static bool makes_pixels(const SvgTree *tree, const SvgStyle *style,
                         const SvgElement *element) {
    static const char *const words[] = {"text", "tspan", "tref", "a", NULL};

    return svg_element_is(element, "image") || has_effect(style, element) ||
           (g_strv_contains(words, element->name) && has_emoji(tree, element));
}

bool svg_makes_pixels(const SvgTree *tree, const SvgStyle *style) {
    for (guint i = 0; i < tree->elements->len; i++) {
        if (makes_pixels(tree, style, g_ptr_array_index(tree->elements, i)))
            return true;
    }
    return sheet_has_effect(style);
}
