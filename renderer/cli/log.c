#include "cli/log.h"

#include "base/paths.h"
#include "base/words.h"
#include "cli/report.h"

#include <stdio.h>

static GString *begin(const char *event) {
    GString *json = g_string_new(NULL);

    g_string_append_printf(json, "{\"event\": \"%s\"", event);
    return json;
}

/* Whoever follows need not wait for more. Takes over `json`. */
static void end(GString *json) {
    printf("%s}\n", json->str);
    fflush(stdout);
    g_string_free(json, TRUE);
}

void log_start(const GPtrArray *tasks) {
    GString *json = begin("start");
    guint posters = 0;

    for (guint i = 0; i < tasks->len; i = plan_next_poster(tasks, i))
        posters++;
    g_string_append_printf(json, ", \"posters\": %u, \"files\": %u", posters,
                           tasks->len);
    end(json);
}

static void append_text(GString *json, const char *name, const char *text) {
    if (text == NULL)
        return;
    g_string_append_printf(json, ", \"%s\": ", name);
    json_append_text(json, text);
}

static void append_paths(GString *json, const char *name, const GPtrArray *products,
                         bool reused) {
    bool first = true;

    g_string_append_printf(json, ", \"%s\": [", name);
    for (guint i = 0; i < products->len; i++) {
        const Product *product = g_ptr_array_index(products, i);

        if (product->is_reused != reused)
            continue;
        g_string_append(json, first ? "" : ", ");
        json_append_text(json, product->path);
        first = false;
    }
    g_string_append_c(json, ']');
}

void log_change(GHashTable *paths) {
    g_autoptr(GPtrArray) names = table_names(paths);
    GString *json = begin("change");

    g_string_append(json, ", \"files\": [");
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *name = path_for_people(g_ptr_array_index(names, i));

        g_string_append(json, i == 0 ? "" : ", ");
        json_append_text(json, name);
    }
    g_string_append_c(json, ']');
    end(json);
}

void log_poster(const Progress *progress) {
    GString *json = begin("poster");
    const Task *task = progress->task;
    const Outcome *outcome = progress->outcome;

    append_text(json, "motif", task->motif->name);
    append_text(json, "size", task->size->id);
    append_text(json, "language", task->language);
    append_text(json, "row", task->row == NULL ? NULL : task->row->id);
    append_paths(json, "made", outcome->products, false);
    append_paths(json, "reused", outcome->products, true);
    append_text(json, "problem", outcome->problem);
    g_string_append_printf(json, ", \"complete\": %s, \"done\": %u, \"all\": %u",
                           outcome->done == outcome->tasks ? "true" : "false",
                           progress->done, progress->all);
    end(json);
}

void log_end(const Diagnostics *diagnostics, const Summary *summary) {
    GString *json;

    for (guint i = 0; i < diagnostics->findings->len; i++) {
        json = begin("finding");
        g_string_append(json, ", ");
        finding_to_json(g_ptr_array_index(diagnostics->findings, i), json);
        end(json);
    }
    json = begin("end");
    g_string_append(json, ", ");
    report_append_summary(json, summary);
    end(json);
}
