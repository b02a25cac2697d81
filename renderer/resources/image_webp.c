#include "resources/image_format.h"

#include "base/translate.h"

#include <string.h>
#include <webp/decode.h>

enum {
    RIFF_HEADER_BYTES = 12,
    CHUNK_HEADER_BYTES = 8,
    CHUNKS_MAX = 1000,
    WEBP_LOSSLESS = 2, /* of WebPBitstreamFeatures.format */
    /* What libwebp needs to tell the size, also after VP8X and the parts before pixels.
     */
    FEATURE_BYTES = 64,
    BLOCK_BYTES_MAX = 16 << 20, /* of EXIF, of a profile */
};

typedef struct {
    ImageInput *input;
    size_t length; /* of the RIFF, with its header */
    int width;
    int height;
    int components;
    guint8 *pixels; /* owned */
    int row;        /* the next one */
} Webp;

static bool webp_matches(const guint8 *start) {
    return memcmp(start, "RIFF", 4) == 0 && memcmp(start + 8, "WEBP", 4) == 0;
}

static void webp_free(void *decoder) {
    Webp *self = decoder;

    g_free(self->pixels);
    g_free(self);
}

static bool fail(const Webp *self, const char *words, GError **error) {
    return image_input_fail(self->input, "WebP", words, error);
}

static bool fail_with(Webp *self, VP8StatusCode status, GError **error) {
    static const char *const words[] = {
        [VP8_STATUS_OUT_OF_MEMORY] = N_("out of memory"),
        [VP8_STATUS_INVALID_PARAM] = N_("its size is not possible"),
        [VP8_STATUS_BITSTREAM_ERROR] = N_("its data is damaged"),
        [VP8_STATUS_UNSUPPORTED_FEATURE] = N_("it has a feature that is not known"),
        [VP8_STATUS_USER_ABORT] = N_("decoding was stopped"),
    };

    if (status == VP8_STATUS_SUSPENDED || status == VP8_STATUS_NOT_ENOUGH_DATA)
        self->input->ended = true;
    return fail(self, self->input->ended ? "" : _(words[status]), error);
}

/* --- header --- */

static guint32 little_endian(const guint8 *bytes) {
    return (guint32)bytes[0] | (guint32)bytes[1] << 8 | (guint32)bytes[2] << 16 |
           (guint32)bytes[3] << 24;
}

static bool take_features(Webp *self, ImageInfo *stored, GError **error) {
    guint8 start[FEATURE_BYTES];
    size_t got = image_input_read(self->input, start, sizeof start);
    WebPBitstreamFeatures features;
    VP8StatusCode status = WebPGetFeatures(start, got, &features);

    if (status != VP8_STATUS_OK)
        return fail_with(self, status, error);
    if (features.has_animation)
        return fail(self, _("it is animated"), error);
    self->width = features.width;
    self->height = features.height;
    self->components = features.has_alpha ? 4 : 3;
    stored->width = features.width;
    stored->height = features.height;
    stored->model = IMAGE_RGB;
    stored->has_alpha = features.has_alpha != 0;
    stored->bits = 8;
    stored->is_lossy = features.format != WEBP_LOSSLESS;
    return true;
}

/* Takes a profile or EXIF; other chunks are passed over. */
static bool take_chunk(Webp *self, const guint8 *name, size_t length, ImageInfo *stored,
                       GError **error) {
    bool is_profile = memcmp(name, "ICCP", 4) == 0 && stored->profile == NULL;
    g_autofree guint8 *bytes = NULL;

    if (!is_profile && memcmp(name, "EXIF", 4) != 0)
        return true;
    if (length > BLOCK_BYTES_MAX)
        return fail(self, _("its profile or EXIF has more than 16 MiB"), error);
    bytes = g_malloc(length);
    if (!image_input_read_all(self->input, bytes, length))
        return fail(self, "", error);
    if (is_profile)
        stored->profile = g_bytes_new_take(g_steal_pointer(&bytes), length);
    else
        image_exif_read(bytes, length, stored);
    return true;
}

