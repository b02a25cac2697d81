#include "model/approval.h"

void approval_free(Approval *self) {
    if (self == NULL)
        return;
    g_free(self->content_id);
    g_free(self->role);
    g_free(self->date);
    g_free(self->remark);
    g_free(self->motif);
    g_free(self->size);
    g_free(self->language);
    g_free(self->row);
    g_free(self);
}

static void free_approval(gpointer approval) {
    approval_free(approval);
}

Approvals *approvals_new(void) {
    Approvals *self = g_new0(Approvals, 1);

    self->list = g_ptr_array_new_with_free_func(free_approval);
    self->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    self->by_poster = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return self;
}

void approvals_free(Approvals *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_poster);
    g_hash_table_unref(self->by_id);
    g_ptr_array_unref(self->list);
    g_free(self);
}

/* "platz/clp/de/nippes"; names have no slash in them. */
static char *poster_name(const char *motif, const char *size, const char *language,
                         const char *row) {
    return g_strjoin("/", motif, size, language, row == NULL ? "" : row, NULL);
}

void approvals_add(Approvals *self, Approval *approval) {
    g_ptr_array_add(self->list, approval);
    g_hash_table_insert(self->by_id, approval->content_id, approval);
    g_hash_table_insert(
        self->by_poster,
        poster_name(approval->motif, approval->size, approval->language, approval->row),
        approval);
}

const Approval *approvals_find(const Approvals *self, const char *content_id) {
    return g_hash_table_lookup(self->by_id, content_id);
}

const Approval *approvals_find_poster(const Approvals *self, const char *motif,
                                      const char *size, const char *language,
                                      const char *row) {
    g_autofree char *name = poster_name(motif, size, language, row);

    return g_hash_table_lookup(self->by_poster, name);
}
