/* A poster as the plates of a press, band by band: what its print PDF puts on paper.
 *
 * The PDF's own content is drawn: inks, gradients between them, groups, masks, photos
 * and what overprints are those of the file, but for text, which is drawn as outlines,
 * and marks, which are left out. */
#pragma once

#include "prepress/print_pdf.h"
#include "raster/page.h"

typedef struct PlatePage PlatePage;

typedef struct {
    const char *name; /* "cyan", "magenta", "yellow", "black", or the spot's */
    const Ink *ink;   /* of a spot; NULL: of the process; borrowed */
} PlateInfo;

/* What of the poster lies in `area` (points of the poster), at `ppi`, under the
 * campaign's condition. Items from `first` up to before `end` only (0, the number of
 * items: all). The poster and the room must outlive it. NULL with `error`. */
PlatePage *plate_page_new(PrintRoom *room, const Poster *poster, const PrintJob *job,
                          Rect area, double ppi, guint first, guint end,
                          Diagnostics *diagnostics, GError **error);
void plate_page_free(PlatePage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PlatePage, plate_page_free)

int plate_page_width(const PlatePage *self); /* pixels */
int plate_page_height(const PlatePage *self);
int plate_page_bands(const PlatePage *self);
int plate_page_rows(const PlatePage *self, int band);

/* C M Y K, then the spots in the order in which the poster shows them. */
guint plate_page_plates(const PlatePage *self);
const PlateInfo *plate_page_plate(const PlatePage *self, guint plate);

/* How many helpers (base/crew.h) that draw bands fit into the memory beside this
 * process as it is now; 1 at least. */
guint plate_page_helpers(const PlatePage *self, const RasterMeans *means);

/* One byte a pixel, 255 is solid; plate after plate, each rows x width. Bands in any
 * order and in any process; one at a time. */
bool plate_page_draw(const PlatePage *self, int band, guint8 *plates, GError **error);
