#include "batch/judging.h"

#include "batch/pack.h"

static void judge(const Judging *self, Diagnostics *judged) {
    diagnostics_set_subject(judged, &self->subject);
    poster_rules_check(self->poster, self->brief, self->resources, judged);
    diagnostics_set_subject(judged, NULL);
}

void judging_do(const Judging *self) {
    judge(self, self->judged);
}

/* What is wrong with a font is known to the process that has seen it. */
void judging_make(const Judging *self, GByteArray *made) {
    g_autoptr(Diagnostics) found = diagnostics_new();

    judge(self, found);
    pack_findings(made, found->findings);
    pack_text(made, fonts_complaint());
}

static void free_finding(gpointer finding) {
    finding_free(finding);
}

void judging_take(const Judging *self, const guint8 *made, gsize length) {
    g_autoptr(GByteArray) bytes = g_byte_array_sized_new((guint)length);
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(free_finding);
    g_autofree char *complaint = NULL;
    Unpack unpack;

    g_byte_array_append(bytes, made, (guint)length);
    unpack = unpack_of(bytes);
    unpack_findings(&unpack, findings);
    complaint = unpack_text(&unpack);
    diagnostics_add_all(self->judged, findings);
    if (complaint != NULL)
        fonts_complain(complaint);
}
