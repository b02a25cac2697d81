#include "batch/task.h"

#include "base/epoch.h"
#include "base/output.h"
#include "base/translate.h"
#include "batch/finished.h"
#include "batch/judging.h"
#include "draw/content_id.h"
#include "handoff/preview.h"
#include "layout/layout.h"
#include "parse/resolve.h"
#include "preflight/ink_rules.h"
#include "prepress/plate_png.h"
#include "prepress/plate_tif.h"
#include "prepress/print_pdf.h"
#include "prepress/softproof.h"
#include "raster/jpg.h"
#include "raster/png.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

static void free_product(gpointer product) {
    product_free(product);
}

Outcome *outcome_new(void) {
    Outcome *self = g_new0(Outcome, 1);

    self->products = g_ptr_array_new_with_free_func(free_product);
    return self;
}

void outcome_free(Outcome *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->products);
    g_free(self->problem);
    g_free(self);
}

/* The date in a file is never the clock's. */
char *task_date(const Task *task) {
    g_autoptr(GDateTime) date = epoch_date();

    if (date == NULL)
        return g_strdup_printf("%sT00:00:00Z", task->motif->campaign->date);
    return g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
}

/* --- how each output is made ---------------------------------------------------------
 */

/* A poster as it comes through the stages. */
typedef struct {
    Poster *poster;  /* NULL: it is not made; owned */
    Brief *brief;    /* owned */
    Judging judging; /* what layout and rules find is owned */
    bool is_judged;  /* by the rules */
} Prepared;

static void prepared_clear(Prepared *self) {
    poster_free(self->poster);
    brief_free(self->brief);
    diagnostics_free(self->judging.judged);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Prepared, prepared_clear)

/* A draft is shown with its faults, so that people can judge them. `before`: how many
 * errors there were before it was laid out. */
static bool is_fit(const Poster *poster, const Diagnostics *judged, unsigned before) {
    return poster->is_draft || judged->errors == before;
}

static bool may_be_made(const Batch *batch, const Prepared *self) {
    return batch->selection->despite_errors ||
           is_fit(self->poster, self->judging.judged, 0);
}

/* One file being made. */
typedef struct {
    const Batch *batch;
    const Task *task;
    Prepared *prepared;
    const Poster *poster; /* its */
    Diagnostics *diagnostics;
    GPtrArray *products; /* of Product: where those of a task with several files go */
} Making;

/* Borrows from the task and the date. */
PrintJob task_print_job(const Task *task, const char *date) {
    return (PrintJob){.campaign = task->motif->campaign,
                      .job = task->motif->name,
                      .row = task->row == NULL ? NULL : task->row->label,
                      .date = date,
                      .motif = finished_motif_name(task->motif),
                      .row_id = task->row == NULL ? NULL : task->row->id,
                      .is_back = task->output == OUTPUT_BACK};
}

static Product *write_pdf(const Making *self, GError **error) {
    const Task *task = self->task;
    g_autofree char *date = task_date(task);
    g_autofree char *approved = NULL;
    PrintJob job = task_print_job(task, date);
    g_autoptr(GBytes) bytes = NULL;
    Subject subject = task_subject(task);
    Product *product;

    job.order = self->batch->selection->order;
    if (job.order != NULL)
        job.content = approved = poster_approval_id(self->poster);
    bytes = print_pdf_make(self->batch->print_room, self->poster, &job,
                           self->diagnostics, error);
    if (bytes == NULL)
        return NULL;
    diagnostics_set_subject(self->diagnostics, &subject);
    product = finished_write(bytes, task, self->poster, self->batch->file_room,
                             self->diagnostics, error);
    diagnostics_set_subject(self->diagnostics, NULL);
    return product;
}

static Product *write_softproof(const Making *self, GError **error) {
    const Selection *selection = self->batch->selection;
    g_autofree char *date = task_date(self->task);
    PrintJob job = task_print_job(self->task, date);
    SoftproofOptions options = {.ppi = selection->ppi,
                                .paper_white = selection->paper_white,
                                .compression = selection->compression,
                                .means = self->batch->means};

    return softproof_write(self->batch->print_room, self->poster, &job, &options,
                           self->task->path, self->diagnostics, error);
}

