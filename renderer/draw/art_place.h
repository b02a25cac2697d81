/* Where a drawing comes to lie, in pixels. */
#pragma once

#include "model/poster.h"

#include <cairo.h>

/* From the drawing's units to pixels. What is mirrored is first drawn upright, in
 * pixels that lie on those of the device, so that its clips stay on whole ones. */
typedef struct {
    Affine to_pixels;
    bool mirrored;
    double axis, top; /* where the origin of those pixels comes to lie then */
} ArtPlace;

/* `matrix` is that of the context, with its origin where the drawing's is; straight. */
ArtPlace art_place(const cairo_matrix_t *matrix, const Item *item);

/* Neither turned nor mirrored. */
bool matrix_is_straight(const cairo_matrix_t *matrix);

/* The drawing's currentColor. */
Rgb art_colour(const Item *item);
