#include "batch/workers.h"

#include "base/allocation.h"
#include "base/memory.h"
#include "base/output.h"
#include "base/process.h"
#include "base/translate.h"
#include "batch/fence.h"
#include "batch/library_log.h"
#include "batch/message.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { IDLE = -1, JOBS_MAX = 64, WATCH_MS = 50 };

/* The exit code of a worker that the system refuses memory. */
enum { OUT_OF_MEMORY = 40 };

typedef enum {
    ENDED_BY_ITSELF,
    ENDED_WITHOUT_MEMORY,
    ENDED_FOR_TIME,
    ENDED_FOR_MEMORY
} Ended;

typedef struct {
    pid_t process;
    int to, from;     /* pipes; poster numbers go out, messages come back */
    int poster;       /* at work on; IDLE */
    gint64 since;     /* when it began that: µs, monotonic */
    bool is_spent;    /* another has to make the next poster */
    Ended ended;      /* why it was ended, if it was */
    AtWork *at_work;  /* what file it is at */
    GByteArray *read; /* of a message that is not complete yet */
} Worker;

typedef struct {
    const Batch *batch;
    Fence *fence; /* around the workers */
    Worker workers[JOBS_MAX];
    GArray *starts;      /* of guint: the first task of each poster */
    GArray *order;       /* of guint: the posters that are made, in turn */
    GPtrArray *outcomes; /* of Outcome, by poster; NULL: not done */
    GPtrArray *findings; /* of GPtrArray of Finding, by poster */
    guint next;          /* in `order` */
    guint done;
    bool is_interrupted;
    int no_process; /* errno of the last worker that could not be started */
    WorkersReport report;
    void *data;
} Pool;

static void free_outcome(gpointer outcome) {
    outcome_free(outcome);
}

static guint start_of(const Pool *pool, guint poster) {
    return g_array_index(pool->starts, guint, poster);
}

static GArray *find_posters(const GPtrArray *tasks) {
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0; i < tasks->len; i = plan_next_poster(tasks, i))
        g_array_append_val(starts, i);
    return starts;
}

/* A worker's whole life. */
static void work(const Pool *pool, int in, int out) {
    guint32 poster;

    while (process_read_all(in, &poster, sizeof poster)) {
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();
        g_autoptr(Outcome) outcome =
            task_run_poster(pool->batch, start_of(pool, poster), diagnostics);
        g_autoptr(GByteArray) message = message_pack(poster, diagnostics, outcome);

        if (!output_write_all(out, message->data, message->len))
            break;
    }
}

/* A worker must not hold the others' pipes open: they would never see them end. */
static void close_others(const Pool *pool) {
    for (guint i = 0; i < JOBS_MAX; i++) {
        if (pool->workers[i].process > 0) {
            close(pool->workers[i].to);
            close(pool->workers[i].from);
        }
    }
}

/* What is seen in time is told better (see watch); this is for what is not. Sanitizers
 * take terabytes of addresses. */
static void limit_memory(gsize bytes) {
#ifndef PLAKAT_SANITIZED
    struct rlimit limit = {bytes * 2, bytes * 2};

    if (bytes > 0)
        setrlimit(RLIMIT_DATA, &limit);
#else
    (void)bytes;
#endif
}

static void end_without_memory(void) {
    output_abandon();
    _exit(OUT_OF_MEMORY);
}

/* False with errno. */
static bool open_pipes(int down[2], int up[2]) {
    if (pipe(down) != 0)
        return false;
    if (pipe(up) == 0)
        return true;
    close(down[0]);
    close(down[1]);
    return false;
}

/* In the worker; never returns. */
static void begin_work(const Pool *pool, const Worker *worker, int in, int out) {
    output_remove_on_signals();
    at_work_use(worker->at_work);
    allocation_when_refused(end_without_memory);
    output_leave_folders();
    library_log_take(end_without_memory);
    limit_memory(pool->batch->limits.bytes);
    close_others(pool);
    fence_enter(pool->fence);
    work(pool, in, out);
    process_wait_left();
    _exit(0);
}

