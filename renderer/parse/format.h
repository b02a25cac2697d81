/* Text files in their canonical form; see lines.h and quotes.h for what that is.
 *
 * Comments stay, and so does what the file says: the result is read again, and must
 * give the same tree, the same comments and, formatted once more, the same bytes. */
#pragma once

#include "base/diagnostics.h"

/* The canonical text; caller frees. NULL when findings of severity error were added;
 * NULL without any when the result would not be safe, which is a mistake of ours. */
char *format_text(const Source *source, Diagnostics *diagnostics);
