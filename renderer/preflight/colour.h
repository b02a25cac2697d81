/* Colours as eyes take them. */
#pragma once

#include "model/ink.h"

/* Of sRGB, relative to white: 0 to 1 (IEC 61966-2-1; WCAG 2.2, "relative luminance").
 */
double colour_luminance(Rgb colour);

/* Of CIE Lab, relative to its white. */
double colour_lab_luminance(const double lab[3]);

/* The contrast of two luminances: 1 to 21 (WCAG 2.2, "contrast ratio"). */
double colour_contrast(double a, double b);

/* The same after Michelson: 0 to 1 (DIN 32975). */
double colour_michelson(double a, double b);

/* What people see who lack one of three kinds of cones. */
typedef enum { VISION_PROTANOPIA, VISION_DEUTERANOPIA, VISION_COUNT } Vision;

const char *vision_to_text(Vision vision);

/* After Machado, Oliveira and Fernandes (2009), at full severity. */
Rgb colour_seen(Rgb colour, Vision vision);

/* dE*76 of two sRGB colours. */
double colour_distance(Rgb a, Rgb b);
