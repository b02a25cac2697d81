/* A poster as cairo writes PDF: the bleed area as the page, screen colours, live text.
 */
#pragma once

#include "model/poster.h"
#include "model/product.h"

#include <gio/gio.h>

/* `date` is ISO 8601, "2026-11-22T00:00:00Z"; nothing asks the clock. Writes the whole
 * file or none. NULL with `error`. */
Product *plain_pdf_write(const Poster *poster, const char *date, const char *path,
                         GError **error);
