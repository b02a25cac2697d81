#include "report/judgement_pdf.h"

#include "base/output.h"
#include "base/translate.h"
#include "draw/draw.h"
#include "report/judgement_page.h"

#include <cairo-pdf.h>

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool draw_pages(cairo_surface_t *surface, const GPtrArray *pages,
                       GError **error) {
    static const DrawOptions options = {0};
    cairo_t *cr = cairo_create(surface);
    bool drawn = true;

    for (guint i = 0; drawn && i < pages->len; i++) {
        drawn = draw_poster(cr, g_ptr_array_index(pages, i), &options, error);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    return drawn;
}

static void name_file(cairo_surface_t *surface, const GPtrArray *judgements,
                      const char *date) {
    const Judgement *first = g_ptr_array_index(judgements, 0);
    g_autofree char *name = g_path_get_basename(first->file);
    g_autofree char *title = g_strdup_printf("%s: %s", _("Preflight report"), name);

    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
                                   "plakat " PLAKAT_VERSION);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

bool judgements_write_pdf(const GPtrArray *judgements, Resources *resources,
                          const char *date, const char *path, GError **error) {
    g_autoptr(Sheet) sheet = sheet_new(resources);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *surface;
    cairo_status_t status;
    bool drawn;

    for (guint i = 0; i < judgements->len; i++)
        judgement_lay_out(g_ptr_array_index(judgements, i), sheet);
    surface =
        cairo_pdf_surface_create_for_stream(append, bytes, SHEET_WIDTH, SHEET_HEIGHT);
    if (judgements->len > 0)
        name_file(surface, judgements, date);
    drawn = draw_pages(surface, sheet_pages(sheet), error);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (drawn && status != CAIRO_STATUS_SUCCESS) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the PDF: %s"),
                    cairo_status_to_string(status));
        return false;
    }
    return drawn && output_write(path, bytes->data, bytes->len, error);
}
