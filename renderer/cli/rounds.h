/* `render --watch`: runs, waits until something changes, and runs again. */
#pragma once

#include "cli/run.h"

/* Returns after a signal that asks the program to end, with the exit code of the last
 * run that came to its end; where nothing can be watched, at once. */
int rounds_run(Run *run);
