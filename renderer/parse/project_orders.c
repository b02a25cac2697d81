#include "parse/project_inside.h"

#include "base/paths.h"
#include "base/words.h"
#include "parse/approvals.h"
#include "parse/order.h"
#include "parse/rows.h"

#include <string.h>

/* Whether a finding is about a motif that the order names, as far as names of files
 * tell: "platz.yaml", "platz.csv". */
static bool concerns_order(const Finding *finding, const Node *order) {
    const Node *lines = node_find(order, "lines");
    g_autofree char *name = NULL;

    if (finding->file == NULL)
        return false;
    name = g_path_get_basename(finding->file);
    *strchrnul(name, '.') = '\0';
    for (guint i = 0; i < node_count(lines); i++) {
        if (strcmp(node_find_text(node_item(lines, i), "motif"), name) == 0)
            return true;
    }
    return false;
}

/* All motifs below a folder. Findings of those that the order does not name are none of
 * its own. */
static GPtrArray *load_motifs_of_order(Project *self, const char *folder,
                                       const Node *order) {
    Diagnostics *diagnostics = self->diagnostics;
    g_autoptr(Diagnostics) aside = diagnostics_new();
    g_autoptr(GPtrArray) findings = NULL;
    GPtrArray *motifs;

    self->diagnostics = aside;
    motifs = project_load_motifs(self, folder, NULL);
    self->diagnostics = diagnostics;
    findings = diagnostics_take_out(aside);
    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);

        if (concerns_order(finding, order))
            diagnostics_take(diagnostics, finding_copy(finding));
    }
    return motifs;
}

/* Motifs of folders that have something of their own are none of the order's. */
static GPtrArray *find_motifs(Project *self, const char *folder,
                              const Campaign *campaign, const Node *order) {
    g_autofree char *telling = project_find_telling_folder(folder);
    g_autoptr(GPtrArray) all = load_motifs_of_order(self, telling, order);
    GPtrArray *motifs = g_ptr_array_new();

    for (guint i = 0; all != NULL && i < all->len; i++) {
        const Motif *motif = g_ptr_array_index(all, i);

        if (motif->campaign == campaign)
            g_ptr_array_add(motifs, (gpointer)motif);
    }
    return motifs;
}

static Order *make_order(Project *self, const ProjectFile *file, const char *path) {
    g_autofree char *folder = g_path_get_dirname(path);
    bool broken = false;
    const Campaign *campaign = project_find_campaign(self, folder, &broken);
    g_autoptr(GPtrArray) motifs = NULL;

    if (campaign == NULL && !broken)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "campaign/missing",
                        &file->root->origin,
                        "this order has no campaign.yaml in its folder or above");
    if (campaign == NULL)
        return NULL;
    motifs = find_motifs(self, folder, campaign, file->root);
    return order_parse(file->root, campaign, motifs, self->diagnostics);
}

const Order *project_load_order(Project *self, const char *path, GError **error) {
    g_autofree char *absolute = g_canonicalize_filename(path, NULL);
    gpointer known = NULL;
    const ProjectFile *file;

    if (g_hash_table_lookup_extended(self->orders, absolute, NULL, &known))
        return known;
    file = project_load_file(self, absolute, error);
    if (file == NULL)
        return NULL;
    if (file->section != NULL && strcmp(file->section->name, "order") != 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "motif/other-file-kind",
                        &(Origin){file->source, 0, 0, NULL},
                        "expected an order: a file that begins with \"order:\"");
    if (project_is_kind(file, "order"))
        known = make_order(self, file, absolute);
    g_hash_table_insert(self->orders, g_steal_pointer(&absolute), known);
    return known;
}

/* Packages are named by the job's number. */
static void check_numbers(const Project *self, const GPtrArray *orders) {
    g_autoptr(GHashTable) known = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < orders->len; i++) {
        const Order *order = g_ptr_array_index(orders, i);
        const Order *twin = g_hash_table_lookup(known, order->number.text);

        if (twin != NULL)
            diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/same-number",
                            &order->number.origin,
                            "%s is the job \"%s\", too; number them apart",
                            twin->number.origin.source->name, order->number.text);
        g_hash_table_insert(known, (gpointer)order->number.text, (gpointer)order);
    }
}

GPtrArray *project_load_orders(Project *self) {
    g_autoptr(GPtrArray) paths = table_names(self->files);
    GPtrArray *orders = g_ptr_array_new();

    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const Order *order =
            project_is_kind(g_hash_table_lookup(self->files, path), "order")
                ? project_load_order(self, path, NULL)
                : NULL;

        if (order != NULL)
            g_ptr_array_add(orders, (gpointer)order);
    }
    check_numbers(self, orders);
    return orders;
}

bool project_is_order(Project *self, const char *path) {
    g_autoptr(GError) error = NULL;
    const ProjectFile *file = project_load_file(self, path, &error);

    return file != NULL && file->section != NULL &&
           strcmp(file->section->name, "order") == 0;
}

char *project_approvals_path(const Campaign *campaign) {
    return path_join(campaign->folder, "approvals.csv");
}

Approvals *project_load_approvals(Project *self, const Campaign *campaign) {
    g_autofree char *path = project_approvals_path(campaign);
    g_autoptr(GError) error = NULL;
    Source *source;

    if (!g_file_test(path, G_FILE_TEST_EXISTS))
        return approvals_new();
    source = source_load(path, path, ROWS_BYTES_MAX, &error);
    if (source == NULL) {
        project_report_unreadable(self, error);
        return approvals_new();
    }
    g_ptr_array_add(self->sources, source);
    return approvals_parse(source, self->diagnostics);
}
