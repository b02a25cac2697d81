#include "batch/judged.h"

#include "base/translate.h"
#include "preflight/file_place.h"

/* Places say the rest. */
static char *message_of(const FileFinding *finding) {
    GString *text = g_string_new(finding->message);

    if (finding->count > 1)
        g_string_append_printf(text, _(", and %u more like it"), finding->count - 1);
    return g_string_free(text, FALSE);
}

void judged_add(Judgement *judgement, const FileFinding *finding, const Item *item) {
    g_autofree char *message = message_of(finding);
    JudgedFinding *judged =
        judgement_add_finding(judgement, finding->severity, finding->id, message);

    judged->clause = g_strdup(finding->clause == NULL ? NULL : _(finding->clause));
    judged->page = finding->page;
    judged->has_place = finding->has_place;
    judged->place = finding->place;
    if (item != NULL) {
        Place place = source_place(item->origin.source, item->origin.offset);

        judged->item = g_strdup(item->says != NULL ? item->says : item->name);
        judged->source = g_strdup_printf("%s:%u:%u", item->origin.source->name,
                                         place.line, place.column);
    }
}

void judged_add_file(Judgement *judgement, const FileVerdict *verdict) {
    judgement->level = verdict->level == FILE_LEVEL_NONE
                           ? NULL
                           : g_strdup(file_level_to_text(verdict->level));
    judgement->condition = g_strdup(verdict->condition);
    judgement->producer = g_strdup(verdict->producer);
    for (guint i = 0; i < verdict->sheets->len; i++) {
        const FileSheet *sheet = &g_array_index(verdict->sheets, FileSheet, i);

        *judgement_add_page(judgement) =
            (JudgedPage){sheet->media, sheet->bleed, sheet->trim};
    }
}

void judged_add_all(Judgement *judgement, const FileVerdict *verdict,
                    const Poster *poster, double scale) {
    g_autoptr(Places) places = verdict->findings->len > 0 ? places_new(poster) : NULL;

    judged_add_file(judgement, verdict);
    for (guint i = 0; i < verdict->findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(verdict->findings, i);

        judged_add(judgement, finding, file_place_item(places, finding, scale));
    }
}
