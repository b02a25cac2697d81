#include "resources/image_format.h"

#include "base/translate.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In this order: jpeglib.h needs stdio.h, and jerror.h's codes depend on jpeglib.h. */
#include <jpeglib.h>

#include <jerror.h>

enum {
    BUFFER_BYTES = 65536,
    /* Saved markers stay in memory; 255 parts of a profile take 16 MiB. */
    HEADER_BYTES_MAX = 64 << 20,
    /* Ordinary progressive pictures have about 10; a bomb has as many as fit. */
    SCANS_MAX = 200,
    EXIF_MARKER = JPEG_APP0 + 1,
    PROFILE_MARKER = JPEG_APP0 + 2,
    MARKER_BYTES_MAX = 0xffff,
};

typedef struct {
    struct jpeg_decompress_struct info;
    struct jpeg_error_mgr errors;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    jmp_buf jump;
    ImageInput *input;
    size_t bytes_read;
    bool in_header;
    bool inverted; /* 0 is full ink */
    unsigned seen; /* bit i: there was a scan with component i */
    guint8 buffer[BUFFER_BYTES];
    char problem[JMSG_LENGTH_MAX];
} Jpeg;

static bool jpeg_matches(const guint8 *start) {
    return memcmp(start, "\xff\xd8\xff", 3) == 0;
}

static void jpeg_free(void *decoder) {
    Jpeg *self = decoder;

    jpeg_destroy_decompress(&self->info);
    g_free(self);
}

/* --- what libjpeg calls: errors leave it by longjmp --- */

static _Noreturn void leave(Jpeg *self, const char *problem) {
    g_strlcpy(self->problem, problem, sizeof self->problem);
    longjmp(self->jump, 1);
}

static _Noreturn void on_error(j_common_ptr info) {
    char words[JMSG_LENGTH_MAX];

    info->err->format_message(info, words);
    leave(info->client_data, words);
}

/* libjpeg warns where it fills in for missing or broken data; pictures with that are
 * not whole. Its other warnings are about headers, and cameras cause them. */
static bool is_damage(const struct jpeg_error_mgr *errors) {
    switch (errors->msg_code) {
    case JWRN_ARITH_BAD_CODE:
    case JWRN_BOGUS_PROGRESSION:
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
    case JWRN_JPEG_EOF:
    case JWRN_MUST_RESYNC:
    case JWRN_BOGUS_ICC:
        return true;
    case JWRN_EXTRANEOUS_DATA: /* harmless before other markers, where cameras pad */
        return errors->msg_parm.i[1] >= JPEG_RST0 &&
               errors->msg_parm.i[1] <= JPEG_RST0 + 7;
    default:
        return false;
    }
}

static void on_message(j_common_ptr info, int level) {
    if (level < 0 && is_damage(info->err))
        on_error(info);
}

static void on_output(j_common_ptr info) {
    (void)info;
}

static void on_source(j_decompress_ptr info) {
    (void)info;
}

static boolean on_empty(j_decompress_ptr info) {
    Jpeg *self = info->client_data;
    size_t got = image_input_read(self->input, self->buffer, sizeof self->buffer);

    self->bytes_read += got;
    if (self->in_header && self->bytes_read > HEADER_BYTES_MAX)
        leave(self, _("its header does not end within 64 MiB"));
    if (got == 0) {
        self->input->ended = true;
        leave(self, _("it ends too early"));
    }
    self->source.next_input_byte = self->buffer;
    self->source.bytes_in_buffer = got;
    return TRUE;
}

static void on_skip(j_decompress_ptr info, long count) {
    Jpeg *self = info->client_data;
    struct jpeg_source_mgr *source = &self->source;
    size_t rest = count > 0 ? (size_t)count : 0;
    size_t here = MIN(rest, source->bytes_in_buffer);

    source->next_input_byte += here;
    source->bytes_in_buffer -= here;
    self->input->position += rest - here;
}

static void on_progress(j_common_ptr common) {
    j_decompress_ptr info = (j_decompress_ptr)common;
    Jpeg *self = common->client_data;

    if (info->input_scan_number > SCANS_MAX)
        leave(self, _("it has more than 200 scans"));
    for (int i = 0; i < info->comps_in_scan; i++)
        self->seen |= 1u << info->cur_comp_info[i]->component_index;
}