static Product *write_tif(const Making *self, GError **error) {
    g_autofree char *date = task_date(self->task);
    PrintJob job = task_print_job(self->task, date);
    PlateTifOptions options = {.ppi = self->batch->selection->ppi,
                               .means = self->batch->means};

    return plate_tif_write(self->batch->print_room, self->poster, &job, &options,
                           self->task->path, self->diagnostics, error);
}

static void judge_beside(void *making, GByteArray *made) {
    judging_make(&((const Making *)making)->prepared->judging, made);
}

static bool take_verdict(void *making, const guint8 *made, gsize length) {
    const Making *self = making;

    judging_take(&self->prepared->judging, made, length);
    self->prepared->is_judged = true;
    return fonts_complaint() == NULL && may_be_made(self->batch, self->prepared);
}

static Product *write_png(const Making *self, GError **error) {
    const Selection *selection = self->batch->selection;
    const PngBeside beside = {(gpointer)self, judge_beside, take_verdict};
    PngOptions options = {.ppi = selection->ppi,
                          .with_bleed = selection->with_bleed,
                          .compression = selection->compression,
                          .means = self->batch->means,
                          .beside = self->prepared->is_judged ? NULL : &beside};

    return png_write(self->poster, &options, self->task->path, error);
}

static Product *write_jpg(const Making *self, GError **error) {
    const Selection *selection = self->batch->selection;
    JpgOptions options = {.ppi = selection->ppi,
                          .with_bleed = selection->with_bleed,
                          .quality = selection->quality,
                          .profile = selection->profile,
                          .means = self->batch->means};

    return jpg_write(self->poster, &options, self->task->path, error);
}

/* Its few bands are not worth a helper. */
static Product *write_thumb(const Making *self, GError **error) {
    Rect trim = self->poster->boxes.trim;
    double longer = MAX(trim.width, trim.height);
    PngOptions options = {.ppi = self->batch->selection->thumb_size * 72 / longer,
                          .compression = PNG_COMPRESSION_SMALL};
    Product *product = png_write(self->poster, &options, self->task->path, error);

    if (product != NULL)
        product->kind = output_to_text(OUTPUT_THUMB);
    return product;
}

/* NULL also without an error: the products are there. */
static Product *write_plates(const Making *self, GError **error) {
    const Task *task = self->task;
    const Selection *selection = self->batch->selection;
    g_autofree char *date = task_date(task);
    PrintJob job = task_print_job(task, date);
    PlateOptions options = {.ppi = selection->ppi,
                            .with_bleed = selection->with_bleed,
                            .compression = selection->compression,
                            .means = self->batch->means};

    plates_write(self->batch->print_room, self->poster, &job, &options, task->path,
                 self->products, self->diagnostics, error);
    return NULL;
}

static Product *write_preview(const Making *self, GError **error) {
    const Task *task = self->task;
    const PreviewOptions options = {.campaign = task->motif->campaign,
                                    .size = task->size,
                                    .fonts = self->batch->resources->fonts,
                                    .means = self->batch->means};

    return preview_write(self->poster, &options, task->path, error);
}

/* The print PDF of the poster, which its task has made or found before; NULL: none. */
static const Product *find_print_pdf(const Making *self) {
    for (guint i = self->products->len; i > 0; i--) {
        const Product *product = g_ptr_array_index(self->products, i - 1);

        if (strcmp(product->kind, output_to_text(OUTPUT_PDF)) == 0)
            return product;
    }
    return NULL;
}

