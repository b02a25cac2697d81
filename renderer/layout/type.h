/* A type style on one line of text: what pango is told, and what the font says. */
#pragma once

#include "model/campaign.h"

#include <pango/pango.h>
#include <stdbool.h>

/* A one-line layout at unit scale; yours to unref. */
PangoLayout *type_layout(PangoContext *context, const TypeStyle *style,
                         const char *text, size_t length, const char *language);

/* The script that spaces, digits and points at a byte of a text are set like: that of
 * the letters before them, else of those behind. COMMON when there are no letters. */
GUnicodeScript type_script_at(const char *text, size_t at);

/* The same for a part of a text that begins there, so that it looks alone as it looks
 * in the whole. */
PangoLayout *type_layout_behind(PangoContext *context, const TypeStyle *style,
                                GUnicodeScript before, const char *text, size_t length,
                                const char *language);

/* The style's own height of capitals and of small letters (x), and its leading for a
 * text, at unit scale. */
double type_cap_height(PangoContext *context, const TypeStyle *style,
                       const char *language);
double type_x_height(PangoContext *context, const TypeStyle *style,
                     const char *language);
double type_leading(const TypeStyle *style, const char *text);

/* How wide the style's hyphen is at unit scale. */
double type_hyphen_width(PangoContext *context, const TypeStyle *style,
                         const char *language);

/* The first of the style's axes that a family does not have; NULL when it has all, or
 * the style asks for none. */
char *type_missing_axis(PangoContext *context, const TypeStyle *style,
                        const char *family);

/* Whether a text is set from right to left: it has letters of that direction, in a
 * language of that direction; or no other letters at all. */
bool type_is_right_to_left(const char *text, const char *language);

/* Calls `missing` for each character of the layout that no family of the style has, in
 * the order of the text. */
typedef void (*TypeMissing)(gunichar character, void *data);
void type_find_missing(PangoLayout *layout, const TypeStyle *style, TypeMissing missing,
                       void *data);
