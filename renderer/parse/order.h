/* From a checked file to an order, and what the key table cannot check: names that
 * other files give, sums, dates. */
#pragma once

#include "base/diagnostics.h"
#include "model/order.h"

/* `motifs` (of const Motif) are those that the order may name, `campaign` is theirs.
 * NULL with findings; what is borrowed must live as long as the order. */
Order *order_parse(const Node *root, const Campaign *campaign, const GPtrArray *motifs,
                   Diagnostics *diagnostics);
