/* ticket.xjdf: the order for programs of a print shop, in CIP4's XJDF 2.1.
 *
 * A Product a poster (P1, P2…), its file in a RunList of that product, a delivery an
 * address (DropID: its id). Lengths are points, as XJDF has them. */
#pragma once

#include "handoff/docket.h"

#define TICKET_NAMESPACE "http://www.CIP4.org/JDFSchema_2_0"

/* UTF-8 with a declaration; caller frees. */
char *ticket_make(const Docket *docket);
