/* PDFs that are written down in a test. */
#pragma once

#include <gio/gio.h>
#include <string.h>

/* A PDF of one page, 100 points wide and high; its table is right. */
static inline GBytes *make_pdf(const char *content, const char *resources,
                               const char *const *objects) {
    GString *pdf = g_string_new("%PDF-1.6\n");
    g_autoptr(GArray) offsets = g_array_new(FALSE, FALSE, sizeof(gsize));
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(g_free);
    gsize table;

    g_ptr_array_add(bodies, g_strdup("<</Type/Catalog/Pages 2 0 R>>"));
    g_ptr_array_add(bodies, g_strdup("<</Type/Pages/Count 1/Kids[3 0 R]>>"));
    g_ptr_array_add(bodies,
                    g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]"
                                    "/Contents 4 0 R/Resources<<%s>>>>",
                                    resources));
    g_ptr_array_add(bodies, g_strdup_printf("<</Length %zu>>\nstream\n%s\nendstream",
                                            strlen(content), content));
    for (; *objects != NULL; objects++)
        g_ptr_array_add(bodies, g_strdup(*objects));
    for (guint i = 0; i < bodies->len; i++) {
        g_array_append_val(offsets, pdf->len);
        g_string_append_printf(pdf, "%u 0 obj\n%s\nendobj\n", i + 1,
                               (const char *)g_ptr_array_index(bodies, i));
    }
    table = pdf->len;
    g_string_append_printf(pdf, "xref\n0 %u\n0000000000 65535 f \n", bodies->len + 1);
    for (guint i = 0; i < offsets->len; i++)
        g_string_append_printf(pdf, "%010zu 00000 n \n",
                               g_array_index(offsets, gsize, i));
    g_string_append_printf(
        pdf, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
        bodies->len + 1, table);
    return g_string_free_to_bytes(pdf);
}
