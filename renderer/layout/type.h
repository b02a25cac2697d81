/* A type style on one line of text: what pango is told, and what the font says. */
#pragma once

#include "model/campaign.h"

#include <pango/pango.h>
#include <stdbool.h>

/* A one-line layout at unit scale; yours to unref. */
PangoLayout *type_layout(PangoContext *context, const TypeStyle *style,
                         const char *text, size_t length, const char *language);

/* The style's own height of capitals, and its leading for a text, at unit scale. */
double type_cap_height(PangoContext *context, const TypeStyle *style);
double type_leading(const TypeStyle *style, const char *text);

/* Whether a text is set from right to left: it has letters of that direction, in a
 * language of that direction; or no other letters at all. */
bool type_is_right_to_left(const char *text, const char *language);

/* Calls `missing` for each character of the layout that no family of the style has, in
 * the order of the text. */
typedef void (*TypeMissing)(gunichar character, void *data);
void type_find_missing(PangoLayout *layout, const TypeStyle *style, TypeMissing missing,
                       void *data);
