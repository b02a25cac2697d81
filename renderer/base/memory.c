#include "base/memory.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

gsize memory_used(void) {
    g_autofree char *text = NULL;
    const char *line;

    if (!g_file_get_contents("/proc/self/smaps_rollup", &text, NULL, NULL))
        return 0;
    line = strstr(text, "\nPss:");
    return line == NULL
               ? 0
               : (gsize)g_ascii_strtoull(line + strlen("\nPss:"), NULL, 10) << 10;
}

/* Bytes that are resident, and those of them that belong to files or are shared for
 * good (proc(5), statm); false: the system does not say. */
static bool read_statm(int process, gsize *resident, gsize *shared) {
    g_autofree char *path = g_strdup_printf("/proc/%d/statm", process);
    g_autofree char *text = NULL;
    gsize page = (gsize)sysconf(_SC_PAGESIZE);

    if (!g_file_get_contents(path, &text, NULL, NULL) ||
        sscanf(text, "%*u %" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, resident, shared) != 2)
        return false;
    *resident *= page;
    *shared *= page;
    return true;
}

gsize memory_used_at_most(void) {
    gsize resident, shared;

    return read_statm(getpid(), &resident, &shared) ? resident : G_MAXSIZE;
}

static gsize memory_of(int process) {
    gsize resident, shared;

    return read_statm(process, &resident, &shared) && resident > shared
               ? resident - shared
               : 0;
}

gsize memory_of_family(int process) {
    g_autofree char *path =
        g_strdup_printf("/proc/%d/task/%d/children", process, process);
    g_autofree char *text = NULL;
    gsize bytes = memory_of(process);
    char *at;

    if (!g_file_get_contents(path, &text, NULL, NULL))
        return bytes;
    for (at = text; *at != '\0';) {
        gint64 child = g_ascii_strtoll(at, &at, 10);

        if (child <= 0)
            break;
        bytes += memory_of((int)child);
    }
    return bytes;
}
