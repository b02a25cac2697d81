/* Rows of a picture as it is stored, made smaller and in the colours asked for. */
#pragma once

#include "resources/images.h"

typedef enum {
    IMAGE_ROWS_OWN,  /* of the picture's own model */
    IMAGE_ROWS_SRGB, /* relative colorimetric with black point compensation */
    IMAGE_ROWS_GREY, /* of sRGB: each colour as the grey that is as light */
} ImageRowsColours;

/* Pixels of the stored picture, at most: each row is made smaller to that, down too. */
typedef struct {
    int width;
    int height;
    ImageRowsColours colours;
    GBytes *cmyk_profile; /* of CMYK without one, unless its own colours are asked for;
                           * may be NULL: then such fails */
} ImageRowsOptions;

typedef struct ImageRows ImageRows;

/* Pixels are averages of the areas they cover, taken in the picture's own colours and
 * then converted. A JPEG that shrinks to an eighth or less is first reduced while it is
 * decoded. Takes memory for some rows, and what an ImageReader takes. The image must
 * outlive the rows. */
ImageRows *image_rows_new(Image *image, const ImageRowsOptions *options,
                          GError **error);
void image_rows_free(ImageRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ImageRows, image_rows_free)

/* Bytes of a pixel: those of the colours, then alpha (not premultiplied) if the picture
 * has it. */
int image_rows_components(const ImageRows *self);

/* The next of the `height` rows, from the top of the stored picture. False when the
 * file is damaged; the last row comes only when it was sound to its end. */
bool image_rows_next(ImageRows *self, guint8 *row, GError **error);
