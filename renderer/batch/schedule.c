#include "batch/schedule.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

static void free_job(gpointer pointer) {
    Job *job = pointer;

    g_free(job->reason);
    g_free(job->key);
    record_free(job->record);
    g_free(job);
}

static void free_source(gpointer source) {
    source_free(source);
}

const char *verdict_to_text(Verdict verdict) {
    static const char *const names[] = {
        [VERDICT_NEW] = "new",           [VERDICT_CHANGED] = "changed",
        [VERDICT_FORCED] = "forced",     [VERDICT_DAMAGED] = "damaged",
        [VERDICT_RESTORED] = "restored", [VERDICT_UP_TO_DATE] = "up to date",
    };

    return names[verdict];
}

static const Task *task_at(const Schedule *self, guint index) {
    return g_ptr_array_index(self->tasks, index);
}

static Job *job_at(const Schedule *self, guint index) {
    return g_ptr_array_index(self->jobs, index);
}

const Job *schedule_job(const Schedule *self, guint task) {
    return job_at(self, task);
}

/* --- how long
 * -------------------------------------------------------------------------
 */

/* µs, roughly: of a poster, and of its million pixels. */
enum { POSTER_COST = 20000, MEGAPIXEL_COST = 40000 };

/* Of a task that was never done. */
static guint64 guess_cost(const Schedule *self, const Task *task) {
    Rect trim = size_boxes(task->size).trim;
    double asked = inputs_selection(self->inputs)->ppi;
    double ppi = asked > 0 ? asked : task->size->ppi;
    double megapixels = trim.width / 72 * ppi * trim.height / 72 * ppi / 1e6;

    return task->output == OUTPUT_PNG || task->output == OUTPUT_JPG ||
                   task->output == OUTPUT_PLATES || task->output == OUTPUT_SOFTPROOF ||
                   task->output == OUTPUT_TIF
               ? POSTER_COST + (guint64)(megapixels * MEGAPIXEL_COST)
               : POSTER_COST;
}

/* --- verdicts ------------------------------------------------------------------------
 */

/* A text file as it is now; NULL: it cannot be read. */
static const Source *find_source(const Schedule *self, const char *name) {
    gpointer source = NULL;

    if (g_hash_table_lookup_extended(self->sources, name, NULL, &source))
        return source;
    source = source_load(name, name, SVG_BYTES_MAX, NULL);
    g_hash_table_insert(self->sources, g_strdup(name), source);
    return source;
}

/* What stands in findings is in the language of the run, and at places that are right
 * as long as the lines are where they were. */
static bool can_tell(const Schedule *self, const Record *record) {
    bool is_known = record->findings->len == 0 ||
                    g_strcmp0(record->locale, translate_language()) == 0;

    for (guint i = 0; is_known && i < record->findings->len; i++) {
        Finding *finding = g_ptr_array_index(record->findings, i);

        is_known = finding->excerpt == NULL ||
                   finding_follow(finding, find_source(self, finding->file));
    }
    return is_known;
}

static void judge_known(const Schedule *self, Job *job, Record *record) {
    job->cost = record->cost;
    if (store_is_in_place(self->store, record))
        job->verdict = VERDICT_UP_TO_DATE;
    else if (store_has(self->store, record))
        job->verdict = VERDICT_RESTORED;
    else
        job->verdict = VERDICT_DAMAGED;
    if (job->verdict == VERDICT_DAMAGED)
        record_free(record);
    else
        job->record = record;
}

static void judge_unknown(const Schedule *self, const PosterInputs *poster, guint index,
                          Job *job) {
    const Task *task = task_at(self, index);
    const char *last_key = store_last_key(self->store, task->path);
    g_autoptr(Record) last =
        last_key == NULL ? NULL : store_find(self->store, last_key);

    job->verdict = last_key == NULL                  ? VERDICT_NEW
                   : g_str_equal(last_key, job->key) ? VERDICT_DAMAGED
                                                     : VERDICT_CHANGED;
    if (last == NULL)
        return;
    job->cost = last->cost;
    if (job->verdict == VERDICT_CHANGED)
        job->reason = inputs_difference(self->inputs, poster, task, last->notes);
}

