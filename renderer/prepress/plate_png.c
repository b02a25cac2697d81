#include "prepress/plate_png.h"

#include "base/crew.h"
#include "base/output.h"
#include "base/scratch.h"
#include "base/translate.h"
#include "base/words.h"
#include "raster/png.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

/* What waits on the disk until its file is written. */
typedef struct {
    guint plate;
    gsize length;
    guint64 start;
} Waiting;

/* All plates of a poster in the making. Only one file at a time can be: the first plate
 * is written as it comes, the others wait. */
typedef struct {
    const PlatePage *page;
    PngFormat format;
    PngAbout about;
    const char *path;
    PngEncoder *encoder;
    guint8 *plates;    /* of a band; owned */
    PngWriter *writer; /* of the first plate */
    int scratch;
    guint64 written;
    GArray *waiting; /* of Waiting */
    GPtrArray *products;
} Job;

/* --- names ---------------------------------------------------------------------------
 */

static char *name_of(const PlatePage *page, guint plate) {
    return file_name_part(plate_page_plate(page, plate)->name);
}

/* Two spots may come to the same letters; then they are counted. */
static char *ink_name(const PlatePage *page, guint plate) {
    g_autofree char *own = name_of(page, plate);
    guint twins = 1;

    for (guint i = 0; i < plate; i++) {
        g_autofree char *other = name_of(page, i);

        twins += strcmp(own, other) == 0;
    }
    return twins == 1 ? g_steal_pointer(&own) : g_strdup_printf("%s-%u", own, twins);
}

static char *plate_path(const Job *self, guint plate) {
    static const char ending[] = ".png";
    g_autofree char *ink = ink_name(self->page, plate);
    gsize stem = strlen(self->path) - strlen(ending);

    return g_strdup_printf("%.*s-%s%s", (int)stem, self->path, ink, ending);
}

/* --- bands ---------------------------------------------------------------------------
 */

/* Ink becomes dark. */
static void darken(guint8 *plates, gsize count) {
    for (gsize i = 0; i < count; i++)
        plates[i] ^= 255;
}

/* For each plate how many bytes, and these. */
static bool make_band(void *data, guint index, GByteArray *made, GError **error) {
    Job *self = data;
    int band = (int)index, rows = plate_page_rows(self->page, band);
    int width = plate_page_width(self->page);

    if (!plate_page_draw(self->page, band, self->plates, error))
        return false;
    darken(self->plates, (gsize)width * (gsize)rows * plate_page_plates(self->page));
    for (guint i = 0; i < plate_page_plates(self->page); i++) {
        const guint8 *plate = self->plates + (gsize)i * (gsize)width * (gsize)rows;
        const GByteArray *encoded =
            png_encoder_encode(self->encoder, plate, width, rows);
        guint32 length = encoded->len;

        g_byte_array_append(made, (const guint8 *)&length, sizeof length);
        g_byte_array_append(made, encoded->data, encoded->len);
    }
    return true;
}

static bool fail(GError **error) {
    int code = errno;

    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("cannot keep plates in '%s': %s"), scratch_folder(),
                g_strerror(code));
    return false;
}

static bool keep(Job *self, guint plate, const guint8 *bytes, gsize length,
                 GError **error) {
    const Waiting waiting = {plate, length, self->written};

    if (!output_write_all(self->scratch, bytes, length))
        return fail(error);
    self->written += length;
    g_array_append_val(self->waiting, waiting);
    return true;
}

static bool take_band(void *data, guint index, const guint8 *made, gsize length,
                      GError **error) {
    Job *self = data;
    const guint8 *end = made + length;

    (void)index;
    for (guint plate = 0; made < end; plate++) {
        guint32 count;

        memcpy(&count, made, sizeof count);
        made += sizeof count;
        if (plate == 0 ? !png_writer_add(self->writer, made, count, error)
                       : !keep(self, plate, made, count, error))
            return false;
        made += count;
    }
    return true;
}

