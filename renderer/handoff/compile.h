/* From an order and its posters to a docket. */
#pragma once

#include "handoff/docket.h"
#include "model/order.h"
#include "model/poster.h"
#include "prepress/ink_peaks.h"

/* What is said of the order as a whole; posters, openings and files are still to come.
 * `date` is ISO 8601: that of all entries, never the clock's. */
Docket *docket_of_order(const Order *order, const char *date);

/* One poster of an order's line. */
typedef struct {
    const OrderLine *line;
    const char *language;
    const DataRow *row;   /* NULL: the motif has none */
    const Poster *poster; /* laid out */
    const PrintJob *job;  /* what its file is made for */
} OrderedPoster;

/* Appends it with everything but its files and approvals; borrowed. NULL with `error`:
 * it cannot be drawn. */
DocketPoster *docket_take_poster(Docket *self, const Order *order,
                                 const OrderedPoster *ordered, PrintRoom *room,
                                 const InkPeaks *peaks, GError **error);

/* Takes the condition's profile in, if its licence says so. False with `error`: it
 * cannot be read. */
bool docket_take_profile(Docket *self, const Order *order, const Profiles *profiles,
                         GError **error);
