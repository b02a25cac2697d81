/* What a file says of itself: XMP (ISO 16684-1) as anybody writes it. */
#pragma once

#include <gio/gio.h>

/* Properties of the namespaces that rules ask for, by the usual prefixes ("dc:title"),
 * with their text; of several alternatives that for any language, of several items all,
 * with "; " between. NULL with `error` when it is no XMP. Caller unrefs. */
GHashTable *file_xmp_read(GBytes *bytes, GError **error);
