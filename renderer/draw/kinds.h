/* How each kind of item is drawn; called by draw.c alone, colours and groups are set.
 */
#pragma once

#include "draw/draw.h"

bool draw_text(cairo_t *cr, const Item *item, const DrawOptions *options,
               GError **error);
bool draw_art(cairo_t *cr, const Item *item, const DrawOptions *options,
              GError **error);
bool draw_photo(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error);
bool draw_panel(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error);
bool draw_shape(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error);
bool draw_qr(cairo_t *cr, const Item *item, const DrawOptions *options, GError **error);

/* Adds an outline to the current path. */
void draw_outline(cairo_t *cr, const Outline *outline);
