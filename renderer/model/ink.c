#include "model/ink.h"

static double lighten(double channel, double tint) {
    return 1 - (1 - channel) * tint;
}

Rgb paint_to_rgb(Paint paint) {
    const Rgb *screen = &paint.ink->screen;

    return (Rgb){lighten(screen->red, paint.tint), lighten(screen->green, paint.tint),
                 lighten(screen->blue, paint.tint)};
}
