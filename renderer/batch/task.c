#include "batch/task.h"

#include "base/output.h"
#include "layout/layout.h"
#include "parse/resolve.h"
#include "preflight/poster_rules.h"
#include "prepress/plate_png.h"
#include "prepress/print_pdf.h"
#include "raster/jpg.h"
#include "raster/png.h"

#include <stdlib.h>
#include <string.h>

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

/* The date in a file is never the clock's (reproducible-builds.org, SOURCE_DATE_EPOCH).
 */
static char *file_date(const Campaign *campaign) {
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    gint64 seconds;
    g_autoptr(GDateTime) date = NULL;

    if (epoch != NULL &&
        g_ascii_string_to_signed(epoch, 10, 0, G_MAXINT32, &seconds, NULL))
        date = g_date_time_new_from_unix_utc(seconds);
    if (date == NULL)
        return g_strdup_printf("%sT00:00:00Z", campaign->date);
    return g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");
}

/* --- how each output is made ---------------------------------------------------------
 */

/* One file being made. */
typedef struct {
    const Batch *batch;
    const Task *task;
    const Poster *poster;
    Diagnostics *diagnostics;
    GPtrArray *products; /* of Product: where those of a task with several files go */
} Making;

/* Borrows from the task and the date. */
static PrintJob print_job(const Task *task, const char *date) {
    return (PrintJob){.campaign = task->motif->campaign,
                      .job = task->motif->name,
                      .row = task->row == NULL ? NULL : task->row->label,
                      .date = date,
                      .is_back = task->output == OUTPUT_BACK};
}

static Product *write_pdf(const Making *self, GError **error) {
    const Task *task = self->task;
    g_autofree char *date = file_date(task->motif->campaign);
    PrintJob job = print_job(task, date);
    Product *product = print_pdf_write(self->batch->print_room, self->poster, &job,
                                       task->path, self->diagnostics, error);

    if (product != NULL)
        product->kind = output_to_text(task->output);
    return product;
}

static Product *write_png(const Making *self, GError **error) {
    const Selection *selection = self->batch->selection;
    PngOptions options = {.ppi = selection->ppi,
                          .with_bleed = selection->with_bleed,
                          .compression = selection->compression,
                          .means = self->batch->means};

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
    g_autofree char *date = file_date(task->motif->campaign);
    PrintJob job = print_job(task, date);
    PlateOptions options = {.ppi = selection->ppi,
                            .with_bleed = selection->with_bleed,
                            .compression = selection->compression,
                            .means = self->batch->means};

    plates_write(self->batch->print_room, self->poster, &job, &options, task->path,
                 self->products, self->diagnostics, error);
    return NULL;
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
    [OUTPUT_PDF] = write_pdf,  [OUTPUT_PNG] = write_png,
    [OUTPUT_JPG] = write_jpg,  [OUTPUT_THUMB] = write_thumb,
    [OUTPUT_BACK] = write_pdf, [OUTPUT_PLATES] = write_plates,
    [OUTPUT_ALT] = write_alt,
};

G_STATIC_ASSERT(G_N_ELEMENTS(writers) == OUTPUT_COUNT);

/* --- the stages ----------------------------------------------------------------------
 */

Subject task_subject(const Task *task) {
    return (Subject){.size = task->size->id,
                     .language = task->language,
                     .row = task->row == NULL ? NULL : task->row->label};
}

Poster *task_make_poster(const Task *task, Resources *resources,
                         Diagnostics *diagnostics) {
    Subject subject = task_subject(task);
    unsigned before = diagnostics->errors;
    g_autoptr(Brief) brief = NULL;
    g_autoptr(Poster) poster = NULL;
    bool is_whole;

    diagnostics_set_subject(diagnostics, &subject);
    brief =
        resolve_brief(task->motif, task->size, task->language, task->row, diagnostics);
    if (brief != NULL)
        poster = layout_poster(brief, resources, diagnostics);
    is_whole = poster != NULL && diagnostics->errors == before;
    if (is_whole)
        poster_rules_check(poster, brief, resources, diagnostics);
    diagnostics_set_subject(diagnostics, NULL);
    /* A draft is shown with its faults, so that people can judge them. */
    if (is_whole && (poster->is_draft || diagnostics->errors == before))
        return g_steal_pointer(&poster);
    return NULL;
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

Outcome *task_run_poster(const Batch *batch, guint index, Diagnostics *diagnostics) {
    Outcome *outcome = outcome_new();
    g_autoptr(Poster) poster = NULL;
    guint end = plan_next_poster(batch->tasks, index);

    svgs_trim(batch->resources->svgs);
    poster = task_make_poster(g_ptr_array_index(batch->tasks, index), batch->resources,
                              diagnostics);
    if (poster == NULL || batch->only_check)
        return outcome;
    for (; index < end; index++) {
        const Task *task = g_ptr_array_index(batch->tasks, index);
        g_autoptr(GError) error = NULL;
        const Making making = {batch, task, poster, diagnostics, outcome->products};
        Product *product = writers[task->output](&making, &error);

        if (error != NULL) {
            report(task, error, outcome, diagnostics);
            return outcome;
        }
        if (product != NULL)
            g_ptr_array_add(outcome->products, product);
    }
    return outcome;
}
