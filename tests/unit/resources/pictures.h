/* Small pictures for the tests of images: made here, written with the libraries, read
 * back row by row. */
#pragma once

#include "../support.h"

#include "resources/images.h"

#include <lcms2.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <tiffio.h>
#include <webp/encode.h>

/* It needs stdio.h. */
#include <jpeglib.h>

/* --- pixels --- */

typedef struct {
    int width;
    int height;
    int components;
    guint8 *bytes; /* rows without gaps; owned */
} Pixels;

static inline void pixels_free(Pixels *self) {
    if (self != NULL)
        g_free(self->bytes);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pixels, pixels_free)

static inline Pixels *pixels_new_empty(int width, int height, int components) {
    Pixels *self = g_new0(Pixels, 1);

    *self = (Pixels){width, height, components, NULL};
    self->bytes = g_malloc0((size_t)(width * height * components));
    return self;
}

static inline guint8 *pixel_at(const Pixels *self, int x, int y) {
    return self->bytes + (y * self->width + x) * self->components;
}

/* Every pixel differs from its neighbours, softly enough for JPEG; up to 16 x 10. */
static inline Pixels *pixels_new(int width, int height, int components) {
    Pixels *self = pixels_new_empty(width, height, components);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            for (int i = 0; i < components; i++)
                pixel_at(self, x, y)[i] = (guint8)(30 + x * 5 + y * 4 + i * 30);
    return self;
}

static inline void assert_same_pixels(const Pixels *pixels, const Pixels *expected,
                                      int tolerance) {
    g_assert_cmpint(pixels->width, ==, expected->width);
    g_assert_cmpint(pixels->height, ==, expected->height);
    g_assert_cmpint(pixels->components, ==, expected->components);
    for (int i = 0; i < pixels->width * pixels->height * pixels->components; i++)
        g_assert_cmpint(abs(pixels->bytes[i] - expected->bytes[i]), <=, tolerance);
}

/* NULL and the error when a row cannot be read. */
static inline Pixels *read_pixels(const Image *image, const ImageReaderOptions *options,
                                  GError **error) {
    g_autoptr(ImageReader) reader = image_reader_new(image, options, error);
    g_autoptr(Pixels) pixels = NULL;

    if (reader == NULL)
        return NULL;
    pixels = pixels_new_empty(image_reader_width(reader), image_reader_height(reader),
                              image_components(image_info(image)));
    for (int y = 0; y < pixels->height; y++)
        if (!image_reader_next(reader, pixel_at(pixels, 0, y), error))
            return NULL;
    return g_steal_pointer(&pixels);
}

static inline Pixels *read_picture(const char *path, GError **error) {
    g_autoptr(Images) images = images_new();
    Image *image = images_load(images, path, error);

    return image != NULL ? read_pixels(image, NULL, error) : NULL;
}

static inline void assert_picture(const char *path, const Pixels *expected,
                                  int tolerance) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Pixels) pixels = read_picture(path, &error);

    g_assert_no_error(error);
    assert_same_pixels(pixels, expected, tolerance);
}

/* The picture cannot be read to its end, for this reason. */
static inline void assert_unusable(const char *path, const char *message) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Pixels) pixels = read_picture(path, &error);

    g_assert_null(pixels);
    g_assert_cmpstr(error->message, ==, message);
}

/* --- files --- */

static inline GByteArray *file_to_bytes(const char *path) {
    g_autoptr(GError) error = NULL;
    char *bytes = NULL;
    gsize length = 0;

    g_file_get_contents(path, &bytes, &length, &error);
    g_assert_no_error(error);
    return g_byte_array_new_take((guint8 *)bytes, length);
}

static inline void write_bytes(const char *path, const void *bytes, size_t length) {
    g_autoptr(GError) error = NULL;

    g_file_set_contents(path, bytes, (gssize)length, &error);
    g_assert_no_error(error);
}

static inline void assert_same_bytes(const void *bytes, size_t length,
                                     const void *expected, size_t expected_length) {
    g_assert_cmpuint(length, ==, expected_length);
    g_assert_cmpint(memcmp(bytes, expected, length), ==, 0);
}

/* Where some bytes are in a file; they must be there. */
static inline size_t find_bytes(const GByteArray *bytes, const void *wanted,
                                size_t length) {
    const guint8 *found = memmem(bytes->data, bytes->len, wanted, length);

    g_assert_nonnull(found);
    return (size_t)(found - bytes->data);
}

