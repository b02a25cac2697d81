/* The colours that a drawing names, in whatever notation. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* Every colour in the text of a drawing, as 0xrrggbb in ascending order, each once:
 * #rgb, #rrggbb, rgb(), hsl() and names, wherever they stand, comments included; black,
 * too, which is what shapes are filled with that say nothing. Of guint32; unref it. */
GArray *svg_colours_find(const char *text, size_t length);

bool svg_colours_have(const GArray *self, guint32 rgb);

/* What a property says that is one colour, and nothing else; false: it is none. */
bool svg_colour_parse(const char *value, guint32 *rgb);
