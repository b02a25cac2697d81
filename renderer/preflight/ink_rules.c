#include "preflight/ink_rules.h"

#include "preflight/judge.h"

#include <math.h>

/* The middle of a square stands for it: what only reaches in from an edge is not why.
 */
static Quad middle_of(Rect square) {
    Rect middle = rect_outset(square, -MIN(square.width, square.height) / 3);

    return affine_quad(affine_identity(), middle);
}

/* Letters count when their strokes can fill a good part of it. */
static bool can_matter(const Item *item, Rect square) {
    if (item->kind == ITEM_TEXT)
        return item->x_height > square.height / 2;
    return item->kind != ITEM_GROUP &&
           (item_is_picture(item) || item->paint.ink != NULL);
}

/* NULL: none; borrowed from the poster. */
static const Placed *find_topmost(const Places *places, Rect square) {
    Quad middle = middle_of(square);

    for (guint i = places->items->len; i-- > 0;) {
        const Placed *placed = places_at(places, i);

        if (can_matter(placed->item, square) && !placed_is_ours(placed) &&
            places_cover(places, placed, &middle) != COVERS_NOTHING)
            return placed;
    }
    return NULL;
}

static char *percent(double ink) {
    return judge_found(ink * 100, 0);
}

void ink_rules_report(const Poster *poster, const Condition *condition, double ink,
                      Rect square, Diagnostics *diagnostics) {
    g_autoptr(Places) places = places_new(poster);
    const Placed *placed = find_topmost(places, square);
    g_autofree char *found = percent(ink), *limit = percent(condition->ink_limit);
    g_autofree char *side = judge_millimetres(square.width);
    g_autofree char *left = judge_millimetres(square.x - poster->boxes.trim.x);
    g_autofree char *top = judge_millimetres(square.y - poster->boxes.trim.y);
    const Origin *origin = placed == NULL ? &condition->origin
                           : placed->item->origin.source != NULL
                               ? &placed->item->origin
                               : &placed->item->box_origin;

    if (placed == NULL)
        diagnostics_add(
            diagnostics, SEVERITY_WARNING, "print/ink-coverage", origin,
            "%s%% of ink meet in a square of %s mm, whose corner lies %s mm "
            "from the left and %s mm from the top; the press takes %s%%",
            found, side, left, top, limit);
    else
        diagnostics_add(diagnostics, SEVERITY_WARNING, "print/ink-coverage", origin,
                        "with \"%s\" on top %s%% of ink meet in a square of %s mm, "
                        "whose corner lies %s mm from the left and %s mm from the top; "
                        "the press takes %s%%",
                        placed_title(placed), found, side, left, top, limit);
}
