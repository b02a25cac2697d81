/* Signals that ask the program to end (SIGINT, SIGTERM, SIGHUP), noticed where it suits
 * instead of ending it. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* From now on they are noticed. False with `error`: they end the program as before. */
bool interrupt_begin(GError **error);

/* Can be read once one has come; for poll. */
int interrupt_file(void);
int interrupt_came(void); /* which; 0: none */

/* From now on they end the program again (see output_remove_on_signals). */
void interrupt_end(void);
