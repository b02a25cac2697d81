#include "layout/emit_pattern.h"

#include "layout/emit_shape.h"

#include <math.h>

enum { MARKS_MAX = 40000 };

typedef struct {
    Emit *emit;
    const Box *box;
    Rect area;
    double step, size;   /* points */
    GPtrArray *outlines; /* of Outline, one an ink; owned */
} Pattern;

/* --- chance --------------------------------------------------------------------------
 */

/* What chance is asked for. */
typedef enum {
    ASK_PRESENCE,
    ASK_INK,
    ASK_RIGHT,
    ASK_DOWN,
    ASK_TURN,
    ASK_FORM,
} Question;

/* From 0 to under 1, from the place alone: a larger area only adds marks. (The finisher
 * of SplitMix64.) */
static double chance(const Pattern *self, int row, int column, Question question) {
    guint64 bits = (guint64)self->box->pattern.seed * 0x9E3779B97F4A7C15u ^
                   (guint64)(guint32)row << 35 ^ (guint64)(guint32)column << 5 ^
                   (guint64)question;

    bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9u;
    bits = (bits ^ bits >> 27) * 0x94D049BB133111EBu;
    bits ^= bits >> 31;
    return (double)(bits >> 11) / 9007199254740992.0;
}

/* --- marks
 * ------------------------------------------------------------------------------ */

/* Each draws a mark about 0, 0. */
typedef void (*DrawMark)(const Pattern *self, Outline *outline);

static void add_dot(const Pattern *self, Outline *outline) {
    outline_add_circle(outline, 0, 0, self->size / 2);
}

static void add_square(const Pattern *self, Outline *outline) {
    static const double square[4] = {0, 0, 0, 0};
    double size = self->size;

    outline_add_rect(outline, (Rect){-size / 2, -size / 2, size, size}, square);
}

/* The body of our figures: a round top on straight sides. */
static void add_arch(const Pattern *self, Outline *outline) {
    double width = self->size, height = width * 1.2;
    const double radii[4] = {width / 2, width / 2, 0, 0};

    outline_add_rect(outline, (Rect){-width / 2, -height / 2, width, height}, radii);
}

static void add_bar(const Pattern *self, Outline *outline) {
    double length = self->size, thickness = length / 4, round = thickness / 2;
    const double radii[4] = {round, round, round, round};

    outline_add_rect(outline, (Rect){-length / 2, -thickness / 2, length, thickness},
                     radii);
}

static void add_half_dot(const Pattern *self, Outline *outline) {
    double radius = self->size / 2;
    const double radii[4] = {radius, radius, 0, 0};

    outline_add_rect(outline, (Rect){-radius, -radius / 2, 2 * radius, radius}, radii);
}

static const DrawMark marks[] = {
    [MARK_DOTS] = add_dot, [MARK_ARCHES] = add_arch, [MARK_SQUARES] = add_square};
static const DrawMark confetti[] = {add_dot, add_half_dot, add_bar, add_square};

static Outline *choose_outline(const Pattern *self, int row, int column) {
    guint inks = self->outlines->len;
    guint index = (guint)(chance(self, row, column, ASK_INK) * inks);

    return g_ptr_array_index(self->outlines, index);
}

static bool is_there(const Pattern *self, int row, int column) {
    return chance(self, row, column, ASK_PRESENCE) < self->box->pattern.chance;
}

static void add_mark(const Pattern *self, int row, int column) {
    const BoxPattern *pattern = &self->box->pattern;
    double jitter = pattern->jitter * self->step;
    double x = (column + 0.5 + (row & 1 ? 0.5 : 0)) * self->step;
    double y = (row + 0.5) * self->step;
    double turn = (2 * chance(self, row, column, ASK_TURN) - 1) * pattern->turn;
    guint form = (guint)(chance(self, row, column, ASK_FORM) * G_N_ELEMENTS(confetti));
    DrawMark draw = pattern->of == MARK_CONFETTI ? confetti[form] : marks[pattern->of];
    g_autoptr(Outline) mark = outline_new();
    Outline *all;

    if (!is_there(self, row, column))
        return;
    x += (2 * chance(self, row, column, ASK_RIGHT) - 1) * jitter;
    y += (2 * chance(self, row, column, ASK_DOWN) - 1) * jitter;
    draw(self, mark);
    outline_transform(mark, affine_rotation(turn, 0, 0));
    outline_transform(mark, (Affine){1, 0, 0, 1, self->area.x + x, self->area.y + y});
    all = choose_outline(self, row, column);
    g_array_append_vals(all->steps, mark->steps->data, mark->steps->len);
}

static int rows_of(const Pattern *self) {
    return (int)ceil(self->area.height / self->step) + 1;
}

static int columns_of(const Pattern *self) {
    return (int)ceil(self->area.width / self->step) + 1;
}

/* Marks outside may reach in. */
static void add_marks(const Pattern *self) {
    int margin = 1 + (int)ceil(self->box->pattern.size + self->box->pattern.jitter);

    for (int row = -margin; row < rows_of(self) + margin; row++) {
        for (int column = -margin; column < columns_of(self) + margin; column++)
            add_mark(self, row, column);
    }
}

