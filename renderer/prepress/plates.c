#include "prepress/plates.h"

#include "base/memory.h"
#include "base/translate.h"
#include "model/size.h"
#include "prepress/print_page.h"
#include "prepress/replay.h"

#include <string.h>

/* cairo's own limit for a side; and what a file may hold. */
enum { SIDE_MAX = 32767, PIXELS_MAX = 1 << 30 };

/* As in raster/page.c: a helper's share of what was there before it, and bytes for a
 * pixel of a band. A plate has one more, and one for what is compressed. */
enum { HELPER_BYTES = 6 << 20, BAND_PIXEL_BYTES = 40, PLATE_PIXEL_BYTES = 3 };

enum { PROCESS = 4 };

/* Up to three plates that are drawn together. */
typedef struct {
    int channels[REPLAY_CHANNELS];
    Layers *layers;     /* owned */
    BandSources *bands; /* owned */
} Pass;

struct PlatePage {
    int width, height, band_rows;
    PlateInfo infos[REPLAY_PLATES_MAX];
    guint plates;
    GArray *passes; /* of Pass; owned */
    cairo_surface_t *canvas;
};

static void clear_pass(gpointer pointer) {
    Pass *pass = pointer;

    layers_free(pass->layers);
    band_sources_free(pass->bands);
}

void plate_page_free(PlatePage *self) {
    if (self == NULL)
        return;
    g_array_unref(self->passes);
    if (self->canvas != NULL)
        cairo_surface_destroy(self->canvas);
    g_free(self);
}

int plate_page_width(const PlatePage *self) {
    return self->width;
}

int plate_page_height(const PlatePage *self) {
    return self->height;
}

int plate_page_bands(const PlatePage *self) {
    return (self->height + self->band_rows - 1) / self->band_rows;
}

int plate_page_rows(const PlatePage *self, int band) {
    return MIN(self->band_rows, self->height - band * self->band_rows);
}

guint plate_page_plates(const PlatePage *self) {
    return self->plates;
}

const PlateInfo *plate_page_plate(const PlatePage *self, guint plate) {
    return &self->infos[plate];
}

guint plate_page_helpers(const PlatePage *self, const RasterMeans *means) {
    gsize limit = means->memory > 0 ? means->memory : (gsize)RASTER_MEMORY_MIB << 20;
    gsize used = memory_used();
    gsize pixel = BAND_PIXEL_BYTES + PLATE_PIXEL_BYTES * self->plates;
    gsize each = HELPER_BYTES + pixel * (gsize)self->width * (gsize)self->band_rows;
    gsize fit = limit > used ? (limit - used) / each : 0;

    return (guint)CLAMP(fit, 1, MAX(means->helpers, 1));
}

/* --- making it -----------------------------------------------------------------------
 */

static bool check_size(const PlatePage *self, GError **error) {
    if (self->width >= 1 && self->height >= 1 && self->width <= SIDE_MAX &&
        self->height <= SIDE_MAX && (gint64)self->width * self->height <= PIXELS_MAX)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                _("cannot draw %d x %d pixels: a side may have 1 to %d, the whole %d "
                  "million; take fewer ppi"),
                self->width, self->height, SIDE_MAX, PIXELS_MAX / 1000000);
    return false;
}

static bool name_plates(PlatePage *self, const GPtrArray *spots, GError **error) {
    static const char *const process[] = {"cyan", "magenta", "yellow", "black"};

    if (spots->len > REPLAY_PLATES_MAX - PROCESS) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("the poster has more than %d plates"), REPLAY_PLATES_MAX);
        return false;
    }
    for (int i = 0; i < PROCESS; i++)
        self->infos[i] = (PlateInfo){process[i], NULL};
    for (guint i = 0; i < spots->len; i++) {
        const Ink *ink = g_ptr_array_index(spots, i);

        self->infos[PROCESS + i] = (PlateInfo){ink->spot, ink};
    }
    self->plates = PROCESS + spots->len;
    return true;
}

/* From the page of the PDF, which is as large as the bleed. */
static Affine find_matrix(const Poster *poster, Rect area, double ppi) {
    const Rect *bleed = &poster->boxes.bleed;
    double scale = ppi / 72;

    return (Affine){scale,
                    0,
                    0,
                    -scale,
                    scale * (bleed->x - area.x),
                    scale * (bleed->y + bleed->height - area.y)};
}

