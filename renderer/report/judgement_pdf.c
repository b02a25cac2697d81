#include "report/judgement_pdf.h"

#include "base/output.h"
#include "base/translate.h"
#include "report/judgement_page.h"
#include "report/sheet_pdf.h"

GBytes *judgements_to_pdf(const GPtrArray *judgements, Resources *resources,
                          const char *date, GError **error) {
    const Judgement *first = g_ptr_array_index(judgements, 0);
    g_autoptr(Sheet) sheet = sheet_new(resources);
    g_autofree char *name = g_path_get_basename(first->file);
    g_autofree char *title = g_strdup_printf("%s: %s", _("Preflight report"), name);

    for (guint i = 0; i < judgements->len; i++)
        judgement_lay_out(g_ptr_array_index(judgements, i), sheet);
    return sheet_to_pdf(sheet, &(SheetAbout){title, date}, error);
}

bool judgements_write_pdf(const GPtrArray *judgements, Resources *resources,
                          const char *date, const char *path, GError **error) {
    g_autoptr(GBytes) bytes = judgements_to_pdf(judgements, resources, date, error);
    gsize length = 0;
    const void *data = bytes == NULL ? NULL : g_bytes_get_data(bytes, &length);

    return bytes != NULL && output_write(path, data, length, error);
}