static bool start_worker(Pool *pool, Worker *worker) {
    int down[2], up[2];

    worker->process = -1;
    if (!open_pipes(down, up)) {
        pool->no_process = errno;
        return false;
    }
    worker->process = process_fork(SIGTERM);
    if (worker->process == 0) {
        close(down[1]);
        close(up[0]);
        begin_work(pool, worker, down[0], up[1]);
    }
    pool->no_process = errno;
    close(down[0]);
    close(up[1]);
    if (worker->process < 0) {
        close(down[1]);
        close(up[0]);
        return false;
    }
    worker->to = down[1];
    worker->from = up[0];
    worker->poster = IDLE;
    worker->is_spent = false;
    worker->read = g_byte_array_new();
    return true;
}

static void close_pipe(int *pipe) {
    if (*pipe >= 0)
        close(*pipe);
    *pipe = -1;
}

/* Takes its process, that somebody has to wait for. */
static pid_t part_from(Worker *worker) {
    pid_t process = worker->process;

    close_pipe(&worker->to);
    close_pipe(&worker->from);
    g_clear_pointer(&worker->read, g_byte_array_unref);
    worker->process = 0;
    return process;
}

static guint count_busy(const Pool *pool) {
    guint busy = 0;

    for (guint i = 0; i < JOBS_MAX; i++)
        busy += pool->workers[i].process > 0 && pool->workers[i].poster != IDLE;
    return busy;
}

/* Takes over both. */
static void finish(Pool *pool, guint poster, Outcome *outcome, GPtrArray *findings) {
    Progress progress = {
        .outcome = outcome,
        .task = g_ptr_array_index(pool->batch->tasks, start_of(pool, poster))};

    g_ptr_array_index(pool->outcomes, poster) = outcome;
    g_ptr_array_index(pool->findings, poster) = findings;
    progress.done = ++pool->done;
    progress.running = count_busy(pool);
    progress.all = pool->starts->len;
    if (pool->report != NULL)
        pool->report(&progress, pool->data);
}

/* Why a poster was not made: its finding, the file it was at known or not. */
typedef struct {
    const char *id, *message, *message_at;
} Ending;

static const Ending endings[] = {
    [ENDED_BY_ITSELF] =
        {"task/crashed",
         N_("the process that made this poster ended (%s); artwork is the likeliest "
            "cause"),
         N_("the process that made this poster ended (%s) while it was at '%s'")},
    [ENDED_WITHOUT_MEMORY] =
        {"task/too-much-memory",
         N_("this poster was given up when the system refused it memory (%s); artwork "
            "is the likeliest cause"),
         N_("this poster was given up when the system refused it memory (%s), while it "
            "was at '%s'")},
    [ENDED_FOR_TIME] =
        {"task/too-long",
         N_("this poster was given up after %s seconds; artwork is the likeliest cause"),
         N_("this poster was given up after %s seconds, while it was at '%s'")},
    [ENDED_FOR_MEMORY] =
        {"task/too-much-memory",
         N_("this poster was given up when it took more than %s MiB of memory; artwork "
            "is the likeliest cause"),
         N_("this poster was given up when it took more than %s MiB of memory, while "
            "it was at '%s'")},
};

static Ended how_ended(const Worker *worker, int status) {
    bool refused = WIFEXITED(status) && WEXITSTATUS(status) == OUT_OF_MEMORY;

    return worker->ended == ENDED_BY_ITSELF && refused ? ENDED_WITHOUT_MEMORY
                                                       : worker->ended;
}

/* What the message of an ending has to say; caller frees. */
static char *ending_detail(const Pool *pool, Ended ended, int status) {
    if (ended == ENDED_WITHOUT_MEMORY)
        return g_strdup(g_strerror(ENOMEM));
    if (ended == ENDED_FOR_TIME)
        return g_strdup_printf("%u", pool->batch->limits.seconds);
    if (ended == ENDED_FOR_MEMORY)
        return g_strdup_printf("%" G_GSIZE_FORMAT, pool->batch->limits.bytes >> 20);
    return g_strdup(WIFSIGNALED(status) ? g_strsignal(WTERMSIG(status))
                                        : _("unexpectedly"));
}

