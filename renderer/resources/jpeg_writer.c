#include "resources/jpeg_writer.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

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

/* Without settings. */
static JpegWriter *new_writer(int width, int height) {
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
    return self;
}

static void set_colours(JpegWriter *self, int components, J_COLOR_SPACE given,
                        J_COLOR_SPACE stored) {
    self->info.input_components = components;
    self->info.in_color_space = given;
    jpeg_set_defaults(&self->info);
    jpeg_set_colorspace(&self->info, stored);
}

static void set_quality(JpegWriter *self, int quality) {
    struct jpeg_compress_struct *info = &self->info;

    jpeg_set_quality(info, quality, TRUE);
    for (int i = 0; i < info->num_components; i++)
        info->comp_info[i].h_samp_factor = info->comp_info[i].v_samp_factor = 1;
}

JpegWriter *jpeg_writer_new(int width, int height, int components, int quality) {
    JpegWriter *self = new_writer(width, height);
    bool is_grey = components == 1;

    set_colours(self, components, is_grey ? JCS_GRAYSCALE : JCS_CMYK,
                is_grey ? JCS_GRAYSCALE : JCS_YCCK);
    set_quality(self, quality);
    self->info.write_JFIF_header = FALSE; /* where it lies says the PDF */
    jpeg_start_compress(&self->info, TRUE);
    return self;
}

/* As XMP's part 3 has it (ISO 16684-3, JPEG). */
static void add_xmp(JpegWriter *self, const char *packet) {
    static const char name[] = "http://ns.adobe.com/xap/1.0/"; /* with its zero */
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    g_byte_array_append(bytes, (const guint8 *)name, sizeof name);
    g_byte_array_append(bytes, (const guint8 *)packet, (guint)strlen(packet));
    jpeg_write_marker(&self->info, JPEG_APP0 + 1, bytes->data, bytes->len);
}

JpegWriter *jpeg_writer_new_picture(const JpegPicture *picture) {
    JpegWriter *self = new_writer(picture->width, picture->height);
    gsize length;
    const void *profile = g_bytes_get_data(picture->profile, &length);

    set_colours(self, 3, JCS_RGB, JCS_YCbCr);
    set_quality(self, picture->quality);
    self->info.density_unit = 1; /* pixels per inch */
    self->info.X_density = self->info.Y_density = (UINT16)MAX(lround(picture->ppi), 1);
    jpeg_start_compress(&self->info, TRUE);
    if (picture->xmp != NULL)
        add_xmp(self, picture->xmp);
    jpeg_write_icc_profile(&self->info, profile, (unsigned)length);
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

GByteArray *jpeg_writer_made(JpegWriter *self) {
    return self->file;
}

GByteArray *jpeg_writer_finish(JpegWriter *self) {
    jpeg_finish_compress(&self->info);
    return g_steal_pointer(&self->file);
}