/* In German: it goes to a German print shop, whoever makes it. */
static Product *write_report(const Making *self, GError **error) {
    const Product *pdf = find_print_pdf(self);
    const char *language = translate_language();
    g_autofree char *date = task_date(self->task);
    g_autoptr(GBytes) report = NULL;
    gsize length = 0;
    const void *bytes;

    if (pdf == NULL)
        return NULL;
    translate_to("de");
    report = finished_report(pdf->path, self->task, self->poster,
                             self->batch->resources, date, error);
    translate_to(language);
    bytes = report == NULL ? NULL : g_bytes_get_data(report, &length);
    return bytes != NULL && output_write(self->task->path, bytes, length, error)
               ? product_new(self->task->path, output_to_text(OUTPUT_PREFLIGHT), bytes,
                             length)
               : NULL;
}

/* NULL without an error when the poster has none. */
static Product *write_alt(const Making *self, GError **error) {
    const char *path = self->task->path;
    g_autofree char *words = g_strdup(self->poster->alt);
    g_autofree char *text = NULL;

    if (words == NULL || *g_strchomp(words) == '\0')
        return NULL;
    text = g_strconcat(words, "\n", NULL);
    return output_write(path, text, strlen(text), error)
               ? product_new(path, output_to_text(OUTPUT_ALT), text, strlen(text))
               : NULL;
}

static Product *(*const writers[])(const Making *self, GError **error) = {
    [OUTPUT_PDF] = write_pdf,
    [OUTPUT_PNG] = write_png,
    [OUTPUT_JPG] = write_jpg,
    [OUTPUT_THUMB] = write_thumb,
    [OUTPUT_BACK] = write_pdf,
    [OUTPUT_PLATES] = write_plates,
    [OUTPUT_SOFTPROOF] = write_softproof,
    [OUTPUT_TIF] = write_tif,
    [OUTPUT_PREVIEW] = write_preview,
    [OUTPUT_ALT] = write_alt,
    [OUTPUT_PREFLIGHT] = write_report,
};

G_STATIC_ASSERT(G_N_ELEMENTS(writers) == OUTPUT_COUNT);

/* --- the stages ----------------------------------------------------------------------
 */

Subject task_subject(const Task *task) {
    return (Subject){.size = task->size->id,
                     .language = task->language,
                     .row = task->row == NULL ? NULL : task->row->label};
}

Brief *task_resolve(const Task *task, Diagnostics *diagnostics) {
    g_autoptr(Diagnostics) unsaid = diagnostics == NULL ? diagnostics_new() : NULL;

    return resolve_brief(task->motif, task->size, task->language, task->row,
                         diagnostics == NULL ? unsaid : diagnostics);
}

/* Not judged yet; `brief`: what from, yours to free, also if there is no poster. */
static Poster *lay_out(const Task *task, Resources *resources, bool has_idle_core,
                       Diagnostics *diagnostics, Brief **brief) {
    Subject subject = task_subject(task);
    unsigned before = diagnostics->errors;
    g_autoptr(Poster) poster = NULL;

    diagnostics_set_subject(diagnostics, &subject);
    *brief = task_resolve(task, diagnostics);
    if (*brief != NULL && has_idle_core)
        layout_ahead(*brief, resources);
    if (*brief != NULL)
        poster = layout_poster(*brief, resources, diagnostics);
    diagnostics_set_subject(diagnostics, NULL);
    return diagnostics->errors == before ? g_steal_pointer(&poster) : NULL;
}

Poster *task_lay_out(const Task *task, Resources *resources, Diagnostics *diagnostics) {
    g_autoptr(Brief) brief = NULL;
    Poster *poster = lay_out(task, resources, false, diagnostics, &brief);
    const Judging judging = {poster, brief, resources, diagnostics, task_subject(task)};

    if (poster != NULL)
        judging_do(&judging);
    return poster;
}

Poster *task_make_poster(const Task *task, Resources *resources,
                         Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(Poster) poster = task_lay_out(task, resources, diagnostics);

    if (poster != NULL && is_fit(poster, diagnostics, before))
        return g_steal_pointer(&poster);
    return NULL;
}

