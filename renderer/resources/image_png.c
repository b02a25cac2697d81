#include "resources/image_format.h"

#include "base/translate.h"

#include <png.h>
#include <string.h>

enum {
    /* Of a chunk that is kept, unpacked: a profile. */
    CHUNK_BYTES_MAX = 16 << 20,
    /* Ordinary chunks of pixels have 8 KiB and more. */
    CHUNKS_MAX = 1000000,
    EXIF_BYTES_MAX = 1 << 20,
    SIGNATURE_BYTES = 8,
};

typedef struct {
    png_structp png;
    png_infop info;
    ImageInput *input;
    char *problem;         /* libpng's words; owned */
    char *profile_problem; /* likewise, of a profile that it left out; owned */
    size_t row_bytes;
    int height;
    int row;           /* the next one */
    guint8 *even_rows; /* of an interlaced picture; NULL: it is none; owned */
} Png;

static bool png_matches(const guint8 *start) {
    return memcmp(start, "\x89PNG\r\n\x1a\n", SIGNATURE_BYTES) == 0;
}

static void png_free_decoder(void *decoder) {
    Png *self = decoder;

    png_destroy_read_struct(&self->png, &self->info, NULL);
    g_free(self->problem);
    g_free(self->profile_problem);
    g_free(self->even_rows);
    g_free(self);
}

/* --- what libpng calls: errors leave it by longjmp --- */

