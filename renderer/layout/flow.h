/* Where each box of a tree lies: stacks, rows, columns and grids.
 *
 * Everything here reads from left to right; layout mirrors what it makes of it. All
 * values are points from the top left of the trim box. */
#pragma once

#include "layout/text.h"
#include "model/brief.h"
#include "resources/resources.h"

typedef struct {
    const Brief *brief;
    Resources *resources;
    Diagnostics *diagnostics;
    PageBoxes page;
    Ruler ruler;
    GHashTable *areas;    /* of Box to Rect: where boxes lie; owned */
    GHashTable *texts;    /* of Box to MeasuredText; owned */
    GHashTable *measured; /* what boxes take of which room; owned */
    GHashTable
        *limits;   /* of tied TypeStyle to double: their largest font size; owned */
    bool is_trial; /* findings wait until all texts have their size */
} Flow;

Flow *flow_new(const Brief *brief, Resources *resources, Diagnostics *diagnostics);
void flow_free(Flow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Flow, flow_free)

/* Gives the tree its room; boxes that are hidden get no area. Texts of a tied type
 * style get one font size. */
void flow_place(Flow *self, const Box *root, Rect room);

/* The area of a placed box. */
Rect flow_area(const Flow *self, const Box *box);

/* Whether the words of a text box are not known yet: it is laid out as if it were
 * empty, and nothing is shown. */
bool flow_says_nothing(const Flow *self, const Box *box);

/* The words of a text box, measured once; borrowed. */
const MeasuredText *flow_text(Flow *self, const Box *box);

/* What a text box may use of an area. */
TextRoom flow_text_room(const Flow *self, const Box *box, double width, double height);
