/* How each kind of item is drawn; colours and groups are set. */
#pragma once

#include "draw/draw.h"
#include "resources/svgs.h"

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

/* The steps (svg_steps) of a drawing, empty where it is drawn as a whole; `matrix`
 * makes pixels of the item's points. NULL with `error`. */
const GArray *art_steps(const Item *item, cairo_matrix_t matrix, GError **error);

/* Those that what begins, or a part, touches. */
Rect art_step_pixels(const Item *item, cairo_matrix_t matrix, const SvgStep *step);
bool draw_art_part(cairo_t *cr, const Item *item, const SvgStep *part,
                   const DrawOptions *options, GError **error);

/* Whether an item becomes a picture of its own before it is painted. */
bool item_needs_group(const Item *item);

/* cairo drops what has less than a step of 255; then nothing must wait for it. */
bool item_is_seen(const Item *item);

/* From the coordinates of an item, which may be turned, to those around it. */
void item_turn(const Item *item, cairo_matrix_t *matrix);

/* What an item shows, in its colours. */
bool draw_content(cairo_t *cr, const Item *item, const DrawOptions *options,
                  GError **error);

/* Items on layers; `matrix` makes pixels of points. */
bool draw_on_layers(const GPtrArray *items, cairo_matrix_t matrix,
                    const DrawOptions *options, GError **error);

/* Adds an outline to the current path. */
void draw_outline(cairo_t *cr, const Outline *outline);
