/* same_plates NEAR OURS.png GHOSTSCRIPTS.tif
 *
 * A plate of ours, in which ink is dark, beside one that Ghostscript separated at the
 * same resolution; both begin at the same corner. Where neither has an edge within two
 * pixels, they must be as near to each other as NEAR, of 255; a pixel may have moved by
 * one, as on slopes and at faint edges. Prints how many pixels were compared, how many
 * of them differ, and the worst. Ends with 0 when none does. */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <tiffio.h>

typedef struct {
    int width, height;
    unsigned char *pixels;
} Plate;

/* An edge bends by more than this from pixel to pixel; slopes do not, however steep. */
enum { REACH = 2, BEND = 6 };

static void fail(const char *what, const char *path) {
    fprintf(stderr, "same_plates: %s '%s'\n", what, path);
    exit(2);
}

static Plate read_png(const char *path) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    Plate plate;

    if (!png_image_begin_read_from_file(&image, path))
        fail("cannot read", path);
    if (image.format != PNG_FORMAT_GRAY)
        fail("not grey:", path);
    plate.width = (int)image.width;
    plate.height = (int)image.height;
    plate.pixels = malloc(PNG_IMAGE_SIZE(image));
    png_image_finish_read(&image, NULL, plate.pixels, 0, NULL);
    return plate;
}

static Plate read_tiff(const char *path) {
    TIFF *tiff = TIFFOpen(path, "r");
    uint32_t width, height;
    uint16_t bits, samples;
    Plate plate;

    if (tiff == NULL)
        fail("cannot read", path);
    TIFFGetField(tiff, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(tiff, TIFFTAG_IMAGELENGTH, &height);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_BITSPERSAMPLE, &bits);
    TIFFGetFieldDefaulted(tiff, TIFFTAG_SAMPLESPERPIXEL, &samples);
    if (bits != 8 || samples != 1)
        fail("not grey:", path);
    plate.width = (int)width;
    plate.height = (int)height;
    plate.pixels = malloc((size_t)width * height);
    for (uint32_t y = 0; y < height; y++)
        TIFFReadScanline(tiff, plate.pixels + (size_t)y * width, y, 0);
    TIFFClose(tiff);
    return plate;
}

static int pixel(const Plate *plate, int x, int y) {
    return plate->pixels[(size_t)y * (size_t)plate->width + (size_t)x];
}

typedef struct {
    int least, most;
} Span;

/* Of the pixels around one. */
static Span span(const Plate *plate, int x, int y, int reach) {
    Span span = {255, 0};

    for (int j = y - REACH; j <= y + reach; j++) {
        for (int i = x - REACH; i <= x + reach; i++) {
            int value = pixel(plate, i, j);

            span.least = value < span.least ? value : span.least;
            span.most = value > span.most ? value : span.most;
        }
    }
    return span;
}

static int bends(const Plate *plate, int x, int y) {
    int twice = 2 * pixel(plate, x, y);

    return abs(pixel(plate, x - 1, y) - twice + pixel(plate, x + 1, y)) > BEND ||
           abs(pixel(plate, x, y - 1) - twice + pixel(plate, x, y + 1)) > BEND;
}

static int has_edge(const Plate *plate, int x, int y) {
    for (int j = y - REACH; j <= y + REACH; j++) {
        for (int i = x - REACH; i <= x + REACH; i++) {
            if (bends(plate, i, j))
                return 1;
        }
    }
    return 0;
}

static int is_among(const Plate *plate, int x, int y, int value, int near) {
    Span around = span(plate, x, y, 1);

    return value >= around.least - near && value <= around.most + near;
}

int main(int count, char **arguments) {
    long compared = 0, differ = 0;
    int worst = 0, worst_x = 0, worst_y = 0, near, width, height;
    Plate ours, theirs;

    if (count != 4)
        return 2;
    near = atoi(arguments[1]);
    ours = read_png(arguments[2]);
    theirs = read_tiff(arguments[3]);
    width = ours.width < theirs.width ? ours.width : theirs.width;
    height = ours.height < theirs.height ? ours.height : theirs.height;
    if (abs(ours.width - theirs.width) > 1 || abs(ours.height - theirs.height) > 1)
        fail("of another size:", arguments[3]);
    for (int y = REACH + 1; y < height - REACH - 1; y++) {
        for (int x = REACH + 1; x < width - REACH - 1; x++) {
            int apart = abs(pixel(&ours, x, y) - pixel(&theirs, x, y));

            compared++;
            if (apart <= near)
                continue;
            if (has_edge(&ours, x, y) || has_edge(&theirs, x, y)) {
                compared--;
                continue;
            }
            if (is_among(&theirs, x, y, pixel(&ours, x, y), near) &&
                is_among(&ours, x, y, pixel(&theirs, x, y), near))
                continue;
            differ++;
            if (apart > worst) {
                worst = apart;
                worst_x = x;
                worst_y = y;
            }
        }
    }
    printf("%ld compared, %ld differ, worst %d at %d,%d\n", compared, differ, worst,
           worst_x, worst_y);
    return differ > 0;
}
