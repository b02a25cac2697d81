/* What must be true before posters go to a print shop. A gate that is shut refuses the
 * order; all that are shut are told at once. Some can be opened by somebody who says
 * why: the reason is printed on the order. */
#pragma once

#include "base/diagnostics.h"
#include "model/approval.h"
#include "model/order.h"
#include "model/poster.h"

/* One poster of an order, laid out twice. */
typedef struct {
    const OrderLine *line; /* of the order */
    const char *language;
    const DataRow *row;     /* NULL: the motif has none */
    const Poster *approved; /* as people saw it: nobody prints; NULL: it cannot be
                             * made */
    const Poster *printed;  /* with the order's printer; the same when it names none */
    const GPtrArray *findings; /* of Finding: what layout, rules and preflight found,
                                * of any severity; may be NULL */
} GatePoster;

/* A gate that somebody opens: "not-approved=Notausgabe, Freigabe folgt". */
typedef struct {
    const char *id; /* "handoff/not-approved"; static */
    char *reason;   /* owned */
    bool is_used;   /* set by gates_check: it was shut */
} GateKey;

/* NULL with a `problem` (yours) when the text is no ID=REASON, when there is no such
 * gate, or when it cannot be opened. The id may leave out "handoff/". */
GateKey *gate_key_new(const char *text, char **problem);
void gate_key_free(GateKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GateKey, gate_key_free)

/* Judges an order with all its posters (of GatePoster). Adds an error, with its place
 * in the order and the posters that it is about, for each gate that is shut; those that
 * `keys` (of GateKey) open are warnings that say why. Returns whether the order may
 * leave. */
bool gates_check(const Order *order, const GPtrArray *posters,
                 const Approvals *approvals, const GPtrArray *keys,
                 Diagnostics *diagnostics);

/* The ids of all gates, those that can be opened first; of const char *, free the
 * array. */
GPtrArray *gate_ids(bool only_opened);
