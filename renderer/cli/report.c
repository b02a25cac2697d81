#include "cli/report.h"

#include "base/output.h"
#include "base/units.h"
#include "batch/pages.h"
#include "batch/task.h"

#include <string.h>

/* `skipped` bytes of its path are left out. */
static void append_product(GString *json, const Product *product, gsize skipped,
                           bool first) {
    g_string_append(json, first ? "\n    {\"path\": " : ",\n    {\"path\": ");
    json_append_text(json, product->path + skipped);
    g_string_append_printf(
        json, ", \"kind\": \"%s\", \"bytes\": %" G_GSIZE_FORMAT ", \"sha256\": \"%s\"}",
        product->kind, product->bytes, product->sha256);
}

static void append_number(GString *json, const char *name, double number) {
    g_string_append_printf(json, "\"%s\": ", name);
    number_append(json, number, 3);
}

static void append_counts(GString *json, const Summary *summary) {
    g_string_append_printf(
        json, "\"failed\": %u, \"errors\": %u, \"warnings\": %u, \"notes\": %u",
        summary->failed, summary->errors, summary->warnings, summary->notes);
}

void report_append_summary(GString *json, const Summary *summary) {
    Usage usage = usage_find();

    g_string_append_printf(json, "\"made\": %u, \"reused\": %u, ", summary->made,
                           summary->reused);
    append_counts(json, summary);
    g_string_append(json, ", ");
    append_number(json, "seconds", summary->seconds);
    g_string_append(json, ", ");
    append_number(json, "cpu_seconds", usage.cpu);
    g_string_append_printf(json, ", \"memory\": %" G_GUINT64_FORMAT, usage.memory);
}

static void append_products(GString *json, const GPtrArray *outcomes, gsize skipped) {
    bool first = true;

    g_string_append(json, "\"products\": [");
    for (guint i = 0; outcomes != NULL && i < outcomes->len; i++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, i);

        for (guint j = 0; outcome != NULL && j < outcome->products->len; j++) {
            append_product(json, g_ptr_array_index(outcome->products, j), skipped,
                           first);
            first = false;
        }
    }
    g_string_append(json, first ? "]" : "\n  ]");
}

static void append_part(GString *json, const ReportPart *part) {
    g_string_append_printf(
        json,
        "  \"shard\": {\"number\": %u, \"of\": %u, \"plan\": \"%s\", \"failed\": [",
        part->shard.number, part->shard.count, part->plan);
    for (guint i = 0; i < part->failed->len; i++) {
        g_string_append(json, i == 0 ? "" : ", ");
        json_append_text(json, g_ptr_array_index(part->failed, i));
    }
    g_string_append(json, "]},\n");
}

/* `text` is all that differs from run to run. */
static GString *make_report(const char *text, const Diagnostics *diagnostics,
                            const GPtrArray *outcomes, const ReportPart *part,
                            gsize skipped) {
    GString *json = g_string_new("{\n  \"program\": \"plakat " PLAKAT_VERSION "\",\n");

    if (part != NULL)
        append_part(json, part);
    g_string_append_printf(json, "  \"summary\": {%s},\n  ", text);
    append_products(json, outcomes, skipped);
    g_string_append(json, ",\n  \"findings\": ");
    diagnostics_to_json(diagnostics, json);
    g_string_append(json, "\n}\n");
    return json;
}

bool report_write(const char *path, const Diagnostics *diagnostics,
                  const GPtrArray *outcomes, const Summary *summary, GError **error) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) json = NULL;

    report_append_summary(text, summary);
    json = make_report(text->str, diagnostics, outcomes, NULL, 0);
    return output_write(path, json->str, json->len, error);
}

bool report_write_state(const char *folder, const Diagnostics *diagnostics,
                        const GPtrArray *outcomes, const Summary *summary,
                        const ReportPart *part, GError **error) {
    g_autofree char *path = g_build_filename(folder, "report.json", NULL);
    gsize skipped = strlen(folder);
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GString) json = NULL;

    g_string_append_printf(text, "\"files\": %u, ", summary->made + summary->reused);
    append_counts(text, summary);
    while (skipped > 0 && folder[skipped - 1] == '/')
        skipped--;
    json = make_report(text->str, diagnostics, outcomes, part, skipped + 1);
    return page_write(path, json, error);
}
