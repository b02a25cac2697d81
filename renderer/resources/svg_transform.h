/* What an attribute `transform` says. */
#pragma once

#include "model/geometry.h"

/* False: it says nothing, or something else than SVG 1.1 lets attributes say (units,
 * variables), or there is no way back from it. */
bool svg_transform_parse(const char *text, Affine *matrix);
