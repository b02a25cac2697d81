/* Pages of a sheet as a PDF. */
#pragma once

#include "report/sheet.h"

#include <gio/gio.h>

/* What it says of itself. */
typedef struct {
    const char *title;
    const char *date; /* ISO 8601, never the clock's */
} SheetAbout;

/* The bytes of the file; NULL with `error`. */
GBytes *sheet_to_pdf(const Sheet *sheet, const SheetAbout *about, GError **error);
