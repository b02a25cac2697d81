#include "prepress/page_surface.h"

#include "base/translate.h"

#include <cairo-pdf.h>

static cairo_status_t append(void *bytes, const unsigned char *data, unsigned length) {
    g_byte_array_append(bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *page_surface_new(GByteArray *bytes, double width, double height) {
    return cairo_pdf_surface_create_for_stream(append, bytes, width, height);
}

bool page_surface_finish(cairo_surface_t *self, GError **error) {
    cairo_status_t status;

    cairo_surface_finish(self);
    status = cairo_surface_status(self);
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the PDF: %s"),
                cairo_status_to_string(status));
    return false;
}
