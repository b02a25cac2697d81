/* Elements of a drawing that are painted with gradients. */
#pragma once

#include "resources/svg_style.h"

/* Whether it defines some. */
bool svg_gradients_are_some(const SvgTree *tree);

/* Those that holders show, of SvgElement: shapes, words, what shows others. Rather too
 * many; not all, where style sheets say what SvgStyle does not understand. */
GPtrArray *svg_gradients_find(const SvgTree *tree, const SvgStyle *style);
