#include "base/interrupt.h"

#include "base/output.h"
#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

static int ends[2] = {-1, -1};
static volatile sig_atomic_t come;

/* Only this process's: a child has the same pipe until it minds signals itself. */
static void notice(int number) {
    int before = errno;

    come = number;
    (void)!write(ends[1], "", 1);
    errno = before;
}

bool interrupt_begin(GError **error) {
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = notice};

    if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) != 0) {
        g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
                    _("cannot wait for signals: %s"), g_strerror(errno));
        return false;
    }
    come = 0;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        sigaction(signals[i], &action, NULL);
    return true;
}

int interrupt_file(void) {
    return ends[0];
}

int interrupt_came(void) {
    return come;
}

void interrupt_end(void) {
    output_remove_on_signals();
    for (int i = 0; i < 2; i++) {
        if (ends[i] >= 0)
            close(ends[i]);
        ends[i] = -1;
    }
}
