/* How much memory there is for what. */
#pragma once

#include <glib.h>

/* Bytes that this process takes: its proportional set size, in which what others use as
 * well counts by its share (proc(5)). 0: the system does not say. */
gsize memory_used(void);

/* At least as much, found in a tenth of the time: what is shared counts in full.
 * The most there is: the system does not say. */
gsize memory_used_at_most(void);

/* Bytes that a process and those it has forked take beside files: resident, pages that
 * they still share counted for each. It is quicker to find. 0: nobody knows. */
gsize memory_of_family(int process);
