#include "raster/png.h"

#include "base/output.h"
#include "base/translate.h"
#include "draw/draw.h"

#include <math.h>
#include <png.h>
#include <string.h>

/* cairo's own limit for a side; and what a surface with its groups may take of memory:
 * A0 at 300 ppi has 139 million pixels. */
enum { SIDE_MAX = 32767, PIXELS_MAX = 150000000 };

typedef struct {
    const Poster *poster;
    double ppi;
    cairo_surface_t *canvas;
    GByteArray *bytes;
    char *problem; /* libpng's words; owned */
} Encoder;

static cairo_surface_t *draw_canvas(const Poster *poster, Rect area, double ppi,
                                    GError **error) {
    int width = size_pixels(area.width, ppi), height = size_pixels(area.height, ppi);
    DrawOptions options = {.text_as_paths = true, .photo_ppi = ppi};
    cairo_surface_t *canvas;
    cairo_t *cr;
    bool drawn;

    if (width < 1 || height < 1 || width > SIDE_MAX || height > SIDE_MAX ||
        (gint64)width * height > PIXELS_MAX) {
        g_set_error(
            error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
            _("cannot draw %d x %d pixels: a side may have 1 to %d, the whole %d "
              "million; take fewer ppi"),
            width, height, SIDE_MAX, PIXELS_MAX / 1000000);
        return NULL;
    }
    canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cr = cairo_create(canvas);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, ppi / 72, ppi / 72);
    cairo_translate(cr, -area.x, -area.y);
    drawn = draw_poster(cr, poster, &options, error);
    cairo_destroy(cr);
    if (drawn)
        return canvas;
    cairo_surface_destroy(canvas);
    return NULL;
}

static void on_error(png_structp png, png_const_charp message) {
    Encoder *encoder = png_get_error_ptr(png);

    encoder->problem = g_strdup(message);
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message) {
    (void)png;
    (void)message;
}

static void on_bytes(png_structp png, png_bytep bytes, png_size_t length) {
    Encoder *encoder = png_get_io_ptr(png);

    g_byte_array_append(encoder->bytes, bytes, (guint)length);
}

static void on_flush(png_structp png) {
    (void)png;
}

static void write_texts(png_structp png, png_infop info, const Poster *poster) {
    png_text texts[3] = {{0}};
    const struct {
        const char *key, *value, *language;
    } values[] = {{"Title", poster->title, ""},
                  {"Description", poster->alt, poster->language},
                  {"Software", "plakat " PLAKAT_VERSION, ""}};
    int count = 0;

    for (size_t i = 0; i < G_N_ELEMENTS(values); i++) {
        if (values[i].value == NULL)
            continue;
        texts[count++] = (png_text){.compression = PNG_ITXT_COMPRESSION_NONE,
                                    .key = (char *)values[i].key,
                                    .text = (char *)values[i].value,
                                    .itxt_length = strlen(values[i].value),
                                    .lang = (char *)values[i].language,
                                    .lang_key = (char *)""};
    }
    png_set_text(png, info, texts, count);
}

static void write_header(Encoder *encoder, png_structp png, png_infop info) {
    png_uint_32 per_metre = (png_uint_32)lround(encoder->ppi / 0.0254);

    png_set_IHDR(png, info, (png_uint_32)cairo_image_surface_get_width(encoder->canvas),
                 (png_uint_32)cairo_image_surface_get_height(encoder->canvas), 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_RELATIVE);
    png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    write_texts(png, info, encoder->poster);
    /* Flat art is smaller without row filters, and faster. */
    png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    png_set_compression_level(png, 6);
    png_write_info(png, info);
}

/* cairo's pixels are B, G, R and nothing in memory. */
G_STATIC_ASSERT(G_BYTE_ORDER == G_LITTLE_ENDIAN);

static void write_rows(Encoder *encoder, png_structp png) {
    unsigned char *row = cairo_image_surface_get_data(encoder->canvas);
    int stride = cairo_image_surface_get_stride(encoder->canvas);

    png_set_bgr(png);
    png_set_filler(png, 0, PNG_FILLER_AFTER);
    for (int i = 0; i < cairo_image_surface_get_height(encoder->canvas); i++)
        png_write_row(png, row + (size_t)i * (size_t)stride);
}

static bool encode(Encoder *encoder) {
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, encoder, on_error, on_warning);
    png_infop info = png_create_info_struct(png);
    bool encoded = false;

    if (setjmp(png_jmpbuf(png)) == 0) {
        png_set_write_fn(png, encoder, on_bytes, on_flush);
        write_header(encoder, png, info);
        write_rows(encoder, png);
        png_write_end(png, info);
        encoded = true;
    }
    png_destroy_write_struct(&png, &info);
    return encoded;
}

Product *png_write(const Poster *poster, const PngOptions *options, const char *path,
                   GError **error) {
    Rect area = options->with_bleed ? poster->boxes.bleed : poster->boxes.trim;
    Encoder encoder = {.poster = poster,
                       .ppi = options->ppi > 0 ? options->ppi : poster->ppi};
    Product *product = NULL;

    encoder.canvas = draw_canvas(poster, area, encoder.ppi, error);
    if (encoder.canvas == NULL)
        return NULL;
    encoder.bytes = g_byte_array_new();
    cairo_surface_flush(encoder.canvas);
    if (!encode(&encoder))
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("cannot encode the PNG: %s"), encoder.problem);
    else if (output_write(path, encoder.bytes->data, encoder.bytes->len, error))
        product = product_new(path, "png", encoder.bytes->data, encoder.bytes->len);
    cairo_surface_destroy(encoder.canvas);
    g_byte_array_unref(encoder.bytes);
    g_free(encoder.problem);
    return product;
}