/* Whether a press has to do with anything that is to be made. */
static bool makes_printed(const Batch *batch, guint index) {
    guint end = plan_next_poster(batch->tasks, index);

    for (; index < end; index++) {
        const Task *task = g_ptr_array_index(batch->tasks, index);
        const Schedule *schedule = batch->schedule;

        if (output_is_printed(task->output) &&
            (schedule == NULL || schedule_job(schedule, index)->record == NULL))
            return true;
    }
    return false;
}

/* What cannot be drawn is told by whoever writes it. Pictures for screens do without:
 * it takes a part of the time that they do. */
static void check_ink(const Batch *batch, const Task *task, const Poster *poster,
                      Diagnostics *diagnostics) {
    const Condition *condition = task->motif->campaign->condition;
    g_autofree char *date = task_date(task);
    PrintJob job = task_print_job(task, date);
    Subject subject = task_subject(task);
    InkPeak peak;

    if (batch->ink_peaks == NULL || condition == NULL || condition->ink_limit <= 0 ||
        task->size->kind != SIZE_PRINT ||
        !ink_peaks_find(batch->ink_peaks, poster, &job, condition->ink_limit, &peak,
                        NULL) ||
        peak.ink == 0)
        return;
    diagnostics_set_subject(diagnostics, &subject);
    ink_rules_report(poster, condition, peak.ink, peak.place, diagnostics);
    diagnostics_set_subject(diagnostics, NULL);
}

/* A drawing that cannot be drawn is the author's mistake, anything else the machine's.
 */
static void report(const Task *task, const GError *error, Outcome *outcome,
                   Diagnostics *diagnostics) {
    Subject subject = task_subject(task);

    if (!g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)) {
        outcome->problem = g_strdup(error->message);
        return;
    }
    diagnostics_set_subject(diagnostics, &subject);
    diagnostics_add(diagnostics, SEVERITY_ERROR, "art/cannot-draw",
                    &node_find(task->motif->root, "motif")->origin, "%s",
                    error->message);
    diagnostics_set_subject(diagnostics, NULL);
}

/* Of this process, µs. */
static guint64 processor_time(void) {
    struct timespec time;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (guint64)time.tv_sec * 1000000 + (guint64)time.tv_nsec / 1000;
}

/* Copies what a record has; its paths are from the output folder. */
static void reuse(const Batch *batch, const Task *task, const Record *record,
                  Outcome *outcome, Diagnostics *diagnostics) {
    for (guint i = 0; i < record->products->len; i++) {
        const Product *kept = g_ptr_array_index(record->products, i);
        Product *product = product_copy(kept);

        g_free(product->path);
        product->path = g_build_filename(batch->selection->folder, kept->path, NULL);
        product->is_reused = true;
        if (task->output == OUTPUT_PDF || task->output == OUTPUT_BACK)
            finished_remove_other(task, product, NULL);
        g_ptr_array_add(outcome->products, product);
    }
    diagnostics_add_all(diagnostics, record->findings);
}

/* What was found is about another font. */
static bool has_wrong_font(const Prepared *self, Outcome *outcome) {
    if (fonts_complaint() == NULL)
        return false;
    g_ptr_array_unref(diagnostics_take_out(self->judging.judged));
    outcome->problem = g_strdup_printf(_("cannot use the font %s"), fonts_complaint());
    outcome->spends = true;
    return true;
}

/* After a file was to be made. What could not be told before is told then. False: there
 * is no file because of it. */
static bool tell_verdict(const Batch *batch, Prepared *self, Outcome *outcome,
                         Diagnostics *diagnostics) {
    if (!self->is_judged)
        judging_do(&self->judging);
    self->is_judged = true;
    if (has_wrong_font(self, outcome))
        return false;
    diagnostics_add_all(diagnostics, self->judging.judged->findings);
    return may_be_made(batch, self);
}

/* Makes the file of one task. `start` is when the time began that it takes. False when
 * it could not be written. */
