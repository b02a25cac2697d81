/* What properties of a drawing's elements are set to: by `style`, by its style sheets
 * where their selectors are simple (one type, class or id, or several of them for one
 * element), by attributes. */
#pragma once

#include "resources/svg_tree.h"

/* A property with its value, somewhere in the file. */
typedef struct {
    const char *name;  /* in small letters */
    const char *value; /* without "!important" */
    size_t offset;     /* in the file */
    size_t length;
} SvgDeclaration;

typedef struct SvgStyle SvgStyle;

SvgStyle *svg_style_new(SvgTree *tree);
void svg_style_free(SvgStyle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SvgStyle, svg_style_free)

/* What the element itself says of a property; NULL: nothing; borrowed. */
const char *svg_style_get(const SvgStyle *self, const SvgElement *element,
                          const char *property);

/* All declarations of style sheets, whatever they are for; of SvgDeclaration. */
const GArray *svg_style_sheet(const SvgStyle *self);

/* Those of its attribute `style`; of SvgDeclaration; NULL: it has none; borrowed. */
const GArray *svg_style_inline(const SvgStyle *self, const SvgElement *element);

/* Selectors and at-rules, as they are written; of SvgDeclaration without values. */
const GArray *svg_style_preludes(const SvgStyle *self);