static void add_ending(const Pool *pool, const Worker *worker, int status,
                       const Task *task, Diagnostics *diagnostics) {
    Ended ended = how_ended(worker, status);
    const Ending *ending = &endings[ended];
    const Origin *origin = &node_find(task->motif->root, "motif")->origin;
    g_autofree char *detail = ending_detail(pool, ended, status);
    g_autofree char *file = at_work_file(worker->at_work);
    Subject subject = task_subject(task);

    diagnostics_set_subject(diagnostics, &subject);
    if (file == NULL)
        diagnostics_add(diagnostics, SEVERITY_ERROR, ending->id, origin,
                        ending->message, detail);
    else
        diagnostics_add(diagnostics, SEVERITY_ERROR, ending->id, origin,
                        ending->message_at, detail, file);
}

static void finish_crashed(Pool *pool, const Worker *worker, int status) {
    const Task *task =
        g_ptr_array_index(pool->batch->tasks, start_of(pool, (guint)worker->poster));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    guint start = start_of(pool, (guint)worker->poster);
    Outcome *outcome = outcome_new();

    outcome->tasks = plan_next_poster(pool->batch->tasks, start) - start;
    /* The worker could not do so itself; or one of its threads had no memory while
     * another had begun a file. */
    if (pool->batch->schedule != NULL)
        store_sweep(pool->batch->schedule->store);
    add_ending(pool, worker, status, task, diagnostics);
    finish(pool, (guint)worker->poster, outcome, diagnostics_take_out(diagnostics));
}

/* Those who are at work find out themselves. */
static void look_outside(Pool *pool) {
    if (fence_has_moved(pool->fence)) {
        for (guint i = 0; i < JOBS_MAX; i++)
            pool->workers[i].is_spent = true;
    }
}

static void hand_out(Pool *pool, Worker *worker) {
    guint32 poster;

    if (worker->process <= 0 || worker->poster != IDLE ||
        pool->next >= pool->order->len)
        return;
    look_outside(pool);
    if (worker->is_spent) {
        process_leave(part_from(worker));
        if (!start_worker(pool, worker))
            return;
    }
    poster = g_array_index(pool->order, guint, pool->next);
    worker->poster = (int)poster;
    worker->ended = ENDED_BY_ITSELF;
    worker->since = g_get_monotonic_time();
    pool->next++;
    /* The end of a worker that cannot be written to is seen at the other pipe. */
    if (!output_write_all(worker->to, &poster, sizeof poster))
        kill(worker->process, SIGKILL);
}

/* Reads what there is; false when the worker is gone. */
static bool listen_to(Pool *pool, Worker *worker) {
    guint8 buffer[4096];
    ssize_t got = read(worker->from, buffer, sizeof buffer);
    g_autoptr(GPtrArray) findings = findings_new();
    Outcome *outcome = NULL;
    guint poster;

    if (got < 0 && errno == EINTR)
        return true;
    if (got <= 0)
        return false;
    g_byte_array_append(worker->read, buffer, (guint)got);
    if (message_unpack(worker->read, &poster, findings, &outcome)) {
        worker->poster = IDLE;
        worker->is_spent |= outcome->spends;
        finish(pool, poster, outcome, g_steal_pointer(&findings));
    }
    return true;
}

/* A person or the system ends the program by one of its processes. */
static bool is_told_to_end(int status) {
    return WIFSIGNALED(status) &&
           (WTERMSIG(status) == SIGINT || WTERMSIG(status) == SIGTERM ||
            WTERMSIG(status) == SIGHUP);
}

static void replace(Pool *pool, Worker *worker) {
    int status = process_wait(part_from(worker));

    /* It returns where signals are noticed only (see base/interrupt). */
    if (is_told_to_end(status)) {
        raise(WTERMSIG(status));
        pool->is_interrupted = true;
        return;
    }
    if (worker->poster != IDLE)
        finish_crashed(pool, worker, status);
    if (pool->next < pool->order->len)
        start_worker(pool, worker);
}

