#include "base/allocation.h"

#include <dlfcn.h>
#include <stdlib.h>

static void (*when_refused)(void) = abort;

void allocation_when_refused(void (*end)(void)) {
    when_refused = end;
}

#ifndef PLAKAT_SANITIZED

/* The function of the same name behind the one of this file: that of the C library, or
 * whatever else was preloaded. Threads that look for it at once find the same. */
typedef union {
    void *found;
    void *(*malloc)(size_t);
    void *(*calloc)(size_t, size_t);
    void *(*realloc)(void *, size_t);
} Next;

static void find(Next *next, const char *name) {
    if (next->found == NULL)
        next->found = dlsym(RTLD_NEXT, name);
}

static void *check(void *given, size_t bytes) {
    if (given == NULL && bytes > 0 && bytes < ALLOCATION_MUCH)
        when_refused();
    return given;
}

void *malloc(size_t bytes) {
    static Next next;

    find(&next, "malloc");
    return check(next.malloc(bytes), bytes);
}

void *calloc(size_t count, size_t bytes) {
    static Next next;
    size_t all;

    find(&next, "calloc");
    if (__builtin_mul_overflow(count, bytes, &all))
        all = ALLOCATION_MUCH;
    return check(next.calloc(count, bytes), all);
}

/* Of no bytes it frees. */
void *realloc(void *old, size_t bytes) {
    static Next next;

    find(&next, "realloc");
    return check(next.realloc(old, bytes), bytes);
}

#endif
