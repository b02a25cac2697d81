#include "base/scratch.h"

#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <unistd.h>

const char *scratch_folder(void) {
    static const char usual[] = "/var/tmp";

    if (g_getenv("TMPDIR") == NULL && access(usual, W_OK) == 0)
        return usual;
    return g_get_tmp_dir();
}

/* Not all file systems have files without a name. */
int scratch_open(void) {
    int file = open(scratch_folder(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    g_autofree char *path = NULL;

    if (file >= 0)
        return file;
    path = g_build_filename(scratch_folder(), "plakat-XXXXXX", NULL);
    file = g_mkstemp_full(path, O_RDWR | O_CLOEXEC, 0600);
    if (file >= 0)
        g_unlink(path);
    return file;
}
