#include "base/epoch.h"

GDateTime *epoch_date(void) {
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;

    if (epoch == NULL ||
        !g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT32, &seconds, NULL))
        return NULL;
    return g_date_time_new_from_unix_utc(seconds);
}
