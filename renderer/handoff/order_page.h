/* How an order looks on paper. */
#pragma once

#include "handoff/docket.h"
#include "report/sheet.h"
#include "resources/resources.h"

/* On pages of its own. False with `error`: a thumb cannot be read. */
bool order_lay_out(const Docket *docket, Sheet *sheet, Resources *resources,
                   GError **error);
