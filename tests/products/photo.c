/* Photos of unusual kinds, and whether a PNG shows one as it is.
 *
 *   photo make KIND FILE CMYK.icc    writes the photo
 *   photo judge KIND PNG CMYK.icc    says where the PNG, all of it the photo, is
 * another
 *
 * All show the same ramps, so that the colour of each place is known. What colours with
 * a profile are in sRGB, lcms2 says; CMYK.icc is that of pictures without one. */
#include <lcms2.h>
#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* It needs stdio.h. */
#include <jpeglib.h>

typedef struct Kind Kind;

struct Kind {
    const char *name;
    void (*write)(const Kind *kind, FILE *file);
    int width, height, components;
    bool is_adobe;      /* CMYK as Adobe's programs write it */
    bool has_profile;   /* one of its own, in which red and green have changed places */
    bool is_interlaced; /* a PNG */
    bool is_progressive;
    int bits;
};

enum { TOLERANCE = 4, EDGE = 2, STEP = 3, MARKER_BYTES_MAX = 65533 };

static _Noreturn void fail(const char *subject, const char *problem) {
    fprintf(stderr, "%s: %s\n", subject, problem);
    exit(1);
}

/* --- what is seen --- */

/* From 0 to 1, at a place that is 0 to 1 from the left and from the top. Nothing is so
 * dark that a profile would make much of what JPEG rounds. */
static void colour_at(const Kind *kind, double x, double y, double *colour) {
    const double rgb[] = {0.1 + 0.8 * x, 0.1 + 0.8 * y, 0.3 + 0.3 * x + 0.3 * y};
    const double cmyk[] = {0.5 * x, 0.5 * y, 0.4 - 0.4 * x, 0.25 - 0.25 * y};

    memcpy(colour, kind->components == 4 ? cmyk : rgb,
           (size_t)kind->components * sizeof *colour);
}

/* A row as bytes, or as pairs of them. */
static void fill_row(const Kind *kind, int y, unsigned char *row) {
    for (int x = 0; x < kind->width; x++) {
        double colour[4];

        colour_at(kind, (x + 0.5) / kind->width, (y + 0.5) / kind->height, colour);
        for (int i = 0; i < kind->components; i++) {
            if (kind->bits == 16) {
                unsigned value = (unsigned)(colour[i] * 65535 + 0.5);

                *row++ = (unsigned char)(value >> 8);
                *row++ = (unsigned char)value;
            } else {
                *row++ =
                    (unsigned char)((kind->is_adobe ? 1 - colour[i] : colour[i]) * 255 +
                                    0.5);
            }
        }
    }
}