static bool make(const Batch *batch, guint index, Prepared *prepared, guint64 start,
                 Outcome *outcome, Diagnostics *diagnostics) {
    const Task *task = g_ptr_array_index(batch->tasks, index);
    g_autoptr(Diagnostics) found = diagnostics_new();
    g_autoptr(GError) error = NULL;
    const Making making = {
        batch, task, prepared, prepared->poster, found, outcome->products};
    guint before = outcome->products->len;
    bool was_judged = prepared->is_judged;
    Product *product = writers[task->output](&making, &error);

    if (!was_judged && !tell_verdict(batch, prepared, outcome, diagnostics))
        return false;
    diagnostics_add_all(diagnostics, found->findings);
    if (error != NULL) {
        report(task, error, outcome, diagnostics);
        return false;
    }
    if (product != NULL)
        g_ptr_array_add(outcome->products, product);
    if (batch->schedule != NULL) {
        g_autoptr(Diagnostics) all = diagnostics_new();
        const Made made = {prepared->brief, outcome->products, before, all->findings,
                           processor_time() - start};

        diagnostics_add_all(all, prepared->judging.judged->findings);
        diagnostics_add_all(all, found->findings);
        schedule_keep(batch->schedule, index, &made);
    }
    return true;
}

/* A picture that several processes draw, made first: nothing is judged before, as all
 * but one would wait meanwhile. */
static bool is_judged_beside(const Batch *batch, guint index) {
    const Task *task = g_ptr_array_index(batch->tasks, index);
    const Schedule *schedule = batch->schedule;

    return batch->means.helpers > 1 && !batch->only_check &&
           task->output == OUTPUT_PNG && !makes_printed(batch, index) &&
           (schedule == NULL || schedule_job(schedule, index)->record == NULL);
}

static void judge(const Batch *batch, guint index, Prepared *self) {
    const Task *task = g_ptr_array_index(batch->tasks, index);

    judging_do(&self->judging);
    self->is_judged = true;
    if (!may_be_made(batch, self))
        g_clear_pointer(&self->poster, poster_free);
    else if (batch->only_check || makes_printed(batch, index))
        check_ink(batch, task, self->poster, self->judging.judged);
}

/* The first task of the poster is at `index`. */
static void prepare(const Batch *batch, guint index, Prepared *self, Outcome *outcome) {
    const Task *task = g_ptr_array_index(batch->tasks, index);
    Diagnostics *judged = diagnostics_new();

    svgs_trim(batch->resources->svgs);
    self->poster =
        lay_out(task, batch->resources, batch->means.helpers > 1, judged, &self->brief);
    self->judging = (Judging){self->poster, self->brief, batch->resources, judged,
                              task_subject(task)};
    if (self->poster == NULL)
        self->is_judged = true;
    else if (!is_judged_beside(batch, index))
        judge(batch, index, self);
    if (has_wrong_font(self, outcome))
        g_clear_pointer(&self->poster, poster_free);
}

Outcome *task_run_poster(const Batch *batch, guint index, Diagnostics *diagnostics) {
    const Schedule *schedule = batch->schedule;
    Outcome *outcome = outcome_new();
    g_auto(Prepared) prepared = {.poster = NULL};
    guint end = plan_next_poster(batch->tasks, index);
    bool makes = schedule == NULL || schedule_makes(schedule, index);
    guint64 start = processor_time();

    outcome->tasks = end - index;
    if (makes)
        prepare(batch, index, &prepared, outcome);
    if (prepared.is_judged)
        diagnostics_add_all(diagnostics, prepared.judging.judged->findings);
    if (makes && (prepared.poster == NULL || batch->only_check))
        return outcome;
    for (; index < end; index++) {
        const Job *job = schedule == NULL ? NULL : schedule_job(schedule, index);

        if (job != NULL && job->record != NULL) {
            reuse(batch, g_ptr_array_index(batch->tasks, index), job->record, outcome,
                  diagnostics);
        } else {
            if (!make(batch, index, &prepared, start, outcome, diagnostics))
                return outcome;
            start = processor_time();
        }
        outcome->done++;
    }
    return outcome;
}
