#include "resources/image_format.h"

#include "base/translate.h"

#include <stdio.h>
#include <string.h>
#include <tiffio.h>

enum {
    COLOURS_MAX = 4,
    SAMPLES_MAX = 32, /* Photoshop's saved selections are samples too */
    PROBLEM_BYTES = 512,
};

typedef enum { ALPHA_NONE, ALPHA_STRAIGHT, ALPHA_PREMULTIPLIED } Alpha;

typedef struct {
    TIFF *tiff;
    ImageInput *input;
    guint32 width;
    guint32 height;
    unsigned bits;       /* a sample */
    unsigned samples;    /* a pixel, all of them */
    unsigned colours;    /* the first samples; 1 for a palette */
    unsigned alpha_from; /* which sample is alpha */
    Alpha alpha;
    unsigned photometric;
    bool planes;           /* samples lie in planes of their own */
    const guint16 *map[3]; /* the palette; libtiff's */
    unsigned map_shift;    /* from its values to 8 bits */
    guint8 *part;          /* a strip, a tile or a row as libtiff gives it; owned */
    guint8 *band;          /* rows of kept samples, 8 bits each; owned */
    guint32 part_width;    /* pixels */
    guint32 band_rows;     /* 0: rows come one by one */
    guint32 row;           /* the next one */
    char problem[PROBLEM_BYTES];
} Tiff;

static bool tiff_matches(const guint8 *start) {
    return memcmp(start, "II*\0", 4) == 0 || memcmp(start, "MM\0*", 4) == 0 ||
           memcmp(start, "II+\0", 4) == 0 || memcmp(start, "MM\0+", 4) == 0;
}

static void tiff_free(void *decoder) {
    Tiff *self = decoder;

    if (self->tiff != NULL)
        TIFFClose(self->tiff);
    g_free(self->part);
    g_free(self->band);
    g_free(self);
}

static bool fail(const Tiff *self, GError **error) {
    return image_input_fail(self->input, "TIFF", self->problem, error);
}

static bool fail_with(Tiff *self, const char *words, GError **error) {
    g_strlcpy(self->problem, words, sizeof self->problem);
    return fail(self, error);
}

/* --- what libtiff calls --- */

G_GNUC_PRINTF(4, 0)
static int on_error(TIFF *tiff, void *data, const char *module, const char *format,
                    va_list arguments) {
    Tiff *self = data;

    (void)tiff;
    (void)module;
    /* The first says most. */
    if (self->problem[0] == '\0')
        g_vsnprintf(self->problem, sizeof self->problem, format, arguments);
    return 1;
}

/* libtiff warns when it leaves out a tag, which matters when it is the profile, and
 * when libjpeg fills in for missing data. */
G_GNUC_PRINTF(4, 0)
static int on_warning(TIFF *tiff, void *data, const char *module, const char *format,
                      va_list arguments) {
    char words[PROBLEM_BYTES];
    va_list again;

    va_copy(again, arguments);
    g_vsnprintf(words, sizeof words, format, again);
    va_end(again);
    if (g_strcmp0(module, "JPEGLib") == 0 || strstr(words, "ICC Profile") != NULL)
        on_error(tiff, data, module, format, arguments);
    return 1;
}

static tmsize_t on_read(thandle_t handle, void *bytes, tmsize_t count) {
    Tiff *self = handle;
    size_t got = image_input_read(self->input, bytes, (size_t)count);

    if (got < (size_t)count)
        self->input->ended = true;
    return (tmsize_t)got;
}

static tmsize_t on_write(thandle_t handle, void *bytes, tmsize_t count) {
    (void)handle;
    (void)bytes;
    (void)count;
    return 0;
}

static toff_t on_seek(thandle_t handle, toff_t offset, int from) {
    ImageInput *input = ((Tiff *)handle)->input;

    if (from == SEEK_CUR)
        offset += input->position;
    else if (from == SEEK_END)
        offset += input->length;
    input->position = offset;
    return offset;
}

static int on_close(thandle_t handle) {
    (void)handle;
    return 0;
}

static toff_t on_size(thandle_t handle) {
    return ((Tiff *)handle)->input->length;
}