/* The caller closes it. */
static cmsHPROFILE make_profile(void) {
    const cmsCIExyY white = {0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries = {
        {0.30, 0.60, 1}, {0.64, 0.33, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *curve = cmsBuildGamma(NULL, 1.8);
    cmsToneCurve *curves[] = {curve, curve, curve};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);

    cmsFreeToneCurve(curve);
    return profile;
}

/* --- files --- */

static void write_profile(struct jpeg_compress_struct *info) {
    cmsHPROFILE profile = make_profile();
    unsigned char bytes[MARKER_BYTES_MAX];
    cmsUInt32Number length = sizeof bytes;

    if (!cmsSaveProfileToMem(profile, bytes, &length))
        fail("profile", "cannot be saved");
    jpeg_write_icc_profile(info, bytes, length);
    cmsCloseProfile(profile);
}

static void set_jpeg(const Kind *kind, struct jpeg_compress_struct *info) {
    info->image_width = (JDIMENSION)kind->width;
    info->image_height = (JDIMENSION)kind->height;
    info->input_components = kind->components;
    info->in_color_space = kind->components == 4 ? JCS_CMYK : JCS_RGB;
    jpeg_set_defaults(info);
    jpeg_set_quality(info, 98, TRUE);
    if (kind->is_adobe)
        jpeg_set_colorspace(info, JCS_YCCK);
    info->comp_info[0].h_samp_factor = info->comp_info[0].v_samp_factor = 1;
    info->write_Adobe_marker = kind->is_adobe;
    if (kind->is_progressive)
        jpeg_simple_progression(info);
}

static void write_jpeg(const Kind *kind, FILE *file) {
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    unsigned char *row = malloc((size_t)kind->width * (size_t)kind->components);

    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_stdio_dest(&info, file);
    set_jpeg(kind, &info);
    jpeg_start_compress(&info, TRUE);
    if (kind->has_profile)
        write_profile(&info);
    for (int y = 0; y < kind->height && row != NULL; y++) {
        fill_row(kind, y, row);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    free(row);
}

static void write_png(const Kind *kind, FILE *file) {
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    unsigned char *row = malloc((size_t)kind->width * 6);
    int passes;

    png_init_io(png, file);
    png_set_IHDR(png, info, (png_uint_32)kind->width, (png_uint_32)kind->height,
                 kind->bits, PNG_COLOR_TYPE_RGB,
                 kind->is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, 1);
    png_write_info(png, info);
    passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++) {
        for (int y = 0; y < kind->height; y++) {
            fill_row(kind, y, row);
            png_write_row(png, row);
        }
    }
    png_write_end(png, NULL);
    png_destroy_write_struct(&png, &info);
    free(row);
}

static const Kind kinds[] = {
    {"jpeg-of-200-million", write_jpeg, 20000, 10000, 3, .bits = 8},
    {"jpeg-of-adobe-in-cmyk", write_jpeg, 3000, 1500, 4, .bits = 8, .is_adobe = true},
    {"jpeg-in-plain-cmyk", write_jpeg, 3000, 1500, 4, .bits = 8},
    {"jpeg-with-a-profile", write_jpeg, 3000, 1500, 3, .bits = 8, .has_profile = true},
    {"progressive-jpeg", write_jpeg, 3000, 1500, 3, .bits = 8, .is_progressive = true},
    {"png-of-16-bits", write_png, 3000, 1500, 3, .bits = 16},
    {"interlaced-png", write_png, 6400, 3200, 3, .bits = 8, .is_interlaced = true},
};

static void make(const Kind *kind, const char *path) {
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        fail(path, "cannot be written");
    kind->write(kind, file);
    if (fclose(file) != 0)
        fail(path, "cannot be written");
}

/* --- judging --- */

/* From a kind's colours to sRGB, eight bits; the caller deletes it. */
static cmsHTRANSFORM make_transform(const Kind *kind, const char *cmyk) {
    cmsHPROFILE from = kind->has_profile       ? make_profile()
                       : kind->components == 4 ? cmsOpenProfileFromFile(cmyk, "r")
                                               : cmsCreate_sRGBProfile();
    cmsHPROFILE to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(
        from, kind->components == 4 ? TYPE_CMYK_DBL : TYPE_RGB_DBL, to, TYPE_RGB_8,
        INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);

    cmsCloseProfile(from);
    cmsCloseProfile(to);
    return transform;
}

static void expect_at(const Kind *kind, cmsHTRANSFORM transform, double x, double y,
                      unsigned char *rgb) {
    double colour[4];

    colour_at(kind, x, y, colour);
    /* lcms2 counts ink in percent. */
    for (int i = 0; kind->components == 4 && i < 4; i++)
        colour[i] *= 100;
    cmsDoTransform(transform, colour, rgb, 1);
}

static void judge_pixel(const unsigned char *found, const unsigned char *expected,
                        int x, int y) {
    for (int i = 0; i < 3; i++) {
        if (abs(found[i] - expected[i]) <= TOLERANCE)
            continue;
        printf("%d,%d: expected %d %d %d, found %d %d %d\n", x, y, expected[0],
               expected[1], expected[2], found[0], found[1], found[2]);
        exit(1);
    }
}

/* Of every few pixels one, not at the edges, where a filter may look beyond. */
static void judge(const Kind *kind, const char *path, const char *cmyk) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    cmsHTRANSFORM transform = make_transform(kind, cmyk);
    unsigned char *pixels;

    if (!png_image_begin_read_from_file(&image, path))
        fail(path, image.message);
    image.format = PNG_FORMAT_RGB;
    pixels = malloc(PNG_IMAGE_SIZE(image));
    if (transform == NULL || pixels == NULL ||
        !png_image_finish_read(&image, NULL, pixels, 0, NULL))
        fail(path, "cannot be judged");
    for (int y = EDGE; y < (int)image.height - EDGE; y += STEP) {
        for (int x = EDGE; x < (int)image.width - EDGE; x += STEP) {
            unsigned char rgb[3];

            expect_at(kind, transform, (x + 0.5) / image.width,
                      (y + 0.5) / image.height, rgb);
            judge_pixel(pixels + ((size_t)y * image.width + (size_t)x) * 3, rgb, x, y);
        }
    }
    free(pixels);
    cmsDeleteTransform(transform);
}

int main(int argc, char **argv) {
    if (argc != 5)
        fail("usage", "photo make|judge KIND FILE CMYK.icc");
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
        if (strcmp(argv[2], kinds[i].name) != 0)
            continue;
        if (strcmp(argv[1], "make") == 0)
            make(&kinds[i], argv[3]);
        else
            judge(&kinds[i], argv[3], argv[4]);
        return 0;
    }
    fail(argv[2], "no such kind");
}
