/* The page of a print PDF of ours drawn in pixels, some of its plates at a time.
 *
 * Only what `rewrite` and `convert` write is understood, text left out; anything else
 * is refused by its name. */
#pragma once

#include "draw/band_source.h"
#include "model/geometry.h"
#include "pdf/reader.h"
#include "raster/layers.h"

enum {
    REPLAY_CHANNELS = 3,
    REPLAY_PLATES_MAX = 36,
    REPLAY_NO_PLATE = -1, /* a channel without ink */
    REPLAY_BLACK = 3,     /* the number of the black plate */
};

typedef struct {
    const PdfFile *file;

    /* Names of all plates as colour spaces call them: Cyan, Magenta, Yellow, Black, and
     * those of spots. */
    const char *const *plates;
    int plate_count;

    /* The plates that become red, green and blue: white is no ink. Black and spots must
     * not be drawn together: blend modes may differ for them. */
    int channels[REPLAY_CHANNELS];

    Affine to_pixels;  /* of the units of the page */
    int width, height; /* pixels */
    Layers *layers;
    BandSources *bands;
} Replay;

/* False with `error`. */
bool replay_page(const Replay *self, GError **error);