static inline void put_big_endian(guint8 *bytes, guint32 value, int count) {
    for (int i = count - 1; i >= 0; i--, value >>= 8)
        bytes[i] = (guint8)value;
}

static inline void append_little_endian(GByteArray *bytes, guint32 value, int count) {
    for (int i = 0; i < count; i++) {
        guint8 byte = (guint8)(value >> (8 * i));

        g_byte_array_append(bytes, &byte, 1);
    }
}

/* Whatever is left of a file when its end is missing cannot be used. */
static inline void assert_unusable_when_cut(const char *path, const char *format,
                                            guint from) {
    g_autoptr(GByteArray) whole = file_to_bytes(path);
    g_autofree char *message =
        g_strdup_printf("'%s' is no usable %s: it ends too early", path, format);

    for (guint length = from; length < whole->len; length++) {
        write_bytes(path, whole->data, length);
        assert_unusable(path, message);
    }
}

/* An EXIF block in Motorola's byte order; the caller frees. */
static inline GByteArray *exif_to_bytes(int orientation, int ppi) {
    static const guint8 block[] = {
        'M',  'M',  0, 42, 0, 0, 0, 8,                    /* header */
        0,    4,                                          /* entries */
        0x01, 0x12, 0, 3,  0, 0, 0, 1, 0,    0,    0, 0,  /* orientation, at 18 */
        0x01, 0x1a, 0, 5,  0, 0, 0, 1, 0,    0,    0, 62, /* resolution across */
        0x01, 0x1b, 0, 5,  0, 0, 0, 1, 0,    0,    0, 62, /* resolution down */
        0x01, 0x28, 0, 3,  0, 0, 0, 1, 0,    2,    0, 0,  /* in pixels an inch */
        0,    0,    0, 0,  0, 0, 0, 0, 0x00, 0x00, 0, 1,
        0,    0, /* at 62: the resolution */
    };
    GByteArray *bytes = g_byte_array_new();

    g_byte_array_append(bytes, block, sizeof block);
    put_big_endian(bytes->data + 18, (guint32)orientation, 2);
    put_big_endian(bytes->data + 62, (guint32)ppi, 4);
    return bytes;
}

/* --- profiles --- */

static inline GBytes *profile_to_bytes(cmsHPROFILE profile) {
    cmsUInt32Number length = 0;
    void *bytes;

    g_assert_true(cmsSaveProfileToMem(profile, NULL, &length));
    bytes = g_malloc(length);
    g_assert_true(cmsSaveProfileToMem(profile, bytes, &length));
    cmsCloseProfile(profile);
    return g_bytes_new_take(bytes, length);
}

/* Red and green have changed places. */
static inline GBytes *make_rgb_profile(void) {
    const cmsCIExyY white = {0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries = {
        {0.30, 0.60, 1}, {0.64, 0.33, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 2.2);
    cmsToneCurve *curves[] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);

    cmsFreeToneCurve(curve);
    return profile_to_bytes(profile);
}

static inline GBytes *make_grey_profile(void) {
    const cmsCIExyY white = {0.3457, 0.3585, 1};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 1.2);
    cmsHPROFILE profile = cmsCreateGrayProfile(&white, curve);

    cmsFreeToneCurve(curve);
    return profile_to_bytes(profile);
}

/* Cyan darkens, magenta and yellow move colours, black darkens more, but never to
 * black; paper is not white. So the intent and black point compensation can be seen. */
static inline cmsInt32Number sample_ink(const cmsUInt16Number in[],
                                        cmsUInt16Number out[], void *data) {
    (void)data;
    out[0] = (cmsUInt16Number)(0xff00u - in[0] / 4u - in[3] / 2u);
    out[1] = (cmsUInt16Number)(0x8080u + in[1] / 4u - in[0] / 8u);
    out[2] = (cmsUInt16Number)(0x8080u + in[2] / 4u - in[0] / 8u);
    return TRUE;
}

static inline GBytes *make_cmyk_profile(void) {
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);
    cmsPipeline *pipeline = cmsPipelineAlloc(NULL, 4, 3);
    cmsStage *stage = cmsStageAllocCLut16bit(NULL, 3, 4, 3, NULL);
    const cmsCIEXYZ paper = {0.70, 0.75, 0.60};

    cmsSetProfileVersion(profile, 2.1);
    cmsSetDeviceClass(profile, cmsSigInputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsStageSampleCLut16bit(stage, sample_ink, NULL, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, stage);
    g_assert_true(cmsWriteTag(profile, cmsSigMediaWhitePointTag, &paper));
    g_assert_true(cmsWriteTag(profile, cmsSigAToB0Tag, pipeline));
    g_assert_true(cmsLinkTag(profile, cmsSigAToB1Tag, cmsSigAToB0Tag));
    cmsPipelineFree(pipeline);
    return profile_to_bytes(profile);
}

