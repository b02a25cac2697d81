/* What is seen through, as one picture of the plates that it is on; kept for the
 * posters that show the same of it, as those in other languages do. */
#pragma once

#include "prepress/photo_store.h"
#include "prepress/print_pdf.h"

typedef struct FlatPictures FlatPictures;

/* Of one campaign. */
FlatPictures *flat_pictures_new(void);
void flat_pictures_free(FlatPictures *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FlatPictures, flat_pictures_free)

/* Drops what is too much to keep; what was found before is then gone. */
void flat_pictures_trim(FlatPictures *self);

/* All of a poster up to its bleed, at `ppi`. In C, M, Y and K, and as DeviceN where
 * there are spots: one picture in either case, so that no viewer must know
 * overprinting.
 *
 * Its pixels are exact. As a JPEG (quality 92) it would be larger: 1.1 MB instead of
 * 0.36 for flat art on an A4, 29 instead of 13.5 for an A3 full of a grainy photo.
 *
 * Owned by `self`. NULL with `error`. */
const PrintedPhoto *flat_pictures_find(FlatPictures *self, PrintRoom *room,
                                       const Poster *poster, const PrintJob *job,
                                       double ppi, Diagnostics *diagnostics,
                                       GError **error);
