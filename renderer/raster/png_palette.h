/* The colours of a picture, if there are at most 256. Plain data: it can be copied, and
 * go through a pipe. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum { PALETTE_MAX = 256, PALETTE_SLOTS = 1024 };

typedef struct {
    guint32 colours[PALETTE_MAX]; /* 0xRRGGBB */
    int count;
    guint16 slots[PALETTE_SLOTS]; /* by their hash: 1 + index, or 0 */
} PngPalette;

/* Adds the colours of cairo's RGB24; false when there are too many (then only some are
 * added). Starts from zeros. */
bool png_palette_add(PngPalette *self, const guint8 *pixels, int stride, int width,
                     int rows);

/* Adds those of another, likewise. */
bool png_palette_join(PngPalette *self, const PngPalette *other);

/* Orders the colours, so that it does not matter in what order they came. */
void png_palette_sort(PngPalette *self);

/* The colour must be one of them; its highest byte does not matter. */
guint8 png_palette_index(const PngPalette *self, guint32 colour);
