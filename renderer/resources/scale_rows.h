/* Rows of pixels being given other numbers of rows and columns, in whole numbers.
 *
 * Between down and across, colours are `lanes`: four a pixel, 128 steps for one of
 * a byte. */
#pragma once

#include "resources/taps.h"

/* Adds a row of bytes, weighed, to sums. */
void sums_add(gint32 *sums, const guint8 *row, gint16 weight, gsize count);

/* Sums of weights that come to TAPS_ONE become lanes: `colours` (1 to 4) of every
 * `step` sums. */
void sums_to_lanes(const gint32 *sums, int step, int colours, gint16 *lanes, int width);

/* Pixels of twice the width, half as many (rounded up), in place. */
void lanes_halve(gint16 *lanes, int width);

/* Taps of a row, in the order that they are needed in. */
typedef struct Across Across;

Across *across_new(const Taps *taps, int width);
void across_free(Across *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Across, across_free)

/* Of weights that a pixel has. */
int across_count(const Across *self);

/* Pixels of four bytes. `lanes` has four more for each weight that a pixel has, of any
 * value, after the last one. */
void across_run(const Across *self, const gint16 *lanes, guint32 *pixels);
