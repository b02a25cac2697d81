/* Pictures scaled by a helper while this process does something else. */
#pragma once

#include "resources/image_scale.h"

typedef struct ImagesAhead ImagesAhead;

ImagesAhead *images_ahead_new(void);

/* Ends the helper; what it has not finished is forgotten. */
void images_ahead_free(ImagesAhead *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImagesAhead, images_ahead_free)

/* image_scale will find the picture, though not its rows before images_ahead_end. What
 * is too large to be kept, or cannot be made, is left to image_scale. */
void images_ahead_add(ImagesAhead *self, Image *image,
                      const ImageScaleOptions *options);

/* The helper begins; it takes one picture after the other, and leaves to this process
 * those whose decoder wants much memory. Where there is none, nothing happens. */
void images_ahead_start(ImagesAhead *self);

/* Waits for it, and does what it has not done. False with `error`. */
bool images_ahead_end(ImagesAhead *self, GError **error);