/* Ends a worker that is over its limits; it is replaced when its pipe says so. */
static void watch(const TaskLimits *limits, Worker *worker) {
    gint64 taken = g_get_monotonic_time() - worker->since;

    if (worker->process <= 0 || worker->poster == IDLE ||
        worker->ended != ENDED_BY_ITSELF)
        return;
    if (limits->seconds > 0 && taken > (gint64)limits->seconds * G_USEC_PER_SEC)
        worker->ended = ENDED_FOR_TIME;
    else if (limits->bytes > 0 && memory_of_family(worker->process) > limits->bytes)
        worker->ended = ENDED_FOR_MEMORY;
    if (worker->ended != ENDED_BY_ITSELF)
        kill(worker->process, SIGKILL);
}

/* One of which nothing has to be made. */
static void reuse_poster(Pool *pool, guint poster) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Outcome *outcome =
        task_run_poster(pool->batch, start_of(pool, poster), diagnostics);

    finish(pool, poster, outcome, diagnostics_take_out(diagnostics));
}

static bool is_interrupted(Pool *pool) {
    const Interruption *interruption = pool->batch->interruption;

    pool->is_interrupted |=
        interruption != NULL && interruption->asks(interruption->data);
    return pool->is_interrupted;
}

/* What no worker could be started for. Not made in this process instead: nothing is
 * around it that keeps artwork from what it must not reach. */
static void give_up(Pool *pool) {
    for (guint i = 0; i < pool->order->len && !is_interrupted(pool); i++) {
        guint poster = g_array_index(pool->order, guint, i);
        guint start = start_of(pool, poster);
        Outcome *outcome;

        if (g_ptr_array_index(pool->outcomes, poster) != NULL)
            continue;
        outcome = outcome_new();
        outcome->tasks = plan_next_poster(pool->batch->tasks, start) - start;
        outcome->problem = g_strdup_printf(_("cannot start a process: %s"),
                                           g_strerror(pool->no_process));
        finish(pool, poster, outcome, findings_new());
    }
}

/* Tells of posters that need not be made; puts the others in order. */
static void sort_out(Pool *pool) {
    const Schedule *schedule = pool->batch->schedule;
    g_autoptr(GArray) order =
        schedule == NULL || pool->batch->in_order ? NULL : schedule_order(schedule);
    g_autoptr(GHashTable) posters = g_hash_table_new(NULL, NULL);

    pool->order = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < pool->starts->len; i++) {
        g_hash_table_insert(posters, GUINT_TO_POINTER(start_of(pool, i)),
                            GUINT_TO_POINTER(i));
        if (schedule == NULL ||
            (order == NULL && schedule_makes(schedule, start_of(pool, i))))
            g_array_append_val(pool->order, i);
        else if (!schedule_makes(schedule, start_of(pool, i)))
            reuse_poster(pool, i);
    }
    for (guint i = 0; order != NULL && i < order->len; i++) {
        guint start = g_array_index(order, guint, i);
        guint poster =
            GPOINTER_TO_UINT(g_hash_table_lookup(posters, GUINT_TO_POINTER(start)));

        g_array_append_val(pool->order, poster);
    }
}

static guint count_alive(const Pool *pool) {
    guint alive = 0;

    for (guint i = 0; i < JOBS_MAX; i++)
        alive += pool->workers[i].process > 0;
    return alive;
}

/* Hands out posters, waits until something happens, and listens to what it is. */
static void turn(Pool *pool, guint jobs, gint64 *watched) {
    const Interruption *interruption = pool->batch->interruption;
    struct pollfd polls[JOBS_MAX + 1];
    Worker *workers = pool->workers;

    for (guint i = 0; i < jobs; i++) {
        hand_out(pool, &workers[i]);
        polls[i] = (struct pollfd){.fd = workers[i].process > 0 ? workers[i].from : -1,
                                   .events = POLLIN};
    }
    polls[jobs] = (struct pollfd){.fd = interruption == NULL ? -1 : interruption->file,
                                  .events = POLLIN};
    if (poll(polls, jobs + 1, WATCH_MS) < 0)
        return;
    if (g_get_monotonic_time() - *watched > WATCH_MS * 1000) {
        for (guint i = 0; i < jobs; i++)
            watch(&pool->batch->limits, &workers[i]);
        *watched = g_get_monotonic_time();
    }
    for (guint i = 0; i < jobs && !pool->is_interrupted; i++) {
        if (polls[i].revents != 0 && !listen_to(pool, &workers[i]))
            replace(pool, &workers[i]);
    }
}

