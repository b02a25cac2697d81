#include "model/ink.h"

#include <math.h>

void ink_free(Ink *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->recipes, g_array_unref);
    g_free(self);
}

const Recipe *ink_find_recipe(const Ink *self, const char *condition) {
    for (guint i = 0; self->recipes != NULL && i < self->recipes->len; i++) {
        const Recipe *recipe = &g_array_index(self->recipes, Recipe, i);

        if (g_strcmp0(recipe->condition, condition) == 0)
            return recipe;
    }
    return NULL;
}

static double lighten(double channel, double tint) {
    return 1 - (1 - channel) * tint;
}

Rgb paint_to_rgb(Paint paint) {
    const Rgb *screen = &paint.ink->screen;

    return (Rgb){lighten(screen->red, paint.tint), lighten(screen->green, paint.tint),
                 lighten(screen->blue, paint.tint)};
}

guint32 rgb_pack(Rgb colour) {
    return (guint32)lround(colour.red * 255) << 16 |
           (guint32)lround(colour.green * 255) << 8 |
           (guint32)lround(colour.blue * 255);
}

Rgb rgb_unpack(guint32 packed) {
    return (Rgb){(packed >> 16 & 255) / 255.0, (packed >> 8 & 255) / 255.0,
                 (packed & 255) / 255.0};
}
