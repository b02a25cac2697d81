#include "base/process.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

enum { PATH_BYTES = 4096 };

/* How often it is looked whether threads have ended, and how long between, in µs. */
enum { LOOKS = 40, BETWEEN = 500 };

struct AtWork {
    char path[PATH_BYTES];
};

static AtWork *in_use;

/* Of this process; 1 when nobody can say. */
static guint count_threads(void) {
    GDir *tasks = g_dir_open("/proc/self/task", 0, NULL);
    guint count = 0;

    if (tasks == NULL)
        return 1;
    while (g_dir_read_name(tasks) != NULL)
        count++;
    g_dir_close(tasks);
    return count;
}

/* pango looks for fonts in threads that end by themselves (ours are joined): a lock
 * that one of them has in this moment would be held for ever in the child. */
static void wait_for_threads(void) {
    for (int i = 0; i < LOOKS && count_threads() > 1; i++)
        g_usleep(BETWEEN);
}

/* Ended or ending processes of this one; of pid_t. */
static GArray *left;

/* `options` of waitpid. */
static void wait_left(int options) {
    for (guint i = left == NULL ? 0 : left->len; i > 0; i--) {
        pid_t process = g_array_index(left, pid_t, i - 1);
        pid_t ended;

        while ((ended = waitpid(process, NULL, options)) < 0 && errno == EINTR)
            continue;
        if (ended != 0)
            g_array_remove_index_fast(left, i - 1);
    }
}

void process_leave(pid_t process) {
    if (left == NULL)
        left = g_array_new(FALSE, FALSE, sizeof process);
    g_array_append_val(left, process);
}

void process_wait_left(void) {
    wait_left(0);
}

pid_t process_fork(int signal_when_orphaned) {
    pid_t parent = getpid();
    pid_t process;

    wait_left(WNOHANG);
    wait_for_threads();
    process = fork();
    if (process != 0)
        return process;
    g_clear_pointer(&left, g_array_unref);
    prctl(PR_SET_PDEATHSIG, signal_when_orphaned);
    /* It may have ended before it could be asked for. */
    if (getppid() != parent)
        _exit(1);
    return 0;
}

int process_wait(pid_t process) {
    int status = 0;

    while (waitpid(process, &status, 0) < 0 && errno == EINTR)
        continue;
    return status;
}

bool process_read_all(int file, void *bytes, gsize length) {
    guint8 *at = bytes;

    while (length > 0) {
        ssize_t got = read(file, at, length);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return false;
        at += got;
        length -= (gsize)got;
    }
    return true;
}

AtWork *at_work_new(void) {
    void *room = mmap(NULL, sizeof(AtWork), PROT_READ | PROT_WRITE,
                      MAP_SHARED | MAP_ANONYMOUS, -1, 0);

    return room == MAP_FAILED ? NULL : room;
}

void at_work_free(AtWork *self) {
    if (self != NULL)
        munmap(self, sizeof *self);
}

void at_work_use(AtWork *self) {
    in_use = self;
}

void at_work_on(const char *path) {
    if (in_use == NULL)
        return;
    in_use->path[0] = '\0';
    if (path != NULL)
        g_strlcpy(in_use->path, path, sizeof in_use->path);
}

/* The last byte is never written. */
char *at_work_file(const AtWork *self) {
    return self == NULL || self->path[0] == '\0' ? NULL : g_strdup(self->path);
}
