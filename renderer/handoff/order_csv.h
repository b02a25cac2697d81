/* auftrag.csv: a line for each poster and delivery, for programs and for tables.
 *
 * UTF-8 with BOM, semicolons, CRLF, quotes as in RFC 4180; a table of its columns is in
 * order_csv.c. */
#pragma once

#include "handoff/job.h"

/* Caller frees. */
char *order_csv_make(const Job *job);
