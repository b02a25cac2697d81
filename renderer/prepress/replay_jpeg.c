#include "prepress/replay_jpeg.h"

#include "base/translate.h"

#include <setjmp.h>
#include <stdio.h>

/* It needs stdio.h before it. */
#include <jpeglib.h>

struct ReplayJpeg {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    jmp_buf jump;
    char problem[JMSG_LENGTH_MAX];
};

static _Noreturn void on_error(j_common_ptr info) {
    ReplayJpeg *self = info->client_data;

    info->err->format_message(info, self->problem);
    longjmp(self->jump, 1);
}

static void on_message(j_common_ptr info) {
    (void)info;
}

static bool fail(const ReplayJpeg *self, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("cannot read a JPEG of the PDF: %s"), self->problem);
    return false;
}

/* True when it has begun. */
static bool begin(ReplayJpeg *self, const guint8 *bytes, gsize length, int components) {
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

ReplayJpeg *replay_jpeg_new(const guint8 *bytes, gsize length, int width, int height,
                            int components, GError **error) {
    ReplayJpeg *self = g_new0(ReplayJpeg, 1);

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
    replay_jpeg_free(self);
    return NULL;
}

void replay_jpeg_free(ReplayJpeg *self) {
    if (self == NULL)
        return;
    if (setjmp(self->jump) == 0)
        jpeg_destroy_decompress(&self->info);
    g_free(self);
}

bool replay_jpeg_next(ReplayJpeg *self, guint8 *row, GError **error) {
    JSAMPROW rows[1] = {row};

    if (setjmp(self->jump) != 0)
        return fail(self, error);
    while (jpeg_read_scanlines(&self->info, rows, 1) == 0)
        continue;
    return true;
}
