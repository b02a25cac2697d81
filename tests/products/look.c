/* look FILE.png X Y WIDTH HEIGHT: what libpng sees. Prints the picture's width and
 * height, the share of its pixels that are not white, and the darkest and the lightest
 * grey (0 to 255) of the given pixels. */
#include <png.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int look(const png_image *image, const unsigned char *grey, char **area) {
    unsigned x = (unsigned)atoi(area[0]), y = (unsigned)atoi(area[1]);
    unsigned right = x + (unsigned)atoi(area[2]), foot = y + (unsigned)atoi(area[3]);
    size_t count = (size_t)image->width * image->height, marked = 0;
    int darkest = 255, lightest = 0;

    if (right > image->width || foot > image->height)
        return 1;
    for (size_t i = 0; i < count; i++)
        marked += grey[i] != 255;
    for (unsigned row = y; row < foot; row++) {
        for (unsigned column = x; column < right; column++) {
            int value = grey[(size_t)row * image->width + column];

            darkest = value < darkest ? value : darkest;
            lightest = value > lightest ? value : lightest;
        }
    }
    printf("%u %u %.4f %d %d\n", image->width, image->height,
           (double)marked / (double)count, darkest, lightest);
    return 0;
}

int main(int argc, char **argv) {
    png_image image;
    unsigned char *grey;
    int code = 1;

    memset(&image, 0, sizeof image);
    image.version = PNG_IMAGE_VERSION;
    if (argc != 6 || !png_image_begin_read_from_file(&image, argv[1]))
        return 1;
    image.format = PNG_FORMAT_GRAY;
    grey = malloc(PNG_IMAGE_SIZE(image));
    if (grey != NULL && png_image_finish_read(&image, NULL, grey, 0, NULL))
        code = look(&image, grey, argv + 2);
    else
        fprintf(stderr, "%s\n", image.message);
    png_image_free(&image);
    free(grey);
    return code;
}
