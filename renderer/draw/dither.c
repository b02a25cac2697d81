#include "draw/dither.h"

#include <math.h>

/* Pixels that a byte's step must be long before it is dithered: shorter ones nobody
 * tells apart, least of all from where a poster is looked at. */
#define STEP_LENGTH 32.0

/* How much of the change in lightness is a colour's, against that which has the most of
 * it, before it is dithered: steps of blue are seldom seen. */
#define SHARE_OF_LIGHTNESS 0.25

/* Before what share of a step the pixels of a column, or of a row, have gone to the
 * next: neighbours as far apart as can be. Such a pattern hardly makes a file larger:
 * with columns, rows look like those above them but for few pixels; with rows, pixels
 * like those before. One in both directions makes it twice as large. */
static const int shares[DITHER_SIZE] = {1, 9, 5, 13, 3, 11, 7, 15};

int dither_share(bool by_rows, int x, int y) {
    return shares[(by_rows ? y : x) % DITHER_SIZE];
}

bool dither_needs(double change, double length) {
    return length >= STEP_LENGTH * fabs(change);
}

void dither_choose(const double changes[3], double length, bool dithered[3]) {
    static const double lightness[] = {0.2126, 0.7152, 0.0722};
    double most = 0;

    for (int i = 0; i < 3; i++)
        most = fmax(most, lightness[i] * fabs(changes[i]));
    for (int i = 0; i < 3; i++)
        dithered[i] = dither_needs(changes[i], length) &&
                      lightness[i] * fabs(changes[i]) >= SHARE_OF_LIGHTNESS * most;
}
