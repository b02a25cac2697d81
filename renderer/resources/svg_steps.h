/* A drawing taken apart where it multiplies, goes through filters or is painted with
 * gradients: what comes between such elements, and they themselves, each to be drawn
 * alone, so that whoever draws puts them together. */
#pragma once

#include "resources/svg_style.h"
#include "resources/svgs.h"

typedef struct {
    SvgStepKind kind;
    const SvgElement
        *element;      /* the group; of pixels: all; of a part: the only one, or NULL */
    size_t start, end; /* of a part without one: its bytes in the file */
    bool multiplies;   /* of an end; else it is painted as it is */
    double opacity;    /* likewise; 0 to 1 */
    bool has_gradients; /* of a part */
} SvgFileStep;

/* In the order in which they are drawn, of SvgFileStep; `groups` are those of the
 * drawing (svg_groups_find), `pixels` its filtered elements (svg_filters_find). Empty:
 * there is nothing of that, or nobody can tell. Parts without an element can
 * be put into a <g>. */
GArray *svg_steps_find(const SvgTree *tree, const SvgStyle *style, const GArray *groups,
                       const GPtrArray *pixels);
