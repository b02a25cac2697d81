/* Data rows from CSV (RFC 4180): a heading, UTF-8, quoted fields, `;` or `,` between
 * fields, a byte order mark forgiven; the only file that knows libcsv. */
#pragma once

#include "base/diagnostics.h"
#include "model/rows.h"

enum {
    ROWS_BYTES_MAX = 16 << 20,  /* a file's size */
    ROWS_MAX = 20000,           /* rows in a file */
    ROWS_COLUMNS_MAX = 200,     /* columns */
    ROWS_FIELD_MAX = 16 * 1024, /* bytes of one field */
};

/* NULL with findings when the table as a whole cannot be used; a mistake in one row
 * breaks that row alone. The table borrows from the source. */
DataTable *rows_parse(const Source *source, Diagnostics *diagnostics);
