/* auftrag.csv: a line for each poster and delivery, for programs and for tables.
 *
 * UTF-8 with BOM, semicolons, CRLF, quotes as in RFC 4180; its columns are those of
 * model/package.h. */
#pragma once

#include "handoff/docket.h"

/* Caller frees. */
char *order_csv_make(const Docket *docket);
