#include "cli/approving.h"

#include "cli/cli.h"

static void free_approvals(gpointer approvals) {
    approvals_free(approvals);
}

Approving *approving_open(Session *session) {
    Approving *self = g_new0(Approving, 1);

    self->session = session;
    self->approvals = g_ptr_array_new_with_free_func(free_approvals);
    self->campaigns = g_ptr_array_new();
    self->resources = session_load_resources();
    if (self->resources == NULL)
        g_clear_pointer(&self, approving_free);
    return self;
}

void approving_free(Approving *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->resources, resources_free);
    g_ptr_array_unref(self->campaigns);
    g_ptr_array_unref(self->approvals);
    g_free(self);
}

static const Approvals *approvals_of(Approving *self, const Campaign *campaign) {
    guint index;

    if (!g_ptr_array_find(self->campaigns, campaign, &index)) {
        index = self->campaigns->len;
        g_ptr_array_add(self->campaigns, (gpointer)campaign);
        g_ptr_array_add(self->approvals,
                        project_load_approvals(self->session->project, campaign));
    }
    return g_ptr_array_index(self->approvals, index);
}

GPtrArray *approving_find(Approving *self, const GPtrArray *tasks) {
    g_autoptr(GError) error = NULL;
    GPtrArray *standings =
        standings_find(tasks, self->resources, options_count_jobs(0), &error);

    if (standings == NULL)
        cli_complain("%s", error->message);
    for (guint i = 0; standings != NULL && i < standings->len; i++) {
        Standing *standing = g_ptr_array_index(standings, i);

        standing_ask(standing, approvals_of(self, standing->task->motif->campaign));
    }
    return standings;
}
