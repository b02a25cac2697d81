#include "prepress/proof_marks.h"

#include "model/joints.h"

#include <math.h>
#include <pango/pangocairo.h>

enum { LINES_MAX = 3, DASH_MAX = 4 };

/* Of words, in pixels: so small that they are just read on a screen, or a share of the
 * page; never so large that they cover a small page. */
#define WORDS_LEAST 12.0
#define WORDS_SHARE 0.009
#define WORDS_MOST_SHARE (1 / 36.0)
#define NOTE_SIZE 1.3 /* of these */

/* Words from corner to corner: how much of the way they take, how high they are at
 * most, of the shorter side, and how much of the poster they let through. */
#define ACROSS_SHARE 0.8
#define ACROSS_MOST 0.22
#define ACROSS_OPACITY 0.42

typedef struct {
    const char *name;
    Rgb colour;
    double dash[DASH_MAX]; /* of the size of words; 0: a whole line */
} LineLook;

static const LineLook looks[LINES_MAX] = {
    {"Endformat", {0, 0, 0}, {0}},
    {"sichtbarer Bereich", {0, 0.32, 0.85}, {1.1, 0.5, 1.1, 0.5}},
    {"Sicherheitsabstand", {0.8, 0, 0.42}, {0.35, 0.35, 0.35, 0.35}},
};

static const LineLook joint_look = {"Stoß", {0.72, 0.27, 0}, {1.6, 0.35, 0.35, 0.35}};

/* Pixels of the page. */
typedef struct {
    const LineLook *look;
    Rect box;
} Line;

typedef struct {
    Rect area;
    Rgb colour;
    cairo_path_t *words; /* owned */
} Tag;

struct ProofMarks {
    int width, height;
    double size, core, casing; /* of words and lines; pixels */
    Line lines[LINES_MAX];
    int line_count;
    GArray *joints;       /* of Rect: lines without a width or a height; owned */
    GArray *tags;         /* of Tag; owned */
    cairo_path_t *across; /* may be NULL; owned */
};

static void clear_tag(gpointer tag) {
    cairo_path_destroy(((Tag *)tag)->words);
}

/* --- where everything stands
 * ----------------------------------------------------------
 */

static void choose_sizes(ProofMarks *self) {
    double shorter = MIN(self->width, self->height);

    self->size =
        fmax(shorter * WORDS_SHARE, fmin(WORDS_LEAST, self->width * WORDS_MOST_SHARE));
    self->core = fmax(1, round(self->size / 16));
    self->casing = self->core + 2 * fmax(1, round(self->core / 2));
}

/* The middle of a line along an edge, so that it lies on whole pixels of the page. */
static double line_at(const ProofMarks *self, double edge, int side) {
    double half = self->casing / 2;

    return CLAMP(round(edge - half) + half, half, MAX(side - half, half));
}

static Rect place_box(const ProofMarks *self, const PageBoxes *boxes, Rect box) {
    double across = self->width / boxes->bleed.width;
    double down = self->height / boxes->bleed.height;
    double left = line_at(self, (box.x - boxes->bleed.x) * across, self->width);
    double top = line_at(self, (box.y - boxes->bleed.y) * down, self->height);
    double right =
        line_at(self, (box.x + box.width - boxes->bleed.x) * across, self->width);
    double bottom =
        line_at(self, (box.y + box.height - boxes->bleed.y) * down, self->height);

    return (Rect){left, top, right - left, bottom - top};
}

static bool boxes_are_one(Rect a, Rect b) {
    return rect_contains(a, b, 0.5) && rect_contains(b, a, 0.5);
}

/* The words as a path from 0, 0, the left end of their baseline; their width. */
static double make_words(const ProofPage *page, const char *text, double size,
                         PangoWeight weight, cairo_t *cr) {
    PangoLayout *layout = pango_layout_new(fonts_context(page->fonts, false));
    PangoFontDescription *font = pango_font_description_new();
    PangoRectangle extents;

    if (page->family != NULL)
        pango_font_description_set_family(font, page->family);
    pango_font_description_set_weight(font, weight);
    pango_font_description_set_absolute_size(font, FONTS_UNIT * PANGO_SCALE);
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, text, -1);
    pango_layout_get_extents(layout, NULL, &extents);
    cairo_save(cr);
    cairo_scale(cr, size / FONTS_UNIT, size / FONTS_UNIT);
    pango_cairo_layout_line_path(cr, pango_layout_get_line_readonly(layout, 0));
    cairo_restore(cr);
    pango_font_description_free(font);
    g_object_unref(layout);
    return (double)extents.width / PANGO_SCALE * size / FONTS_UNIT;
}

