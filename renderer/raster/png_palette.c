#include "raster/png_palette.h"

#include <stdlib.h>
#include <string.h>

enum { COLOUR = 0xffffff };

/* The slot of a colour, or the free one where it belongs; one in four is taken at most.
 * The factor is 2^32 divided by the golden ratio (Knuth, volume 3, 6.4). */
static guint find_slot(const PngPalette *self, guint32 colour) {
    guint slot = (colour * 2654435769U) >> 22;

    while (self->slots[slot] != 0 && self->colours[self->slots[slot] - 1] != colour)
        slot = (slot + 1) % PALETTE_SLOTS;
    return slot;
}

static bool add_colour(PngPalette *self, guint32 colour) {
    guint slot = find_slot(self, colour);

    if (self->slots[slot] != 0)
        return true;
    if (self->count == PALETTE_MAX)
        return false;
    self->colours[self->count++] = colour;
    self->slots[slot] = (guint16)self->count;
    return true;
}

static bool add_row(PngPalette *self, const guint32 *pixels, int width) {
    guint32 last = ~pixels[0];

    for (int i = 0; i < width; i++) {
        if (pixels[i] == last)
            continue;
        last = pixels[i];
        if (!add_colour(self, last & COLOUR))
            return false;
    }
    return true;
}

bool png_palette_add(PngPalette *self, const guint8 *pixels, int stride, int width,
                     int rows) {
    for (int i = 0; i < rows; i++) {
        const guint8 *row = pixels + (gsize)i * (gsize)stride;

        if (!add_row(self, (const guint32 *)(gconstpointer)row, width))
            return false;
    }
    return true;
}

bool png_palette_join(PngPalette *self, const PngPalette *other) {
    for (int i = 0; i < other->count; i++) {
        if (!add_colour(self, other->colours[i]))
            return false;
    }
    return true;
}

static int compare(const void *a, const void *b) {
    guint32 first = *(const guint32 *)a, second = *(const guint32 *)b;

    return (first > second) - (first < second);
}

void png_palette_sort(PngPalette *self) {
    qsort(self->colours, (size_t)self->count, sizeof *self->colours, compare);
    memset(self->slots, 0, sizeof self->slots);
    for (int i = 0; i < self->count; i++)
        self->slots[find_slot(self, self->colours[i])] = (guint16)(i + 1);
}

guint8 png_palette_index(const PngPalette *self, guint32 colour) {
    guint16 found = self->slots[find_slot(self, colour & COLOUR)];

    g_assert(found > 0);
    return (guint8)(found - 1);
}