static void force_job(Job *job) {
    job->verdict = VERDICT_FORCED;
    g_clear_pointer(&job->record, record_free);
    g_clear_pointer(&job->reason, g_free);
}

static void judge(const Schedule *self, const PosterInputs *poster, guint index) {
    Job *job = job_at(self, index);
    Record *record;

    if (poster == NULL)
        return;
    job->key = inputs_key(self->inputs, poster, task_at(self, index));
    record = store_find(self->store, job->key);
    if (record != NULL && can_tell(self, record)) {
        judge_known(self, job, record);
    } else if (record != NULL) {
        job->verdict = VERDICT_CHANGED;
        job->reason = g_strdup("findings");
        record_free(record);
    } else {
        judge_unknown(self, poster, index, job);
    }
}

static bool shows_the_same(const Schedule *self, const Record *record) {
    FileIds *files = store_files(self->store);

    for (guint i = 0; i < record->files->len; i++) {
        const Shown *shown = g_ptr_array_index(record->files, i);

        if (memcmp(file_ids_find(files, shown->path), shown->digest,
                   sizeof shown->digest) != 0)
            return false;
    }
    return true;
}

/* Without resolving the poster: when all is as it was. */
static bool judge_unchanged(const Schedule *self, guint index) {
    const Task *task = task_at(self, index);
    Job *job = job_at(self, index);
    const char *key =
        store_same_key(self->store, task->path, inputs_world(self->inputs, task));
    g_autoptr(Record) record = key == NULL ? NULL : store_find(self->store, key);

    if (record == NULL || !shows_the_same(self, record) || !can_tell(self, record))
        return false;
    judge_known(self, job, g_steal_pointer(&record));
    if (job->record != NULL)
        job->key = g_strdup(key);
    return job->record != NULL;
}

static void judge_poster(const Schedule *self, guint first, guint end, bool force) {
    g_autoptr(PosterInputs) poster = NULL;
    bool is_resolved = false;

    for (guint i = first; i < end; i++) {
        Job *job = g_new0(Job, 1);

        g_ptr_array_add(self->jobs, job);
        job->cost = guess_cost(self, task_at(self, i));
        if (!judge_unchanged(self, i)) {
            if (!is_resolved)
                poster = inputs_of_poster(self->inputs, task_at(self, first), NULL);
            is_resolved = true;
            judge(self, poster, i);
        }
        if (force)
            force_job(job);
    }
}

Schedule *schedule_new(const GPtrArray *tasks, Inputs *inputs, Store *store,
                       bool force) {
    Schedule *self = g_new0(Schedule, 1);

    self->tasks = tasks;
    self->inputs = inputs;
    self->store = store;
    self->jobs = g_ptr_array_new_full(tasks->len, free_job);
    self->sources = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_source);
    for (guint i = 0, next; i < tasks->len; i = next) {
        next = plan_next_poster(tasks, i);
        judge_poster(self, i, next, force);
    }
    return self;
}

void schedule_free(Schedule *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->jobs);
    g_hash_table_unref(self->sources);
    g_free(self);
}

bool schedule_makes(const Schedule *self, guint index) {
    guint end = plan_next_poster(self->tasks, index);

    for (; index < end; index++) {
        if (job_at(self, index)->record == NULL)
            return true;
    }
    return false;
}

guint schedule_restore(Schedule *self) {
    guint restored = 0;

    for (guint i = 0; i < self->jobs->len; i++) {
        Job *job = job_at(self, i);

        if (job->verdict != VERDICT_RESTORED || job->record == NULL)
            continue;
        restored++;
        if (!store_give(self->store, job->record, NULL)) {
            restored--;
            job->verdict = VERDICT_DAMAGED;
            g_clear_pointer(&job->record, record_free);
        }
    }
    return restored;
}

/* --- order ---------------------------------------------------------------------------
 */

typedef struct {
    guint start; /* its first task */
    int class;   /* of how long it takes: each lasts twice as long as the one below */
} Turn;