/* What lcms2 makes of some pixels, in sRGB. */
static inline void convert_pixels(GBytes *profile, cmsUInt32Number format,
                                  const guint8 *pixels, guint8 *rgb, int count) {
    gsize length = 0;
    const void *bytes = g_bytes_get_data(profile, &length);
    cmsHPROFILE from = cmsOpenProfileFromMem(bytes, (cmsUInt32Number)length);
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform =
        cmsCreateTransform(from, format, to, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                           cmsFLAGS_BLACKPOINTCOMPENSATION);

    g_assert_nonnull(transform);
    cmsDoTransform(transform, pixels, rgb, (cmsUInt32Number)count);
    cmsDeleteTransform(transform);
    cmsCloseProfile(from);
    cmsCloseProfile(to);
}

/* --- JPEG --- */

typedef struct {
    J_COLOR_SPACE colours; /* in the file; 0: the usual one */
    bool no_adobe_marker;
    bool progressive;
    bool scan_each;         /* a scan for each component */
    bool restarts;          /* a restart marker after each row of blocks */
    int ppi;                /* JFIF; 0: none */
    const GByteArray *exif; /* NULL: none */
    GBytes *profile;        /* NULL: none */
} JpegOptions;

static inline J_COLOR_SPACE jpeg_colours(int components) {
    return components == 1 ? JCS_GRAYSCALE : components == 3 ? JCS_RGB : JCS_CMYK;
}

static inline void set_jpeg_scans(struct jpeg_compress_struct *info,
                                  const JpegOptions *options) {
    static const jpeg_scan_info each[] = {{1, {0}, 0, 63, 0, 0},
                                          {1, {1}, 0, 63, 0, 0},
                                          {1, {2}, 0, 63, 0, 0},
                                          {1, {3}, 0, 63, 0, 0}};

    if (options->progressive)
        jpeg_simple_progression(info);
    if (options->scan_each) {
        info->scan_info = each;
        info->num_scans = info->num_components;
    }
}

static inline void write_jpeg_markers(struct jpeg_compress_struct *info,
                                      const JpegOptions *options) {
    g_autoptr(GByteArray) marker = g_byte_array_new();

    if (options->exif != NULL) {
        g_byte_array_append(marker, (const guint8 *)"Exif\0", 6);
        g_byte_array_append(marker, options->exif->data, options->exif->len);
        jpeg_write_marker(info, JPEG_APP0 + 1, marker->data, marker->len);
    }
    if (options->profile != NULL)
        jpeg_write_icc_profile(info, g_bytes_get_data(options->profile, NULL),
                               (unsigned)g_bytes_get_size(options->profile));
}

