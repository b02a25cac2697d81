/* The posters of an order, laid out and judged before anything is made of them. */
#pragma once

#include "cli/session.h"
#include "handoff/gates.h"
#include "prepress/print_pdf.h"

/* One poster. */
typedef struct {
    const Task *task;   /* its first; borrowed */
    GatePoster gate;    /* borrows from the rest */
    Poster *approved;   /* without the printer; NULL: it cannot be made; owned */
    Poster *printed;    /* with it; likewise */
    Diagnostics *found; /* about the latter; owned */
} Ordered;

/* What it takes to lay them out. */
typedef struct {
    Session *session;
    Resources *resources;
    const Order *order;
    const Printer *printer; /* NULL: the order names none */
} Ordering;

/* Of Ordered, owned, one a poster of the tasks; `lines` (of const OrderLine) says by
 * task which line it is of. From then on posters name the order's printer. */
GPtrArray *ordered_lay_out(const Ordering *self, const GPtrArray *tasks,
                           const GPtrArray *lines);

/* Adds what preflight would find about the files of those posters, without writing any.
 * Up to `helpers` processes share the work. False with `error` when one died. */
bool ordered_preflight(const GPtrArray *posters, PrintRoom *room, guint helpers,
                       GError **error);

/* The same posters as gates take them (of GatePoster, borrowed); free the array. */
GPtrArray *ordered_gates(const GPtrArray *posters);
