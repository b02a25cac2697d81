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

void judging_take(const Judging *self, const guint8 *made, gsize length) {
    g_autoptr(GPtrArray) findings = findings_new();
    g_autofree char *complaint = NULL;
    Unpack unpack = unpack_part(made, length);

    unpack_findings(&unpack, findings);
    complaint = unpack_text(&unpack);
    diagnostics_add_all(self->judged, findings);
    if (complaint != NULL)
        fonts_complain(complaint);
}
