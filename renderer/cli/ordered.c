#include "cli/ordered.h"

#include "base/crew.h"
#include "batch/finished.h"
#include "batch/pack.h"

static void free_ordered(gpointer pointer) {
    Ordered *self = pointer;

    poster_free(self->approved);
    poster_free(self->printed);
    diagnostics_free(self->found);
    g_free(self);
}

static Ordered *ordered_new(const Task *task, const OrderLine *line) {
    Ordered *self = g_new0(Ordered, 1);

    self->task = task;
    self->found = diagnostics_new();
    self->gate = (GatePoster){.line = line,
                              .language = task->language,
                              .row = task->row,
                              .findings = self->found->findings};
    return self;
}

/* All of them without the printer, then all with it: who prints is the campaign's. */
GPtrArray *ordered_lay_out(const Ordering *self, const GPtrArray *tasks,
                           const GPtrArray *lines) {
    GPtrArray *posters = g_ptr_array_new_with_free_func(free_ordered);
    g_autoptr(Diagnostics) known = diagnostics_new();

    session_use_printer(self->session, NULL);
    for (guint i = 0; i < tasks->len; i = plan_next_poster(tasks, i)) {
        Ordered *poster =
            ordered_new(g_ptr_array_index(tasks, i), g_ptr_array_index(lines, i));

        poster->gate.approved = poster->approved =
            task_lay_out(poster->task, self->resources, known);
        g_ptr_array_add(posters, poster);
    }
    session_use_printer(self->session, self->printer);
    for (guint i = 0; i < posters->len; i++) {
        Ordered *poster = g_ptr_array_index(posters, i);

        poster->gate.printed = poster->printed =
            task_lay_out(poster->task, self->resources, poster->found);
    }
    return posters;
}

static void preflight(const Ordered *self, PrintRoom *room, Diagnostics *found) {
    const Motif *motif = self->task->motif;
    Subject subject = task_subject(self->task);
    g_autofree char *date = task_date(self->task);
    g_autofree const char **spots = NULL;
    FileOrder order = finished_order(motif->campaign, &spots);
    PrintJob job = task_print_job(self->task, date);
    g_autoptr(GBytes) bytes = print_pdf_make(room, self->printed, &job, found, NULL);
    g_autoptr(FileVerdict) verdict = NULL;

    /* Who writes it says why it cannot be made. */
    if (bytes == NULL)
        return;
    order.distance = self->task->size->distance;
    verdict = file_rules_check(bytes, &order);
    diagnostics_set_subject(found, &subject);
    finished_tell(verdict, self->printed, &node_find(motif->root, "motif")->origin,
                  MAX(order.scale, 1), false, found);
    diagnostics_set_subject(found, NULL);
}

typedef struct {
    const GPtrArray *posters;
    PrintRoom *room;
} Preflight;

static bool make_findings(void *data, guint index, GByteArray *made, GError **error) {
    const Preflight *self = data;
    const Ordered *poster = g_ptr_array_index(self->posters, index);
    g_autoptr(Diagnostics) found = diagnostics_new();

    (void)error;
    if (poster->printed != NULL)
        preflight(poster, self->room, found);
    pack_findings(made, found->findings);
    return true;
}

static bool take_findings(void *data, guint index, const guint8 *made, gsize length,
                          GError **error) {
    const Preflight *self = data;
    const Ordered *poster = g_ptr_array_index(self->posters, index);
    g_autoptr(GPtrArray) findings = findings_new();
    Unpack unpack = unpack_part(made, length);

    (void)error;
    unpack_findings(&unpack, findings);
    diagnostics_add_all(poster->found, findings);
    return true;
}

bool ordered_preflight(const GPtrArray *posters, PrintRoom *room, guint helpers,
                       GError **error) {
    Preflight self = {posters, room};
    Crew crew = {.pieces = posters->len,
                 .helpers = helpers,
                 .data = &self,
                 .make = make_findings,
                 .take = take_findings};

    return crew_run(&crew, error);
}

GPtrArray *ordered_gates(const GPtrArray *posters) {
    GPtrArray *gates = g_ptr_array_new();

    for (guint i = 0; i < posters->len; i++)
        g_ptr_array_add(gates, &((Ordered *)g_ptr_array_index(posters, i))->gate);
    return gates;
}
