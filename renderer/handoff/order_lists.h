/* What an order says of all its posters together: where they go, who has approved them,
 * how they are coloured, how the package is checked. */
#pragma once

#include "handoff/order_flow.h"

void order_lists_put(OrderFlow *flow);
