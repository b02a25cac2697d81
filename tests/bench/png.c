/* Prints what it takes to encode a picture as PNG, by bands and by cairo: for people,
 * it asserts nothing. Each figure is the best of some runs.
 *
 *     bench-png FILE.png…
 *
 * A second line shows the same picture with a photo's noise on a ninth of it. */
#include "raster/png_writer.h"

#include <cairo.h>
#include <stdio.h>
#include <time.h>

enum { RUNS = 3, BAND_ROWS = 128 };

static double cpu_seconds(void) {
    struct timespec now;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

typedef struct {
    const char *name;
    gsize (*encode)(cairo_surface_t *picture, PngEffort effort);
    PngEffort effort;
} Route;

static cairo_status_t count(void *bytes, const unsigned char *data,
                            unsigned int length) {
    (void)data;
    *(gsize *)bytes += length;
    return CAIRO_STATUS_SUCCESS;
}

static gsize encode_by_cairo(cairo_surface_t *picture, PngEffort effort) {
    gsize bytes = 0;

    (void)effort;
    cairo_surface_write_to_png_stream(picture, count, &bytes);
    return bytes;
}

static gsize encode_by_bands(cairo_surface_t *picture, PngEffort effort) {
    const guint8 *pixels = cairo_image_surface_get_data(picture);
    int stride = cairo_image_surface_get_stride(picture);
    PngFormat format = {.width = cairo_image_surface_get_width(picture),
                        .height = cairo_image_surface_get_height(picture),
                        .effort = effort};
    g_autoptr(PngEncoder) encoder = png_encoder_new(&format);
    gsize bytes = 0;

    for (int i = 0; i < format.height; i += BAND_ROWS)
        bytes += png_encoder_encode(encoder, pixels + (gsize)i * (gsize)stride, stride,
                                    MIN(BAND_ROWS, format.height - i))
                     ->len;
    return bytes;
}

static void print_routes(const char *name, cairo_surface_t *picture) {
    static const Route routes[] = {{"cairo", encode_by_cairo, PNG_FAST},
                                   {"fast", encode_by_bands, PNG_FAST},
                                   {"small", encode_by_bands, PNG_SMALL}};
    double pixels = (double)cairo_image_surface_get_width(picture) *
                    cairo_image_surface_get_height(picture);
    gsize theirs = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(routes); i++) {
        double least = G_MAXDOUBLE;
        gsize bytes = 0;

        for (int run = 0; run < RUNS; run++) {
            double start = cpu_seconds();

            bytes = routes[i].encode(picture, routes[i].effort);
            least = MIN(least, cpu_seconds() - start);
        }
        theirs = i == 0 ? bytes : theirs;
        printf("%-24s %-6s %8.1f Mpx/s %9.1f KiB %6.3f\n", name, routes[i].name,
               pixels / least / 1e6, (double)bytes / 1024,
               (double)bytes / (double)theirs);
    }
}

/* A gradient with grain of some levels, as cameras have it, on a third of each side. */
static void add_photo(cairo_surface_t *picture) {
    int width = cairo_image_surface_get_width(picture) / 3;
    int height = cairo_image_surface_get_height(picture) / 3;
    gsize stride = (gsize)cairo_image_surface_get_stride(picture);
    guint8 *pixels = cairo_image_surface_get_data(picture);
    g_autoptr(GRand) rand = g_rand_new_with_seed(1);

    for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
            guint8 *pixel = pixels + (gsize)(height + y) * stride + 4 * (width + x);

            for (int c = 0; c < 3; c++)
                pixel[c] = (guint8)(40 + c * 20 + 120 * x / width + 30 * y / height +
                                    g_rand_int_range(rand, -3, 4));
        }
    }
    cairo_surface_mark_dirty(picture);
}

/* Without alpha, as posters are drawn. */
static cairo_surface_t *load(const char *path) {
    cairo_surface_t *file = cairo_image_surface_create_from_png(path);
    cairo_surface_t *picture = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, cairo_image_surface_get_width(file),
        cairo_image_surface_get_height(file));
    cairo_t *cr = cairo_create(picture);

    cairo_set_source_surface(cr, file, 0, 0);
    cairo_paint(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(file);
    cairo_surface_flush(picture);
    return picture;
}

int main(int argc, char **argv) {
    for (int i = 1; i < argc; i++) {
        g_autofree char *name = g_path_get_basename(argv[i]);
        g_autofree char *with_photo = g_strdup_printf("%s, photo", name);
        cairo_surface_t *picture = load(argv[i]);

        print_routes(name, picture);
        add_photo(picture);
        print_routes(with_photo, picture);
        cairo_surface_destroy(picture);
    }
    return 0;
}
