/* Photos as images in the inks of a printing condition, row by row: memory is taken for
 * some rows and for what is written, not for a picture's pixels. */
#pragma once

#include "model/geometry.h"
#include "model/poster.h"
#include "pdf/writer.h"
#include "resources/press.h"

enum { PHOTO_COMPONENTS_MAX = 32 };

/* What the two paints of a duotone are mixed of. */
typedef struct {
    guint count; /* of components, at most PHOTO_COMPONENTS_MAX */
    /* Writes the colour space, which becomes the base of an /Indexed one. */
    void (*write)(PdfPart *part, gconstpointer data);
    /* How much of each component a paint has, 0 to 1. */
    void (*amounts)(Paint paint, double *amounts, gconstpointer data);
    gconstpointer data;
} PhotoSpace;

typedef struct {
    Profile *profile; /* of the condition */
    double ink_limit;
    PressTransforms *transforms; /* to the profile */
    bool greys_in_black;         /* grey pictures are printed in black alone, otherwise
                                  * in all four inks */
    double ppi; /* pixels per inch of the poster that are wanted; a picture with more
                 * than 1.5 times as many is made smaller to that */
    const PhotoSpace *duotone; /* of this item; NULL: recipes in DeviceCMYK */
} PhotoTarget;

/* Makes the object `number`, which was reserved, the photo of an item of that kind: the
 * part of it that is seen, or a little more. `place` takes the unit square of what is
 * in the object to the page; in that square the first row of pixels lies at y = 0, as
 * in no PDF, and y grows downwards as on the page. It reaches beyond the item's area,
 * to which the caller clips, as to its clip.
 *
 * - a JPEG in the condition's inks, or in grey, stays as it is unless it is too large,
 *   has too much ink, or less than half of it is seen;
 * - all else is converted by the profile in the file, or from sRGB; JPEG and lossy WebP
 *   become a JPEG again (quality 92, all colours at full resolution), others stay as
 *   exact as they are up to 4 million pixels;
 * - duotones and greys have one component and a table of their 256 colours;
 * - transparency and cut-outs become a soft mask.
 *
 * Objects for masks are reserved in `part`. False with G_IO_ERROR_INVALID_DATA when a
 * file is damaged, else when the machine cannot. `part` is then of no use. */
bool photo_add(PdfPart *part, guint number, const Item *item, const PhotoTarget *target,
               Affine *place, GError **error);
