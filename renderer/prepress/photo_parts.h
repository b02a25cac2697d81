/* What the files that turn photos into images share; only photo*.c include it. */
#pragma once

#include "prepress/photo_stream.h"
#include "prepress/photos.h"

/* The stored picture, perhaps made smaller, and the part of it that is embedded. */
typedef struct {
    int width; /* pixels of the whole */
    int height;
    bool shrinks;
    int left, top; /* of the part */
    int part_width, part_height;
} PhotoGrid;

PhotoGrid photo_grid(const Photo *photo, double ppi);

/* All of the picture is embedded. */
void photo_grid_widen(PhotoGrid *self);

/* From the part's unit square to the page. */
Affine photo_grid_place(const PhotoGrid *self, const Item *item);

/* --- the picture that cuts a photo out --- */

typedef struct PhotoMask PhotoMask;

/* Takes a byte of memory for each of its pixels, of which it has as many as the grid at
 * most, and 64 million. */
PhotoMask *photo_mask_new(const Photo *photo, const PhotoGrid *grid, GError **error);
void photo_mask_free(PhotoMask *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhotoMask, photo_mask_free)

/* Makes a row of the grid's part less opaque, as it is cut out. */
void photo_mask_apply(const PhotoMask *self, int row, guint8 *alpha);

/* --- rows --- */

typedef struct {
    const Photo *photo;
    const PhotoGrid *grid;
    PressTransform *transform; /* NULL: greys stay as they are, for a table; borrowed */
    const PhotoMask *cut_out;  /* NULL: none; borrowed */
    PhotoStream *pixels;       /* borrowed */
    PhotoStream *alpha;        /* NULL: there is none; borrowed */
    bool is_opaque;            /* all of it was */
} PhotoRows;

/* Reads all rows and adds those of the part to the streams. */
bool photo_rows_run(PhotoRows *self, GError **error);
