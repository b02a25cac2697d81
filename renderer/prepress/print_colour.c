#include "prepress/print_colour.h"

#include <glib.h>
#include <math.h>

/* Finer than any plate: recipes are whole percents, plates have 256 steps. */
#define ALIKE 1e-4

PrintColour print_colour_of_paint(Paint paint) {
    PrintColour self = {.certainty = BY_INK, .ink = paint.ink};

    if (paint.ink->spot != NULL) {
        self.plates = PLATES_SPOT;
        self.spot = paint.ink->spot;
        self.tint = paint.tint;
        return self;
    }
    for (int i = 0; i < 4; i++)
        self.cmyk[i] = paint.ink->recipe[i] / 100 * paint.tint;
    return self;
}

bool print_colour_equal(const PrintColour *a, const PrintColour *b) {
    if (a->plates != b->plates)
        return false;
    if (a->plates != PLATES_PROCESS)
        return fabs(a->tint - b->tint) < ALIKE &&
               (a->plates == PLATES_ALL || g_strcmp0(a->spot, b->spot) == 0);
    for (int i = 0; i < 4; i++) {
        if (fabs(a->cmyk[i] - b->cmyk[i]) >= ALIKE)
            return false;
    }
    return true;
}

bool print_colour_is_black(const PrintColour *self) {
    static const PrintColour black = {.cmyk = {0, 0, 0, 1}};

    return print_colour_equal(self, &black);
}

bool print_colour_is_paper(const PrintColour *self) {
    static const PrintColour paper = {.cmyk = {0, 0, 0, 0}};

    if (self->plates != PLATES_PROCESS)
        return self->tint < ALIKE;
    return print_colour_equal(self, &paper);
}
