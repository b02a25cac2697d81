#include "base/memory.h"

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

/* Resident, without what belongs to files or is shared for good (proc(5), statm). */
static gsize memory_of(int process) {
    g_autofree char *path = g_strdup_printf("/proc/%d/statm", process);
    g_autofree char *text = NULL;
    unsigned long resident = 0, shared = 0;

    if (!g_file_get_contents(path, &text, NULL, NULL) ||
        sscanf(text, "%*u %lu %lu", &resident, &shared) != 2 || resident < shared)
        return 0;
    return (resident - shared) * (gsize)sysconf(_SC_PAGESIZE);
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
