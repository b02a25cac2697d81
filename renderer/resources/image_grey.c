#include "resources/image_format.h"

#include <math.h>
#include <string.h>

enum { LUMINANCE_MAX = 65535 };

/* sRGB, IEC 61966-2-1: from bytes to linear light and back. */
static double linear[256];
static guint8 encoded[LUMINANCE_MAX + 1];

static void fill_tables(void) {
    for (int i = 0; i < 256; i++) {
        double value = i / 255.0;

        linear[i] =
            value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
    }
    for (int i = 0; i <= LUMINANCE_MAX; i++) {
        double value = (double)i / LUMINANCE_MAX;

        value =
            value <= 0.0031308 ? value * 12.92 : 1.055 * pow(value, 1 / 2.4) - 0.055;
        encoded[i] = (guint8)lround(value * 255);
    }
}

void image_make_grey(guint8 *rgb, int pixels) {
    if (encoded[LUMINANCE_MAX] == 0)
        fill_tables();
    for (int i = 0; i < pixels; i++, rgb += 3) {
        double luminance =
            0.2126 * linear[rgb[0]] + 0.7152 * linear[rgb[1]] + 0.0722 * linear[rgb[2]];

        memset(rgb, encoded[(int)(luminance * LUMINANCE_MAX + 0.5)], 3);
    }
}
