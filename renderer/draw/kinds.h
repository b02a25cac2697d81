/* How each kind of item is drawn; called by draw.c alone, colours and groups are set.
 */
#pragma once

#include "draw/draw.h"

bool draw_text(cairo_t *cr, const Item *item, const DrawOptions *options,
               GError **error);
bool draw_art(cairo_t *cr, const Item *item, const DrawOptions *options,
              GError **error);
bool draw_panel(cairo_t *cr, const Item *item, const DrawOptions *options,
                GError **error);
bool draw_qr(cairo_t *cr, const Item *item, const DrawOptions *options, GError **error);
