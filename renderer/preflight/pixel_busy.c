#include "preflight/pixel_words.h"

void pixel_busy_check(const PixelWords *self) {
    (void)self;
}
