#include "raster/png.h"

#include "base/output.h"
#include "base/translate.h"
#include "raster/page.h"

#include <math.h>
#include <png.h>
#include <string.h>

typedef struct {
    const Poster *poster;
    double ppi;
    const RasterPage *page;
    GByteArray *bytes;
    char *problem; /* libpng's words; owned */
} Encoder;

typedef enum { PART_HEAD, PART_BAND, PART_END } Part;

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

    png_set_IHDR(png, info, (png_uint_32)raster_page_width(encoder->page),
                 (png_uint_32)raster_page_height(encoder->page), 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
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

static void write_band(png_structp png, cairo_surface_t *canvas, int rows) {
    unsigned char *row = cairo_image_surface_get_data(canvas);
    int stride = cairo_image_surface_get_stride(canvas);

    for (int i = 0; i < rows; i++)
        png_write_row(png, row + (size_t)i * (size_t)stride);
}

/* libpng jumps out of what it calls. */
static bool write_part(Encoder *encoder, png_structp png, png_infop info, Part part,
                       cairo_surface_t *canvas, int rows) {
    if (setjmp(png_jmpbuf(png)) != 0)
        return false;
    switch (part) {
    case PART_HEAD:
        write_header(encoder, png, info);
        png_set_bgr(png);
        png_set_filler(png, 0, PNG_FILLER_AFTER);
        break;
    case PART_BAND:
        write_band(png, canvas, rows);
        break;
    case PART_END:
        png_write_end(png, info);
        break;
    }
    return true;
}

static bool write_parts(Encoder *encoder, png_structp png, png_infop info,
                        GError **error) {
    cairo_surface_t *canvas = raster_page_canvas(encoder->page);
    bool fine = write_part(encoder, png, info, PART_HEAD, NULL, 0);

    for (int i = 0; fine && i < raster_page_bands(encoder->page); i++)
        fine = raster_page_draw(encoder->page, i, canvas, error) &&
               write_part(encoder, png, info, PART_BAND, canvas,
                          raster_page_rows(encoder->page, i));
    cairo_surface_destroy(canvas);
    return fine && write_part(encoder, png, info, PART_END, NULL, 0);
}

static bool encode(Encoder *encoder, GError **error) {
    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, encoder, on_error, on_warning);
    png_infop info = png_create_info_struct(png);
    bool encoded;

    png_set_write_fn(png, encoder, on_bytes, on_flush);
    encoded = write_parts(encoder, png, info, error);
    png_destroy_write_struct(&png, &info);
    if (encoder->problem != NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("cannot encode the PNG: %s"), encoder->problem);
    return encoded;
}

Product *png_write(const Poster *poster, const PngOptions *options, const char *path,
                   GError **error) {
    Rect area = options->with_bleed ? poster->boxes.bleed : poster->boxes.trim;
    Encoder encoder = {.poster = poster,
                       .ppi = options->ppi > 0 ? options->ppi : poster->ppi};
    g_autoptr(RasterPage) page = NULL;
    Product *product = NULL;

    page = raster_page_new(poster, area, encoder.ppi, error);
    if (page == NULL)
        return NULL;
    encoder.page = page;
    encoder.bytes = g_byte_array_new();
    if (encode(&encoder, error) &&
        output_write(path, encoder.bytes->data, encoder.bytes->len, error))
        product = product_new(path, "png", encoder.bytes->data, encoder.bytes->len);
    g_byte_array_unref(encoder.bytes);
    g_free(encoder.problem);
    return product;
}
