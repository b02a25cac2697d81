/* What is seen through, as one picture of the plates that it is on. */
#pragma once

#include "prepress/photo_store.h"
#include "prepress/print_pdf.h"

/* All of a poster up to its bleed, at `ppi`. In C, M, Y and K, and as DeviceN where
 * there are spots: one picture in either case, so that no viewer must know
 * overprinting. What is in `self` belongs to the caller. False with `error`, then it is
 * empty. */
bool flat_picture_make(PrintedPhoto *self, PrintRoom *room, const Poster *poster,
                       const PrintJob *job, double ppi, Diagnostics *diagnostics,
                       GError **error);
void flat_picture_clear(PrintedPhoto *self);
