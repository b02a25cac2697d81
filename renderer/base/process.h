/* Forked processes and the pipes that they answer through. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <sys/types.h>

/* fork, but the child gets a signal when its parent ends, whatever that dies of. 0 in
 * the child; -1: the machine has no more processes. */
pid_t process_fork(int signal_when_orphaned);

/* Waits for its end; the status of waitpid. */
int process_wait(pid_t process);

/* For one that has done its work and ends: giving back its memory takes it a
 * millisecond or two, in which this process can do something else. It is waited for
 * when another is forked, if it has ended by then, or by process_wait_left. */
void process_leave(pid_t process);

/* Waits for all that were left, so that what they took is known (getrusage). */
void process_wait_left(void);

/* Whatever interrupts; false at the end of the pipe. */
bool process_read_all(int file, void *bytes, gsize length);

/* What a process is at, kept where its parent finds it when it has died. Processes
 * that it forks note theirs in the same place. */
typedef struct AtWork AtWork;

/* NULL: the machine has no room for it. */
AtWork *at_work_new(void);
void at_work_free(AtWork *self);

/* From now on this process notes there what it is at. */
void at_work_use(AtWork *self);

/* This process is at a file now; NULL: at none. Where nobody has asked, nothing is
 * noted. */
void at_work_on(const char *path);

/* The file that was noted last; caller frees; NULL: none. */
char *at_work_file(const AtWork *self);
