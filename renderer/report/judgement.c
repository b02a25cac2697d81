#include "report/judgement.h"

static void finding_clear(gpointer data) {
    JudgedFinding *self = data;

    g_free(self->id);
    g_free(self->clause);
    g_free(self->message);
    g_free(self->item);
    g_free(self->source);
    g_free(self);
}

Judgement *judgement_new(const char *file) {
    Judgement *self = g_new0(Judgement, 1);

    self->file = g_strdup(file);
    self->pages = g_ptr_array_new_with_free_func(g_free);
    self->findings = g_ptr_array_new_with_free_func(finding_clear);
    return self;
}

void judgement_free(Judgement *self) {
    if (self == NULL)
        return;
    g_free(self->file);
    g_free(self->level);
    g_free(self->condition);
    g_free(self->supplier);
    g_free(self->producer);
    g_ptr_array_unref(self->pages);
    g_ptr_array_unref(self->findings);
    g_free(self);
}

JudgedPage *judgement_add_page(Judgement *self) {
    JudgedPage *page = g_new0(JudgedPage, 1);

    g_ptr_array_add(self->pages, page);
    return page;
}

JudgedFinding *judgement_add_finding(Judgement *self, Severity severity, const char *id,
                                     const char *message) {
    JudgedFinding *finding = g_new0(JudgedFinding, 1);

    finding->severity = severity;
    finding->id = g_strdup(id);
    finding->message = text_for_terminal(message);
    g_ptr_array_add(self->findings, finding);
    return finding;
}

guint judgement_count(const Judgement *self, Severity severity) {
    guint count = 0;

    for (guint i = 0; i < self->findings->len; i++) {
        const JudgedFinding *finding = g_ptr_array_index(self->findings, i);

        count += finding->severity == severity;
    }
    return count;
}
