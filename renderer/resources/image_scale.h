/* A part of a picture in exactly the pixels that show it. */
#pragma once

#include "resources/images.h"

typedef struct {
    Rect part; /* of the upright picture, in its pixels; beyond it all is as at its
                * edges */
    int width; /* pixels that become of it */
    int height;
    bool is_grey;         /* each colour as the grey of sRGB that is as light */
    GBytes *cmyk_profile; /* of CMYK without one; may be NULL: then such fails */
} ImageScaleOptions;

typedef struct ImageScaled ImageScaled;

/* Decodes the picture once, to its end, or finds what was made of it lately. Pixels
 * that become fewer are mixed at once, in the picture's own colours, which are then
 * converted (relative colorimetric with black point compensation); pixels that become
 * more are converted and mixed when they are asked for. A JPEG that shrinks to a
 * quarter or less is first reduced while it is decoded. Memory: some rows, and what an
 * ImageReader takes for rows as stored; what is kept is on the disk. NULL with `error`.
 */
ImageScaled *image_scale(Image *image, const ImageScaleOptions *options,
                         GError **error);
void image_scaled_free(ImageScaled *self); /* may outlive the image */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageScaled, image_scaled_free)

/* Whether its rows are of ARGB32, and not RGB24 (with an alpha of 255). */
bool image_scaled_has_alpha(const ImageScaled *self);

/* Rows from `top` on, one after the other; from any process. The same whatever others
 * are asked for. False with `error`. */
bool image_scaled_get(const ImageScaled *self, int top, int rows, guint32 *pixels,
                      GError **error);
