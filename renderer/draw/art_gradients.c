#include "draw/art_gradients.h"

#include "draw/art_place.h"
#include "draw/script.h"
#include "draw/snap.h"

#include <math.h>

/* From pixels in which a drawing is upright to those of the page. */
typedef struct {
    Affine to_pixels; /* from its units */
    Affine to_page;
} Turn;

static Turn find_straight(const cairo_matrix_t *matrix, const Item *item) {
    ArtPlace place = art_place(matrix, item);
    double side = place.mirrored ? -1 : 1;

    return (Turn){place.to_pixels, {side, 0, 0, 1, place.axis, place.top}};
}

static Turn find_turned(Affine matrix, const Item *item) {
    double scale = hypot(matrix.xx, matrix.yx), unit = item->unit * scale;
    Affine back = {(item->mirrored ? -1 : 1) / scale, 0, 0, 1 / scale, 0, 0};

    return (Turn){{unit, 0, 0, unit, 0, 0}, affine_then(back, matrix)};
}

static Turn find_turn(cairo_t *cr, const Item *item) {
    cairo_matrix_t matrix;

    cairo_get_matrix(cr, &matrix);
    return matrix_is_straight(&matrix) ? find_straight(&matrix, item)
                                       : find_turned(context_matrix(cr), item);
}

/* What becomes pixels would not be understood. */
static bool may_have_some(const Item *item, const SvgStep *part) {
    return part != NULL ? part->has_gradients
                        : svg_has_gradients(item->svg) && !svg_needs_pixels(item->svg);
}

bool draw_art_dithered(cairo_t *cr, const Item *item, const SvgStep *part,
                       const DrawOptions *options, GError **error) {
    cairo_surface_t *recording;
    Turn turn;
    bool drawn;

    if (options->bands == NULL || !options->dithers || !may_have_some(item, part))
        return false;
    turn = find_turn(cr, item);
    recording =
        svg_record_part(item->svg, part, turn.to_pixels, art_colour(item), error);
    if (recording == NULL)
        return false;
    drawn = script_dithered(recording, cr, turn.to_page, options->bands);
    cairo_surface_destroy(recording);
    return drawn;
}
