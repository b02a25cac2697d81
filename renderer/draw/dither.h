/* The pattern that makes steps of a byte seem finer, keyed to the page: which colours
 * need it, and what it adds to them. */
#pragma once

#include <stdbool.h>

enum { DITHER_SIZE = 8 }; /* pixels of the pattern */

/* Of a step of a byte: shares are so many bits of it. */
enum { DITHER_BITS = 4, DITHER_HALF = 1 << (DITHER_BITS - 1) };

/* What of a step is added before a colour is rounded down, at a pixel of the page. */
int dither_share(bool by_rows, int x, int y);

/* Whether red, green and blue need it where they change by so many steps of a byte on
 * `length` pixels. */
void dither_choose(const double changes[3], double length, bool dithered[3]);

/* Whether what changes so needs it, whatever it is. */
bool dither_needs(double change, double length);
