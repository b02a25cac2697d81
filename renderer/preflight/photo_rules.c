/* Whether photos have the pixels that their size on paper asks for. */
#include "preflight/judge.h"

#include <math.h>

/* Half as fine is fine enough from twice as far: eyes see angles. */
static double wanted_ppi(const Judge *self) {
    return self->condition->picture_ppi / fmax(self->brief->size->distance, 1);
}

/* Whole pixels per inch, never rounded up to what is wanted. */
static char *ppi_text(double ppi) {
    return number_to_text(floor(ppi + 1e-6), 0);
}

static void report(const Judge *self, const Placed *placed, double wanted) {
    const Photo *photo = &placed->item->photo;
    const ImageInfo *info = image_info(photo->image);
    double share = photo->ppi / wanted;
    double width_here = placed->item->area.width * 25.4 / 72;
    g_autofree char *found = ppi_text(photo->ppi);
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

void rule_photo_ppi(const Judge *self) {
    double wanted;

    if (self->condition == NULL || self->condition->picture_ppi <= 0)
        return;
    wanted = wanted_ppi(self);
    for (guint i = 0; i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);

        if (placed->item->kind == ITEM_PHOTO &&
            placed->item->photo.ppi < wanted * (1 - 1e-6))
            report(self, placed, wanted);
    }
}
