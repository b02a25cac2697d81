/* To be preloaded: of all calls of one kind that a program makes itself, or that the
 * processes do that it has forked, the n-th fails; or who has made the n-th file dies.
 * FAULT is "KIND WHO N", as in "write worker 3"; N 0: none. FAULTS is a file, as long
 * as Shared, in which calls are counted and the one that failed is described. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

/* In the order of faults.py. */
enum {
    OPEN,
    WRITE,
    FSYNC,
    RENAME,
    CLOSE,
    LINK,
    MKDIR,
    PIPE,
    FORK,
    MALLOC,
    DEATH,
    KINDS
};

static const struct {
    const char *name;
    int error;
} kinds[KINDS] = {{"open", EMFILE},   {"write", ENOSPC}, {"fsync", EIO},
                  {"rename", EACCES}, {"close", EIO},    {"link", EPERM},
                  {"mkdir", ENOSPC},  {"pipe", EMFILE},  {"fork", EAGAIN},
                  {"malloc", ENOMEM}, {"death", 0}};

typedef struct {
    atomic_uint count[2][KINDS]; /* of the program, of those it has forked */
    char failed[256];
} Shared;

static Shared *shared;
static pid_t first;
static unsigned fails[2][KINDS]; /* which one; 0: none */

__attribute__((constructor)) static void begin(void) {
    char name[16] = "", who[16] = "";
    unsigned number = 0;
    int file = open(getenv("FAULTS"), O_RDWR | O_CLOEXEC);

    shared = mmap(NULL, sizeof *shared, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    sscanf(getenv("FAULT"), "%15s %15s %u", name, who, &number);
    for (int i = 0; i < KINDS; i++)
        if (strcmp(name, kinds[i].name) == 0)
            fails[strcmp(who, "worker") == 0][i] = number;
    memset(shared, 0, sizeof *shared);
    first = getpid();
}

/* Whether this is the call that fails. */
static bool hit(int kind, const char *what) {
    bool worker = first != getpid();

    if (first == 0 ||
        atomic_fetch_add(&shared->count[worker][kind], 1) + 1 != fails[worker][kind])
        return false;
    snprintf(shared->failed, sizeof shared->failed, "%s", what);
    errno = kinds[kind].error;
    return true;
}

#define REAL(type, name) ((type)dlsym(RTLD_NEXT, name))

typedef int Open(const char *, int, ...);

/* Whoever has just made a file dies, without another word. */
static int die_at(int file, const char *path, int flags) {
    if (file >= 0 && (flags & O_EXCL) != 0 && hit(DEATH, path))
        raise(SIGKILL);
    return file;
}

/* openat is not called. */
#define OPEN_AS(name)                                                             \
    int name(const char *path, int flags, ...) {                                  \
        va_list all;                                                              \
        int mode;                                                                 \
                                                                                  \
        va_start(all, flags);                                                     \
        mode = va_arg(all, int);                                                  \
        va_end(all);                                                              \
        return hit(OPEN, path)                                                    \
                   ? -1                                                           \
                   : die_at(REAL(Open *, #name)(path, flags, mode), path, flags); \
    }

OPEN_AS(open)
OPEN_AS(open64)

#define FOPEN_AS(name)                                                                \
    FILE *name(const char *path, const char *mode) {                                  \
        return hit(OPEN, path)                                                        \
                   ? NULL                                                             \
                   : REAL(FILE * (*)(const char *, const char *), #name)(path, mode); \
    }

FOPEN_AS(fopen)
FOPEN_AS(fopen64)

ssize_t write(int file, const void *bytes, size_t length) {
    return hit(WRITE, "") ? -1
                          : REAL(ssize_t(*)(int, const void *, size_t),
                                 "write")(file, bytes, length);
}

/* Nothing is synced: that only takes time. */
int fsync(int file) {
    (void)file;
    return hit(FSYNC, "") ? -1 : 0;
}

int rename(const char *from, const char *to) {
    return hit(RENAME, to)
               ? -1
               : REAL(int (*)(const char *, const char *), "rename")(from, to);
}

/* It is closed all the same, as Linux does it. */
int close(int file) {
    int result = REAL(int (*)(int), "close")(file);

    return hit(CLOSE, "") ? -1 : result;
}

int link(const char *from, const char *to) {
    return hit(LINK, to) ? -1
                         : REAL(int (*)(const char *, const char *), "link")(from, to);
}

int mkdir(const char *path, mode_t mode) {
    return hit(MKDIR, path) ? -1
                            : REAL(int (*)(const char *, mode_t), "mkdir")(path, mode);
}

int pipe(int ends[2]) {
    return hit(PIPE, "") ? -1 : REAL(int (*)(int *), "pipe")(ends);
}

pid_t fork(void) {
    return hit(FORK, "") ? -1 : REAL(pid_t(*)(void), "fork")();
}

/* Not by dlsym, which takes memory itself. */
void *__libc_malloc(size_t bytes);
void *__libc_calloc(size_t count, size_t bytes);
void *__libc_realloc(void *old, size_t bytes);

void *malloc(size_t bytes) {
    return hit(MALLOC, "malloc") ? NULL : __libc_malloc(bytes);
}

void *calloc(size_t count, size_t bytes) {
    return hit(MALLOC, "calloc") ? NULL : __libc_calloc(count, bytes);
}

void *realloc(void *old, size_t bytes) {
    return hit(MALLOC, "realloc") ? NULL : __libc_realloc(old, bytes);
}
