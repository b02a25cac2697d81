/* Where on a poster the most ink lies, if it can be too much for the press: reckoned,
 * and measured on plates only where that does not settle it. */
#pragma once

#include "prepress/plates.h"

typedef struct {
    double ink; /* C, M, Y and K together: the mean of the square; 3 is 300 % */
    Rect place; /* the square of 15 mm, within the trim; points of the poster */
} InkPeak;

/* One process, one at a time. */
typedef struct InkPeaks InkPeaks;

/* `room` must outlive it. */
InkPeaks *ink_peaks_new(PrintRoom *room);
void ink_peaks_free(InkPeaks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InkPeaks, ink_peaks_free)

/* Sets `peak` to where the poster has most ink if that is more than `limit`, else its
 * ink to 0. False with `error`: it cannot be drawn. */
bool ink_peaks_find(InkPeaks *self, const Poster *poster, const PrintJob *job,
                    double limit, InkPeak *peak, GError **error);

/* Sets `peak` to where the poster has most ink, however little that is. False as above.
 */
bool ink_peaks_measure(const InkPeaks *self, const Poster *poster, const PrintJob *job,
                       InkPeak *peak, GError **error);
