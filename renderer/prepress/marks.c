#include "prepress/marks.h"

#include <pango/pangocairo.h>

/* Points. Half a millimetre of nothing between bleed and marks; lines as thin as shops
 * ask for (0.25 pt). */
#define GAP 3.0
#define LENGTH 14.0
#define LINE 0.25
#define RADIUS 4.0
#define PATCH 10.0
#define SLUG_SIZE 5.5

double marks_room(Marks marks) {
    if (marks == MARKS_SLUG)
        return GAP + 1.4 * SLUG_SIZE + GAP;
    return marks == MARKS_NONE ? 0 : GAP + LENGTH + GAP;
}

static void set_ink(cairo_t *cr, const MarksPage *page, Rgb screen,
                    const PrintColour *colour) {
    Rgb tag = ink_tags_add(page->tags, screen, colour);

    cairo_set_source_rgb(cr, tag.red, tag.green, tag.blue);
}

static void set_registration(cairo_t *cr, const MarksPage *page) {
    static const PrintColour all = {.plates = PLATES_ALL, .tint = 1};

    set_ink(cr, page, (Rgb){0, 0, 0}, &all);
}

static void line(cairo_t *cr, double x1, double y1, double x2, double y2) {
    cairo_move_to(cr, x1, y1);
    cairo_line_to(cr, x2, y2);
}

static void mark(cairo_t *cr, double x1, double y1, double x2, double y2) {
    line(cr, x1, y1, x2, y2);
    cairo_stroke(cr);
}

/* Eight lines that stand on the edges of a box, outside the bleed; each by itself,
 * since together they would reach across the poster. */
static void edge_marks(cairo_t *cr, Rect box, Rect bleed, double length) {
    double left = bleed.x - GAP, right = bleed.x + bleed.width + GAP;
    double top = bleed.y - GAP, bottom = bleed.y + bleed.height + GAP;
    const double across[2] = {box.x, box.x + box.width};
    const double down[2] = {box.y, box.y + box.height};

    for (int i = 0; i < 2; i++) {
        mark(cr, across[i], top - length, across[i], top);
        mark(cr, across[i], bottom, across[i], bottom + length);
        mark(cr, left - length, down[i], left, down[i]);
        mark(cr, right, down[i], right + length, down[i]);
    }
}

/* A circle with a cross through it. */
static void registration_mark(cairo_t *cr, double x, double y) {
    cairo_new_sub_path(cr);
    cairo_arc(cr, x, y, RADIUS, 0, 2 * G_PI);
    line(cr, x - 1.5 * RADIUS, y, x + 1.5 * RADIUS, y);
    line(cr, x, y - 1.5 * RADIUS, x, y + 1.5 * RADIUS);
    cairo_stroke(cr);
}

static void registration_marks(cairo_t *cr, Rect bleed) {
    double out = GAP + LENGTH / 2;
    double x = bleed.x + bleed.width / 2, y = bleed.y + bleed.height / 2;

    registration_mark(cr, x, bleed.y - out);
    registration_mark(cr, x, bleed.y + bleed.height + out);
    registration_mark(cr, bleed.x - out, y);
    registration_mark(cr, bleed.x + bleed.width + out, y);
}

/* --- the colour bar ------------------------------------------------------------------
 */

typedef struct {
    const char *name;
    double cmyk[4];
    Rgb screen;
} Patch;

static const Patch patches[] = {
    {"C", {1, 0, 0, 0}, {0, 0.6, 0.85}},
    {"M", {0, 1, 0, 0}, {0.9, 0, 0.5}},
    {"Y", {0, 0, 1, 0}, {1, 0.93, 0}},
    {"K", {0, 0, 0, 1}, {0.1, 0.1, 0.1}},
    {"C 50", {0.5, 0, 0, 0}, {0.6, 0.8, 0.9}},
    {"M 50", {0, 0.5, 0, 0}, {0.95, 0.6, 0.75}},
    {"Y 50", {0, 0, 0.5, 0}, {1, 0.95, 0.6}},
    {"K 50", {0, 0, 0, 0.5}, {0.6, 0.6, 0.6}},
};

static void patch(cairo_t *cr, const MarksPage *page, double *x, Rgb screen,
                  const PrintColour *colour) {
    set_ink(cr, page, screen, colour);
    cairo_rectangle(cr, *x, page->bleed.y - GAP - PATCH, PATCH, PATCH);
    cairo_fill(cr);
    *x += PATCH;
}

/* Above the poster, from the left edge of the trim to before the middle's mark, as far
 * as there is room. */
static void colour_bar(cairo_t *cr, const MarksPage *page) {
    double x = page->trim.x + GAP;
    double end = page->bleed.x + page->bleed.width / 2 - 2 * RADIUS - PATCH;

    for (size_t i = 0; i < G_N_ELEMENTS(patches) && x < end; i++) {
        PrintColour colour = {.plates = PLATES_PROCESS};

        for (int j = 0; j < 4; j++)
            colour.cmyk[j] = patches[i].cmyk[j];
        patch(cr, page, &x, patches[i].screen, &colour);
    }
    for (guint i = 0; i < page->spots->len && x < end; i++) {
        const Ink *ink = g_ptr_array_index(page->spots, i);
        PrintColour colour = print_colour_of_paint((Paint){ink, 1});

        patch(cr, page, &x, ink->screen, &colour);
    }
}

/* --- the slug line -------------------------------------------------------------------
 */

/* Below the poster, between the crop marks, smaller where it must be. */
static void slug_line(cairo_t *cr, const MarksPage *page) {
    PangoLayout *layout = pango_layout_new(fonts_context(page->fonts, false));
    PangoFontDescription *font = pango_font_description_new();
    double room = page->trim.width / 2 - 2 * RADIUS - 2 * GAP, scale;
    PangoRectangle extents;

    if (page->style != NULL && page->style->families->len > 0)
        pango_font_description_set_family(font,
                                          g_ptr_array_index(page->style->families, 0));
    pango_font_description_set_absolute_size(font, FONTS_UNIT * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, page->slug, -1);
    pango_layout_get_extents(layout, NULL, &extents);
    scale = MIN(SLUG_SIZE / FONTS_UNIT, room * PANGO_SCALE / MAX(extents.width, 1));
    cairo_save(cr);
    cairo_translate(cr, page->trim.x + GAP,
                    page->bleed.y + page->bleed.height + GAP + SLUG_SIZE);
    cairo_scale(cr, scale, scale);
    cairo_move_to(cr, 0, 0);
    if (page->text_as_paths) {
        pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
        cairo_fill(cr);
    } else {
        pango_cairo_show_layout_line(cr, pango_layout_get_line_readonly(layout, 0));
    }
    cairo_restore(cr);
    pango_font_description_free(font);
    g_object_unref(layout);
}

void marks_draw(cairo_t *cr, const MarksPage *page) {
    if (page->marks == MARKS_NONE)
        return;
    set_registration(cr, page);
    cairo_set_line_width(cr, LINE);
    if (page->marks != MARKS_SLUG)
        edge_marks(cr, page->trim, page->bleed, LENGTH);
    if (page->marks == MARKS_ALL || page->marks == MARKS_SLUG)
        slug_line(cr, page);
    if (page->marks != MARKS_ALL)
        return;
    edge_marks(cr, page->bleed, page->bleed, LENGTH / 2);
    registration_marks(cr, page->bleed);
    colour_bar(cr, page);
}