static int compare_turns(gconstpointer a, gconstpointer b) {
    const Turn *first = a, *second = b;

    if (first->class != second->class)
        return second->class - first->class;
    return first->start < second->start ? -1 : 1;
}

static Turn turn_of(const Schedule *self, guint start, guint end) {
    guint64 cost = 1;

    for (guint i = start; i < end; i++)
        cost += job_at(self, i)->record == NULL ? job_at(self, i)->cost : 0;
    return (Turn){start, ilogb((double)cost) / 2};
}

GArray *schedule_order(const Schedule *self) {
    g_autoptr(GArray) turns = g_array_new(FALSE, FALSE, sizeof(Turn));
    GArray *order = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint i = 0, next; i < self->tasks->len; i = next) {
        Turn turn;

        next = plan_next_poster(self->tasks, i);
        turn = turn_of(self, i, next);
        if (schedule_makes(self, i))
            g_array_append_val(turns, turn);
    }
    g_array_sort(turns, compare_turns);
    for (guint i = 0; i < turns->len; i++)
        g_array_append_val(order, g_array_index(turns, Turn, i).start);
    return order;
}

/* --- keeping -------------------------------------------------------------------------
 */

static void add_files(const Schedule *self, Record *record, const GPtrArray *paths) {
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);

        record_add_file(record, path, file_ids_find(store_files(self->store), path));
    }
}

void schedule_keep(const Schedule *self, guint task, const Made *made) {
    const Job *job = job_at(self, task);
    g_autoptr(PosterInputs) poster = NULL;
    g_autoptr(Record) record = NULL;
    g_autofree char *key = NULL;

    if (job->key == NULL)
        return;
    file_ids_look_again(store_files(self->store));
    poster = inputs_of_poster(self->inputs, task_at(self, task), made->brief);
    key = poster == NULL ? NULL : inputs_key(self->inputs, poster, task_at(self, task));
    if (g_strcmp0(key, job->key) != 0)
        return;
    record = record_new(job->key);
    record->locale = g_strdup(translate_language());
    record->cost = made->cost;
    g_array_unref(record->notes);
    record->notes = inputs_notes(self->inputs, poster, task_at(self, task));
    add_files(self, record, inputs_files(poster));
    for (guint i = made->first_product; i < made->products->len; i++)
        g_ptr_array_add(record->products,
                        product_copy(g_ptr_array_index(made->products, i)));
    for (guint i = 0; i < made->findings->len; i++)
        g_ptr_array_add(record->findings,
                        finding_copy(g_ptr_array_index(made->findings, i)));
    store_keep(self->store, record, NULL);
}

static TaskPlace place_of(const Task *task) {
    const Campaign *campaign = task->motif->campaign;
    const Language *language = campaign_find_language(campaign, task->language);
    const char *title = node_find_text(task->motif->root, "title");

    return (TaskPlace){
        .motif = task->motif->name,
        .size = task->size->id,
        .language = task->language,
        .row = task->row == NULL ? NULL : task->row->id,
        .kind = output_to_text(task->output),
        /* One with something of the row in it is no title of the motif. */
        .title = title == NULL || strchr(title, '{') != NULL ? NULL : title,
        .size_title = task->size->title,
        .language_name = language == NULL ? NULL : language->name,
        .supplier = output_is_printed(task->output) && campaign->supplier != NULL
                        ? campaign->supplier->name
                        : NULL,
    };
}

void schedule_note(const Schedule *self, guint index, guint done) {
    for (guint i = index; i < index + done; i++) {
        const Job *job = job_at(self, i);
        const Task *task = task_at(self, i);
        const guint8 *world = inputs_world(self->inputs, task);
        const TaskPlace place = place_of(task);
        bool is_known =
            job->verdict == VERDICT_UP_TO_DATE &&
            g_strcmp0(store_same_key(self->store, task->path, world), job->key) == 0;

        if (job->key != NULL && !is_known)
            store_note(self->store, task->path, job->key, world, &place);
    }
}
