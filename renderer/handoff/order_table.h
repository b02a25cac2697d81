/* The posters of an order, one below the other: what each looks like, what its file is,
 * on what it is printed, and how often. */
#pragma once

#include "handoff/order_flow.h"
#include "resources/resources.h"

/* False with `error`: a thumb cannot be read. */
bool order_table_put(OrderFlow *flow, Resources *resources, GError **error);
