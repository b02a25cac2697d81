/* Compares a softproof with the plates of the same poster: proof TIF PROFILE PNG
 * relative|absolute FRAME [C,M,Y,K]…. The TIFF has the plates, read by libtiff; Little
 * CMS says in floating point what they look like. The last arguments are the recipes of
 * spots, in percent: they filter what lies below, in linear light. Prints how many
 * pixels there are inside the frame (pixels on each side, where marks stand), how many
 * of them are off by more than 2 of 255, and how many outside it differ. */
#include <lcms2.h>
#include <math.h>
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

enum { SPOTS_MAX = 8 };

typedef struct {
    TIFF *tiff;
    uint32_t width, height;
    uint16_t samples;
} Plates;

static void fail(const char *why) {
    fprintf(stderr, "proof: %s\n", why);
    exit(1);
}

static Plates open_plates(const char *path) {
    Plates self = {.tiff = TIFFOpen(path, "r")};
    uint16_t photometric = 0;

    if (self.tiff == NULL ||
        TIFFGetField(self.tiff, TIFFTAG_IMAGEWIDTH, &self.width) != 1 ||
        TIFFGetField(self.tiff, TIFFTAG_IMAGELENGTH, &self.height) != 1 ||
        TIFFGetField(self.tiff, TIFFTAG_SAMPLESPERPIXEL, &self.samples) != 1 ||
        TIFFGetField(self.tiff, TIFFTAG_PHOTOMETRIC, &photometric) != 1 ||
        photometric != PHOTOMETRIC_SEPARATED || self.samples < 4)
        fail("no plates");
    return self;
}

static unsigned char *read_png(const char *path, const Plates *plates) {
    png_image png = {.version = PNG_IMAGE_VERSION};
    unsigned char *rgb;

    if (!png_image_begin_read_from_file(&png, path))
        fail(png.message);
    png.format = PNG_FORMAT_RGB;
    if (png.width != plates->width || png.height != plates->height)
        fail("the pictures differ in size");
    rgb = malloc(PNG_IMAGE_SIZE(png));
    if (rgb == NULL || !png_image_finish_read(&png, NULL, rgb, 0, NULL))
        fail("no pixels");
    return rgb;
}

static cmsHTRANSFORM open_judge(const char *path, int is_absolute) {
    cmsHPROFILE press = cmsOpenProfileFromFile(path, "r");
    cmsHTRANSFORM judge = cmsCreateTransform(
        press, TYPE_CMYK_DBL, cmsCreate_sRGBProfile(), TYPE_RGB_DBL,
        is_absolute ? INTENT_ABSOLUTE_COLORIMETRIC : INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_NOOPTIMIZE | (is_absolute ? 0 : cmsFLAGS_BLACKPOINTCOMPENSATION));

    if (judge == NULL)
        fail("no profile");
    return judge;
}

static double light_of(double code) {
    return code <= 0.04045 ? code / 12.92 : pow((code + 0.055) / 1.055, 2.4);
}

static double code_of(double light) {
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static double within(double value) {
    return fmin(fmax(value, 0), 1);
}

/* 0 to 1. */
static void judge_inks(cmsHTRANSFORM judge, const double percent[4], double rgb[3]) {
    cmsDoTransform(judge, percent, rgb, 1);
    for (int i = 0; i < 3; i++)
        rgb[i] = within(rgb[i]);
}

static void judge_pixel(cmsHTRANSFORM judge, const unsigned char *inks, int spots,
                        double recipes[SPOTS_MAX][4], double rgb[3]) {
    static const double bare[4] = {0};
    double percent[4], paper[3], passed[3];

    for (int i = 0; i < 4; i++)
        percent[i] = inks[i] / 2.55;
    judge_inks(judge, percent, rgb);
    for (int i = 0; i < spots; i++) {
        for (int j = 0; j < 4; j++)
            percent[j] = recipes[i][j] * inks[4 + i] / 255;
        judge_inks(judge, bare, paper);
        judge_inks(judge, percent, passed);
        for (int j = 0; j < 3; j++)
            rgb[j] = within(code_of(light_of(rgb[j]) *
                                    fmin(light_of(passed[j]) / light_of(paper[j]), 1)));
    }
}

/* Whole steps of 255. */
static int distance(const unsigned char *shown, const double rgb[3]) {
    double most = 0;

    for (int i = 0; i < 3; i++)
        most = fmax(most, fabs(shown[i] - rgb[i] * 255));
    return (int)ceil(most - 0.5);
}

typedef struct {
    unsigned long inside, off, outside;
} Counts;

static void count_pixel(Counts *counts, int is_inside, int apart) {
    counts->inside += is_inside != 0;
    counts->off += is_inside && apart > 2;
    counts->outside += !is_inside && apart > 2;
}

int main(int argc, char **argv) {
    double recipes[SPOTS_MAX][4], rgb[3] = {0};
    Plates plates = open_plates(argc > 5 ? argv[1] : "");
    int spots = argc - 6;
    uint32_t frame = (uint32_t)atoi(argv[5]);
    unsigned char *shown = read_png(argv[3], &plates);
    unsigned char *row = malloc((size_t)plates.width * plates.samples);
    unsigned char last[4 + SPOTS_MAX];
    cmsHTRANSFORM judge = open_judge(argv[2], strcmp(argv[4], "absolute") == 0);
    Counts counts = {0};

    if (spots != plates.samples - 4)
        fail("another number of spots");
    for (int i = 0; i < spots; i++)
        if (sscanf(argv[6 + i], "%lf,%lf,%lf,%lf", &recipes[i][0], &recipes[i][1],
                   &recipes[i][2], &recipes[i][3]) != 4)
            fail("no recipe");
    for (uint32_t y = 0; y < plates.height; y++) {
        if (TIFFReadScanline(plates.tiff, row, y, 0) != 1)
            fail("no row");
        for (uint32_t x = 0; x < plates.width; x++) {
            const unsigned char *inks = row + (size_t)x * plates.samples;

            if ((x == 0 && y == 0) || memcmp(inks, last, plates.samples) != 0)
                judge_pixel(judge, inks, spots, recipes, rgb);
            memcpy(last, inks, plates.samples);
            count_pixel(&counts,
                        x >= frame && y >= frame && x + frame < plates.width &&
                            y + frame < plates.height,
                        distance(shown + 3 * ((size_t)y * plates.width + x), rgb));
        }
    }
    printf("%lu %lu %lu\n", counts.inside, counts.off, counts.outside);
    return 0;
}
