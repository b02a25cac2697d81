/* pixels libpng|libspng FILE.png, or pixels raw WIDTH HEIGHT <RGB: prints the width,
 * the height and a checksum (FNV-1a, 32 bits) of the pixels, three bytes each, as the
 * library sees them. What it has to say about the file goes to stderr and makes it end
 * with 1. */
#include <png.h>
#include <spng.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    uint32_t width, height;
    unsigned char *rgb; /* owned */
    size_t length;
} Pixels;

static bool complain(const char *reader, const char *message) {
    fprintf(stderr, "%s: %s\n", reader, message);
    return false;
}

static bool read_by_libpng(char **words, Pixels *pixels) {
    png_image image = {.version = PNG_IMAGE_VERSION};

    if (!png_image_begin_read_from_file(&image, words[0]))
        return complain("libpng", image.message);
    image.format = PNG_FORMAT_RGB;
    *pixels = (Pixels){image.width, image.height, NULL, PNG_IMAGE_SIZE(image)};
    pixels->rgb = malloc(pixels->length);
    if (pixels->rgb == NULL)
        return complain("libpng", "no memory");
    png_image_finish_read(&image, NULL, pixels->rgb, 0, NULL);
    return image.warning_or_error == 0 || complain("libpng", image.message);
}

static int decode_by_libspng(spng_ctx *context, Pixels *pixels) {
    struct spng_ihdr header;
    int problem = spng_get_ihdr(context, &header);

    if (problem == 0)
        problem = spng_decoded_image_size(context, SPNG_FMT_RGB8, &pixels->length);
    if (problem != 0)
        return problem;
    pixels->width = header.width;
    pixels->height = header.height;
    pixels->rgb = malloc(pixels->length);
    if (pixels->rgb == NULL)
        return SPNG_EMEM;
    problem = spng_decode_image(context, pixels->rgb, pixels->length, SPNG_FMT_RGB8, 0);
    return problem != 0 ? problem : spng_decode_chunks(context);
}

static bool read_by_libspng(char **words, Pixels *pixels) {
    spng_ctx *context = spng_ctx_new(0);
    FILE *file = fopen(words[0], "rb");
    int problem = SPNG_IO_ERROR;

    if (file != NULL) {
        spng_set_png_file(context, file);
        problem = decode_by_libspng(context, pixels);
        fclose(file);
    }
    spng_ctx_free(context);
    return problem == 0 || complain("libspng", spng_strerror(problem));
}

static bool read_raw(char **words, Pixels *pixels) {
    pixels->width = (uint32_t)strtoul(words[0], NULL, 10);
    pixels->height = (uint32_t)strtoul(words[1], NULL, 10);
    pixels->length = (size_t)3 * pixels->width * pixels->height;
    pixels->rgb = malloc(pixels->length + 1);
    if (pixels->rgb == NULL)
        return complain("raw", "no memory");
    return fread(pixels->rgb, 1, pixels->length + 1, stdin) == pixels->length ||
           complain("raw", "other than so many pixels");
}

static uint32_t checksum(const Pixels *pixels) {
    uint32_t sum = 2166136261;

    for (size_t i = 0; i < pixels->length; i++)
        sum = (sum ^ pixels->rgb[i]) * 16777619;
    return sum;
}

int main(int argc, char **argv) {
    static const struct {
        const char *name;
        int words;
        bool (*read)(char **words, Pixels *pixels);
    } readers[] = {
        {"libpng", 1, read_by_libpng},
        {"libspng", 1, read_by_libspng},
        {"raw", 2, read_raw},
    };
    Pixels pixels = {0};
    bool is_fine = false;

    for (size_t i = 0; i < sizeof readers / sizeof readers[0]; i++)
        if (argc == 2 + readers[i].words && strcmp(argv[1], readers[i].name) == 0)
            is_fine = readers[i].read(argv + 2, &pixels);
    if (is_fine)
        printf("%u %u %08x\n", pixels.width, pixels.height, checksum(&pixels));
    free(pixels.rgb);
    return is_fine ? 0 : 1;
}
