#include "batch/finished.h"

#include "base/output.h"
#include "base/translate.h"
#include "batch/judged.h"
#include "preflight/file_place.h"
#include "report/judgement_pdf.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static const char ending[] = ".pdf";
static const char warning[] = "_nicht-drucken.pdf";

const char *finished_motif_name(const Motif *motif) {
    const char *folder = motif->campaign->folder, *path = motif->path;
    gsize length = strlen(folder);

    return g_str_has_prefix(path, folder) && path[length] == '/' ? path + length + 1
                                                                 : path;
}

/* --- what is asked -------------------------------------------------------------------
 */

static const char **list_spots(const Campaign *campaign) {
    GPtrArray *spots = g_ptr_array_new();

    for (guint i = 0; i < campaign->inks->len; i++) {
        const Ink *ink = g_ptr_array_index(campaign->inks, i);

        if (ink->spot != NULL)
            g_ptr_array_add(spots, (gpointer)ink->spot);
    }
    g_ptr_array_add(spots, NULL);
    return (const char **)g_ptr_array_free(spots, FALSE);
}

static FileLevel level_of(const Supplier *supplier) {
    static const FileLevel levels[] = {[STANDARD_X4] = FILE_LEVEL_X4,
                                       [STANDARD_X1A] = FILE_LEVEL_X1A_2003,
                                       [STANDARD_X3] = FILE_LEVEL_X3_2003};

    return levels[supplier == NULL ? STANDARD_X4 : (Standard)supplier->standard];
}

FileOrder finished_order(const Campaign *campaign, const char ***spots) {
    const Supplier *supplier = campaign->supplier;
    FileOrder order = {.level = level_of(supplier), .condition = campaign->condition};

    order.spots = *spots = list_spots(campaign);
    order.variant = campaign_variant(campaign);
    if (supplier != NULL) {
        order.scale = supplier->scale;
        order.knocks_out = !supplier->overprint;
    }
    return order;
}

/* --- what is told --------------------------------------------------------------------
 */

static void tell(const FileFinding *finding, const Item *item, const Origin *whole,
                 Diagnostics *diagnostics) {
    g_autofree char *place = file_place_to_text(finding);

    if (item != NULL)
        diagnostics_add(diagnostics, finding->severity, finding->id, &item->origin,
                        "the finished file: %s, at \"%s\", %s", finding->message,
                        item_title(item), place);
    else if (place != NULL)
        diagnostics_add(diagnostics, finding->severity, finding->id, whole,
                        "the finished file: %s, %s", finding->message, place);
    else
        diagnostics_add(diagnostics, finding->severity, finding->id, whole,
                        "the finished file: %s", finding->message);
}

/* What shows through from the back; borrows from the finding. */
static FileFinding seen_from_front(const FileVerdict *verdict,
                                   const FileFinding *finding) {
    FileFinding seen = *finding;

    if (finding->has_place && finding->page <= verdict->sheets->len) {
        const Rect *trim =
            &g_array_index(verdict->sheets, FileSheet, finding->page - 1).trim;

        seen.place = rect_mirror(seen.place, trim->width / 2);
    }
    return seen;
}

void finished_tell(const FileVerdict *verdict, const Poster *poster,
                   const Origin *whole, double scale, bool mirrored,
                   Diagnostics *diagnostics) {
    g_autoptr(Places) places = verdict->findings->len > 0 ? places_new(poster) : NULL;

    for (guint i = 0; i < verdict->findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(verdict->findings, i);

        FileFinding seen = mirrored ? seen_from_front(verdict, finding) : *finding;

        tell(finding, file_place_item(places, &seen, scale), whole, diagnostics);
    }
}

static bool has_errors(const FileVerdict *verdict) {
    for (guint i = 0; i < verdict->findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(verdict->findings, i);

        if (finding->severity == SEVERITY_ERROR)
            return true;
    }
    return false;
}

/* --- what is reported ----------------------------------------------------------------
 */

static void free_judgement(gpointer judgement) {
    judgement_free(judgement);
}

static Judgement *judge(GBytes *bytes, const char *path, const Task *task,
                        const Poster *poster) {
    const Campaign *campaign = task->motif->campaign;
    g_autofree const char **spots = NULL;
    FileOrder order = finished_order(campaign, &spots);
    Judgement *judgement = judgement_new(path);
    g_autoptr(FileVerdict) verdict = NULL;

    order.distance = task->size->distance;
    verdict = file_rules_check(bytes, &order);
    if (campaign->supplier != NULL)
        judgement->supplier = g_strdup(campaign->supplier->title);
    judged_add_all(judgement, verdict, poster, MAX(order.scale, 1));
    return judgement;
}

GBytes *finished_report(const char *path, const Task *task, const Poster *poster,
                        Resources *resources, const char *date, GError **error) {
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, error);
    g_autoptr(GBytes) bytes = file == NULL ? NULL : g_mapped_file_get_bytes(file);
    g_autofree char *name = g_path_get_basename(path);
    g_autoptr(GPtrArray) judgements = g_ptr_array_new_with_free_func(free_judgement);

    if (bytes == NULL)
        return NULL;
    g_ptr_array_add(judgements, judge(bytes, name, task, poster));
    return judgements_to_pdf(judgements, resources, date, error);
}

/* --- what is written -----------------------------------------------------------------
 */

/* Whose name says that nobody may print it; caller frees. */
static char *warning_path(const char *path) {
    gsize length = strlen(path);

    if (g_str_has_suffix(path, ending))
        length -= strlen(ending);
    return g_strdup_printf("%.*s%s", (int)length, path, warning);
}

static bool remove_file(const char *path, GError **error) {
    if (unlink(path) == 0 || errno == ENOENT)
        return true;
    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
                _("cannot remove '%s': %s"), path, g_strerror(errno));
    return false;
}

bool finished_remove_other(const Task *task, const Product *product, GError **error) {
    g_autofree char *doubtful = warning_path(task->path);

    return remove_file(strcmp(product->path, doubtful) == 0 ? task->path : doubtful,
                       error);
}

Product *finished_write(GBytes *bytes, const Task *task, const Poster *poster,
                        FileRoom *room, Diagnostics *diagnostics, GError **error) {
    const Campaign *campaign = task->motif->campaign;
    g_autofree const char **spots = NULL;
    FileOrder order = finished_order(campaign, &spots);
    g_autofree char *doubtful = warning_path(task->path);
    g_autoptr(FileVerdict) verdict = NULL;
    g_autoptr(Product) product = NULL;
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);

    order.room = room;
    order.distance = task->size->distance;
    verdict = file_rules_check(bytes, &order);
    finished_tell(verdict, poster, &node_find(task->motif->root, "motif")->origin,
                  MAX(order.scale, 1), task->output == OUTPUT_BACK, diagnostics);
    product = product_new(has_errors(verdict) ? doubtful : task->path,
                          output_to_text(task->output), data, length);
    return output_write(product->path, data, length, error) &&
                   finished_remove_other(task, product, error)
               ? g_steal_pointer(&product)
               : NULL;
}