/* --- files ---------------------------------------------------------------------------
 */

static PngWriter *begin_file(const Job *self, guint plate, GError **error) {
    g_autofree char *path = plate_path(self, plate);

    return png_writer_new(path, &self->format, &self->about, error);
}

static bool end_file(const Job *self, PngWriter *writer, GError **error) {
    Product *product = png_writer_finish(writer, error);

    if (product == NULL)
        return false;
    product->kind = "plates";
    g_ptr_array_add(self->products, product);
    return true;
}

static bool read_back(const Job *self, const Waiting *waiting, guint8 *bytes,
                      GError **error) {
    for (gsize done = 0; done < waiting->length;) {
        ssize_t got = pread(self->scratch, bytes + done, waiting->length - done,
                            (off_t)(waiting->start + done));

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return fail(error);
        done += (gsize)got;
    }
    return true;
}

static bool write_kept(const Job *self, guint plate, PngWriter *writer,
                       GError **error) {
    for (guint i = 0; i < self->waiting->len; i++) {
        const Waiting *waiting = &g_array_index(self->waiting, Waiting, i);
        g_autofree guint8 *bytes = NULL;

        if (waiting->plate != plate)
            continue;
        bytes = g_malloc(waiting->length);
        if (!read_back(self, waiting, bytes, error) ||
            !png_writer_add(writer, bytes, waiting->length, error))
            return false;
    }
    return end_file(self, writer, error);
}

static bool write_first(Job *self, const RasterMeans *means, GError **error) {
    const Crew crew = {.pieces = (guint)plate_page_bands(self->page),
                       .helpers = plate_page_helpers(self->page, means),
                       .data = self,
                       .make = make_band,
                       .take = take_band};
    bool written;

    self->writer = begin_file(self, 0, error);
    written = self->writer != NULL && crew_run(&crew, error) &&
              end_file(self, self->writer, error);
    png_writer_free(self->writer);
    return written;
}

static bool write_all(Job *self, const RasterMeans *means, GError **error) {
    if (!write_first(self, means, error))
        return false;
    for (guint i = 1; i < plate_page_plates(self->page); i++) {
        PngWriter *writer = begin_file(self, i, error);
        bool written = writer != NULL && write_kept(self, i, writer, error);

        png_writer_free(writer);
        if (!written)
            return false;
    }
    return true;
}

/* --- the door ------------------------------------------------------------------------
 */

static bool write_page(Job *self, const PlateOptions *options, GError **error) {
    int width = plate_page_width(self->page), height = plate_page_height(self->page);
    gsize pixels = (gsize)width * (gsize)plate_page_rows(self->page, 0);
    bool written;

    self->format =
        (PngFormat){.width = width,
                    .height = height,
                    .colours = PNG_BY_GREY,
                    .effort = png_effort(options->compression, width, height)};
    self->scratch = scratch_open();
    if (self->scratch < 0)
        return fail(error);
    self->encoder = png_encoder_new(&self->format);
    self->plates = g_malloc(pixels * plate_page_plates(self->page));
    self->waiting = g_array_new(FALSE, FALSE, sizeof(Waiting));
    written = write_all(self, &options->means, error);
    g_array_unref(self->waiting);
    g_free(self->plates);
    png_encoder_free(self->encoder);
    close(self->scratch);
    return written;
}

bool plates_write(PrintRoom *room, const Poster *poster, const PrintJob *job,
                  const PlateOptions *options, const char *path, GPtrArray *products,
                  Diagnostics *diagnostics, GError **error) {
    Rect area = poster_area(poster, options->with_bleed);
    double ppi = poster_ppi(poster, options->ppi);
    g_autoptr(PlatePage) page = plate_page_new(room, poster, job, area, ppi, 0,
                                               poster->items->len, diagnostics, error);
    Job writing = {.page = page,
                   .about = png_about(poster, ppi),
                   .path = path,
                   .products = products};

    return page != NULL && write_page(&writing, options, error);
}
