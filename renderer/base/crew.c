#include "base/crew.h"

#include "base/output.h"
#include "base/process.h"
#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Small pieces are sent together: each time the parent is woken, it drives a helper
 * from its processor, and from what that has in its caches. */
enum { HELPERS_MAX = 64, PIPE_BYTES = 1 << 20, SEND_BYTES = 256 << 10 };

/* What comes before the bytes of a piece: those it made, or words of an error. */
typedef struct {
    guint index;
    guint failed;
    guint64 length;
} Head;

typedef struct {
    pid_t process;
    int pipe;      /* -1: nothing comes any more */
    bool has_head; /* the bytes have not been read yet */
    Head head;
} Helper;

typedef struct {
    const Crew *crew;
    atomic_uint *next; /* shared: the piece that nobody has taken yet */
    Helper helpers[HELPERS_MAX];
    guint count;
} Run;

/* --- a helper ------------------------------------------------------------------------
 */

/* Behind the pieces that wait to be sent. False: it failed, or there is nothing to say
 * of it. */
static bool make_piece(const Crew *crew, guint index, GByteArray *made) {
    g_autoptr(GError) error = NULL;
    guint start = made->len;
    Head head = {.index = index};

    g_byte_array_append(made, (const guint8 *)&head, sizeof head);
    if (!crew->make(crew->data, index, made, &error) && error == NULL) {
        g_byte_array_set_size(made, start);
        return false;
    }
    if (error != NULL) {
        g_byte_array_set_size(made, start + (guint)sizeof head);
        g_byte_array_append(made, (const guint8 *)error->message,
                            (guint)strlen(error->message));
    }
    head.failed = error != NULL;
    head.length = made->len - start - sizeof head;
    memcpy(made->data + start, &head, sizeof head);
    return error == NULL;
}

static void help(const Run *self, int file) {
    g_autoptr(GByteArray) made = g_byte_array_new();
    guint index;
    bool goes_on = true;

    while (goes_on && (index = atomic_fetch_add(self->next, 1)) < self->crew->pieces) {
        goes_on = make_piece(self->crew, index, made);
        if (made->len < SEND_BYTES)
            continue;
        goes_on &= output_write_all(file, made->data, made->len);
        g_byte_array_set_size(made, 0);
    }
    output_write_all(file, made->data, made->len);
}

/* False: the machine has no more processes or files. */
static bool start_helper(Run *self) {
    Helper *helper = &self->helpers[self->count];
    int ends[2];

    if (pipe(ends) == 0) {
        /* So that it need not wait for its turn with what it has made; if it may. */
        fcntl(ends[1], F_SETPIPE_SZ, PIPE_BYTES);
        helper->process = process_fork(SIGKILL);
        if (helper->process == 0) {
            close(ends[0]);
            help(self, ends[1]);
            _exit(0);
        }
        close(ends[1]);
        helper->pipe = ends[0];
        if (helper->process > 0) {
            self->count++;
            return true;
        }
        close(ends[0]);
    }
    return false;
}

/* --- the parent ----------------------------------------------------------------------
 */

static bool fail_ended(GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("a process that helped has ended before its work"));
    return false;
}

/* Waits until some helper has said which piece it has. */
static bool read_heads(Run *self, GError **error) {
    struct pollfd files[HELPERS_MAX];

    for (guint i = 0; i < self->count; i++) {
        const Helper *helper = &self->helpers[i];

        files[i] = (struct pollfd){helper->has_head ? -1 : helper->pipe, POLLIN, 0};
    }
    if (poll(files, self->count, -1) < 0 && errno != EINTR)
        return fail_ended(error);
    for (guint i = 0; i < self->count; i++) {
        Helper *helper = &self->helpers[i];

        if (files[i].fd < 0 || files[i].revents == 0)
            continue;
        helper->has_head =
            process_read_all(helper->pipe, &helper->head, sizeof helper->head);
        if (!helper->has_head) {
            close(helper->pipe);
            helper->pipe = -1;
        }
    }
    return true;
}

static Helper *find_helper(Run *self, guint index) {
    for (guint i = 0; i < self->count; i++) {
        Helper *helper = &self->helpers[i];

        if (helper->has_head && helper->head.index == index)
            return helper;
    }
    return NULL;
}

/* All are gone, or wait for their turn behind one who is. */
static bool is_nobody_at_work(const Run *self) {
    for (guint i = 0; i < self->count; i++) {
        if (self->helpers[i].pipe >= 0 && !self->helpers[i].has_head)
            return false;
    }
    return true;
}

static bool take_piece(const Run *self, Helper *helper, GError **error) {
    g_autofree guint8 *bytes = g_malloc(helper->head.length + 1);

    helper->has_head = false;
    if (!process_read_all(helper->pipe, bytes, helper->head.length))
        return fail_ended(error);
    bytes[helper->head.length] = '\0';
    if (helper->head.failed) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_FAILED, (char *)bytes);
        return false;
    }
    return self->crew->take(self->crew->data, helper->head.index, bytes,
                            helper->head.length, error);
}

static bool take_all(Run *self, GError **error) {
    for (guint index = 0; index < self->crew->pieces; index++) {
        Helper *helper;

        while ((helper = find_helper(self, index)) == NULL) {
            if (is_nobody_at_work(self))
                return fail_ended(error);
            if (!read_heads(self, error))
                return false;
        }
        if (!take_piece(self, helper, error))
            return false;
    }
    return true;
}

static void end_helpers(Run *self) {
    for (guint i = 0; i < self->count; i++) {
        if (self->helpers[i].pipe >= 0)
            close(self->helpers[i].pipe);
        kill(self->helpers[i].process, SIGKILL);
        process_wait(self->helpers[i].process);
    }
}

static bool end_work(const Crew *crew, GError **error) {
    return crew->end == NULL || crew->end(crew->data, error);
}

static bool run_alone(const Crew *crew, GError **error) {
    g_autoptr(GByteArray) made = g_byte_array_new();

    for (guint i = 0; i < crew->pieces; i++) {
        g_byte_array_set_size(made, 0);
        if (!crew->make(crew->data, i, made, error) ||
            !crew->take(crew->data, i, made->data, made->len, error))
            return false;
    }
    return end_work(crew, error);
}

/* With those that can be started. */
static bool run_helpers(const Crew *crew, GError **error) {
    Run self = {.crew = crew};
    guint wanted = MIN(MIN(crew->helpers, crew->pieces), HELPERS_MAX);
    bool done;

    self.next = mmap(NULL, sizeof *self.next, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (self.next == MAP_FAILED)
        return fail_ended(error);
    atomic_init(self.next, 0);
    while (self.count < wanted && start_helper(&self))
        continue;
    done = self.count > 0 ? take_all(&self, error) && end_work(crew, error)
                          : run_alone(crew, error);
    end_helpers(&self);
    munmap(self.next, sizeof *self.next);
    return done;
}

bool crew_run(const Crew *self, GError **error) {
    return self->helpers < 2 || self->pieces < 2 ? run_alone(self, error)
                                                 : run_helpers(self, error);
}
