/* PRUEFEN.html: the page of a package on which a print shop looks at it, without any
 * program but a browser. It stands in pruefen.html; the build makes a text of it. */
#pragma once

#include <glib.h>

extern const char check_page_bytes[]; /* UTF-8; a NUL after the end */
extern const gsize check_page_length; /* without that */
