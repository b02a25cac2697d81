/* Every item of a poster where it really lies on the page, turned groups included.
 *
 * All lengths are points; places are rectangles that may be turned. */
#pragma once

#include "model/poster.h"

typedef struct {
    const Item *item;
    Affine to_page;   /* from the item's own place to the page */
    guint end;        /* the index behind it and all that it holds */
    guint first_part; /* what it covers: lines of a text, letters on a path, else one */
    guint part_count;
    Rect area; /* all its parts; of groups, what they hold */
    Rect body; /* likewise, without what letters let hang out of their box */
} Placed;

typedef struct {
    GArray *items; /* of Placed, in the order they are painted; groups come first */
    GArray *parts; /* of Quad */
} Places;

Places *places_new(const Poster *poster);
void places_free(Places *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Places, places_free)

static inline const Placed *places_at(const Places *self, guint index) {
    return &g_array_index(self->items, Placed, index);
}

static inline const Quad *places_part(const Places *self, const Placed *placed,
                                      guint index) {
    return &g_array_index(self->parts, Quad, placed->first_part + index);
}

/* "headline", or what else findings call an item; borrowed. */
const char *item_title(const Item *item);

/* How much of a place an item lies on, as far as can be told without its pixels. */
typedef enum {
    COVERS_NOTHING,
    COVERS_PERHAPS, /* a drawing, or a shape of very many lines, has its frame there */
    COVERS_PART,
    COVERS_ALL,
} Coverage;

Coverage places_cover(const Places *self, const Placed *placed, const Quad *place);

/* The same of what a group shows of its items. */
Coverage places_clip(const Placed *group, const Quad *place);
