#include "prepress/softproof.h"

#include "base/translate.h"
#include "prepress/proof_marks.h"
#include "raster/png.h"
#include "resources/proof_colours.h"

/* One softproof being made, in this process or its helpers. */
typedef struct {
    const PlatePage *page;
    ProofColours *colours;
    ProofMarks *marks;
    guint8 *plates; /* of a band; owned */
    cairo_surface_t *canvas;
} Proof;

static cairo_surface_t *draw_band(void *data, int band, GError **error) {
    const Proof *self = data;
    int width = plate_page_width(self->page), rows = plate_page_rows(self->page, band);
    int top = band * plate_page_rows(self->page, 0);
    gpointer pixels = cairo_image_surface_get_data(self->canvas);

    if (!plate_page_draw(self->page, band, self->plates, error))
        return NULL;
    /* Rows of RGB24 have no gaps. */
    proof_colours_run(self->colours, self->plates, (gsize)width * (gsize)rows, pixels);
    cairo_surface_mark_dirty(self->canvas);
    proof_marks_draw(self->marks, self->canvas, top, rows);
    cairo_surface_flush(self->canvas);
    return self->canvas;
}

/* --- what it says
 * ---------------------------------------------------------------------
 */

/* In German, whatever language messages have: a file has the same bytes everywhere. */
static char *make_note(const Condition *condition, bool paper_white) {
    GString *note = g_string_new("Softproof – kein verbindlicher Prüfdruck");

    g_string_append_printf(
        note, " · %s", condition->title != NULL ? condition->title : condition->name);
    if (paper_white)
        g_string_append_printf(note, " · %s", "mit Papierweiß");
    return g_string_free(note, FALSE);
}

static ProofMarks *make_marks(const Proof *self, const PrintRoom *room,
                              const Poster *poster, const Campaign *campaign,
                              bool paper_white) {
    g_autofree char *note = make_note(print_condition(campaign), paper_white);
    const ProofPage page = {.boxes = &poster->boxes,
                            .width = plate_page_width(self->page),
                            .height = plate_page_height(self->page),
                            .fonts = print_room_resources(room)->fonts,
                            .family = campaign_words_family(campaign),
                            .note = note};

    return proof_marks_new(&page);
}

/* --- the file
 * -------------------------------------------------------------------------
 */

static ProofColours *open_colours(const PlatePage *page, PrintRoom *room,
                                  const Campaign *campaign, bool paper_white,
                                  GError **error) {
    const Profile *profile = print_room_profile(room, campaign, error);
    g_autoptr(GPtrArray) spots = g_ptr_array_new();
    ProofColours *colours;

    if (profile == NULL)
        return NULL;
    for (guint i = 4; i < plate_page_plates(page); i++)
        g_ptr_array_add(spots, (gpointer)plate_page_plate(page, i)->ink);
    colours = proof_colours_new(profile, spots, paper_white);
    if (colours == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("'%s' lacks a table from inks to colours"),
                    print_condition(campaign)->profile);
    return colours;
}

static void make_room(Proof *self) {
    int width = plate_page_width(self->page), rows = plate_page_rows(self->page, 0);

    self->plates = g_malloc((gsize)width * (gsize)rows * plate_page_plates(self->page));
    self->canvas = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, rows);
}

static void clear_room(Proof *self) {
    cairo_surface_destroy(self->canvas);
    g_free(self->plates);
}

static Product *write_bands(Proof *self, const Poster *poster,
                            const SoftproofOptions *options, double ppi,
                            const char *path, GError **error) {
    int width = plate_page_width(self->page), height = plate_page_height(self->page);
    g_autofree char *title = g_strdup_printf("%s – Softproof", poster->title);
    PngBands bands = {
        .format = {.width = width,
                   .height = height,
                   .effort = png_effort(options->compression, width, height)},
        .about = png_about(poster, ppi),
        .rows = plate_page_rows(self->page, 0),
        .helpers = plate_page_helpers(self->page, &options->means),
        .data = self,
        .draw = draw_band};
    Product *product;

    bands.about.title = title;
    product = png_bands_write(&bands, path, error);
    if (product != NULL)
        product->kind = "softproof";
    return product;
}

Product *softproof_write(PrintRoom *room, const Poster *poster, const PrintJob *job,
                         const SoftproofOptions *options, const char *path,
                         Diagnostics *diagnostics, GError **error) {
    double ppi = poster_ppi(poster, options->ppi);
    g_autoptr(PlatePage) page =
        plate_page_new(room, poster, job, poster->boxes.bleed, ppi, 0,
                       poster->items->len, diagnostics, error);
    g_autoptr(ProofColours) colours =
        page == NULL
            ? NULL
            : open_colours(page, room, job->campaign, options->paper_white, error);
    g_autoptr(ProofMarks) marks = NULL;
    Proof proof = {.page = page, .colours = colours};
    Product *product;

    if (colours == NULL)
        return NULL;
    proof.marks = marks =
        make_marks(&proof, room, poster, job->campaign, options->paper_white);
    make_room(&proof);
    product = write_bands(&proof, poster, options, ppi, path, error);
    clear_room(&proof);
    return product;
}
