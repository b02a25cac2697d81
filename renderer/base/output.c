#include "base/output.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What a signal has to remove: at most one file is half written at a time. A process
 * that was forked since must not. */
static char half_written[4096];
static volatile sig_atomic_t is_half_written;
static pid_t writer;

#define PREFIX ".plakat-"
#define SUFFIX ".tmp"

/* So much is written at once, at a multiple of it: that takes the system less than half
 * the time that pieces of any length do. */
enum { BUFFER_BYTES = 256 << 10, TRIES_MAX = 100 };

struct OutputFile {
    int file; /* -1: closed */
    char *path, *folder, *temporary;
    off_t written;  /* bytes, of whole windows */
    size_t waiting; /* bytes of the buffer that are not written yet */
    char *buffer;   /* of BUFFER_BYTES; owned */
};

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

static bool leaves_folders;

void output_leave_folders(void) {
    leaves_folders = true;
}

bool output_sync_folder(const char *folder, GError **error) {
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

static bool sync_name(const char *folder, GError **error) {
    return leaves_folders || output_sync_folder(folder, error);
}

/* With those above it. The first that is new is synced into the one that was there. */
static bool make_folder(const char *folder, GError **error) {
    g_autofree char *above = NULL;

    if (g_file_test(folder, G_FILE_TEST_IS_DIR))
        return true;
    above = g_path_get_dirname(folder);
    while (!g_file_test(above, G_FILE_TEST_EXISTS)) {
        char *next = g_path_get_dirname(above);

        g_free(above);
        above = next;
    }
    if (g_mkdir_with_parents(folder, 0777) != 0)
        return fail(error, _("cannot make the folder '%s': %s"), folder);
    return output_sync_folder(above, error);
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

/* F_WRLCK or F_RDLCK, as the file is open. The lock is of this process alone: those it
 * forks, which have the file open as well, may outlive it (flock's would be theirs).
 * False: another one has it. */
static bool lock(int file, short type) {
    struct flock whole = {.l_type = type, .l_whence = SEEK_SET};

    return fcntl(file, F_SETLK, &whole) == 0 || (errno != EAGAIN && errno != EACCES);
}

/* Whoever sweeps takes what nobody has locked: between making and locking, this too. */
static bool is_lost(int file) {
    struct stat about;

    if (!lock(file, F_WRLCK))
        return true;
    return fstat(file, &about) == 0 && about.st_nlink == 0;
}

static char *temporary_name(const char *folder) {
    return g_strdup_printf("%s/" PREFIX "%08x" SUFFIX, folder, g_random_int());
}

static bool is_temporary_name(const char *name) {
    return g_str_has_prefix(name, PREFIX) && g_str_has_suffix(name, SUFFIX);
}

/* Opens a temporary file in the folder; a name left over by a killed run is passed
 * over. Returns -1 with errno. */
static int open_temporary(const char *folder, char **name) {
    int file = -1;

    for (int tries = 0; tries < TRIES_MAX && file < 0; tries++) {
        g_free(*name);
        *name = temporary_name(folder);
        if (strlen(*name) >= sizeof half_written) {
            errno = ENAMETOOLONG;
            return -1;
        }
        file = open(*name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (file < 0 && errno != EEXIST)
            return -1;
        if (file >= 0 && is_lost(file)) {
            close(file);
            file = -1;
        }
    }
    return file;
}

static void remember(const char *temporary) {
    strcpy(half_written, temporary);
    writer = getpid();
    is_half_written = 1;
}

bool output_is_begun(void) {
    return is_half_written && writer == getpid();
}

OutputFile *output_begin(const char *path, GError **error) {
    g_autoptr(OutputFile) self = g_new0(OutputFile, 1);

    g_assert(!output_is_begun());
    self->file = -1;
    self->buffer = g_malloc(BUFFER_BYTES);
    self->path = g_strdup(path);
    self->folder = g_path_get_dirname(path);
    if (!make_folder(self->folder, error) || !check_target(path, error))
        return NULL;
    self->file = open_temporary(self->folder, &self->temporary);
    if (self->file < 0) {
        fail(error, _("cannot write '%s': %s"), path);
        return NULL;
    }
    remember(self->temporary);
    return g_steal_pointer(&self);
}

static bool write_waiting(OutputFile *self) {
    size_t length = self->waiting;

    self->waiting = 0;
    return output_write_all(self->file, self->buffer, length);
}

/* The disk begins with it now, so that there is less to wait for at the end, when the
 * file is synced; not every file system can. */
static bool write_window(OutputFile *self) {
    if (!write_waiting(self))
        return false;
    sync_file_range(self->file, self->written, BUFFER_BYTES, SYNC_FILE_RANGE_WRITE);
    self->written += BUFFER_BYTES;
    return true;
}

bool output_append(OutputFile *self, const void *bytes, size_t length, GError **error) {
    const char *at = bytes;

    while (length > 0) {
        size_t part = MIN(length, BUFFER_BYTES - self->waiting);

        memcpy(self->buffer + self->waiting, at, part);
        self->waiting += part;
        at += part;
        length -= part;
        if (self->waiting == BUFFER_BYTES && !write_window(self))
            return fail(error, _("cannot write '%s': %s"), self->path);
    }
    return true;
}

/* Closed last, as its lock keeps others from sweeping it away. */
static bool commit(OutputFile *self, bool sync, GError **error) {
    if (!write_waiting(self) || (sync && fsync(self->file) != 0) ||
        rename(self->temporary, self->path) != 0)
        return fail(error, _("cannot write '%s': %s"), self->path);
    is_half_written = 0;
    close(self->file);
    self->file = -1;
    return true;
}

bool output_commit(OutputFile *self, GError **error) {
    return commit(self, true, error) && sync_name(self->folder, error);
}

bool output_commit_unsynced(OutputFile *self, GError **error) {
    return commit(self, false, error);
}

/* The name in half_written is this file's, as there is no other. */
static void discard(const OutputFile *self) {
    if (is_half_written && writer == getpid() &&
        g_strcmp0(half_written, self->temporary) == 0) {
        unlink(self->temporary);
        is_half_written = 0;
    }
}

void output_free(OutputFile *self) {
    if (self == NULL)
        return;
    if (self->file >= 0)
        close(self->file);
    discard(self);
    g_free(self->path);
    g_free(self->folder);
    g_free(self->temporary);
    g_free(self->buffer);
    g_free(self);
}

bool output_write(const char *path, const void *bytes, size_t length, GError **error) {
    g_autoptr(OutputFile) file = output_begin(path, error);

    return file != NULL && output_append(file, bytes, length, error) &&
           output_commit(file, error);
}

/* --- links ---------------------------------------------------------------------------
 */

/* A link of a temporary name; one of that name may be there. False with errno. */
static bool link_temporary(const char *from, char *temporary) {
    if (strlen(temporary) >= sizeof half_written) {
        errno = ENAMETOOLONG;
        return false;
    }
    remember(temporary);
    if (link(from, temporary) == 0)
        return true;
    is_half_written = 0;
    return false;
}

bool output_link(const char *from, const char *path, GError **error) {
    g_autofree char *folder = g_path_get_dirname(path);

    if (!make_folder(folder, error) || !check_target(path, error))
        return false;
    for (int tries = 0; tries < TRIES_MAX; tries++) {
        g_autofree char *temporary = temporary_name(folder);
        bool linked = link_temporary(from, temporary);
        bool renamed = linked && rename(temporary, path) == 0;
        int code = errno;

        /* It stays where both names were the same file already. */
        if (linked)
            unlink(temporary);
        is_half_written = 0;
        errno = code;
        if (renamed)
            return sync_name(folder, error);
        /* Swept away by another run, or the name was taken: once more. */
        if (linked ? errno != ENOENT : errno != EEXIST)
            break;
    }
    return fail(error, _("cannot write '%s': %s"), path);
}

static bool copy(const char *from, const char *to, GError **error) {
    g_autoptr(GMappedFile) file = g_mapped_file_new(from, FALSE, error);

    return file != NULL && output_write(to, g_mapped_file_get_contents(file),
                                        g_mapped_file_get_length(file), error);
}

bool output_link_or_copy(const char *from, const char *path, GError **error) {
    return output_link(from, path, NULL) || copy(from, path, error);
}

/* --- what was left over --------------------------------------------------------------
 */

static void sweep_file(const char *path) {
    int file = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    struct stat about;

    if (file < 0)
        return;
    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) && lock(file, F_RDLCK))
        unlink(path);
    close(file);
}

/* To open and close it would unlock it. */
static bool is_own(const char *name) {
    return output_is_begun() && g_str_has_suffix(half_written, name);
}

void output_sweep(const char *folder) {
    g_autoptr(GDir) names = g_dir_open(folder, 0, NULL);
    const char *name;

    while (names != NULL && (name = g_dir_read_name(names)) != NULL) {
        g_autofree char *path = is_temporary_name(name) && !is_own(name)
                                    ? g_build_filename(folder, name, NULL)
                                    : NULL;

        if (path != NULL)
            sweep_file(path);
    }
}

void output_abandon(void) {
    if (is_half_written && writer == getpid())
        unlink(half_written);
}

static void remove_and_end(int signal_number) {
    output_abandon();
    signal(signal_number, SIG_DFL);
    raise(signal_number);
}

void output_remove_on_signals(void) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = remove_and_end};

    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
    signal(SIGXFSZ, SIG_IGN);
}
