/* What the parts of svg_check share. */
#pragma once

#include "resources/svg_check.h"

typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    const Fonts *fonts; /* NULL: not looked at */
    Diagnostics *remarks;
    GHashTable *said; /* of char *: what has been told */
} SvgCheck;

/* Whether nothing has been told yet of this kind about this thing. */
bool svg_check_is_new(const SvgCheck *self, const char *kind, const char *thing);

/* Whether it, or something around it, is never drawn: display: none, metadata. */
bool svg_check_is_hidden(const SvgCheck *self, const SvgElement *element);

/* `target` is "#id" or something elsewhere; `has_substitute`: another colour is named
 * for when it is not there. */
void svg_check_reference(const SvgCheck *self, const char *target, Origin origin,
                         bool has_substitute);

/* Properties, style sheets and attributes. */
void svg_check_styles(const SvgCheck *self);

/* Words and their fonts. */
void svg_check_words(const SvgCheck *self, const SvgElement *element);
