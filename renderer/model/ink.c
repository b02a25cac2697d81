#include "model/ink.h"

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
