/* Elements of a drawing that become pictures of their own before they are painted:
 * those that blend, are isolated or not opaque. */
#pragma once

#include "model/geometry.h"
#include "resources/svg_style.h"

typedef struct {
    const SvgElement *element;
    Affine to_drawing; /* from its own units to those of the drawing */
} SvgGroup;

/* Those whose place can be told, in the order of their tags; of SvgGroup. Empty also
 * where style sheets say what SvgStyle does not understand, or masks have a part in it.
 * None is in an element that goes through a filter; such ones only if they multiply. */
GArray *svg_groups_find(const SvgTree *tree, const SvgStyle *style);

/* Whether masks have a part in it, or strokes that are the same at each scale: then
 * nobody can tell from the shapes what it blackens. */
bool svg_groups_are_vague(const SvgTree *tree, const SvgStyle *style);

/* Whether an element has a clip path. */
bool svg_group_is_clipped(const SvgStyle *style, const SvgElement *element);

/* Whether an element becomes a picture of its own. */
bool svg_group_is_picture(const SvgStyle *style, const SvgElement *element);

/* Whether style sheets are all its own, with rules that SvgStyle understands. */
bool svg_groups_rules_are_plain(const SvgTree *tree, const SvgStyle *style);

/* Whether selectors can name an element by its id, or it has none so far. */
bool svg_group_can_be_named(const SvgTree *tree, const SvgElement *element);

/* Whether it says so in words that can only be read one way: then a style sheet of ours
 * can put something else in their place. */
bool svg_group_is_clear(const SvgStyle *style, const SvgElement *element);

/* How opaque it is then, 0 to 1. */
double svg_group_opacity(const SvgStyle *style, const SvgElement *element);