static void on_error(png_structp png, png_const_charp message) {
    Png *self = png_get_error_ptr(png);

    g_free(self->problem);
    self->problem = g_strdup(message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    Png *self = png_get_error_ptr(png);

    if (!g_str_has_prefix(message, "iCCP: "))
        return;
    g_free(self->profile_problem);
    self->profile_problem = g_strdup(message + strlen("iCCP: "));
}

static void on_bytes(png_structp png, png_bytep bytes, png_size_t length) {
    Png *self = png_get_io_ptr(png);

    if (!image_input_read_all(self->input, bytes, length))
        png_error(png, _("it ends too early"));
}

/* --- calls of libpng: nothing in them owns anything --- */

static bool read_header(Png *self) {
    /* Each with its final NUL. */
    static const png_byte unused[] = "tEXt\0zTXt\0iTXt\0sPLT\0hIST\0tIME\0"
                                     "pCAL\0sCAL\0oFFs\0eXIf";

    if (setjmp(png_jmpbuf(self->png)) != 0)
        return false;
    png_set_read_fn(self->png, self, on_bytes);
    png_set_user_limits(self->png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
    png_set_chunk_malloc_max(self->png, CHUNK_BYTES_MAX);
    png_set_crc_action(self->png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(self->png, PNG_HANDLE_CHUNK_NEVER, unused,
                                sizeof unused / 5);
    png_read_info(self->png, self->info);
    return true;
}

/* Asks for rows of 8 bits, palettes and transparent colours resolved. */
static bool begin(Png *self) {
    if (setjmp(png_jmpbuf(self->png)) != 0)
        return false;
    png_set_expand(self->png);
    png_set_scale_16(self->png);
    png_set_interlace_handling(self->png);
    png_read_update_info(self->png, self->info);
    return true;
}

static bool read_row(Png *self, guint8 *row) {
    if (setjmp(png_jmpbuf(self->png)) != 0)
        return false;
    png_read_row(self->png, row, NULL);
    if (self->row == self->height - 1)
        png_read_end(self->png, NULL);
    return true;
}

/* Up to the last pass. That one has all rows of odd numbers, in order, so that they
 * need not be kept; the others have nothing of those. */
static bool read_even_rows(Png *self) {
    if (setjmp(png_jmpbuf(self->png)) != 0)
        return false;
    for (int pass = 0; pass < PNG_INTERLACE_ADAM7_PASSES - 1; pass++)
        for (int y = 0; y < self->height; y++)
            png_read_row(
                self->png,
                y % 2 == 0 ? self->even_rows + (size_t)(y / 2) * self->row_bytes : NULL,
                NULL);
    return true;
}

/* --- header --- */

static double find_ppi(const Png *self) {
    png_uint_32 across = 0, down = 0;
    int unit = PNG_RESOLUTION_UNKNOWN;

    if (png_get_pHYs(self->png, self->info, &across, &down, &unit) == 0 ||
        unit != PNG_RESOLUTION_METER)
        return 0;
    return image_ppi(across * 0.0254, down * 0.0254);
}

static void read_exif_chunk(ImageInput *input, size_t length, ImageInfo *stored) {
    g_autofree guint8 *bytes = NULL;

    if (length > EXIF_BYTES_MAX)
        return;
    bytes = g_malloc(length);
    if (image_input_read(input, bytes, length) == length)
        image_exif_read(bytes, length, stored);
}

/* EXIF may stand after the pixels, where libpng would come too late. Says whether there
 * is a profile, which libpng may have left out. */
static bool take_exif(ImageInput *input, ImageInfo *stored) {
    guint64 before = input->position;
    bool has_profile = false;
    guint8 start[8];

    input->position = SIGNATURE_BYTES;
    for (int i = 0; i < CHUNKS_MAX; i++) {
        guint64 length, next;

        if (image_input_read(input, start, sizeof start) < sizeof start ||
            memcmp(start + 4, "IEND", 4) == 0)
            break;
        length = (guint32)start[0] << 24 | (guint32)start[1] << 16 |
                 (guint32)start[2] << 8 | start[3];
        next = input->position + length + 4; /* its check sum */
        if (memcmp(start + 4, "eXIf", 4) == 0)
            read_exif_chunk(input, length, stored);
        if (memcmp(start + 4, "iCCP", 4) == 0)
            has_profile = true;
        input->position = next;
    }
    input->position = before;
    return has_profile;
}

/* gAMA and cHRM alone are taken as what they nearly always describe: sRGB. */
static bool take_profile(Png *self, bool has_profile, ImageInfo *stored) {
    png_charp name;
    png_bytep bytes;
    png_uint_32 length;
    int compression;
    const char *words = self->profile_problem;

    if (png_get_iCCP(self->png, self->info, &name, &compression, &bytes, &length) != 0)
        stored->profile = g_bytes_new(bytes, length);
    if (!has_profile || stored->profile != NULL ||
        png_get_valid(self->png, self->info, PNG_INFO_sRGB) != 0)
        return true;
    self->problem =
        g_strdup_printf(_("its colour profile cannot be used: %s"),
                        words != NULL ? words : _("other chunks contradict it"));
    return false;
}

static void take_info(Png *self, ImageInfo *stored) {
    int colour = png_get_color_type(self->png, self->info);

    self->height = (int)png_get_image_height(self->png, self->info);
    stored->width = (int)png_get_image_width(self->png, self->info);
    stored->height = self->height;
    stored->bits = png_get_bit_depth(self->png, self->info);
    stored->model = (colour & PNG_COLOR_MASK_COLOR) != 0 ? IMAGE_RGB : IMAGE_GREY;
    stored->has_alpha = (colour & PNG_COLOR_MASK_ALPHA) != 0 ||
                        png_get_valid(self->png, self->info, PNG_INFO_tRNS) != 0;
    stored->ppi = find_ppi(self);
}

static bool read_info(Png *self, ImageInfo *stored) {
    if (!read_header(self))
        return false;
    take_info(self, stored);
    return take_profile(self, take_exif(self->input, stored), stored);
}

static bool fail(const Png *self, GError **error) {
    return image_input_fail(self->input, "PNG", self->problem, error);
}

static void *png_open(ImageInput *input, ImageInfo *stored, GError **error) {
    Png *self = g_new0(Png, 1);

    self->input = input;
    self->png =
        png_create_read_struct(PNG_LIBPNG_VER_STRING, self, on_error, on_warning);
    self->info = self->png != NULL ? png_create_info_struct(self->png) : NULL;
    if (self->info == NULL)
        self->problem = g_strdup(_("out of memory"));
    else if (read_info(self, stored))
        return self;
    fail(self, error);
    png_free_decoder(self);
    return NULL;
}

/* --- pixels --- */

static bool start_interlaced(Png *self, GError **error) {
    guint64 bytes = (guint64)self->row_bytes * (guint64)((self->height + 1) / 2);

    if (!image_input_check_memory(self->input, bytes, _("is interlaced"), error))
        return false;
    self->even_rows = g_try_malloc(bytes);
    if (self->even_rows == NULL)
        return image_input_fail(self->input, "PNG", _("out of memory"), error);
    return read_even_rows(self) || fail(self, error);
}

static bool png_start(void *decoder, int *reduction, GError **error) {
    Png *self = decoder;

    *reduction = 1;
    if (!begin(self))
        return fail(self, error);
    self->row_bytes = png_get_rowbytes(self->png, self->info);
    if (png_get_interlace_type(self->png, self->info) == PNG_INTERLACE_NONE)
        return true;
    return start_interlaced(self, error);
}

static bool png_next(void *decoder, guint8 *row, GError **error) {
    Png *self = decoder;

    /* libpng leaves rows alone that the last pass does not have. */
    if (self->even_rows != NULL && self->row % 2 == 0)
        memcpy(row, self->even_rows + (size_t)(self->row / 2) * self->row_bytes,
               self->row_bytes);
    if (!read_row(self, row))
        return fail(self, error);
    self->row++;
    return true;
}

const ImageFormat image_format_png = {"PNG",     png_matches, png_open,
                                      png_start, png_next,    png_free_decoder};
