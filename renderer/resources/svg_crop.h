/* Pictures of what goes through filters: librsvg's surfaces for those are as large as
 * the drawing's box, so that box becomes what matters to an element. */
#pragma once

#include "resources/svg_render.h"
#include "resources/svg_tree.h"
#include "resources/svgs.h"

typedef struct {
    const GString *text; /* of the drawing; borrowed */
    Origin box_place;    /* of the root's viewBox in it, or where to put it */
    Rect view_box;
} SvgCrop;

/* `text` is the file of `tree`, with something added behind the root's tag. */
SvgCrop svg_crop_of(const SvgTree *tree, const GString *text, Rect view_box);

/* A handle of a text; the caller unrefs it. NULL with `error`. */
RsvgHandle *svg_crop_read(const GString *text, GError **error);

/* As svg_draw_pixels, of a step's region, with a style sheet. */
cairo_surface_t *svg_crop_picture(const SvgCrop *self, const SvgStep *step,
                                  Affine to_pixels, int width, int height,
                                  const char *sheet, GError **error);

/* Finds a step's ink and region by looking at it with svg_look_at; its ink is so far
 * what it blackens without filters. False with `error`. */
bool svg_crop_look(const SvgCrop *self, SvgStep *step, const char *sheet,
                   GError **error);

/* What all of the drawing blackens, up to one longer side of its box around that. False
 * with `error`. */
bool svg_crop_look_at_all(const SvgCrop *self, Rect *ink, GError **error);