/* A file that was cut off is noticed here already: its chunks do not fit into it. */
static bool take_chunks(Webp *self, ImageInfo *stored, GError **error) {
    guint64 offset = RIFF_HEADER_BYTES;
    guint8 header[CHUNK_HEADER_BYTES];

    for (int i = 0; offset < self->length; i++) {
        guint32 length;

        self->input->position = offset;
        if (!image_input_read_all(self->input, header, sizeof header))
            return fail(self, "", error);
        length = little_endian(header + 4);
        offset += CHUNK_HEADER_BYTES + (guint64)length;
        if (offset > self->length || i == CHUNKS_MAX)
            return fail(self, _("its chunks do not fit into it"), error);
        if (!take_chunk(self, header, length, stored, error))
            return false;
        offset += length % 2; /* padding; the last one may be missing */
    }
    return true;
}

static bool read_info(Webp *self, ImageInfo *stored, GError **error) {
    guint8 header[RIFF_HEADER_BYTES];

    if (!take_features(self, stored, error))
        return false;
    self->input->position = 0;
    if (!image_input_read_all(self->input, header, sizeof header))
        return fail(self, "", error);
    self->length = (size_t)little_endian(header + 4) + 8;
    if (self->length > self->input->length) {
        self->input->ended = true;
        return fail(self, "", error);
    }
    return take_chunks(self, stored, error);
}

static void *webp_open(ImageInput *input, ImageInfo *stored, GError **error) {
    Webp *self = g_new0(Webp, 1);

    self->input = input;
    if (read_info(self, stored, error))
        return self;
    webp_free(self);
    return NULL;
}

/* --- pixels --- */

static VP8StatusCode decode(Webp *self, const guint8 *bytes, size_t pixel_bytes) {
    WebPDecoderConfig config;
    size_t stride = (size_t)self->width * (size_t)self->components;
    VP8StatusCode status;

    if (!WebPInitDecoderConfig(&config))
        return VP8_STATUS_UNSUPPORTED_FEATURE;
    config.output.colorspace = self->components == 4 ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA.rgba = self->pixels;
    config.output.u.RGBA.stride = (int)stride;
    config.output.u.RGBA.size = pixel_bytes;
    status = WebPDecode(bytes, self->length, &config);
    WebPFreeDecBuffer(&config.output);
    return status;
}

/* libwebp gives whole pictures only. */
static bool webp_start(void *decoder, int *reduction, GError **error) {
    Webp *self = decoder;
    size_t pixel_bytes =
        (size_t)self->width * (size_t)self->height * (size_t)self->components;
    g_autofree guint8 *bytes = NULL;
    VP8StatusCode status;

    *reduction = 1;
    if (!image_input_check_memory(self->input, pixel_bytes + self->length, "is a WebP",
                                  error))
        return false;
    bytes = g_try_malloc(self->length);
    self->pixels = g_try_malloc(pixel_bytes);
    if (bytes == NULL || self->pixels == NULL)
        return fail_with(self, VP8_STATUS_OUT_OF_MEMORY, error);
    self->input->position = 0;
    if (!image_input_read_all(self->input, bytes, self->length))
        return fail(self, "", error);
    status = decode(self, bytes, pixel_bytes);
    return status == VP8_STATUS_OK || fail_with(self, status, error);
}

static bool webp_next(void *decoder, guint8 *row, GError **error) {
    Webp *self = decoder;
    size_t row_bytes = (size_t)self->width * (size_t)self->components;

    (void)error;
    memcpy(row, self->pixels + (size_t)self->row * row_bytes, row_bytes);
    self->row++;
    return true;
}

const ImageFormat image_format_webp = {"WebP",     webp_matches, webp_open,
                                       webp_start, webp_next,    webp_free};
