/* Places that are kept free for pictures while cairo draws: the rewriter knows them by
 * their colour, and where a picture lies by the corners of their path. */
#pragma once

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

/* `corners`: where 0,0 of the picture's unit square stands, then 1,0 and 1,1 and 0,1.
 */
void placeholder_draw(cairo_t *cr, guint picture, const double corners[8]);

/* What is not, cairo drops. */
bool placeholder_is_seen(cairo_t *cr, const double corners[8]);
