/* Plates as PNGs: one grey picture a plate, as a plate is looked at: black is solid
 * ink, white none. */
#pragma once

#include "model/product.h"
#include "prepress/plates.h"

typedef struct {
    double ppi;      /* 0: the size's own */
    bool with_bleed; /* else the trim */
    int compression; /* PngCompression */
    RasterMeans means;
} PlateOptions;

/* Writes a file for each plate, whole or none: "a_plate.png" becomes
 * "a_plate-cyan.png"…; products, of Product, are added as files appear. The same bytes
 * whoever helps. False with `error`. */
bool plates_write(PrintRoom *room, const Poster *poster, const PrintJob *job,
                  const PlateOptions *options, const char *path, GPtrArray *products,
                  Diagnostics *diagnostics, GError **error);
