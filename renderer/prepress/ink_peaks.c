#include "prepress/ink_peaks.h"

#include "prepress/coverage.h"
#include "prepress/ink_bound.h"

#include <math.h>

/* Pixels of a square's side, for small posters and where it matters; fewer for larger
 * ones, but so many that no square is missed by much. */
enum { SIDE_FINE = 30, SIDE_COARSE = 6, PIXELS_MAX = 600000 };

/* A coarse look sees at least so much of what a fine one would. */
#define COARSE_SHARE 0.85

/* Plates have 8 bits: four of them are off by 0.8 % together at most. */
#define ROUNDING 0.008

struct InkPeaks {
    PrintRoom *room;
    InkLooks *looks;
};

InkPeaks *ink_peaks_new(PrintRoom *room) {
    InkPeaks *self = g_new0(InkPeaks, 1);

    self->room = room;
    self->looks = ink_looks_new(room);
    return self;
}

void ink_peaks_free(InkPeaks *self) {
    if (self == NULL)
        return;
    ink_looks_free(self->looks);
    g_free(self);
}

static double square_side(void) {
    return COVERAGE_SIDE_MM * 72 / 25.4;
}

static int choose_side(Rect area) {
    double squares = area.width * area.height / square_side() / square_side();
    int side = (int)sqrt(PIXELS_MAX / squares);

    return CLAMP(side, SIDE_COARSE, SIDE_FINE);
}

static bool add_bands(const PlatePage *page, Coverage *coverage, GError **error) {
    gsize pixels = (gsize)plate_page_width(page) * (gsize)plate_page_rows(page, 0);
    g_autofree guint8 *plates = g_malloc(pixels * plate_page_plates(page));

    for (int band = 0; band < plate_page_bands(page); band++) {
        if (!plate_page_draw(page, band, plates, error))
            return false;
        coverage_add(coverage, plates, plate_page_rows(page, band));
    }
    return true;
}

/* Within an area of the poster. */
static bool measure(const InkPeaks *self, const Poster *poster, const PrintJob *job,
                    Rect area, int side, InkPeak *peak, GError **error) {
    double pixel = square_side() / side;
    g_autoptr(Diagnostics) unheard = diagnostics_new();
    g_autoptr(PlatePage) page =
        plate_page_new(self->room, poster, job, area, 72 / pixel, 0, poster->items->len,
                       unheard, error);
    g_autoptr(Coverage) coverage = NULL;
    CoveragePeak found;

    if (page == NULL)
        return false;
    coverage = coverage_new(plate_page_width(page), plate_page_height(page), side);
    if (!add_bands(page, coverage, error))
        return false;
    found = coverage_peak(coverage);
    *peak =
        (InkPeak){found.ink, rect_common(area, (Rect){area.x + found.x * pixel,
                                                      area.y + found.y * pixel,
                                                      square_side(), square_side()})};
    return true;
}

/* Coarsely all of it, then finely around the place. */
static bool measure_twice(const InkPeaks *self, const Poster *poster,
                          const PrintJob *job, double limit, InkPeak *peak,
                          GError **error) {
    Rect trim = poster->boxes.trim, around;
    int side = choose_side(trim);

    if (!measure(self, poster, job, trim, side, peak, error))
        return false;
    if (side == SIDE_FINE || peak->ink < limit * COARSE_SHARE)
        return true;
    around = rect_common(trim, rect_outset(peak->place, square_side() / 2));
    return measure(self, poster, job, around, SIDE_FINE, peak, error);
}

bool ink_peaks_find(InkPeaks *self, const Poster *poster, const PrintJob *job,
                    double limit, InkPeak *peak, GError **error) {
    double most;

    *peak = (InkPeak){0, {0, 0, 0, 0}};
    if (!ink_bounds_reckon(self->looks, poster, job, &most, error))
        return false;
    if (most <= limit + ROUNDING)
        return true;
    if (!measure_twice(self, poster, job, limit, peak, error))
        return false;
    if (peak->ink <= limit + ROUNDING)
        peak->ink = 0;
    return true;
}

bool ink_peaks_measure(const InkPeaks *self, const Poster *poster, const PrintJob *job,
                       InkPeak *peak, GError **error) {
    return measure_twice(self, poster, job, 0, peak, error);
}
