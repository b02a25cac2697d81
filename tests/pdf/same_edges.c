/* same_edges PICTURE.png PLATE.png…
 *
 * A poster in screen colours beside its plates, at the same resolution: where one has a
 * strong edge, the other must have one, if only a weak one, within a pixel. Prints how
 * many pixels have strong edges, and how many of them are alone, with the first of
 * these. Ends with 0 when none is. */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of 255, between pixels that touch; and between those within one pixel of them. */
enum { STRONG = 112, WEAK = 24, PLATES_MAX = 16 };

typedef struct {
    int width, height, channels;
    unsigned char *pixels;
} Picture;

static Picture read_png(const char *path) {
    png_image image = {.version = PNG_IMAGE_VERSION};
    Picture picture;

    if (!png_image_begin_read_from_file(&image, path)) {
        fprintf(stderr, "same_edges: cannot read '%s'\n", path);
        exit(2);
    }
    image.format &= PNG_FORMAT_FLAG_COLOR;
    picture.width = (int)image.width;
    picture.height = (int)image.height;
    picture.channels = image.format == PNG_FORMAT_GRAY ? 1 : 3;
    picture.pixels = malloc(PNG_IMAGE_SIZE(image));
    png_image_finish_read(&image, NULL, picture.pixels, 0, NULL);
    return picture;
}

/* The largest difference in a channel among pixels around one. */
static int contrast(const Picture *picture, int x, int y, int reach) {
    int most = 0;

    for (int channel = 0; channel < picture->channels; channel++) {
        int low = 255, high = 0;

        for (int j = y - reach; j <= y + reach; j++) {
            for (int i = x - reach; i <= x + reach; i++) {
                int value =
                    picture->pixels[(j * picture->width + i) * picture->channels +
                                    channel];

                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
        most = high - low > most ? high - low : most;
    }
    return most;
}

static int contrast_of_all(const Picture *plates, int count, int x, int y, int reach) {
    int most = 0;

    for (int i = 0; i < count; i++) {
        int own = contrast(&plates[i], x, y, reach);

        most = own > most ? own : most;
    }
    return most;
}

int main(int count, char **arguments) {
    Picture picture, plates[PLATES_MAX];
    long strong = 0, alone = 0;
    int plate_count = count - 2, first_x = 0, first_y = 0;

    if (count < 3 || plate_count > PLATES_MAX)
        return 2;
    picture = read_png(arguments[1]);
    for (int i = 0; i < plate_count; i++) {
        plates[i] = read_png(arguments[i + 2]);
        if (plates[i].width != picture.width || plates[i].height != picture.height) {
            fprintf(stderr, "same_edges: of another size: '%s'\n", arguments[i + 2]);
            return 2;
        }
    }
    for (int y = 2; y < picture.height - 2; y++) {
        for (int x = 2; x < picture.width - 2; x++) {
            int here = contrast(&picture, x, y, 1) > STRONG;
            int there = contrast_of_all(plates, plate_count, x, y, 1) > STRONG;

            strong += here || there;
            if ((!here || contrast_of_all(plates, plate_count, x, y, 2) > WEAK) &&
                (!there || contrast(&picture, x, y, 2) > WEAK))
                continue;
            if (alone++ == 0) {
                first_x = x;
                first_y = y;
            }
        }
    }
    printf("%ld strong, %ld alone, first at %d,%d\n", strong, alone, first_x, first_y);
    return alone > 0;
}
