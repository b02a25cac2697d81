#include "raster/jpg.h"

#include "base/checksum.h"
#include "base/crew.h"
#include "base/output.h"
#include "base/translate.h"
#include "base/xmp.h"
#include "raster/page.h"
#include "raster/png_rows.h"
#include "resources/jpeg_writer.h"

/* One JPEG being made, in this process or its helpers. */
typedef struct {
    const RasterPage *page;
    const ScreenProfile *profile;
    cairo_surface_t *canvas;
    JpegWriter *writer;
    OutputFile *file;
    Checksum *sum;
    gsize bytes;
} Job;

/* The rows as R G B, without gaps. */
static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    const Job *self = data;
    int width = raster_page_width(self->page);
    int rows = raster_page_rows(self->page, (int)index);
    int stride = cairo_image_surface_get_stride(self->canvas);
    guint start = made->len; /* what is there before is the crew's */
    const guint8 *pixels;
    guint8 *packed;

    if (!raster_page_draw(self->page, (int)index, self->canvas, error))
        return false;
    pixels = cairo_image_surface_get_data(self->canvas);
    g_byte_array_set_size(made, start + 3 * (guint)width * (guint)rows);
    packed = made->data + start;
    for (int i = 0; i < rows; i++)
        row_pack_rgb((gconstpointer)(pixels + i * (gssize)stride),
                     packed + 3 * (gsize)width * (gsize)i, width);
    screen_profile_convert(self->profile, packed, (gsize)width * (gsize)rows);
    return true;
}

static bool append(Job *self, GByteArray *bytes, GError **error) {
    checksum_update(self->sum, bytes->data, bytes->len);
    self->bytes += bytes->len;
    if (!output_append(self->file, bytes->data, bytes->len, error))
        return false;
    g_byte_array_set_size(bytes, 0);
    return true;
}

static bool take_band(void *data, guint index, const guint8 *made, gsize length,
                      GError **error) {
    Job *self = data;
    gsize row = 3 * (gsize)raster_page_width(self->page);

    (void)index;
    for (gsize at = 0; at < length; at += row)
        jpeg_writer_add(self->writer, made + at);
    return append(self, jpeg_writer_made(self->writer), error);
}

/* What the picture shows is said twice: where all programs look for a description, and
 * where those of the press look for an alt text (IPTC Photo Metadata 2021.1). NULL when
 * it is too long for a JPEG. */
static char *make_xmp(const Poster *poster) {
    static const XmpNamespace namespaces[] = {
        XMP_DUBLIN_CORE,
        {"xmp", "http://ns.adobe.com/xap/1.0/"},
        {"Iptc4xmpCore", "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"},
        {0},
    };
    GString *xmp = xmp_begin(namespaces);

    xmp_add_text(xmp, "dc:format", "image/jpeg");
    xmp_add_words(xmp, "dc:title", poster->title, NULL);
    if (poster->author != NULL)
        xmp_add_person(xmp, "dc:creator", poster->author);
    if (poster->alt != NULL) {
        xmp_add_words(xmp, "dc:description", poster->alt, poster->language);
        xmp_add_words(xmp, "Iptc4xmpCore:AltTextAccessibility", poster->alt,
                      poster->language);
    }
    xmp_add_text(xmp, "xmp:CreatorTool", "plakat " PLAKAT_VERSION);
    xmp_end(xmp);
    return g_string_free(xmp, xmp->len > JPEG_XMP_MAX);
}

static JpegWriter *start_picture(const Job *self, const Poster *poster,
                                 const JpgOptions *options, double ppi) {
    g_autofree char *xmp = make_xmp(poster);
    const JpegPicture picture = {
        .width = raster_page_width(self->page),
        .height = raster_page_height(self->page),
        .quality = options->quality,
        .ppi = ppi,
        .profile = screen_profile_bytes(options->profile),
        .xmp = xmp,
    };

    return jpeg_writer_new_picture(&picture);
}

static bool write_rest(Job *self, GError **error) {
    g_autoptr(GByteArray) rest = jpeg_writer_finish(self->writer);

    return append(self, rest, error) && output_commit(self->file, error);
}

static Product *write_bands(Job *self, const char *path, const RasterMeans *means,
                            GError **error) {
    const Crew crew = {.pieces = (guint)raster_page_bands(self->page),
                       .helpers = raster_page_helpers(self->page, means),
                       .data = self,
                       .make = make_band,
                       .take = take_band};

    self->file = output_begin(path, error);
    if (self->file == NULL || !crew_run(&crew, error) || !write_rest(self, error))
        return NULL;
    return product_new_summed(path, "jpg", self->bytes, self->sum);
}

static bool check_sides(Rect area, double ppi, GError **error) {
    int width = size_pixels(area.width, ppi), height = size_pixels(area.height, ppi);

    if (MAX(width, height) <= JPEG_SIDE_MAX)
        return true;
    g_set_error(
        error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
        _("a JPEG cannot have %d x %d pixels: a side has at most %d; take fewer "
          "ppi"),
        width, height, JPEG_SIDE_MAX);
    return false;
}

Product *jpg_write(const Poster *poster, const JpgOptions *options, const char *path,
                   GError **error) {
    Rect area = poster_area(poster, options->with_bleed);
    double ppi = poster_ppi(poster, options->ppi);
    g_autoptr(RasterPage) page =
        check_sides(area, ppi, error)
            ? raster_page_new(poster, area, ppi, &options->means, error)
            : NULL;
    Job job = {.page = page, .profile = options->profile};
    Product *product;

    if (page == NULL)
        return NULL;
    job.canvas = raster_page_canvas(page);
    job.sum = checksum_new();
    job.writer = start_picture(&job, poster, options, ppi);
    product = write_bands(&job, path, &options->means, error);
    jpeg_writer_free(job.writer);
    checksum_free(job.sum);
    output_free(job.file);
    cairo_surface_destroy(job.canvas);
    return product;
}
