/* Reads QR codes as phones do: the only file that knows libzbar. */
#pragma once

#include <gio/gio.h>

/* What the codes on a grey picture say, a line each, in the order they are found; empty
 * when none is read. Caller frees. NULL with `error`: the machine has no libzbar. */
char *codes_read(const guint8 *grey, int width, int height, GError **error);
