/* Colours of pixels: screen colours to inks, and what is printed or shown to how light
 * it is to an eye. What was found is kept, as many pixels are alike. */
#pragma once

#include "model/condition.h"
#include "resources/resources.h"

typedef struct PixelColours PixelColours;

/* Kept with the resources from poster to poster. `profile` is that of the condition;
 * NULL: pixels are a screen's. */
PixelColours *pixel_colours_for(Resources *resources, Profile *profile,
                                const Condition *condition);

/* Of a screen colour, 0xrrggbb: its inks on the condition's press, 0xccmmyykk, within
 * its ink limit. */
guint32 pixel_colours_inks(PixelColours *self, guint32 rgb);

/* Luminance relative to white, 0 to 1: of 0xccmmyykk on the press, of 0xrrggbb on a
 * screen. */
double pixel_colours_light(PixelColours *self, guint32 pixel);
