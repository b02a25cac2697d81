#include "resources/jpeg_writer.h"

#include <stdio.h>

/* In this order: jpeglib.h needs stdio.h. */
#include <jpeglib.h>

enum { BUFFER_BYTES = 65536 };

struct JpegWriter {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_destination_mgr destination;
    GByteArray *file; /* owned */
    guint8 buffer[BUFFER_BYTES];
};

/* With a size that is possible only memory can be missing, which ends the program as it
 * does elsewhere. */
static _Noreturn void on_error(j_common_ptr info) {
    char words[JMSG_LENGTH_MAX];

    info->err->format_message(info, words);
    g_error("%s", words);
}

static void on_start(j_compress_ptr info) {
    JpegWriter *self = info->client_data;

    self->destination.next_output_byte = self->buffer;
    self->destination.free_in_buffer = BUFFER_BYTES;
}

static boolean on_full(j_compress_ptr info) {
    JpegWriter *self = info->client_data;

    g_byte_array_append(self->file, self->buffer, BUFFER_BYTES);
    on_start(info);
    return TRUE;
}

static void on_end(j_compress_ptr info) {
    JpegWriter *self = info->client_data;

    g_byte_array_append(self->file, self->buffer,
                        BUFFER_BYTES - (guint)self->destination.free_in_buffer);
}

JpegWriter *jpeg_writer_new(int width, int height, int components, int quality) {
    JpegWriter *self = g_new0(JpegWriter, 1);
    struct jpeg_compress_struct *info = &self->info;

    self->file = g_byte_array_new();
    self->destination.init_destination = on_start;
    self->destination.empty_output_buffer = on_full;
    self->destination.term_destination = on_end;
    info->err = jpeg_std_error(&self->errors);
    self->errors.error_exit = on_error;
    info->client_data = self;
    jpeg_create_compress(info);
    info->dest = &self->destination;
    info->image_width = (JDIMENSION)width;
    info->image_height = (JDIMENSION)height;
    info->input_components = components;
    info->in_color_space = components == 1 ? JCS_GRAYSCALE : JCS_CMYK;
    jpeg_set_defaults(info);
    jpeg_set_colorspace(info, components == 1 ? JCS_GRAYSCALE : JCS_YCCK);
    jpeg_set_quality(info, quality, TRUE);
    for (int i = 0; i < info->num_components; i++)
        info->comp_info[i].h_samp_factor = info->comp_info[i].v_samp_factor = 1;
    info->write_JFIF_header = FALSE; /* where it lies says the PDF */
    jpeg_start_compress(info, TRUE);
    return self;
}

void jpeg_writer_free(JpegWriter *self) {
    if (self == NULL)
        return;
    jpeg_destroy_compress(&self->info);
    g_clear_pointer(&self->file, g_byte_array_unref);
    g_free(self);
}

void jpeg_writer_add(JpegWriter *self, const guint8 *row) {
    /* libjpeg does not write to rows; its types do not say so. */
    JSAMPROW rows[1] = {(JSAMPROW)row};

    jpeg_write_scanlines(&self->info, rows, 1);
}

GByteArray *jpeg_writer_finish(JpegWriter *self) {
    jpeg_finish_compress(&self->info);
    return g_steal_pointer(&self->file);
}