/* --- lines
 * ---------------------------------------------------------------------------- */

/* Across the area, whatever way they are turned: as long as its diagonal. */
static void add_line(const Pattern *self, Outline *outline, double y, double reach) {
    double wave = 2 * self->step, high = self->step / 2;

    outline_move(outline, -reach, y);
    if (self->box->pattern.of == MARK_STRIPES) {
        outline_line(outline, reach, y);
        return;
    }
    /* A curve of 0.3642 of a half wave comes nearest to a sine. */
    for (double x = -reach; x < reach; x += wave) {
        outline_curve(outline, x + 0.3642 * wave / 2, y - high,
                      x + wave / 2 - 0.3642 * wave / 2, y - high, x + wave / 2, y);
        outline_curve(outline, x + wave / 2 + 0.3642 * wave / 2, y + high,
                      x + wave - 0.3642 * wave / 2, y + high, x + wave, y);
    }
}

static void add_lines(const Pattern *self) {
    double reach = hypot(self->area.width, self->area.height) / 2 + self->step;
    int half = (int)ceil(reach / self->step);
    Rect area = self->area;
    Affine place = affine_then(
        affine_rotation(self->box->pattern.turn, 0, 0),
        (Affine){1, 0, 0, 1, area.x + area.width / 2, area.y + area.height / 2});

    reach = half * self->step;
    for (int row = -half; row <= half; row++) {
        Outline *all = choose_outline(self, row, 0);
        g_autoptr(Outline) line = outline_new();

        if (!is_there(self, row, 0))
            continue;
        add_line(self, line, row * self->step, reach);
        outline_transform(line, place);
        g_array_append_vals(all->steps, line->steps->data, line->steps->len);
    }
}

/* --- the whole
 * -------------------------------------------------------------------------- */

static bool is_of_lines(const Box *box) {
    return box->pattern.of == MARK_STRIPES || box->pattern.of == MARK_WAVES;
}

static guint count_inks(const Box *box) {
    return box->pattern.inks == NULL ? 1 : box->pattern.inks->len;
}

/* What all marks of one ink become. */
static Item *make_item(const Pattern *self, guint index) {
    const Box *box = self->box;
    Outline *outline = g_ptr_array_index(self->outlines, index);
    Item *item = item_new(ITEM_SHAPE);

    item->origin = box->origin;
    item->box_origin = box->origin;
    item->paint = emit_paint(self->emit,
                             box->pattern.inks == NULL
                                 ? box->ink
                                 : g_ptr_array_index(box->pattern.inks, index),
                             box->tint);
    item_add_state(item, item->paint.ink->state);
    item->stroke = is_of_lines(box) ? self->size : 0;
    item->outline = outline_new();
    g_array_append_vals(item->outline->steps, outline->steps->data,
                        outline->steps->len);
    if (box->mirror && !isnan(self->emit->axis))
        outline_transform(item->outline, affine_mirror(self->emit->axis));
    item->area = outline_bounds(item->outline);
    return item;
}

static void free_outline(gpointer outline) {
    outline_free(outline);
}

static bool has_too_many(const Pattern *self) {
    double marks_there = (double)(rows_of(self) + 1) *
                         (is_of_lines(self->box) ? 1 : columns_of(self) + 1);

    if (marks_there <= MARKS_MAX)
        return false;
    diagnostics_add(self->emit->diagnostics, SEVERITY_ERROR, "layout/too-many-marks",
                    &self->box->origin,
                    "this pattern has %.0f marks, at most %d can be drawn; make the "
                    "step larger",
                    marks_there, MARKS_MAX);
    return true;
}

/* One picture, cut off where its box ends. */
static Item *make_group(const Pattern *self) {
    static const double square[4] = {0, 0, 0, 0};
    Item *group = emit_item(self->emit, ITEM_GROUP, self->box);

    group->paint.ink = NULL;
    group->area = emit_mirror(self->emit, self->area);
    group->clip = outline_new();
    outline_add_rect(group->clip, group->area, square);
    for (guint i = 0; i < self->outlines->len; i++) {
        if (((const Outline *)g_ptr_array_index(self->outlines, i))->steps->len > 0)
            g_ptr_array_add(group->items, make_item(self, i));
    }
    return group;
}

void emit_pattern(Emit *self, const Box *box, GPtrArray *items) {
    Rect area = emit_run_into_bleed(self, flow_area(self->flow, box));
    g_autoptr(GPtrArray) outlines = g_ptr_array_new_with_free_func(free_outline);
    Pattern pattern = {.emit = self, .box = box, .area = area, .outlines = outlines};

    pattern.step = length_to_points(box->pattern.step, &self->flow->ruler, area.width);
    pattern.size = pattern.step * box->pattern.size;
    for (guint i = 0; i < count_inks(box); i++)
        g_ptr_array_add(outlines, outline_new());
    if (has_too_many(&pattern))
        return;
    if (is_of_lines(box))
        add_lines(&pattern);
    else
        add_marks(&pattern);
    g_ptr_array_add(items, make_group(&pattern));
}