static bool open_tiff(Tiff *self) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();

    TIFFOpenOptionsSetMaxSingleMemAlloc(options, (tmsize_t)IMAGE_MEMORY_MIB_MAX << 20);
    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, self);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_warning, self);
    self->tiff = TIFFClientOpenExt(self->input->name, "rm", self, on_read, on_write,
                                   on_seek, on_close, on_size, NULL, NULL, options);
    TIFFOpenOptionsFree(options);
    return self->tiff != NULL && self->problem[0] == '\0';
}

/* --- header --- */

static unsigned short_tag(const Tiff *self, ttag_t tag) {
    guint16 value = 0;

    TIFFGetFieldDefaulted(self->tiff, tag, &value);
    return value;
}

/* Others are for faxes, for scientists, or broken in many ways (JPEG as of 1992). */
static bool check_compression(Tiff *self) {
    static const unsigned known[] = {COMPRESSION_NONE,          COMPRESSION_LZW,
                                     COMPRESSION_JPEG,          COMPRESSION_PACKBITS,
                                     COMPRESSION_ADOBE_DEFLATE, COMPRESSION_DEFLATE,
                                     COMPRESSION_ZSTD};
    unsigned compression = short_tag(self, TIFFTAG_COMPRESSION);

    for (size_t i = 0; i < G_N_ELEMENTS(known); i++)
        if (compression == known[i] && TIFFIsCODECConfigured((guint16)compression))
            return true;
    g_snprintf(self->problem, sizeof self->problem,
               _("its compression (%u) is not known; save it with LZW or Deflate"),
               compression);
    return false;
}

static bool find_model(Tiff *self, ImageInfo *stored) {
    static const struct {
        unsigned photometric;
        ImageModel model;
        unsigned colours;
    } kinds[] = {
        {PHOTOMETRIC_MINISWHITE, IMAGE_GREY, 1},
        {PHOTOMETRIC_MINISBLACK, IMAGE_GREY, 1},
        {PHOTOMETRIC_PALETTE, IMAGE_RGB, 1},
        {PHOTOMETRIC_RGB, IMAGE_RGB, 3},
        {PHOTOMETRIC_YCBCR, IMAGE_RGB, 3},
        {PHOTOMETRIC_SEPARATED, IMAGE_CMYK, 4},
    };
    guint16 photometric = 0;

    if (!TIFFGetField(self->tiff, TIFFTAG_PHOTOMETRIC, &photometric)) {
        g_strlcpy(self->problem, _("it does not say what its colours are"),
                  sizeof self->problem);
        return false;
    }
    self->photometric = photometric;
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if (kinds[i].photometric == photometric) {
            stored->model = kinds[i].model;
            self->colours = kinds[i].colours;
            return true;
        }
    }
    g_strlcpy(self->problem, _("its colours are not grey, RGB or CMYK"),
              sizeof self->problem);
    return false;
}

/* A sample of no stated kind is a saved selection, not transparency. */
static void find_alpha(Tiff *self) {
    guint16 count = 0;
    const guint16 *kinds = NULL;

    if (!TIFFGetField(self->tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds))
        return;
    for (unsigned i = 0; i < count && self->alpha == ALPHA_NONE; i++) {
        if (kinds[i] == EXTRASAMPLE_ASSOCALPHA)
            self->alpha = ALPHA_PREMULTIPLIED;
        else if (kinds[i] == EXTRASAMPLE_UNASSALPHA)
            self->alpha = ALPHA_STRAIGHT;
        self->alpha_from = self->colours + i;
    }
}

static const char *find_sample_problem(const Tiff *self) {
    unsigned kind = short_tag(self, TIFFTAG_SAMPLEFORMAT);
    bool is_palette = self->photometric == PHOTOMETRIC_PALETTE;

    if (kind != SAMPLEFORMAT_UINT && kind != SAMPLEFORMAT_VOID)
        return _("its samples are not whole numbers from 0");
    if (self->bits != 1 && self->bits != 2 && self->bits != 4 && self->bits != 8 &&
        (self->bits != 16 || is_palette))
        return _("its samples do not have 1, 2, 4, 8 or 16 bits");
    if (self->samples < self->colours || self->samples > SAMPLES_MAX ||
        (self->alpha != ALPHA_NONE && self->alpha_from >= self->samples))
        return _("the number of its samples does not fit its colours");
    if (self->photometric == PHOTOMETRIC_SEPARATED &&
        short_tag(self, TIFFTAG_INKSET) != INKSET_CMYK)
        return _("its inks are not those of CMYK");
    if (self->photometric == PHOTOMETRIC_YCBCR &&
        short_tag(self, TIFFTAG_COMPRESSION) != COMPRESSION_JPEG)
        return _("it has YCbCr colours that are not compressed as JPEG");
    return NULL;
}

