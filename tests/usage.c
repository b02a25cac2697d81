/* usage FILE COMMAND…: runs the command, ends as it ends, and writes a line into FILE:
 * CPU seconds (user and system, of the command and all that it has waited for), seconds
 * by the clock, the most memory that it and its descendants had at once in KiB.
 *
 * Memory is the sum of Pss: pages that processes share count once. It is looked at
 * every 20 ms, more seldom where a look takes so long that this process would take a
 * tenth of a core (gigabytes); what is there for less may be missed. This process is
 * not counted. */
#define _GNU_SOURCE
#include <dirent.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATH_BYTES = 64, LINE_BYTES = 256 };

/* Between looks: seconds, and how many times what the last one took. */
static const double INTERVAL = 0.02, INTERVAL_LOOKS = 9;

/* Of one process; 0 when it has ended. */
static long own_pss(long pid) {
    char path[PATH_BYTES], line[LINE_BYTES];
    long kib = 0;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/smaps_rollup", pid);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (kib == 0 && fgets(line, sizeof line, file) != NULL)
        if (strncmp(line, "Pss:", 4) == 0)
            kib = strtol(line + 4, NULL, 10);
    fclose(file);
    return kib;
}

static long tree_pss(long pid);

static long children_pss(long pid, const char *thread) {
    char path[PATH_BYTES * 6];
    long kib = 0, child;
    FILE *file;

    snprintf(path, sizeof path, "/proc/%ld/task/%s/children", pid, thread);
    file = fopen(path, "re");
    if (file == NULL)
        return 0;
    while (fscanf(file, "%ld", &child) == 1)
        kib += tree_pss(child);
    fclose(file);
    return kib;
}

/* Any thread may have children. */
static long tree_pss(long pid) {
    char path[PATH_BYTES];
    long kib = own_pss(pid);
    const struct dirent *entry;
    DIR *threads;

    snprintf(path, sizeof path, "/proc/%ld/task", pid);
    threads = opendir(path);
    if (threads == NULL)
        return kib;
    while ((entry = readdir(threads)) != NULL)
        if (entry->d_name[0] != '.')
            kib += children_pss(pid, entry->d_name);
    closedir(threads);
    return kib;
}

static double seconds_now(void) {
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static double cpu_of_children(void) {
    struct rusage usage;

    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           1e-6 * (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

static pid_t start(char **command, const sigset_t *signals) {
    pid_t pid = fork();

    if (pid != 0)
        return pid;
    sigprocmask(SIG_UNBLOCK, signals, NULL);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

/* What all have now; then waits until the next look, or until somebody has ended. */
static long look(pid_t pid, const sigset_t *signals) {
    double began = seconds_now(), pause;
    long kib = tree_pss(pid);
    struct timespec time;

    pause = INTERVAL_LOOKS * (seconds_now() - began);
    pause = pause > INTERVAL ? pause : INTERVAL;
    time.tv_sec = (time_t)pause;
    time.tv_nsec = (long)((pause - (double)time.tv_sec) * 1e9);
    sigtimedwait(signals, NULL, &time);
    return kib;
}

/* Until the command has ended; how it did, as a shell says it. */
static int watch(pid_t pid, const sigset_t *signals, long *most) {
    int status;

    while (waitpid(pid, &status, WNOHANG) == 0) {
        long kib = look(pid, signals);

        *most = kib > *most ? kib : *most;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv) {
    double began = seconds_now();
    long most = 0;
    sigset_t signals;
    FILE *file;
    pid_t pid;
    int code;

    if (argc < 3) {
        fprintf(stderr, "usage: usage FILE COMMAND…\n");
        return 2;
    }
    sigemptyset(&signals);
    sigaddset(&signals, SIGCHLD);
    sigprocmask(SIG_BLOCK, &signals, NULL);
    pid = start(argv + 2, &signals);
    if (pid < 0) {
        perror("usage: fork");
        return 3;
    }
    code = watch(pid, &signals, &most);
    file = fopen(argv[1], "we");
    if (file == NULL) {
        perror(argv[1]);
        return 3;
    }
    fprintf(file, "%.3f %.3f %ld\n", cpu_of_children(), seconds_now() - began, most);
    return fclose(file) == 0 ? code : 3;
}