/* --- calls of libjpeg: nothing in them owns anything --- */

static bool read_header(Jpeg *self) {
    self->in_header = true;
    if (setjmp(self->jump) != 0)
        return false;
    jpeg_create_decompress(&self->info);
    self->info.src = &self->source;
    self->info.progress = &self->progress;
    jpeg_save_markers(&self->info, EXIF_MARKER, MARKER_BYTES_MAX);
    jpeg_save_markers(&self->info, PROFILE_MARKER, MARKER_BYTES_MAX);
    jpeg_read_header(&self->info, TRUE);
    self->in_header = false;
    return true;
}

/* The bytes are malloc's; none and true when there is no profile. */
static bool read_profile(Jpeg *self, JOCTET **bytes, unsigned *length) {
    if (setjmp(self->jump) != 0)
        return false;
    jpeg_read_icc_profile(&self->info, bytes, length);
    return true;
}

static bool begin(Jpeg *self, int reduction) {
    if (setjmp(self->jump) != 0)
        return false;
    self->info.scale_num = 1;
    self->info.scale_denom = (unsigned)reduction;
    jpeg_start_decompress(&self->info);
    return true;
}

static bool read_row(Jpeg *self, guint8 *row) {
    JSAMPROW rows[1] = {row};

    if (setjmp(self->jump) != 0)
        return false;
    jpeg_read_scanlines(&self->info, rows, 1);
    if (self->info.output_scanline == self->info.output_height)
        jpeg_finish_decompress(&self->info);
    return true;
}

/* --- header --- */

/* Where the marker of Adobe's programs speaks against that of JFIF, some believe the
 * one and some the other; and RGB that is stored as such is told by names of its
 * components, which not all look at. Of four components the marker is all that is
 * known. */
static bool has_usual_colours(const struct jpeg_decompress_struct *info) {
    bool has_marker = info->saw_Adobe_marker;

    switch (info->jpeg_color_space) {
    case JCS_GRAYSCALE:
        return true;
    case JCS_YCbCr:
        return !has_marker || info->Adobe_transform == 1;
    case JCS_CMYK:
        return !has_marker || info->Adobe_transform == 0;
    case JCS_YCCK:
        return has_marker && info->Adobe_transform == 2;
    default:
        return false;
    }
}

/* Arithmetic coding is rarely understood. */
static bool is_plain(const struct jpeg_decompress_struct *info) {
    return has_usual_colours(info) && !info->arith_code && info->data_precision == 8;
}

static bool find_model(Jpeg *self, ImageInfo *stored) {
    switch (self->info.jpeg_color_space) {
    case JCS_GRAYSCALE:
        stored->model = IMAGE_GREY;
        self->info.out_color_space = JCS_GRAYSCALE;
        return true;
    case JCS_YCbCr:
    case JCS_RGB:
        stored->model = IMAGE_RGB;
        self->info.out_color_space = JCS_RGB;
        return true;
    case JCS_CMYK:
    case JCS_YCCK:
        /* No standard says which end is ink. Adobe's programs write 0 for full ink, and
         * always an APP14 marker; files without the marker mean what they say. */
        stored->model = IMAGE_CMYK;
        self->inverted = self->info.saw_Adobe_marker;
        self->info.out_color_space = JCS_CMYK;
        return true;
    default:
        g_strlcpy(self->problem, _("its colours are not grey, RGB or CMYK"),
                  sizeof self->problem);
        return false;
    }
}

static double find_ppi(const struct jpeg_decompress_struct *info) {
    static const double per_inch[] = {0, 1, 2.54}; /* unit: none, inch, centimetre */

    if (!info->saw_JFIF_marker || info->density_unit >= G_N_ELEMENTS(per_inch))
        return 0;
    return image_ppi(info->X_density * per_inch[info->density_unit],
                     info->Y_density * per_inch[info->density_unit]);
}

