/* To be preloaded: stands for artwork or a file that has taken over whoever reads it.
 * Each process that reads one, or draws, tries once to reach what is none of its
 * business, and tells the file REACH how that ended. BLIND: the system knows neither
 * Landlock nor seccomp. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef void *Any(void *, unsigned long, void *, void *, void *);
typedef long System(long, long, long, long, long);

typedef void *Find(void *library, const char *name);

Any rsvg_handle_new_from_data, cairo_create;
Find dlsym;
int seccomp_load(void *filter);
long syscall(long number, ...);

static int told = -1;
static pid_t first, last;

__attribute__((constructor)) static void begin(void) {
    first = getpid();
    told = open(getenv("REACH"), O_WRONLY | O_CREAT | O_APPEND, 0600);
}

static void tell(const char *who, const char *what, int result) {
    dprintf(told, "%s: %s: %s\n", who, what, result < 0 ? strerror(errno) : "done");
}

static void try_all(const char *what) {
    char *const arguments[] = {(char *)"true", NULL};
    const char *who = getppid() == first ? "worker" : "helper";

    if (last == getpid() || getenv("BLIND") != NULL)
        return;
    last = getpid();
    if (last == first) {
        dprintf(told, "the first process: %s\n", what);
        return;
    }
    tell(who, "read /etc/passwd", open("/etc/passwd", O_RDONLY));
    tell(who, "read a motif's neighbour", open("secret/key", O_RDONLY));
    tell(who, "write one", open("secret/new", O_WRONLY | O_CREAT, 0600));
    tell(who, "write a motif", open("motifs/gruss.yaml", O_WRONLY));
    tell(who, "open a socket", socket(AF_INET, SOCK_STREAM, 0));
    tell(who, "start a program", execv("/bin/true", arguments));
}

void *rsvg_handle_new_from_data(void *a, unsigned long b, void *c, void *d, void *e) {
    try_all("a drawing");
    return ((Any *)dlsym(RTLD_NEXT, "rsvg_handle_new_from_data"))(a, b, c, d, e);
}

void *cairo_create(void *a, unsigned long b, void *c, void *d, void *e) {
    if (getppid() != first)
        try_all("draws");
    return ((Any *)dlsym(RTLD_NEXT, "cairo_create"))(a, b, c, d, e);
}

static Any *real_read_memory;

static void *read_memory(void *a, unsigned long b, void *c, void *d, void *e) {
    try_all("a PDF");
    return real_read_memory(a, b, c, d, e);
}

/* libqpdf is loaded late, and its functions are asked for by name. */
void *dlsym(void *library, const char *name) {
    void *found = ((Find *)dlvsym(RTLD_NEXT, "dlsym", "GLIBC_2.34"))(library, name);

    if (strcmp(name, "qpdf_read_memory") != 0)
        return found;
    real_read_memory = (Any *)found;
    return (void *)read_memory;
}

long syscall(long number, ...) {
    long values[4];
    va_list all;

    if (number == SYS_landlock_create_ruleset && getenv("BLIND") != NULL) {
        errno = ENOSYS;
        return -1;
    }
    va_start(all, number);
    for (int i = 0; i < 4; i++)
        values[i] = va_arg(all, long);
    va_end(all);
    return ((System *)dlsym(RTLD_NEXT, "syscall"))(number, values[0], values[1],
                                                   values[2], values[3]);
}

int seccomp_load(void *filter) {
    int (*real)(void *) = (int (*)(void *))dlsym(RTLD_NEXT, "seccomp_load");

    return getenv("BLIND") != NULL ? -ENOSYS : real(filter);
}
