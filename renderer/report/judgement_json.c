#include "report/judgement_json.h"

#include "base/output.h"
#include "base/units.h"

#include <string.h>

static void append_member(GString *json, const char *name, const char *value) {
    if (value == NULL)
        return;
    g_string_append_printf(json, ", \"%s\": ", name);
    json_append_text(json, value);
}

/* Millimetres from the trim's top left. */
static void append_rect(GString *json, const char *name, Rect rect) {
    const double numbers[] = {rect.x, rect.y, rect.width, rect.height};
    static const char *const names[] = {"x", "y", "width", "height"};

    g_string_append_printf(json, ", \"%s\": {", name);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_string_append_printf(json, "%s\"%s\": ", i > 0 ? ", " : "", names[i]);
        number_append(json, numbers[i], 3);
    }
    g_string_append_c(json, '}');
}

static void append_finding(GString *json, const JudgedFinding *finding) {
    g_string_append_printf(json, "{\"severity\": \"%s\"",
                           severity_to_text(finding->severity));
    append_member(json, "id", finding->id);
    append_member(json, "clause", finding->clause);
    if (finding->page > 0)
        g_string_append_printf(json, ", \"page\": %u", finding->page);
    if (finding->has_place)
        append_rect(json, "place", finding->place);
    append_member(json, "item", finding->item);
    append_member(json, "source", finding->source);
    append_member(json, "message", finding->message);
    g_string_append_c(json, '}');
}

static void append_page(GString *json, const JudgedPage *page, guint number) {
    g_string_append_printf(json, "{\"page\": %u", number);
    append_rect(json, "media", page->media);
    append_rect(json, "bleed", page->bleed);
    append_rect(json, "trim", page->trim);
    g_string_append_c(json, '}');
}

static const char *verdict(const Judgement *self) {
    if (judgement_count(self, SEVERITY_ERROR) > 0)
        return "do-not-print";
    return judgement_count(self, SEVERITY_WARNING) > 0 ? "look-at-it" : "print";
}

static void append_judgement(GString *json, const Judgement *self) {
    g_string_append(json, "{\"path\": ");
    json_append_text(json, self->file);
    append_member(json, "verdict", verdict(self));
    append_member(json, "level", self->level);
    append_member(json, "condition", self->condition);
    append_member(json, "supplier", self->supplier);
    append_member(json, "producer", self->producer);
    g_string_append(json, ",\n     \"pages\": [");
    for (guint i = 0; i < self->pages->len; i++) {
        g_string_append(json, i > 0 ? ",\n       " : "\n       ");
        append_page(json, g_ptr_array_index(self->pages, i), i + 1);
    }
    g_string_append(json, self->pages->len > 0 ? "\n     ],\n" : "],\n");
    g_string_append(json, "     \"findings\": [");
    for (guint i = 0; i < self->findings->len; i++) {
        g_string_append(json, i > 0 ? ",\n       " : "\n       ");
        append_finding(json, g_ptr_array_index(self->findings, i));
    }
    g_string_append(json, self->findings->len > 0 ? "\n     ]}" : "]}");
}

char *judgements_to_json(const GPtrArray *judgements) {
    GString *json = g_string_new("{\n  \"program\": \"plakat " PLAKAT_VERSION
                                 "\",\n  \"files\": [");

    for (guint i = 0; i < judgements->len; i++) {
        g_string_append(json, i > 0 ? ",\n    " : "\n    ");
        append_judgement(json, g_ptr_array_index(judgements, i));
    }
    g_string_append(json, judgements->len > 0 ? "\n  ]\n}\n" : "]\n}\n");
    return g_string_free(json, FALSE);
}

bool judgements_write_json(const GPtrArray *judgements, const char *path,
                           GError **error) {
    g_autofree char *json = judgements_to_json(judgements);

    return output_write(path, json, strlen(json), error);
}
