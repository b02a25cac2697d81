#include "cli/report.h"

#include "base/output.h"
#include "batch/task.h"

static void append_product(GString *json, const Product *product, bool first) {
    g_string_append(json, first ? "\n    {\"path\": " : ",\n    {\"path\": ");
    json_append_text(json, product->path);
    g_string_append_printf(
        json, ", \"kind\": \"%s\", \"bytes\": %" G_GSIZE_FORMAT ", \"sha256\": \"%s\"}",
        product->kind, product->bytes, product->sha256);
}

bool report_write(const char *path, const Diagnostics *diagnostics,
                  const GPtrArray *outcomes, GError **error) {
    g_autoptr(GString) json = g_string_new("{\n  \"program\": \"plakat " PLAKAT_VERSION
                                           "\",\n  \"products\": [");
    bool first = true;

    for (guint i = 0; outcomes != NULL && i < outcomes->len; i++) {
        const Outcome *outcome = g_ptr_array_index(outcomes, i);

        for (guint j = 0; outcome != NULL && j < outcome->products->len; j++) {
            append_product(json, g_ptr_array_index(outcome->products, j), first);
            first = false;
        }
    }
    g_string_append(json, first ? "],\n  \"findings\": " : "\n  ],\n  \"findings\": ");
    diagnostics_to_json(diagnostics, json);
    g_string_append(json, "\n}\n");
    return output_write(path, json->str, json->len, error);
}