/* `first` and the plates after it, up to the one before `end`, at most three. */
static bool add_pass(PlatePage *self, Replay *replay, int first, int end,
                     GError **error) {
    bool is_small = (gint64)self->width * self->height <= SMALL_PIXELS_MAX;
    Pass pass = {.layers = layers_new(self->width, self->height, is_small),
                 .bands = band_sources_new(self->width, self->height, self->band_rows)};

    for (int i = 0; i < REPLAY_CHANNELS; i++)
        pass.channels[i] = first + i < end ? first + i : REPLAY_NO_PLATE;
    g_array_append_val(self->passes, pass);
    memcpy(replay->channels, pass.channels, sizeof pass.channels);
    replay->layers = pass.layers;
    replay->bands = pass.bands;
    if (!replay_page(replay, error))
        return false;
    return layers_finish(pass.layers) == CAIRO_STATUS_SUCCESS ||
           (g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                        cairo_status_to_string(layers_finish(pass.layers))),
            false);
}

static bool record(PlatePage *self, const PrintPage *page, Affine to_pixels,
                   GError **error) {
    const char *names[REPLAY_PLATES_MAX] = {"Cyan", "Magenta", "Yellow", "Black"};
    g_autoptr(PdfFile) file = pdf_file_read_own(page->pdf, error);
    int plates = (int)self->plates;
    Replay replay = {.file = file,
                     .plates = names,
                     .plate_count = plates,
                     .to_pixels = to_pixels,
                     .width = self->width,
                     .height = self->height};

    for (int i = PROCESS; i < plates; i++)
        names[i] = self->infos[i].name;
    if (file == NULL || !add_pass(self, &replay, 0, REPLAY_BLACK, error) ||
        !add_pass(self, &replay, REPLAY_BLACK, PROCESS, error))
        return false;
    for (int first = PROCESS; first < plates; first += REPLAY_CHANNELS) {
        if (!add_pass(self, &replay, first, plates, error))
            return false;
    }
    return true;
}

PlatePage *plate_page_new(PrintRoom *room, const Poster *poster, const PrintJob *job,
                          Rect area, double ppi, guint first, guint end,
                          Diagnostics *diagnostics, GError **error) {
    g_autoptr(PlatePage) self = g_new0(PlatePage, 1);
    g_auto(PrintPage) page = {0};

    self->passes = g_array_new(FALSE, FALSE, sizeof(Pass));
    g_array_set_clear_func(self->passes, clear_pass);
    self->width = size_pixels(area.width, ppi);
    self->height = size_pixels(area.height, ppi);
    self->band_rows = (gint64)self->width * self->height <= SMALL_PIXELS_MAX
                          ? SMALL_BAND_ROWS
                          : BAND_ROWS;
    if (!check_size(self, error) ||
        !print_page_make(room, poster, job, first, end, diagnostics, &page, error) ||
        !name_plates(self, page.spots, error) ||
        !record(self, &page, find_matrix(poster, area, ppi), error))
        return NULL;
    self->canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, self->width,
                                              MIN(self->band_rows, self->height));
    return g_steal_pointer(&self);
}

/* --- drawing -------------------------------------------------------------------------
 */

/* Light becomes ink. */
static void take_channel(const PlatePage *self, int channel, int rows, guint8 *plate) {
    const guint8 *from = cairo_image_surface_get_data(self->canvas);
    gsize stride = (gsize)cairo_image_surface_get_stride(self->canvas);
    int shift = 16 - 8 * channel;

    for (int y = 0; y < rows; y++, from += stride) {
        const guint32 *pixels = (gconstpointer)from;

        for (int x = 0; x < self->width; x++)
            *plate++ = (guint8)(255 - (pixels[x] >> shift & 255));
    }
}

static bool draw_pass(const PlatePage *self, const Pass *pass, int band, guint8 *plates,
                      GError **error) {
    int top = band * self->band_rows, rows = plate_page_rows(self, band);
    gsize size = (gsize)self->width * (gsize)rows;
    cairo_status_t status;

    band_sources_enter(pass->bands, top);
    status = layers_draw(pass->layers, top, rows, self->canvas);
    cairo_surface_flush(self->canvas);
    if (!band_sources_check(pass->bands, error))
        return false;
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(self->canvas);
    if (status != CAIRO_STATUS_SUCCESS) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot draw: %s"),
                    cairo_status_to_string(status));
        return false;
    }
    for (int i = 0; i < REPLAY_CHANNELS; i++) {
        if (pass->channels[i] != REPLAY_NO_PLATE)
            take_channel(self, i, rows, plates + (gsize)pass->channels[i] * size);
    }
    return true;
}

bool plate_page_draw(const PlatePage *self, int band, guint8 *plates, GError **error) {
    for (guint i = 0; i < self->passes->len; i++) {
        if (!draw_pass(self, &g_array_index(self->passes, Pass, i), band, plates,
                       error))
            return false;
    }
    return true;
}
