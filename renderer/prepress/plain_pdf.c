#include "prepress/plain_pdf.h"

#include "base/output.h"
#include "base/translate.h"
#include "draw/draw.h"

#include <cairo-pdf.h>

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static bool draw_page(cairo_surface_t *page, const Poster *poster, GError **error) {
    DrawOptions options = {.photo_ppi = poster->effects_ppi, .jpegs_as_they_are = true};
    cairo_t *cr = cairo_create(page);
    cairo_status_t status;
    bool drawn;

    cairo_translate(cr, -poster->boxes.bleed.x, -poster->boxes.bleed.y);
    drawn = draw_poster(cr, poster, &options, error);
    cairo_destroy(cr);
    cairo_surface_finish(page);
    status = cairo_surface_status(page);
    if (!drawn || status == CAIRO_STATUS_SUCCESS)
        return drawn;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the PDF: %s"),
                cairo_status_to_string(status));
    return false;
}

Product *plain_pdf_write(const Poster *poster, const char *date, const char *path,
                         GError **error) {
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cairo_surface_t *page = cairo_pdf_surface_create_for_stream(
        append, bytes, poster->boxes.bleed.width, poster->boxes.bleed.height);
    bool drawn;

    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_TITLE, poster->title);
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATOR,
                                   "plakat " PLAKAT_VERSION);
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(page, CAIRO_PDF_METADATA_MOD_DATE, date);
    drawn = draw_page(page, poster, error);
    cairo_surface_destroy(page);
    if (!drawn || !output_write(path, bytes->data, bytes->len, error))
        return NULL;
    return product_new(path, "pdf", bytes->data, bytes->len);
}
