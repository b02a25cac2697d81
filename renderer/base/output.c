#include "base/output.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a signal has to remove: at most one file is half written at a time. */
static char half_written[4096];
static volatile sig_atomic_t is_half_written;

/* `format` takes the path and the system's reason. */
static bool fail(GError **error, const char *format, const char *path) {
    int code = errno;

    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(code), format, path,
                g_strerror(code));
    return false;
}

bool output_write_all(int file, const void *bytes, size_t length) {
    const char *at = bytes;

    while (length > 0) {
        ssize_t done = write(file, at, length);

        if (done < 0 && errno == EINTR)
            continue;
        if (done <= 0)
            return false;
        at += done;
        length -= (size_t)done;
    }
    return true;
}

static bool sync_folder(const char *folder, GError **error) {
    int file = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool synced = file >= 0 && fsync(file) == 0;

    /* Some file systems cannot sync a folder; the file itself is safe by then. */
    if (!synced && errno != EINVAL) {
        fail(error, _("cannot sync '%s': %s"), folder);
        if (file >= 0)
            close(file);
        return false;
    }
    if (file >= 0)
        close(file);
    return true;
}

static bool write_and_rename(int file, const char *temporary, const char *path,
                             const void *bytes, size_t length, GError **error) {
    bool written = output_write_all(file, bytes, length) && fsync(file) == 0;
    int code = errno;

    if (close(file) != 0 && written) {
        code = errno;
        written = false;
    }
    if (!written) {
        errno = code;
        return fail(error, _("cannot write '%s': %s"), path);
    }
    if (rename(temporary, path) != 0)
        return fail(error, _("cannot write '%s': %s"), path);
    return true;
}

/* A device or a pipe is not replaced by a file. */
static bool check_target(const char *path, GError **error) {
    struct stat about;

    if (lstat(path, &about) != 0 || S_ISREG(about.st_mode))
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                _("cannot write '%s': there is something else of that name"), path);
    return false;
}

/* Opens a temporary file in the folder; a name left over by a killed run is passed
 * over. Returns -1 with errno. */
static int open_temporary(const char *folder, char **name) {
    int file = -1;

    for (int tries = 0; tries < 100 && file < 0; tries++) {
        g_free(*name);
        *name = g_strdup_printf("%s/.plakat-%08x.tmp", folder, g_random_int());
        if (strlen(*name) >= sizeof half_written) {
            errno = ENAMETOOLONG;
            return -1;
        }
        file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 && errno != EEXIST)
            return -1;
    }
    return file;
}

bool output_write(const char *path, const void *bytes, size_t length, GError **error) {
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *temporary = NULL;
    int file;

    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(error, _("cannot make the folder '%s': %s"), folder);
    if (!check_target(path, error))
        return false;
    file = open_temporary(folder, &temporary);
    if (file < 0)
        return fail(error, _("cannot write '%s': %s"), path);

    strcpy(half_written, temporary);
    is_half_written = 1;
    if (!write_and_rename(file, temporary, path, bytes, length, error)) {
        unlink(temporary);
        is_half_written = 0;
        return false;
    }
    is_half_written = 0;
    return sync_folder(folder, error);
}

static void remove_and_end(int signal_number) {
    if (is_half_written)
        unlink(half_written);
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void output_remove_on_signals(void) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = remove_and_end};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
}
