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

enum { HELPERS_MAX = 64, PIPE_BYTES = 1 << 20 };

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
    atomic_uint *next; /* shared: the piece that nobody has begun yet */
    Helper helpers[HELPERS_MAX];
    guint count;
    GQueue own;      /* of GByteArray: what the parent has made, as helpers send it */
    gsize own_bytes; /* of those */
    bool is_done;    /* the parent begins no more pieces */
} Run;

/* --- making --------------------------------------------------------------------------
 */

/* The piece, or its error, behind a head; empty if there is nothing to say of it.
 * False: it failed. */
static bool make_piece(const Crew *crew, guint index, GByteArray *made) {
    g_autoptr(GError) error = NULL;
    Head head = {.index = index};

    g_byte_array_set_size(made, sizeof head);
    if (!crew->make(crew->data, index, made, &error) && error == NULL) {
        g_byte_array_set_size(made, 0);
        return false;
    }
    if (error != NULL) {
        g_byte_array_set_size(made, sizeof head);
        g_byte_array_append(made, (const guint8 *)error->message,
                            (guint)strlen(error->message));
    }
    head.failed = error != NULL;
    head.length = made->len - sizeof head;
    memcpy(made->data, &head, sizeof head);
    return error == NULL;
}

static void help(const Run *self, int file) {
    g_autoptr(GByteArray) made = g_byte_array_new();
    guint index;
    bool goes_on = true;

    while (goes_on && (index = atomic_fetch_add(self->next, 1)) < self->crew->pieces) {
        goes_on = make_piece(self->crew, index, made);
        goes_on &= output_write_all(file, made->data, made->len);
    }
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

/* Waits until some helper has said which piece it has, or only looks. */
static bool read_heads(Run *self, bool waits, GError **error) {
    struct pollfd files[HELPERS_MAX];

    for (guint i = 0; i < self->count; i++) {
        const Helper *helper = &self->helpers[i];

        files[i] = (struct pollfd){helper->has_head ? -1 : helper->pipe, POLLIN, 0};
    }
    if (poll(files, self->count, waits ? -1 : 0) < 0 && errno != EINTR)
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

static bool take(const Run *self, const Head *head, const guint8 *made,
                 GError **error) {
    if (!head->failed)
        return self->crew->take(self->crew->data, head->index, made, head->length,
                                error);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, "%.*s", (int)head->length,
                (const char *)made);
    return false;
}

static bool take_from(const Run *self, Helper *helper, GError **error) {
    g_autofree guint8 *made = g_malloc(helper->head.length);

    helper->has_head = false;
    if (!process_read_all(helper->pipe, made, helper->head.length))
        return fail_ended(error);
    return take(self, &helper->head, made, error);
}

static Head head_of(const GByteArray *made) {
    Head head;

    memcpy(&head, made->data, sizeof head);
    return head;
}

/* Whether the parent has a piece and has not taken it. */
static bool has_own(Run *self, guint index) {
    const GByteArray *first = g_queue_peek_head(&self->own);

    return first != NULL && head_of(first).index == index;
}

static bool take_own(Run *self, GError **error) {
    g_autoptr(GByteArray) made = g_queue_pop_head(&self->own);
    Head head = head_of(made);

    self->own_bytes -= made->len;
    return take(self, &head, made->data + sizeof head, error);
}

/* No more than a pipe holds is made before its turn. */
static bool may_make(const Run *self) {
    return !self->is_done && self->own_bytes < PIPE_BYTES;
}

static void make_own(Run *self) {
    guint index = atomic_fetch_add(self->next, 1);
    GByteArray *made = g_byte_array_new();

    self->is_done = index >= self->crew->pieces || !make_piece(self->crew, index, made);
    self->own_bytes += made->len;
    if (made->len > 0)
        g_queue_push_tail(&self->own, made);
    else
        g_byte_array_unref(made);
}

/* What others have made is taken first, as they might wait for it. */
static bool take_next(Run *self, guint index, GError **error) {
    for (;;) {
        Helper *helper = find_helper(self, index);

        if (helper != NULL)
            return take_from(self, helper, error);
        if (has_own(self, index))
            return take_own(self, error);
        if (!may_make(self) && is_nobody_at_work(self))
            return fail_ended(error);
        if (!read_heads(self, !may_make(self), error))
            return false;
        if (may_make(self) && find_helper(self, index) == NULL)
            make_own(self);
    }
}

static void free_made(gpointer made) {
    g_byte_array_unref(made);
}

static bool take_all(Run *self, GError **error) {
    bool done = true;

    for (guint i = 0; i < self->crew->pieces && done; i++)
        done = take_next(self, i, error);
    g_queue_clear_full(&self->own, free_made);
    return done;
}

static void end_helpers(Run *self) {
    for (guint i = 0; i < self->count; i++) {
        if (self->helpers[i].pipe >= 0)
            close(self->helpers[i].pipe);
        kill(self->helpers[i].process, SIGKILL);
        process_leave(self->helpers[i].process);
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

/* With those helpers that can be started. */
static bool run_helpers(const Crew *crew, GError **error) {
    Run self = {.crew = crew};
    guint wanted = MIN(MIN(crew->helpers, crew->pieces), HELPERS_MAX);
    bool done;

    self.next = mmap(NULL, sizeof *self.next, PROT_READ | PROT_WRITE,
                     MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    if (self.next == MAP_FAILED)
        return fail_ended(error);
    atomic_init(self.next, 0);
    while (self.count + 1 < wanted && start_helper(&self))
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
