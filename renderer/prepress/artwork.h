/* Drawings in the inks of the press, converted once and placed on any number of
 * posters.
 *
 * A drawing is always drawn upright and in a size of its own, whatever poster it is
 * for: so a poster has the same bytes alone and among others, and librsvg's faults
 * under turned and mirrored matrices do not show. */
#pragma once

#include "base/diagnostics.h"
#include "base/shelf.h"
#include "model/poster.h"
#include "prepress/conversion.h"

typedef struct {
    PdfPart *part;     /* its object 0 is a form in the unit square, the top at 0 */
    GArray *slots;     /* of Slot */
    double scale;      /* units of its content a unit of the drawing has */
    Rect extents;      /* what the unit square covers, in units of the drawing */
    GArray *doubtful;  /* of Rgb: colours that nearly are an ink, or could be two */
    bool sees_through; /* it is not flat, as had been asked for: it cannot be */
} Artwork;

void artwork_free(Artwork *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Artwork, artwork_free)

typedef struct Artworks Artworks;

/* What makes them differ, beside the drawings. */
typedef struct {
    const Campaign *campaign;
    PrintColours *colours;
    const Shelf *shelf; /* NULL: nothing is kept for other runs */
    bool text_as_paths; /* their letters become outlines */
    bool is_flat;       /* nothing is seen through in those that need no such thing */
} ArtworkPress;

/* Everything that `press` has must outlive it. */
Artworks *artworks_new(const ArtworkPress *press);
void artworks_free(Artworks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Artworks, artworks_free)

/* Drops what is too much to keep; what was found before is then gone. */
void artworks_trim(Artworks *self);

/* The drawing that an item shows, with `ppi` for what cannot stay vector. What is
 * doubtful about its colours becomes findings, for each item that shows it. Owned by
 * `self`. NULL with `error`. */
const Artwork *artworks_find(Artworks *self, const Item *item, double ppi,
                             Diagnostics *diagnostics, GError **error);
