/* What a phone's camera sees of a poster, from a distance and aslant.
 *
 * Figures, all of preview frames, as apps that read codes look at those:
 *
 * - a pixel sees 0.73 mrad: 1920 pixels over 70 degrees, a main camera of 25 mm (35 mm
 *   equivalent). At ten times its width a code of 25 modules has 5 pixels a module.
 * - blur: a Gaussian of 0.9 pixels, from lens and colour filter (0.6: half the contrast
 *   is left at 0.3 cycles a pixel), focus (0.6) and a hand that moves by 3 degrees a
 *   second in a frame of 1/60 s (1.2 pixels long: 0.35).
 * - the poster is seen from 25 degrees beside and 15 degrees below its perpendicular.
 * - a pixel takes light; what is stored of it is a byte, as sRGB has it.
 *
 * Noise is left out: it is nothing in daylight, and no two runs would be the same. */
#pragma once

#include "model/geometry.h"

#include <glib.h>

/* Light on a plane, 0 to 1, row by row. */
typedef struct {
    int width, height;
    double scale; /* pixels a millimetre */
    const float *light;
} Scene;

/* Millimetres that a pixel sees of what lies so many millimetres away. */
double camera_pixel(double distance);

/* What is seen of the scene, its middle in the middle: grey, row by row. `shift`, in
 * pixels, moves it: a hand is never still. Caller frees. */
guint8 *camera_look(const Scene *scene, double distance, Point shift, int *width,
                    int *height);
