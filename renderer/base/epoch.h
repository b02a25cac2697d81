/* The date that stands for today where builds must be reproducible. */
#pragma once

#include <glib.h>

/* SOURCE_DATE_EPOCH (reproducible-builds.org), in UTC; NULL when it is not set or no
 * number. */
GDateTime *epoch_date(void);
