/* Photos in the inks of the press, kept for the posters that show the same part of them
 * in the same size. */
#pragma once

#include "model/poster.h"
#include "prepress/colours.h"
#include "prepress/conversion.h"

typedef struct {
    PdfPart *part;     /* its object 0 is an image */
    GArray *slots;     /* of Slot */
    bool sees_through; /* it has a soft mask */
    Affine place;      /* from the unit square, y downwards, to the page */
} PrintedPhoto;

typedef struct PhotoStore PhotoStore;

/* `colours` must outlive it. */
PhotoStore *photo_store_new(PrintColours *colours);
void photo_store_free(PhotoStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PhotoStore, photo_store_free)

/* Drops what is too much to keep; what was found before is then gone. */
void photo_store_trim(PhotoStore *self);

/* Owned by `self`. NULL with `error`. */
const PrintedPhoto *photo_store_find(PhotoStore *self, const Item *item, double ppi,
                                     GError **error);
