#include "resources/jpeg_rows.h"

#include "base/translate.h"

#include <setjmp.h>
#include <stdio.h>

/* It needs stdio.h before it. */
#include <jpeglib.h>

struct JpegRows {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf jump;
    char problem[JMSG_LENGTH_MAX];
};

static _Noreturn void on_error(j_common_ptr info) {
    JpegRows *self = info->client_data;

    info->err->format_message(info, self->problem);
    longjmp(self->jump, 1);
}

static void on_message(j_common_ptr info) {
    (void)info;
}

static bool fail(const JpegRows *self, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("cannot read a JPEG: %s"),
                self->problem);
    return false;
}

/* True when it has begun. */
static bool begin(JpegRows *self, const guint8 *bytes, gsize length, int components) {
    if (setjmp(self->jump) != 0)
        return false;
    jpeg_create_decompress(&self->info);
    self->info.client_data = self;
    jpeg_mem_src(&self->info, bytes, length);
    jpeg_read_header(&self->info, TRUE);
    self->info.out_color_space = components == 1 ? JCS_GRAYSCALE : JCS_CMYK;
    jpeg_start_decompress(&self->info);
    return true;
}

JpegRows *jpeg_rows_new(const guint8 *bytes, gsize length, int width, int height,
                        int components, GError **error) {
    JpegRows *self = g_new0(JpegRows, 1);

    self->info.err = jpeg_std_error(&self->errors);
    self->errors.error_exit = on_error;
    self->errors.output_message = on_message;
    self->info.client_data = self;
    if (begin(self, bytes, length, components) &&
        (int)self->info.output_width == width &&
        (int)self->info.output_height == height &&
        self->info.output_components == components)
        return self;
    fail(self, error);
    jpeg_rows_free(self);
    return NULL;
}

void jpeg_rows_free(JpegRows *self) {
    if (self == NULL)
        return;
    if (setjmp(self->jump) == 0)
        jpeg_destroy_decompress(&self->info);
    g_free(self);
}

bool jpeg_rows_next(JpegRows *self, guint8 *row, GError **error) {
    JSAMPROW rows[1] = {row};

    if (setjmp(self->jump) != 0)
        return fail(self, error);
    while (jpeg_read_scanlines(&self->info, rows, 1) == 0)
        continue;
    return true;
}
