/* What inks something has, alone on paper: looked at on its plates, in pixels of a
 * 512th of its longer side. What is seen of a drawing is kept, also for other runs
 * where the room has a shelf. */
#pragma once

#include "prepress/print_pdf.h"

enum { PROCESS_PLATES = 4 };

/* Inks that may lie at places within an area. */
typedef struct {
    double cmyk[PROCESS_PLATES]; /* each at most; 0 to 1 */
    double sum;                  /* all together at most */
    Rect area;                   /* points of the poster */
} InkStack;

GArray *ink_stacks_new(void);
InkStack *ink_stack_at(const GArray *stacks, guint index);
double ink_sum(const double cmyk[PROCESS_PLATES]);

/* Adds one, unless others say as much; drops those that say no more than it does. */
void ink_stacks_add(GArray *stacks, InkStack stack);

typedef struct {
    GArray *inks; /* of InkStack, without areas */
    Rect box;     /* of drawings: all that they blacken, in their units */
} InkLook;

typedef struct InkLooks InkLooks;

/* `room` must outlive it. */
InkLooks *ink_looks_new(PrintRoom *room);
void ink_looks_free(InkLooks *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InkLooks, ink_looks_free)

/* Of the drawing that an item shows; borrowed until the next one is asked for; NULL
 * with `error`. */
const InkLook *ink_looks_find_drawing(InkLooks *self, const Poster *poster,
                                      const PrintJob *job, const Item *item,
                                      GError **error);

/* Where the item puts its box: points of the poster. */
Rect ink_look_place(const InkLook *self, const Item *item);

/* Of a group that is a picture of its own, which lies within an area; likewise. */
const InkLook *ink_looks_find_group(InkLooks *self, const Poster *poster,
                                    const PrintJob *job, const Item *group, Rect extent,
                                    GError **error);
