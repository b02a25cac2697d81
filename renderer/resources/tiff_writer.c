#include "resources/tiff_writer.h"

#include "base/checksum.h"
#include "base/output.h"
#include "base/rows.h"
#include "base/scratch.h"
#include "base/translate.h"

#include <errno.h>
#include <string.h>
#include <tiffio.h>
#include <unistd.h>

enum { PROCESS_PLATES = 4, PROBLEM_BYTES = 512, COPY_BYTES = 1 << 16 };

struct TiffWriter {
    int width;
    guint plates;
    int file; /* without a name; -1: none */
    TIFF *tiff;
    guint8 *pixels; /* of a strip; owned */
    guint32 strip;  /* the next one */
    char problem[PROBLEM_BYTES];
};

static bool fail(const TiffWriter *self, GError **error) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                _("cannot put a TIFF together in '%s': %s"), scratch_folder(),
                self->problem);
    return false;
}

static bool fail_with_errno(TiffWriter *self, GError **error) {
    g_strlcpy(self->problem, g_strerror(errno), sizeof self->problem);
    return fail(self, error);
}

/* The first problem says most. */
G_GNUC_PRINTF(4, 0)
static int on_error(TIFF *tiff, void *data, const char *module, const char *format,
                    va_list arguments) {
    TiffWriter *self = data;

    (void)tiff;
    (void)module;
    if (self->problem[0] == '\0')
        g_vsnprintf(self->problem, sizeof self->problem, format, arguments);
    return 1;
}

/* --- the head
 * -------------------------------------------------------------------------
 */

/* "2026:11:22 00:00:00" */
static char *tiff_date(const char *date) {
    char *text = g_strndup(date, strlen("2026-11-22T00:00:00"));

    g_strdelimit(text, "-", ':');
    g_strdelimit(text, "T", ' ');
    return text;
}

/* Each ends with a zero. */
static void set_ink_names(TIFF *tiff, const GPtrArray *inks) {
    g_autoptr(GByteArray) names = g_byte_array_new();

    for (guint i = 0; i < inks->len; i++) {
        const char *name = g_ptr_array_index(inks, i);

        g_byte_array_append(names, (const guint8 *)name, (guint)strlen(name) + 1);
    }
    TIFFSetField(tiff, TIFFTAG_NUMBEROFINKS, inks->len);
    TIFFSetField(tiff, TIFFTAG_INKNAMES, names->len, names->data);
}

/* Before the names: libtiff compares their number. */
static void set_samples(TIFF *tiff, guint plates) {
    guint spots = plates - PROCESS_PLATES;
    g_autofree guint16 *kinds = g_new0(guint16, spots + 1);

    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_SEPARATED);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, plates);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_INKSET, INKSET_CMYK);
    if (spots > 0)
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, spots, kinds);
}

static void set_words(TIFF *tiff, const TiffPicture *picture) {
    g_autofree char *date = tiff_date(picture->date);

    TIFFSetField(tiff, TIFFTAG_DOCUMENTNAME, picture->name);
    TIFFSetField(tiff, TIFFTAG_SOFTWARE, "plakat " PLAKAT_VERSION);
    TIFFSetField(tiff, TIFFTAG_DATETIME, date);
}

static void set_head(TIFF *tiff, const TiffPicture *picture) {
    gsize length = 0;
    const void *profile = g_bytes_get_data(picture->profile, &length);

    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, picture->width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, picture->height);
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, picture->strip);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, ORIENTATION_TOPLEFT);
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, picture->ppi);
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, picture->ppi);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    set_samples(tiff, picture->inks->len);
    set_ink_names(tiff, picture->inks);
    set_words(tiff, picture);
    TIFFSetField(tiff, TIFFTAG_ICCPROFILE, (guint32)length, profile);
}

/* Little endian, on whatever machine. libtiff closes the file it is given, and we go on
 * reading it. */
static bool open_tiff(TiffWriter *self, const char *name) {
    TIFFOpenOptions *options = TIFFOpenOptionsAlloc();
    int file = dup(self->file);

    TIFFOpenOptionsSetErrorHandlerExtR(options, on_error, self);
    TIFFOpenOptionsSetWarningHandlerExtR(options, on_error, self);
    if (file >= 0)
        self->tiff = TIFFFdOpenExt(file, name, "wl", options);
    if (file >= 0 && self->tiff == NULL)
        close(file);
    TIFFOpenOptionsFree(options);
    return self->tiff != NULL;
}

TiffWriter *tiff_writer_new(const TiffPicture *picture, GError **error) {
    g_autoptr(TiffWriter) self = g_new0(TiffWriter, 1);
    gsize row = (gsize)picture->width * picture->inks->len;

    g_assert(picture->inks->len >= PROCESS_PLATES);
    self->width = picture->width;
    self->plates = picture->inks->len;
    self->pixels = g_malloc(row * (gsize)picture->strip);
    self->file = scratch_open();
    if (self->file < 0 || !open_tiff(self, picture->name)) {
        fail_with_errno(self, error);
        return NULL;
    }
    set_head(self->tiff, picture);
    if (self->problem[0] == '\0')
        return g_steal_pointer(&self);
    fail(self, error);
    return NULL;
}

void tiff_writer_free(TiffWriter *self) {
    if (self == NULL)
        return;
    if (self->tiff != NULL)
        TIFFClose(self->tiff);
    if (self->file >= 0)
        close(self->file);
    g_free(self->pixels);
    g_free(self);
}

/* --- rows
 * -----------------------------------------------------------------------------
 */

bool tiff_writer_add(TiffWriter *self, const guint8 *plates, int rows, GError **error) {
    gsize pixels = (gsize)self->width * (gsize)rows;

    row_weave(plates, pixels, self->plates, self->pixels, pixels);
    if (TIFFWriteEncodedStrip(self->tiff, self->strip++, self->pixels,
                              (tmsize_t)(pixels * self->plates)) >= 0 &&
        self->problem[0] == '\0')
        return true;
    return fail(self, error);
}

/* --- the file
 * -------------------------------------------------------------------------
 */

typedef struct {
    OutputFile *file;
    Checksum *sum;
    gsize bytes;
} Copy;

static bool copy_part(Copy *self, const guint8 *part, gsize length, GError **error) {
    checksum_update(self->sum, part, length);
    self->bytes += length;
    return output_append(self->file, part, length, error);
}

static bool copy_all(TiffWriter *self, Copy *copy, GError **error) {
    g_autofree guint8 *part = g_malloc(COPY_BYTES);

    for (;;) {
        ssize_t length = pread(self->file, part, COPY_BYTES, (off_t)copy->bytes);

        if (length == 0)
            return output_commit(copy->file, error);
        if (length < 0 && errno != EINTR)
            return fail_with_errno(self, error);
        if (length > 0 && !copy_part(copy, part, (gsize)length, error))
            return false;
    }
}

static bool end_tiff(TiffWriter *self, GError **error) {
    TIFFClose(g_steal_pointer(&self->tiff));
    return self->problem[0] == '\0' || fail(self, error);
}

Product *tiff_writer_finish(TiffWriter *self, const char *path, GError **error) {
    g_autoptr(OutputFile) file =
        end_tiff(self, error) ? output_begin(path, error) : NULL;
    g_autoptr(Checksum) sum = checksum_new();
    Copy copy = {file, sum, 0};

    if (file == NULL || !copy_all(self, &copy, error))
        return NULL;
    return product_new_summed(path, "tif", copy.bytes, sum);
}
