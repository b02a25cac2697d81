#include "preflight/colour.h"

#include "base/translate.h"

#include <math.h>

static double linear(double value) {
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double encoded(double value) {
    value = fmin(fmax(value, 0), 1);
    return value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055;
}

double colour_luminance(Rgb colour) {
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) +
           0.0722 * linear(colour.blue);
}

double colour_lab_luminance(const double lab[3]) {
    double f = (lab[0] + 16) / 116;

    return lab[0] > 8 ? f * f * f : lab[0] * 27 / 24389;
}

double colour_contrast(double a, double b) {
    return (fmax(a, b) + 0.05) / (fmin(a, b) + 0.05);
}

double colour_michelson(double a, double b) {
    return a + b > 0 ? fabs(a - b) / (a + b) : 0;
}

/* G. M. Machado, M. M. Oliveira, L. A. F. Fernandes: A Physiologically-based Model for
 * Simulation of Color Vision Deficiency, IEEE TVCG 15(6), 2009; severity 1.0, on linear
 * values. */
static const struct {
    const char *name;
    double matrix[3][3];
} visions[VISION_COUNT] = {
    [VISION_PROTANOPIA] = {N_("protanopia"),
                           {{0.152286, 1.052583, -0.204868},
                            {0.114503, 0.786281, 0.099216},
                            {-0.003882, -0.048116, 1.051998}}},
    [VISION_DEUTERANOPIA] = {N_("deuteranopia"),
                             {{0.367322, 0.860646, -0.227968},
                              {0.280085, 0.672501, 0.047413},
                              {-0.011820, 0.042940, 0.968881}}},
};

const char *vision_to_text(Vision vision) {
    return _(visions[vision].name);
}

Rgb colour_seen(Rgb colour, Vision vision) {
    double in[3] = {linear(colour.red), linear(colour.green), linear(colour.blue)};
    double out[3];

    for (int i = 0; i < 3; i++) {
        const double *row = visions[vision].matrix[i];

        out[i] = encoded(row[0] * in[0] + row[1] * in[1] + row[2] * in[2]);
    }
    return (Rgb){out[0], out[1], out[2]};
}

static double lab_curve(double t) {
    return t > 216.0 / 24389 ? cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}

/* sRGB to Lab under its own white, D65. */
static void to_lab(Rgb colour, double lab[3]) {
    double r = linear(colour.red), g = linear(colour.green), b = linear(colour.blue);
    double x = lab_curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    double y = lab_curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    double z = lab_curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);

    lab[0] = 116 * y - 16;
    lab[1] = 500 * (x - y);
    lab[2] = 200 * (y - z);
}

double colour_distance(Rgb a, Rgb b) {
    double first[3], second[3];

    to_lab(a, first);
    to_lab(b, second);
    return sqrt(pow(first[0] - second[0], 2) + pow(first[1] - second[1], 2) +
                pow(first[2] - second[2], 2));
}