static bool find_samples(Tiff *self) {
    const char *problem;

    self->bits = short_tag(self, TIFFTAG_BITSPERSAMPLE);
    self->samples = short_tag(self, TIFFTAG_SAMPLESPERPIXEL);
    self->planes = self->samples > 1 &&
                   short_tag(self, TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE;
    find_alpha(self);
    problem = find_sample_problem(self);
    if (problem != NULL)
        g_strlcpy(self->problem, problem, sizeof self->problem);
    return problem == NULL;
}

static bool find_palette(Tiff *self) {
    guint16 *map[3] = {NULL};

    if (self->photometric != PHOTOMETRIC_PALETTE)
        return true;
    if (!TIFFGetField(self->tiff, TIFFTAG_COLORMAP, &map[0], &map[1], &map[2])) {
        g_strlcpy(self->problem, _("its palette is missing"), sizeof self->problem);
        return false;
    }
    /* Old programs wrote palettes of 8 bits. */
    self->map_shift = 0;
    for (unsigned i = 0; i < 3; i++) {
        self->map[i] = map[i];
        for (unsigned j = 0; j < 1u << self->bits; j++)
            if (map[i][j] > 255)
                self->map_shift = 8;
    }
    return true;
}

static void take_info(Tiff *self, ImageInfo *stored) {
    unsigned orientation = short_tag(self, TIFFTAG_ORIENTATION);
    double inch =
        short_tag(self, TIFFTAG_RESOLUTIONUNIT) == RESUNIT_CENTIMETER ? 2.54 : 1;
    float across = 0, down = 0;
    guint32 length = 0;
    const void *profile = NULL;

    stored->width = (int)MIN(self->width, G_MAXINT);
    stored->height = (int)MIN(self->height, G_MAXINT);
    stored->bits = (int)self->bits;
    stored->has_alpha = self->alpha != ALPHA_NONE;
    stored->is_lossy = short_tag(self, TIFFTAG_COMPRESSION) == COMPRESSION_JPEG;
    if (orientation >= 1 && orientation <= 8)
        stored->orientation = (int)orientation;
    if (short_tag(self, TIFFTAG_RESOLUTIONUNIT) != RESUNIT_NONE &&
        TIFFGetField(self->tiff, TIFFTAG_XRESOLUTION, &across) &&
        TIFFGetField(self->tiff, TIFFTAG_YRESOLUTION, &down))
        stored->ppi = image_ppi(across * inch, down * inch);
    if (TIFFGetField(self->tiff, TIFFTAG_ICCPROFILE, &length, &profile))
        stored->profile = g_bytes_new(profile, length);
}

static bool read_info(Tiff *self, ImageInfo *stored) {
    if (!open_tiff(self))
        return false;
    if (!TIFFGetField(self->tiff, TIFFTAG_IMAGEWIDTH, &self->width) ||
        !TIFFGetField(self->tiff, TIFFTAG_IMAGELENGTH, &self->height)) {
        g_strlcpy(self->problem, _("it does not say its size"), sizeof self->problem);
        return false;
    }
    if (!check_compression(self) || !find_model(self, stored) || !find_samples(self) ||
        !find_palette(self))
        return false;
    if (self->photometric == PHOTOMETRIC_YCBCR)
        TIFFSetField(self->tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    take_info(self, stored);
    return true;
}

static void *tiff_open(ImageInput *input, ImageInfo *stored, GError **error) {
    Tiff *self = g_new0(Tiff, 1);

    self->input = input;
    if (read_info(self, stored))
        return self;
    fail(self, error);
    tiff_free(self);
    return NULL;
}

/* --- samples: those that are kept, 8 bits each --- */

static unsigned count_kept(const Tiff *self) {
    return self->colours + (self->alpha != ALPHA_NONE);
}

/* Which sample of the file is kept in place `index`. */
static unsigned kept_sample(const Tiff *self, unsigned index) {
    return index < self->colours ? index : self->alpha_from;
}

static guint8 sample_at(const Tiff *self, const guint8 *row, size_t index) {
    unsigned per_byte, shift, value, most;

    if (self->bits == 8)
        return row[index];
    if (self->bits == 16) {
        guint16 wide;

        memcpy(&wide, row + index * 2, sizeof wide); /* in our byte order by libtiff */
        return (guint8)((wide * 255u + 32767) / 65535);
    }
    per_byte = 8 / self->bits;
    shift = (unsigned)(per_byte - 1 - index % per_byte) * self->bits;
    most = (1u << self->bits) - 1;
    value = (row[index / per_byte] >> shift) & most;
    return (guint8)(self->photometric == PHOTOMETRIC_PALETTE ? value
                                                             : value * 255 / most);
}

/* Takes from a row of pixels with `step` samples each the one at `from`; it lands in
 * place `index` of the kept ones. */
static void keep_sample(const Tiff *self, const guint8 *row, unsigned step,
                        unsigned from, guint8 *kept, unsigned index, guint32 pixels) {
    unsigned count = count_kept(self);

    for (guint32 x = 0; x < pixels; x++)
        kept[(size_t)x * count + index] = sample_at(self, row, (size_t)x * step + from);
}

static void keep_samples(const Tiff *self, const guint8 *row, guint8 *kept,
                         guint32 pixels) {
    if (self->bits == 8 && self->samples == count_kept(self)) {
        memcpy(kept, row, (size_t)pixels * self->samples);
        return;
    }
    for (unsigned i = 0; i < count_kept(self); i++)
        keep_sample(self, row, self->samples, kept_sample(self, i), kept, i, pixels);
}

static guint8 palette_at(const Tiff *self, int component, unsigned index) {
    /* Programs widen 8 bits by 257 or by 256: this suits both. */
    return (guint8)(self->map[component][index] >> self->map_shift);
}

/* A colour that was multiplied with its alpha, as it was before. */
static guint8 divide(unsigned colour, unsigned alpha) {
    return (guint8)(alpha == 0 ? 0 : MIN(255, (colour * 255 + alpha / 2) / alpha));
}

static void finish_palette(const Tiff *self, const guint8 *kept, guint8 *row) {
    unsigned count = count_kept(self);

    for (guint32 x = 0; x < self->width; x++, kept += count) {
        for (int i = 0; i < 3; i++)
            *row++ = palette_at(self, i, kept[0]);
        if (count > 1)
            *row++ = self->bits < 8
                         ? (guint8)(kept[1] * 255u / ((1u << self->bits) - 1))
                         : kept[1];
    }
}

static void finish_colours(const Tiff *self, const guint8 *kept, guint8 *row) {
    unsigned count = count_kept(self);

    for (guint32 x = 0; x < self->width; x++, kept += count, row += count) {
        memcpy(row, kept, count);
        for (unsigned i = 0; i < self->colours; i++) {
            if (self->alpha == ALPHA_PREMULTIPLIED)
                row[i] = divide(kept[i], kept[self->colours]);
            if (self->photometric == PHOTOMETRIC_MINISWHITE)
                row[i] = (guint8)(255 - row[i]);
        }
    }
}

/* --- pixels --- */

static bool read_tile(Tiff *self, guint32 x, unsigned plane) {
    ttile_t tile = TIFFComputeTile(self->tiff, x, self->row, 0, (guint16)plane);

    return TIFFReadEncodedTile(self->tiff, tile, self->part, (tmsize_t)-1) >= 0;
}

static bool read_strip(Tiff *self, unsigned plane) {
    tstrip_t strip = TIFFComputeStrip(self->tiff, self->row, (guint16)plane);

    return TIFFReadEncodedStrip(self->tiff, strip, self->part, (tmsize_t)-1) >= 0;
}

/* The part just read goes to its place in the band. */
static void keep_part(Tiff *self, guint32 x, unsigned index) {
    unsigned count = count_kept(self);
    guint32 pixels = MIN(self->part_width, self->width - x);
    size_t part_row =
        ((size_t)self->part_width * self->bits * (self->planes ? 1 : self->samples) +
         7) /
        8;

    for (guint32 y = 0; y < self->band_rows; y++) {
        const guint8 *row = self->part + y * part_row;
        guint8 *kept = self->band + ((size_t)y * self->width + x) * count;

        if (self->planes)
            keep_sample(self, row, 1, 0, kept, index, pixels);
        else
            keep_samples(self, row, kept, pixels);
    }
}

static bool read_band(Tiff *self) {
    unsigned parts = self->planes ? count_kept(self) : 1;

    for (guint32 x = 0; x < self->width; x += self->part_width) {
        for (unsigned i = 0; i < parts; i++) {
            unsigned plane = self->planes ? kept_sample(self, i) : 0;
            bool done = TIFFIsTiled(self->tiff) ? read_tile(self, x, plane)
                                                : read_strip(self, plane);

            if (!done || self->problem[0] != '\0')
                return false;
            keep_part(self, x, i);
        }
    }
    return true;
}

static bool read_row(Tiff *self) {
    if (TIFFReadScanline(self->tiff, self->part, self->row, 0) < 0 ||
        self->problem[0] != '\0')
        return false;
    keep_samples(self, self->part, self->band, self->width);
    return true;
}

/* Sets what comes at once, and returns how many bytes of the file's samples that is. */
static guint64 find_part(Tiff *self) {
    self->part_width = self->width;
    self->band_rows = 0;
    if (TIFFIsTiled(self->tiff)) {
        TIFFGetField(self->tiff, TIFFTAG_TILEWIDTH, &self->part_width);
        TIFFGetField(self->tiff, TIFFTAG_TILELENGTH, &self->band_rows);
        return TIFFTileSize64(self->tiff);
    }
    if (self->planes) {
        TIFFGetFieldDefaulted(self->tiff, TIFFTAG_ROWSPERSTRIP, &self->band_rows);
        self->band_rows = MIN(self->band_rows, self->height);
        return TIFFStripSize64(self->tiff);
    }
    return TIFFScanlineSize64(self->tiff);
}

static bool tiff_start(void *decoder, int *reduction, GError **error) {
    Tiff *self = decoder;
    guint64 part = find_part(self);
    guint64 band =
        (guint64)self->width * MAX(self->band_rows, 1) * (guint64)count_kept(self);

    *reduction = 1;
    if (part == 0 || self->part_width == 0)
        return fail_with(self, _("its strips or tiles have no size"), error);
    if (!image_input_check_memory(self->input, part + band,
                                  _("has large strips or tiles"), error))
        return false;
    self->part = g_try_malloc0(part);
    self->band = g_try_malloc(band);
    if (self->part == NULL || self->band == NULL)
        return fail_with(self, _("out of memory"), error);
    return true;
}

/* Rows are in the file as they are asked for. */
static bool is_plain(const Tiff *self) {
    return self->band_rows == 0 && self->bits == 8 &&
           self->samples == count_kept(self) && self->alpha != ALPHA_PREMULTIPLIED &&
           self->photometric != PHOTOMETRIC_MINISWHITE &&
           self->photometric != PHOTOMETRIC_PALETTE;
}

static bool tiff_next(void *decoder, guint8 *row, GError **error) {
    Tiff *self = decoder;
    size_t within = 0;

    if (is_plain(self))
        return (TIFFReadScanline(self->tiff, row, self->row++, 0) >= 0 &&
                self->problem[0] == '\0') ||
               fail(self, error);
    if (self->band_rows == 0) {
        if (!read_row(self))
            return fail(self, error);
    } else {
        within = self->row % self->band_rows;
        if (within == 0 && !read_band(self))
            return fail(self, error);
    }
    if (self->photometric == PHOTOMETRIC_PALETTE)
        finish_palette(self, self->band + within * self->width * count_kept(self), row);
    else
        finish_colours(self, self->band + within * self->width * count_kept(self), row);
    self->row++;
    return true;
}

const ImageFormat image_format_tiff = {"TIFF",     tiff_matches, tiff_open,
                                       tiff_start, tiff_next,    tiff_free};
