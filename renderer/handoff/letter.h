/* LIESMICH.txt: what is in the package, and what to do first. In German, with the new
 * lines that every system's editor shows. */
#pragma once

#include "handoff/docket.h"

/* Caller frees. */
char *letter_make(const Docket *docket);
