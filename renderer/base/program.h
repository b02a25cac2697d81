/* Which program this is, to the byte. */
#pragma once

#include <glib.h>

/* The build ids (ld's --build-id) of the program and of all libraries that it has
 * loaded, which tell one version, or one build, from another; caller frees. A part
 * without an id counts by its name. */
char *program_id(void);
