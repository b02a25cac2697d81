/* Any bytes as a drawing, as far as we read it ourselves: what librsvg would get can be
 * read again and needs no more mending. */
#include "fuzz.h"

#include "resources/svg_check.h"
#include "resources/svg_colours.h"
#include "resources/svg_mend.h"
#include "resources/svg_pixels.h"
#include "resources/svg_strokes.h"

#include <math.h>
#include <string.h>

static void check_strokes(const SvgTree *tree, const SvgStyle *style) {
    g_autoptr(GArray) strokes = svg_strokes_find(tree, style);

    for (guint i = 0; i < strokes->len; i++) {
        const SvgStroke *stroke = &g_array_index(strokes, SvgStroke, i);

        g_assert_true(isfinite(stroke->width) && stroke->width > 0);
        g_assert_cmpuint(stroke->origin.offset + stroke->origin.length, <=,
                         tree->source->length);
    }
}

static void check_places(const SvgTree *tree) {
    for (guint i = 0; i < tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(tree->elements, i);

        g_assert_cmpuint(element->start, <, element->inside);
        g_assert_cmpuint(element->inside, <=, element->end);
        g_assert_cmpuint(element->end, <=, tree->source->length);
        g_assert_true(tree->source->bytes[element->start] == '<');
    }
}

static void check_mended(const SvgTree *tree) {
    g_autoptr(GString) mended = svg_mend(tree);
    g_autoptr(Source) source = NULL;
    g_autoptr(SvgTree) again = NULL;
    g_autoptr(GString) twice = NULL;

    if (mended == NULL)
        return;
    source = source_new_for_text("mended.svg", mended->str, mended->len);
    again = svg_tree_parse(source, NULL);
    g_assert_nonnull(again);
    twice = svg_mend(again);
    g_assert_null(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(Source) source =
        source_new_for_text("fuzz.svg", (const char *)bytes, length);
    g_autoptr(GArray) colours = svg_colours_find(source->bytes, source->length);
    g_autoptr(Diagnostics) remarks = diagnostics_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(SvgTree) tree = svg_tree_parse(source, &error);
    g_autoptr(SvgStyle) style = tree == NULL ? NULL : svg_style_new(tree);

    g_assert_true(svg_colours_have(colours, 0));
    if (tree == NULL) {
        g_assert_true(g_utf8_validate(error->message, -1, NULL));
        return 0;
    }
    svg_check(tree, style, NULL, remarks);
    tell_findings(remarks);
    svg_makes_pixels(tree, style);
    check_places(tree);
    check_strokes(tree, style);
    check_mended(tree);
    return 0;
}
