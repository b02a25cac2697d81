/* Druckauftrag.pdf: the order on paper, and in its metadata what programs compare with
 * the rest of the package.
 *
 * The file is cairo's, with its pages; what follows is an update (ISO 32000-1, 7.5.6)
 * that adds XMP, not compressed, with these properties of our namespace (base/xmp.h):
 *
 * - plakat:Order, the job number
 * - plakat:OrderTable, auftrag.csv to the byte, BOM included, where "\r" is "&#13;"
 * - plakat:PagesBytes, how many bytes the file has before the update
 * - plakat:PagesSHA256, their SHA-256 in small hexadecimal digits */
#pragma once

#include "handoff/docket.h"
#include "resources/resources.h"

#include <gio/gio.h>

/* `csv` is auftrag.csv. The bytes of the file; NULL with `error`. */
GBytes *order_pdf_make(const Docket *docket, const char *csv, Resources *resources,
                       GError **error);