static inline void write_jpeg(const char *path, const Pixels *pixels,
                              const JpegOptions *options) {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned char *file = NULL;
    unsigned long length = 0;

    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_mem_dest(&info, &file, &length);
    info.image_width = (JDIMENSION)pixels->width;
    info.image_height = (JDIMENSION)pixels->height;
    info.input_components = pixels->components;
    info.in_color_space = jpeg_colours(pixels->components);
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 100, TRUE);
    if (options->colours != JCS_UNKNOWN)
        jpeg_set_colorspace(&info, options->colours);
    info.comp_info[0].h_samp_factor = info.comp_info[0].v_samp_factor = 1;
    info.write_Adobe_marker = info.write_Adobe_marker && !options->no_adobe_marker;
    info.write_JFIF_header = options->ppi > 0;
    info.density_unit = 1;
    info.X_density = info.Y_density = (UINT16)options->ppi;
    set_jpeg_scans(&info, options);
    info.restart_in_rows = options->restarts;
    jpeg_start_compress(&info, TRUE);
    write_jpeg_markers(&info, options);
    for (int y = 0; y < pixels->height; y++) {
        JSAMPROW rows[1] = {pixel_at(pixels, 0, y)};

        jpeg_write_scanlines(&info, rows, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    write_bytes(path, file, length);
    free(file);
}

/* Makes a written JPEG state another size. */
static inline void change_jpeg_size(const char *path, int width, int height) {
    g_autoptr(GByteArray) bytes = file_to_bytes(path);
    size_t at = 2;

    while (bytes->data[at + 1] < 0xc0 || bytes->data[at + 1] > 0xc2)
        at += 2 + (size_t)bytes->data[at + 2] * 256 + bytes->data[at + 3];
    put_big_endian(bytes->data + at + 5, (guint32)height, 2);
    put_big_endian(bytes->data + at + 7, (guint32)width, 2);
    write_bytes(path, bytes->data, bytes->len);
}

/* --- PNG --- */

typedef struct {
    int width;
    int height;
    int bits;
    int colour_type;
    bool interlaced;
    bool same_row;          /* `rows` is one, for all */
    GBytes *profile;        /* NULL: none */
    const GByteArray *exif; /* NULL: none */
    bool exif_at_end;
    int ppi;                  /* 0: none */
    const png_color *palette; /* of 4 colours; NULL: none */
    const png_byte *clear;    /* their opacities; NULL: none */
    int clear_value;          /* of a grey that is transparent, or of RGB; 0: none */
} PngOptions;

static inline void write_png_chunks(png_structp png, png_infop info,
                                    const PngOptions *options) {
    png_uint_32 per_metre = (png_uint_32)(options->ppi / 0.0254 + 0.5);
    png_uint_16 value = (png_uint_16)options->clear_value;
    png_color_16 clear = {0, value, value, value, value};

    if (options->palette != NULL)
        png_set_PLTE(png, info, options->palette, 4);
    if (options->clear != NULL)
        png_set_tRNS(png, info, options->clear, 4, NULL);
    if (value != 0)
        png_set_tRNS(png, info, NULL, 0, &clear);
    if (options->ppi > 0)
        png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    if (options->profile != NULL)
        png_set_iCCP(png, info, "test", PNG_COMPRESSION_TYPE_BASE,
                     g_bytes_get_data(options->profile, NULL),
                     (png_uint_32)g_bytes_get_size(options->profile));
    if (options->exif != NULL && !options->exif_at_end)
        png_set_eXIf_1(png, info, options->exif->len, options->exif->data);
}

/* `rows` as PNG has them: packed, 16 bits big endian. */
static inline void write_png(const char *path, const void *rows,
                             const PngOptions *options) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    FILE *file = g_fopen(path, "wb");
    size_t row_bytes;
    int passes;

    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)options->width, (png_uint_32)options->height,
                 options->bits, options->colour_type,
                 options->interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
    write_png_chunks(png, info, options);
    png_write_info(png, info);
    passes = png_set_interlace_handling(png);
    row_bytes = png_get_rowbytes(png, info);
    for (int pass = 0; pass < passes; pass++)
        for (int y = 0; y < options->height; y++)
            png_write_row(png, (const png_byte *)rows +
                                   (options->same_row ? 0 : (size_t)y * row_bytes));
    if (options->exif_at_end)
        png_write_chunk(png, (const png_byte *)"eXIf", options->exif->data,
                        options->exif->len);
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    fclose(file);
}

static inline int png_colour_type(int components) {
    static const int types[] = {0, PNG_COLOR_TYPE_GRAY, PNG_COLOR_TYPE_GRAY_ALPHA,
                                PNG_COLOR_TYPE_RGB, PNG_COLOR_TYPE_RGB_ALPHA};

    return types[components];
}

/* With 8 bits. */
static inline void write_png_pixels(const char *path, const Pixels *pixels,
                                    PngOptions options) {
    options.width = pixels->width;
    options.height = pixels->height;
    options.bits = 8;
    options.colour_type = png_colour_type(pixels->components);
    write_png(path, pixels->bytes, &options);
}