/* One that is still at work removes what it has half written. */
static void dismiss(Worker *worker) {
    if (worker->process <= 0)
        return;
    if (worker->poster != IDLE)
        kill(worker->process, SIGTERM);
    close_pipe(&worker->to);
}

static void see_off(Worker *worker) {
    if (worker->process > 0 && worker->poster == IDLE)
        process_leave(part_from(worker));
    else if (worker->process > 0)
        process_wait(part_from(worker));
    g_clear_pointer(&worker->at_work, at_work_free);
}

static void run_workers(Pool *pool, guint jobs) {
    gint64 watched = 0;

    for (guint i = 0; i < jobs; i++) {
        pool->workers[i].at_work = at_work_new();
        start_worker(pool, &pool->workers[i]);
    }
    while (pool->done < pool->starts->len && count_alive(pool) > 0 &&
           !is_interrupted(pool))
        turn(pool, jobs, &watched);
    for (guint i = 0; i < jobs; i++)
        dismiss(&pool->workers[i]);
}

/* Workers leave that to the end of the run: it takes as long for one file as for all.
 */
static void sync_folders(const Pool *pool) {
    g_autoptr(GHashTable) synced =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < pool->outcomes->len; i++) {
        Outcome *outcome = g_ptr_array_index(pool->outcomes, i);

        for (guint j = 0; outcome != NULL && j < outcome->products->len; j++) {
            const Product *product = g_ptr_array_index(outcome->products, j);
            g_autofree char *folder = g_path_get_dirname(product->path);
            g_autoptr(GError) error = NULL;

            if (product->is_reused || !g_hash_table_add(synced, g_strdup(folder)) ||
                output_sync_folder(folder, &error) || outcome->problem != NULL)
                continue;
            outcome->problem = g_strdup(error->message);
        }
    }
}

static void make_posters(Pool *pool, guint jobs) {
    /* A worker that dies is seen by what it does not answer. */
    void (*before)(int) = signal(SIGPIPE, SIG_IGN);

    pool->fence = fence_new(pool->batch);
    run_workers(pool, jobs);
    sync_folders(pool);
    for (guint i = 0; i < jobs; i++)
        see_off(&pool->workers[i]);
    signal(SIGPIPE, before);
    give_up(pool);
}

/* In the order of the plan, so that what people read does not depend on the clock. */
static void gather_findings(const Pool *pool, Diagnostics *diagnostics) {
    for (guint i = 0; i < pool->findings->len; i++) {
        g_autoptr(GPtrArray) findings = g_ptr_array_index(pool->findings, i);
        gpointer *all;
        gsize count = 0;

        if (findings == NULL)
            continue;
        all = g_ptr_array_steal(findings, &count);
        for (gsize j = 0; j < count; j++)
            diagnostics_take(diagnostics, all[j]);
        g_free(all);
    }
}

GPtrArray *workers_run(const Batch *batch, guint jobs, Diagnostics *diagnostics,
                       WorkersReport report, void *data) {
    Pool pool = {.batch = batch, .report = report, .data = data};
    guint posters;

    pool.starts = find_posters(batch->tasks);
    posters = pool.starts->len;
    pool.outcomes = g_ptr_array_new_full(posters, free_outcome);
    pool.findings = g_ptr_array_new_full(posters, NULL);
    g_ptr_array_set_size(pool.outcomes, (int)posters);
    g_ptr_array_set_size(pool.findings, (int)posters);
    sort_out(&pool);
    jobs = MIN(MIN(jobs, pool.order->len), JOBS_MAX);
    if (jobs > 0)
        make_posters(&pool, jobs);
    gather_findings(&pool, diagnostics);
    if (pool.fence != NULL)
        fence_report(pool.fence, diagnostics);
    fence_free(pool.fence);
    g_ptr_array_unref(pool.findings);
    g_array_unref(pool.starts);
    g_array_unref(pool.order);
    return pool.outcomes;
}