static void take_exif(const Jpeg *self, ImageInfo *stored) {
    for (jpeg_saved_marker_ptr marker = self->info.marker_list; marker != NULL;
         marker = marker->next) {
        if (marker->marker == EXIF_MARKER && marker->data_length > 6 &&
            memcmp(marker->data, "Exif\0", 6) == 0) {
            image_exif_read(marker->data, marker->data_length, stored);
            return;
        }
    }
}

static bool take_profile(Jpeg *self, ImageInfo *stored) {
    JOCTET *bytes = NULL;
    unsigned length = 0;

    if (!read_profile(self, &bytes, &length))
        return false;
    if (bytes != NULL)
        stored->profile = g_bytes_new_with_free_func(bytes, length, free, bytes);
    return true;
}

static bool read_info(Jpeg *self, ImageInfo *stored) {
    if (!read_header(self) || !find_model(self, stored) || !take_profile(self, stored))
        return false;
    stored->width = (int)self->info.image_width;
    stored->height = (int)self->info.image_height;
    stored->bits = self->info.data_precision;
    stored->ppi = find_ppi(&self->info);
    stored->is_lossy = true;
    stored->is_plain_jpeg = is_plain(&self->info);
    stored->is_inverted = self->inverted;
    take_exif(self, stored);
    return true;
}

static bool fail(const Jpeg *self, GError **error) {
    return image_input_fail(self->input, "JPEG", self->problem, error);
}

static void *jpeg_open(ImageInput *input, ImageInfo *stored, GError **error) {
    Jpeg *self = g_new0(Jpeg, 1);

    self->input = input;
    self->info.err = jpeg_std_error(&self->errors);
    self->info.client_data = self;
    self->errors.error_exit = on_error;
    self->errors.emit_message = on_message;
    self->errors.output_message = on_output;
    self->progress.progress_monitor = on_progress;
    self->source.init_source = on_source;
    self->source.fill_input_buffer = on_empty;
    self->source.skip_input_data = on_skip;
    self->source.resync_to_restart = jpeg_resync_to_restart;
    self->source.term_source = on_source;
    if (read_info(self, stored))
        return self;
    fail(self, error);
    jpeg_free(self);
    return NULL;
}

/* --- pixels --- */

static guint64 round_up(JDIMENSION count, int multiple) {
    guint64 step = (guint64)multiple;

    return (count + step - 1) / step * step;
}

/* Of a picture that comes in several scans libjpeg keeps every coefficient. */
static guint64 count_coefficient_bytes(const struct jpeg_decompress_struct *info) {
    guint64 blocks = 0;

    for (int i = 0; i < info->num_components; i++) {
        const jpeg_component_info *component = &info->comp_info[i];

        blocks += round_up(component->width_in_blocks, component->h_samp_factor) *
                  round_up(component->height_in_blocks, component->v_samp_factor);
    }
    return blocks * sizeof(JBLOCK);
}

static bool check_scans(const Jpeg *self, GError **error) {
    if (self->seen == (1u << self->info.num_components) - 1)
        return true;
    return image_input_fail(self->input, "JPEG", _("some of its colours are missing"),
                            error);
}

static bool jpeg_start(void *decoder, int *reduction, GError **error) {
    Jpeg *self = decoder;
    bool scans = jpeg_has_multiple_scans(&self->info);
    const char *why =
        self->info.progressive_mode ? _("is progressive") : _("has several scans");

    if (scans && !image_input_check_memory(
                     self->input, count_coefficient_bytes(&self->info), why, error))
        return false;
    if (!begin(self, *reduction))
        return fail(self, error);
    return !scans || check_scans(self, error);
}

static bool jpeg_next(void *decoder, guint8 *row, GError **error) {
    Jpeg *self = decoder;
    size_t length = (size_t)self->info.output_width * (size_t)self->info.num_components;

    if (!read_row(self, row))
        return fail(self, error);
    for (size_t i = 0; self->inverted && i < length; i++)
        row[i] = (guint8)(255 - row[i]);
    return true;
}

const ImageFormat image_format_jpeg = {"JPEG",     jpeg_matches, jpeg_open,
                                       jpeg_start, jpeg_next,    jpeg_free};
