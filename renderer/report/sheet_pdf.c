#include "report/sheet_pdf.h"

#include "base/translate.h"
#include "draw/draw.h"

#include <cairo-pdf.h>

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool draw_pages(cairo_surface_t *surface, const GPtrArray *pages,
                       GError **error) {
    static const DrawOptions options = {.photo_ppi = 300};
    cairo_t *cr = cairo_create(surface);
    bool drawn = true;

    for (guint i = 0; drawn && i < pages->len; i++) {
        drawn = draw_poster(cr, g_ptr_array_index(pages, i), &options, error);
        cairo_show_page(cr);
    }
    cairo_destroy(cr);
    return drawn;
}

static void name_file(cairo_surface_t *surface, const SheetAbout *about) {
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, about->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR,
                                   "plakat " PLAKAT_VERSION);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
                                   about->date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, about->date);
}

GBytes *sheet_to_pdf(const Sheet *sheet, const SheetAbout *about, GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, bytes, SHEET_WIDTH, SHEET_HEIGHT);
    cairo_status_t status;
    bool drawn;

    name_file(surface, about);
    drawn = draw_pages(surface, sheet_pages(sheet), error);
    cairo_surface_finish(surface);
    status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (drawn && status != CAIRO_STATUS_SUCCESS)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the PDF: %s"),
                    cairo_status_to_string(status));
    return drawn && status == CAIRO_STATUS_SUCCESS
               ? g_byte_array_free_to_bytes(g_steal_pointer(&bytes))
               : NULL;
}