static inline guint32 png_check_sum(const guint8 *bytes, size_t length) {
    guint32 sum = 0xffffffff;

    for (size_t i = 0; i < length; i++) {
        sum ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum >> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
}

/* Makes a written PNG state another size. */
static inline void change_png_size(const char *path, guint32 width, guint32 height) {
    g_autoptr(GByteArray) bytes = file_to_bytes(path);

    put_big_endian(bytes->data + 16, width, 4);
    put_big_endian(bytes->data + 20, height, 4);
    put_big_endian(bytes->data + 29, png_check_sum(bytes->data + 12, 17), 4);
    write_bytes(path, bytes->data, bytes->len);
}

/* --- WebP --- */

typedef struct {
    bool lossy;
    GBytes *profile;        /* NULL: none */
    const GByteArray *exif; /* NULL: none */
} WebpOptions;

static inline size_t encode_webp(const Pixels *pixels, bool lossy, guint8 **bytes) {
    int width = pixels->width, height = pixels->height;
    int stride = width * pixels->components;

    if (pixels->components == 4)
        return lossy ? WebPEncodeRGBA(pixels->bytes, width, height, stride, 100, bytes)
                     : WebPEncodeLosslessRGBA(pixels->bytes, width, height, stride,
                                              bytes);
    return lossy ? WebPEncodeRGB(pixels->bytes, width, height, stride, 100, bytes)
                 : WebPEncodeLosslessRGB(pixels->bytes, width, height, stride, bytes);
}

static inline void append_chunk(GByteArray *riff, const char *name, const void *bytes,
                                size_t length) {
    g_byte_array_append(riff, (const guint8 *)name, 4);
    append_little_endian(riff, (guint32)length, 4);
    g_byte_array_append(riff, bytes, (guint)length);
    if (length % 2 == 1)
        append_little_endian(riff, 0, 1);
}

static inline void append_extended_header(GByteArray *riff, const Pixels *pixels,
                                          const WebpOptions *options) {
    g_autoptr(GByteArray) header = g_byte_array_new();
    guint32 flags = (options->profile != NULL ? 0x20 : 0) |
                    (pixels->components == 4 ? 0x10 : 0) |
                    (options->exif != NULL ? 0x08 : 0);

    append_little_endian(header, flags, 4);
    append_little_endian(header, (guint32)pixels->width - 1, 3);
    append_little_endian(header, (guint32)pixels->height - 1, 3);
    append_chunk(riff, "VP8X", header->data, header->len);
}

/* Without profile or EXIF the file is as libwebp writes it. */
static inline void write_webp(const char *path, const Pixels *pixels,
                              const WebpOptions *options) {
    g_autoptr(GByteArray) riff = g_byte_array_new();
    guint8 *encoded = NULL;
    size_t length = encode_webp(pixels, options->lossy, &encoded);

    g_byte_array_append(riff, encoded, 12);
    if (options->profile != NULL || options->exif != NULL)
        append_extended_header(riff, pixels, options);
    if (options->profile != NULL)
        append_chunk(riff, "ICCP", g_bytes_get_data(options->profile, NULL),
                     g_bytes_get_size(options->profile));
    g_byte_array_append(riff, encoded + 12, (guint)length - 12);
    if (options->exif != NULL)
        append_chunk(riff, "EXIF", options->exif->data, options->exif->len);
    for (guint i = 0; i < 4; i++)
        riff->data[4 + i] = (guint8)((riff->len - 8) >> (8 * i));
    write_bytes(path, riff->data, riff->len);
    WebPFree(encoded);
}

/* --- TIFF --- */

typedef struct {
    int bits;           /* 0: 8 */
    int photometric;    /* 0: white, so that grey says PHOTOMETRIC_MINISBLACK */
    int compression;    /* 0: none */
    int tile;           /* its side; 0: strips of 3 rows */
    bool planes;        /* samples in planes of their own */
    bool big_endian;    /* 0: little */
    int extra;          /* EXTRASAMPLE_… of the last sample; -1: none */
    bool selection;     /* before the last sample there is one of no stated kind */
    int orientation;    /* 0: not said */
    double ppi;         /* 0: not said */
    GBytes *profile;    /* NULL: none */
    const guint16 *map; /* 3 x 2^bits values of a palette; NULL: none */
    unsigned states;    /* a field of one number that is there, as 1; 0: none */
} TiffOptions;

static inline void set_tiff_fields(TIFF *tiff, const Pixels *pixels,
                                   const TiffOptions *options) {
    guint16 extra[] = {EXTRASAMPLE_UNSPECIFIED, (guint16)options->extra};
    int colours = 1 << options->bits;

    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, pixels->width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, pixels->height);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, pixels->components);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, options->bits);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, options->photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION,
                 options->compression > 0 ? options->compression : COMPRESSION_NONE);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG,
                 options->planes ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    if (options->extra >= 0)
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, options->selection ? 2 : 1,
                     options->selection ? extra : extra + 1);
    if (options->orientation > 0)
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, options->orientation);
    if (options->ppi > 0) {
        TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_CENTIMETER);
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, options->ppi / 2.54);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, options->ppi / 2.54);
    }
    if (options->profile != NULL)
        TIFFSetField(tiff, TIFFTAG_ICCPROFILE,
                     (guint32)g_bytes_get_size(options->profile),
                     g_bytes_get_data(options->profile, NULL));
    if (options->states > 0)
        TIFFSetField(tiff, options->states, 1);
    if (options->map != NULL)
        TIFFSetField(tiff, TIFFTAG_COLORMAP, options->map, options->map + colours,
                     options->map + 2 * colours);
    if (options->compression == COMPRESSION_JPEG) {
        TIFFSetField(tiff, TIFFTAG_JPEGQUALITY, 100);
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
        TIFFSetField(tiff, TIFFTAG_YCBCRSUBSAMPLING, 1, 1);
    }
}

