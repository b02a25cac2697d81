/* Whether photos have the pixels that their size on paper asks for. */
#include "preflight/judge.h"

#include <math.h>

/* Half as fine is fine enough from twice as far: eyes see angles. */
static double wanted_ppi(const Judge *self) {
    return self->condition->picture_ppi / fmax(self->brief->size->distance, 1);
}

static void report(const Judge *self, const Placed *placed, double wanted) {
    const Photo *photo = &placed->item->photo;
    const ImageInfo *info = image_info(photo->image);
    double share = photo->ppi / wanted;
    double width_here = placed->item->area.width * 25.4 / 72;
    g_autofree char *found = judge_found(photo->ppi, 0);
    g_autofree char *needed = number_to_text(ceil(wanted - 1e-6), 0);
    g_autofree char *here = number_to_text(width_here, 0);
    g_autofree char *possible = number_to_text(floor(width_here * share), 0);

    diagnostics_add(self->diagnostics, share < 0.5 ? SEVERITY_ERROR : SEVERITY_WARNING,
                    "print/low-ppi", &placed->item->box_origin,
                    "\"%s\" has %s ppi where %s are wanted: its %d x %d pixels do for "
                    "%s mm of width, not for %s mm; take one of %.0f x %.0f",
                    placed_title(placed), found, needed, info->width, info->height,
                    possible, here, ceil(info->width / share),
                    ceil(info->height / share));
}

static bool is_photo(const Placed *placed) {
    return placed->item->kind == ITEM_PHOTO;
}

static void check_ppi(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    double wanted = wanted_ppi(self);

    if (placed->item->photo.ppi < wanted * (1 - 1e-6))
        report(self, placed, wanted);
}

void rule_photo_ppi(const Judge *self) {
    if (self->condition != NULL && self->condition->picture_ppi > 0)
        judge_each(self, is_photo, check_ppi);
}