/* Words on a tag whose middle is at `y`; `x` is its left end, or its middle. Returns
 * its right end. */
static double add_tag(ProofMarks *self, const ProofPage *page, const char *text,
                      Rgb colour, double size, double x, double y, bool centred) {
    /* Of letters outside a surface with edges cairo makes no paths. */
    cairo_surface_t *endless =
        cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cr = cairo_create(endless);
    double width = make_words(page, text, size, PANGO_WEIGHT_NORMAL, cr);
    double fit = fmin(1, self->width / (width + 2 * size));
    Tag tag = {.colour = colour};

    size *= fit;
    tag.area = (Rect){x, y - size * 0.8, width * fit + size, size * 1.6};
    if (centred)
        tag.area.x -= tag.area.width / 2;
    tag.area.y = CLAMP(tag.area.y, 0, MAX(self->height - tag.area.height, 0));
    cairo_new_path(cr);
    cairo_translate(cr, tag.area.x + size / 2, tag.area.y + size * 1.16);
    make_words(page, text, size, PANGO_WEIGHT_NORMAL, cr);
    cairo_identity_matrix(cr);
    tag.words = cairo_copy_path(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(endless);
    if (tag.area.x + tag.area.width <= self->width) {
        g_array_append_val(self->tags, tag);
        return tag.area.x + tag.area.width;
    }
    clear_tag(&tag);
    return x;
}

/* Boxes that are the same have one line and one tag. */
static void add_lines(ProofMarks *self, const ProofPage *page) {
    const Rect boxes[LINES_MAX] = {page->boxes->trim, page->boxes->visible,
                                   page->boxes->safe};
    double x = place_box(self, page->boxes, page->boxes->safe).x + self->size;

    for (int i = 0; i < LINES_MAX; i++) {
        Line line = {&looks[i], place_box(self, page->boxes, boxes[i])};
        g_autoptr(GString) names = g_string_new(looks[i].name);

        while (i + 1 < LINES_MAX && boxes_are_one(boxes[i], boxes[i + 1]))
            g_string_append_printf(names, " · %s", looks[++i].name);
        self->lines[self->line_count++] = line;
        x = add_tag(self, page, names->str, line.look->colour, self->size, x,
                    line.box.y, false) +
            self->size / 2;
    }
}

/* Each within the trim, with the splits that have it. */
static void add_joints(ProofMarks *self, const ProofPage *page) {
    g_autoptr(GArray) joints = size_joints(page->size);
    const PageBoxes *boxes = page->boxes;

    for (guint i = 0; i < joints->len; i++) {
        const Joint *joint = &g_array_index(joints, Joint, i);
        Rect box = joint->is_upright ? (Rect){joint->at, 0, 0, boxes->trim.height}
                                     : (Rect){0, joint->at, boxes->trim.width, 0};
        g_autofree char *name =
            g_strdup_printf("%s %s", joint_look.name, joint->fits->str);

        box = place_box(self, boxes, box);
        g_array_append_val(self->joints, box);
        add_tag(self, page, name, joint_look.colour, self->size,
                joint->is_upright ? box.x : box.x + 6 * self->size,
                joint->is_upright ? box.y + box.height - 3 * self->size : box.y, true);
    }
}

/* Up from the lower left corner to the upper right one. */
static void add_across(ProofMarks *self, const ProofPage *page) {
    cairo_surface_t *endless =
        cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, NULL);
    cairo_t *cr = cairo_create(endless);
    double width = make_words(page, page->across, 1000, PANGO_WEIGHT_SEMIBOLD, cr);
    double way = hypot(self->width, self->height);
    double size = fmin(1000 * ACROSS_SHARE * way / width,
                       ACROSS_MOST * MIN(self->width, self->height));

    cairo_new_path(cr);
    cairo_translate(cr, self->width / 2.0, self->height / 2.0);
    cairo_rotate(cr, -atan2(self->height, self->width));
    cairo_translate(cr, -width * size / 1000 / 2, size * 0.36);
    make_words(page, page->across, size, PANGO_WEIGHT_SEMIBOLD, cr);
    cairo_identity_matrix(cr);
    self->across = cairo_copy_path(cr);
    cairo_destroy(cr);
    cairo_surface_destroy(endless);
}

