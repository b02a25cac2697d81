/* Posters of the campaign, drawn in bands and on one surface. */
#include "../support.h"

#include "batch/task.h"
#include "draw/draw.h"
#include "raster/page.h"

#include <stdlib.h>

typedef struct {
    Diagnostics *diagnostics;
    Project *project;
    GPtrArray *motifs; /* of const Motif */
    Resources *resources;
} Campaigners;

static Campaigners open_campaign(void) {
    Campaigners self = {.diagnostics = diagnostics_new()};
    g_autoptr(GError) error = NULL;

    g_assert_cmpint(g_chdir(TEST_MOTIFS "/.."), ==, 0);
    self.project = project_new(self.diagnostics);
    self.motifs = project_load_motifs(self.project, "motifs", &error);
    g_assert_no_error(error);
    self.resources = resources_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    return self;
}

static void close_campaign(Campaigners *self) {
    resources_free(self->resources);
    g_ptr_array_unref(self->motifs);
    project_free(self->project);
    diagnostics_free(self->diagnostics);
}

/* What draws and laid itself out, without drawings: those of librsvg have other edges.
 */
static void drop_art(GPtrArray *items) {
    for (guint i = items->len; i > 0; i--) {
        const Item *item = g_ptr_array_index(items, i - 1);

        if (item->kind == ITEM_ART)
            g_ptr_array_remove_index(items, i - 1);
        else
            drop_art(item->items);
    }
}

static cairo_surface_t *draw_whole(const Poster *poster, double ppi, int width,
                                   int height) {
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *cr = cairo_create(surface);
    const DrawOptions options = {
        .text_as_paths = true, .in_pixels = true, .photo_ppi = ppi};

    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, ppi / 72, ppi / 72);
    cairo_translate(cr, -poster->boxes.trim.x, -poster->boxes.trim.y);
    g_assert_true(draw_poster(cr, poster, &options, NULL));
    cairo_destroy(cr);
    cairo_surface_flush(surface);
    return surface;
}

static const guint8 *row_of(cairo_surface_t *surface, int row) {
    return cairo_image_surface_get_data(surface) +
           (gssize)row * cairo_image_surface_get_stride(surface);
}

static int find_most(const guint8 *a, const guint8 *b, int width) {
    int most = 0;

    for (int i = 0; i < 4 * width; i++)
        most = i % 4 == 3 ? most : MAX(most, abs(a[i] - b[i]));
    return most;
}

/* The most that a colour of a pixel differs. */
static int compare(const Poster *poster, double ppi) {
    g_autoptr(GError) error = NULL;
    g_autoptr(RasterPage) page =
        raster_page_new(poster, poster->boxes.trim, ppi, &(RasterMeans){0}, &error);
    int width, most = 0, row = 0;
    cairo_surface_t *whole, *canvas;

    g_assert_no_error(error);
    width = raster_page_width(page);
    whole = draw_whole(poster, ppi, width, raster_page_height(page));
    canvas = raster_page_canvas(page);
    for (int band = 0; band < raster_page_bands(page); band++) {
        g_assert_true(raster_page_draw(page, band, canvas, &error));
        for (int i = 0; i < raster_page_rows(page, band); i++) {
            int differ = find_most(row_of(whole, row++), row_of(canvas, i), width);

            most = MAX(most, differ);
        }
    }
    g_assert_cmpint(row, ==, raster_page_height(page));
    cairo_surface_destroy(whole);
    cairo_surface_destroy(canvas);
    return most;
}

/* In scripts of several kinds, on cards, boards and posters, in few and in many bands.
 */
static void test_words_and_panels_are_those_of_one_surface(void) {
    static char *sizes[] = {"a6", "a3", "18-1", "1080x1920", NULL};
    static char *languages[] = {"de", "ar", "el", "ru", NULL};
    Selection selection = {.sizes = sizes,
                           .languages = languages,
                           .outputs = {[OUTPUT_PNG] = true},
                           .folder = "out"};
    Campaigners campaign = open_campaign();
    g_autofree char *problem = NULL;
    g_autoptr(GPtrArray) tasks =
        plan_make(campaign.motifs, &selection, campaign.diagnostics, &problem);

    g_assert_cmpstr(problem, ==, NULL);
    g_assert_cmpuint(tasks->len, >, 20);
    for (guint i = 0; i < tasks->len; i += tasks->len / 20) {
        const Task *task = g_ptr_array_index(tasks, i);
        g_autoptr(Poster) poster =
            task_make_poster(task, campaign.resources, campaign.diagnostics);
        double longer = MAX(poster->boxes.trim.width, poster->boxes.trim.height);

        drop_art(poster->items);
        if (compare(poster, 72 * (i % 3 == 0 ? 2500 : 700) / longer) > 1)
            g_error("%s: %d levels", task->path, compare(poster, 72 * 700 / longer));
    }
    close_campaign(&campaign);
}

static const UnitTest tests[] = {
    TEST(words_and_panels_are_those_of_one_surface),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