/* A value of 16 bits that rounds to those 8, down or up. */
static inline guint16 widen(guint8 value) {
    return (guint16)(value * 257 + (value == 255 ? 0 : value % 2 == 1 ? -100 : 100));
}

/* Sample `i` of pixel x, y in a buffer of packed samples. */
static inline void pack_sample(guint8 *row, int index, int bits, guint8 value) {
    if (bits == 16)
        ((guint16 *)(void *)row)[index] = widen(value);
    else
        row[index * bits / 8] |= (guint8)(value << (8 - bits - index * bits % 8));
}

/* A strip or tile: rows and columns from x, y, of every sample or of one plane. */
static inline guint8 *pack_part(const Pixels *pixels, const TiffOptions *options,
                                const int *area, int plane, size_t *length) {
    int step = options->planes ? 1 : pixels->components;
    size_t row_bytes = (size_t)(area[2] * options->bits * step + 7) / 8;
    guint8 *part = g_malloc0(row_bytes * (size_t)area[3]);

    *length = row_bytes * (size_t)area[3];
    for (int y = 0; y < MIN(area[3], pixels->height - area[1]); y++)
        for (int x = 0; x < MIN(area[2], pixels->width - area[0]); x++)
            for (int i = 0; i < step; i++)
                pack_sample(part + (size_t)y * row_bytes, x * step + i, options->bits,
                            pixel_at(pixels, area[0] + x, area[1] + y)[plane + i]);
    return part;
}

static inline void write_tiff_part(TIFF *tiff, const Pixels *pixels,
                                   const TiffOptions *options, const int *area,
                                   int plane) {
    size_t length = 0;
    g_autofree guint8 *part = pack_part(pixels, options, area, plane, &length);
    guint32 x = (guint32)area[0], y = (guint32)area[1];

    if (options->tile > 0)
        TIFFWriteEncodedTile(tiff, TIFFComputeTile(tiff, x, y, 0, (guint16)plane), part,
                             (tmsize_t)length);
    else
        TIFFWriteEncodedStrip(tiff, TIFFComputeStrip(tiff, y, (guint16)plane), part,
                              (tmsize_t)length);
}

/* Samples of fewer than 8 bits take the lowest bits of the pixels; 16 bits widen them.
 */
static inline void write_tiff(const char *path, const Pixels *pixels,
                              TiffOptions options) {
    TIFFErrorHandler warn = TIFFSetWarningHandler(NULL);
    TIFF *tiff = TIFFOpen(path, options.big_endian ? "wb" : "wl");
    int width = options.tile > 0 ? options.tile : pixels->width;
    int height = options.tile > 0 ? options.tile : 3;
    int planes = options.planes ? pixels->components : 1;

    options.bits = options.bits > 0 ? options.bits : 8;
    set_tiff_fields(tiff, pixels, &options);
    if (options.tile > 0) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, width);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, height);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
    }
    for (int plane = 0; plane < planes; plane++) {
        for (int y = 0; y < pixels->height; y += height) {
            int rows = options.tile > 0 ? height : MIN(height, pixels->height - y);

            for (int x = 0; x < pixels->width; x += width)
                write_tiff_part(tiff, pixels, &options,
                                (const int[]){x, y, width, rows}, plane);
        }
    }
    TIFFClose(tiff);
    TIFFSetWarningHandler(warn);
}

/* Makes a written little endian TIFF state another value in a field of one number. */
static inline void change_tiff_field(const char *path, unsigned tag, guint32 value) {
    g_autoptr(GByteArray) bytes = file_to_bytes(path);
    guint8 *entry = bytes->data + bytes->data[4] + 256 * bytes->data[5] + 2;

    while (entry[0] + 256u * entry[1] != tag)
        entry += 12;
    entry[2] = TIFF_LONG;
    for (int i = 0; i < 4; i++)
        entry[8 + i] = (guint8)(value >> (8 * i));
    write_bytes(path, bytes->data, bytes->len);
}
