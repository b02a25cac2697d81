/* What of a drawing goes through filters: librsvg makes pixels of it. */
#pragma once

#include "resources/svg_style.h"

/* The elements that filters have a part in, each of which can be drawn alone, in the
 * order of their tags; of SvgElement. NULL: nobody can tell which. */
GPtrArray *svg_filters_find(const SvgTree *tree, const SvgStyle *style);

/* Whether an element itself says that it goes through one. */
bool svg_filters_take(const SvgStyle *style, const SvgElement *element);

/* How many elements say so. */
guint svg_filters_count(const SvgTree *tree, const SvgStyle *style);

/* How many pictures, as large as what is drawn, librsvg has at a time, at most. */
guint svg_filters_surfaces(const SvgTree *tree);

/* How messages call an element; NULL is one that goes through a filter somehow. The
 * caller frees it. */
char *svg_filters_name(const SvgTree *tree, const SvgStyle *style,
                       const SvgElement *element);
