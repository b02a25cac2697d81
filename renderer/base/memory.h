/* How much memory there is for what. */
#pragma once

#include <glib.h>

/* Bytes that this process takes: its proportional set size, in which what others use as
 * well counts by its share (proc(5)). 0: the system does not say. */
gsize memory_used(void);
