/* To be preloaded: drawings that say so make librsvg do what an unknown fault in it
 * might. `crash` ends the process, `loop` never comes back, `allocate` takes 8 GiB. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef void *New(const unsigned char *, unsigned long, void **);

New rsvg_handle_new_from_data;

static void take_memory(void) {
    for (int i = 0; i < 128; i++) {
        char *block = malloc(64 << 20);

        /* Refused, it waits for whoever looks at what it has. */
        while (block == NULL)
            pause();
        memset(block, i, 64 << 20);
    }
}

void *rsvg_handle_new_from_data(const unsigned char *bytes, unsigned long length,
                                void **error) {
    New *real = (New *)dlsym(RTLD_NEXT, "rsvg_handle_new_from_data");
    volatile int turns = 0;

    if (memmem(bytes, length, "id=\"crash\"", 10) != NULL) {
        signal(SIGSEGV, SIG_DFL);
        raise(SIGSEGV);
    }
    while (memmem(bytes, length, "id=\"loop\"", 9) != NULL)
        turns = !turns;
    if (memmem(bytes, length, "id=\"allocate\"", 13) != NULL)
        take_memory();
    return real(bytes, length, error);
}
