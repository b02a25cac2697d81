/* Which program this is, to the byte. */
#pragma once

#include <glib.h>

/* The build ids (ld's --build-id) of the program and of all libraries that it is linked
 * with, which tell one version, or one build, from another; caller frees. A part
 * without an id counts by its name. What is loaded later (base/late) makes no file, and
 * does not count: else files of one run would not be those of another. */
char *program_id(void);
