#include "prepress/plates.h"

#include "base/translate.h"
#include "base/vectors.h"
#include "prepress/print_page.h"
#include "prepress/replay.h"

#include <string.h>

/* What a pixel of a band takes more for each plate: the plate, one more of it, and what
 * is compressed. */
enum { PLATE_PIXEL_BYTES = 3 };

enum { PROCESS = 4 };

/* Up to three plates that are drawn together. */
typedef struct {
    int channels[REPLAY_CHANNELS];
    Layers *layers;       /* owned */
    BandSources *sources; /* owned */
} Pass;

struct PlatePage {
    Bands bands;
    PlateInfo infos[REPLAY_PLATES_MAX];
    guint plates;
    GArray *passes; /* of Pass; owned */
    cairo_surface_t *canvas;
};

static void clear_pass(gpointer pointer) {
    Pass *pass = pointer;

    layers_free(pass->layers);
    band_sources_free(pass->sources);
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
    return self->bands.width;
}

int plate_page_height(const PlatePage *self) {
    return self->bands.height;
}

int plate_page_bands(const PlatePage *self) {
    return bands_count(&self->bands);
}

int plate_page_rows(const PlatePage *self, int band) {
    return bands_rows(&self->bands, band);
}

guint plate_page_plates(const PlatePage *self) {
    return self->plates;
}

const PlateInfo *plate_page_plate(const PlatePage *self, guint plate) {
    return &self->infos[plate];
}

guint plate_page_helpers(const PlatePage *self, const RasterMeans *means) {
    return bands_helpers(&self->bands, means, (gsize)PLATE_PIXEL_BYTES * self->plates);
}

/* --- making it -----------------------------------------------------------------------
 */

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
    const Bands *bands = &self->bands;
    bool is_small = bands_are_small(bands->width, bands->height);
    Pass pass = {.layers = layers_new(bands->width, bands->height, is_small),
                 .sources = band_sources_new(bands->width, bands->height, bands->rows)};

    for (int i = 0; i < REPLAY_CHANNELS; i++)
        pass.channels[i] = first + i < end ? first + i : REPLAY_NO_PLATE;
    g_array_append_val(self->passes, pass);
    memcpy(replay->channels, pass.channels, sizeof pass.channels);
    replay->layers = pass.layers;
    replay->bands = pass.sources;
    return replay_page(replay, error) &&
           drawing_is_fine(layers_finish(pass.layers), error);
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
                     .width = self->bands.width,
                     .height = self->bands.height};

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
    if (!bands_make(&self->bands, area, ppi, error) ||
        !print_page_make(room, poster, job, first, end, diagnostics, &page, error) ||
        !name_plates(self, page.spots, error) ||
        !record(self, &page, find_matrix(poster, area, ppi), error))
        return NULL;
    self->canvas = bands_canvas(&self->bands);
    return g_steal_pointer(&self);
}

/* --- drawing -------------------------------------------------------------------------
 */

/* Light becomes ink. */
VECTORISED static void take_row(const guint32 *restrict pixels, int shift,
                                guint8 *restrict plate, int width) {
    for (int x = 0; x < width; x++)
        plate[x] = (guint8)(255 - (pixels[x] >> shift & 255));
}

static void take_channel(const PlatePage *self, int channel, int rows, guint8 *plate) {
    const guint8 *from = cairo_image_surface_get_data(self->canvas);
    int stride = cairo_image_surface_get_stride(self->canvas);
    int width = self->bands.width;

    for (int y = 0; y < rows; y++, from += stride, plate += width)
        take_row((gconstpointer)from, 16 - 8 * channel, plate, width);
}

static bool draw_pass(const PlatePage *self, const Pass *pass, int band, guint8 *plates,
                      GError **error) {
    int rows = plate_page_rows(self, band);
    gsize size = (gsize)self->bands.width * (gsize)rows;

    if (!bands_draw(&self->bands, pass->layers, pass->sources, band, self->canvas,
                    error))
        return false;
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
