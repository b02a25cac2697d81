#include "batch/library_log.h"

#include "resources/fonts.h"

#include <string.h>

static void (*when_refused)(void);

static const char *find(const GLogField *fields, gsize count, const char *key) {
    for (gsize i = 0; i < count; i++) {
        if (strcmp(fields[i].key, key) == 0 && fields[i].length < 0)
            return fields[i].value;
    }
    return "";
}

static GLogWriterOutput take(GLogLevelFlags level, const GLogField *fields, gsize count,
                             gpointer data) {
    const char *text = find(fields, count, "MESSAGE");

    if ((level & G_LOG_LEVEL_ERROR) != 0 && strstr(text, "failed to allocate") != NULL)
        when_refused();
    if (strcmp(find(fields, count, "GLIB_DOMAIN"), "Pango") != 0 ||
        (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL)) == 0)
        return g_log_writer_default(level, fields, count, data);
    fonts_complain(text);
    return G_LOG_WRITER_HANDLED;
}

void library_log_take(void (*refused)(void)) {
    when_refused = refused;
    g_log_set_writer_func(take, NULL, NULL);
}