ProofMarks *proof_marks_new(const ProofPage *page) {
    ProofMarks *self = g_new0(ProofMarks, 1);

    self->width = page->width;
    self->height = page->height;
    self->tags = g_array_new(FALSE, FALSE, sizeof(Tag));
    self->joints = g_array_new(FALSE, FALSE, sizeof(Rect));
    g_array_set_clear_func(self->tags, clear_tag);
    choose_sizes(self);
    add_lines(self, page);
    if (page->size != NULL)
        add_joints(self, page);
    if (page->across != NULL)
        add_across(self, page);
    add_tag(self, page, page->note, looks[0].colour, self->size * NOTE_SIZE,
            self->width / 2.0, self->height, true);
    return self;
}

void proof_marks_free(ProofMarks *self) {
    if (self == NULL)
        return;
    g_array_unref(self->tags);
    g_array_unref(self->joints);
    if (self->across != NULL)
        cairo_path_destroy(self->across);
    g_free(self);
}

/* --- drawing
 * --------------------------------------------------------------------------
 */

static void set_colour(cairo_t *cr, Rgb colour) {
    cairo_set_source_rgb(cr, colour.red, colour.green, colour.blue);
}

/* Along the path at hand. */
static void draw_line(const ProofMarks *self, cairo_t *cr, const LineLook *look) {
    double lengths[DASH_MAX];

    for (int i = 0; i < DASH_MAX; i++)
        lengths[i] = look->dash[i] * self->size;
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_line_width(cr, self->casing);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_stroke_preserve(cr);
    if (lengths[0] > 0)
        cairo_set_dash(cr, lengths, DASH_MAX, 0);
    cairo_set_line_width(cr, self->core);
    set_colour(cr, look->colour);
    cairo_stroke(cr);
}

static void draw_box(const ProofMarks *self, cairo_t *cr, const Line *line) {
    cairo_rectangle(cr, line->box.x, line->box.y, line->box.width, line->box.height);
    draw_line(self, cr, line->look);
}

static void draw_joint(const ProofMarks *self, cairo_t *cr, Rect line) {
    cairo_move_to(cr, line.x, line.y);
    cairo_line_to(cr, line.x + line.width, line.y + line.height);
    draw_line(self, cr, &joint_look);
}

/* White with a dark edge: one of both is seen on any ground. */
static void draw_across(const ProofMarks *self, cairo_t *cr) {
    cairo_append_path(cr, self->across);
    cairo_set_source_rgba(cr, 1, 1, 1, ACROSS_OPACITY);
    cairo_fill_preserve(cr);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_line_width(cr, 2 * self->core);
    cairo_set_source_rgba(cr, 0, 0, 0, ACROSS_OPACITY);
    cairo_stroke(cr);
}

static void draw_tag(const ProofMarks *self, cairo_t *cr, const Tag *tag) {
    double inset = self->core / 2;

    cairo_rectangle(cr, tag->area.x, tag->area.y, tag->area.width, tag->area.height);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_fill(cr);
    cairo_rectangle(cr, tag->area.x + inset, tag->area.y + inset,
                    tag->area.width - 2 * inset, tag->area.height - 2 * inset);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_line_width(cr, self->core);
    set_colour(cr, tag->colour);
    cairo_stroke(cr);
    cairo_append_path(cr, tag->words);
    cairo_fill(cr);
}

void proof_marks_draw(const ProofMarks *self, cairo_surface_t *canvas, int top,
                      int rows) {
    cairo_t *cr = cairo_create(canvas);

    cairo_rectangle(cr, 0, 0, self->width, rows);
    cairo_clip(cr);
    cairo_translate(cr, 0, -top);
    if (self->across != NULL)
        draw_across(self, cr);
    for (guint i = 0; i < self->joints->len; i++)
        draw_joint(self, cr, g_array_index(self->joints, Rect, i));
    for (int i = self->line_count - 1; i >= 0; i--)
        draw_box(self, cr, &self->lines[i]);
    for (guint i = 0; i < self->tags->len; i++) {
        const Tag *tag = &g_array_index(self->tags, Tag, i);

        if (tag->area.y < top + rows && tag->area.y + tag->area.height > top)
            draw_tag(self, cr, tag);
    }
    cairo_destroy(cr);
}
