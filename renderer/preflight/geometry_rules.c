/* Where things lie and how large they are. */
#include "base/translate.h"
#include "preflight/judge.h"

#include <math.h>

/* A hundredth of a point: what rounding may leave. */
static const double slack = 0.01;

/* What somebody has to read, or a phone. */
static bool must_be_seen(const Placed *placed) {
    return placed_is_words(placed) || placed->item->kind == ITEM_QR ||
           placed->item->funder != NULL;
}

static void report_outside(const Judge *self, const Placed *placed, Severity severity,
                           const char *id, const char *message) {
    diagnostics_add(self->diagnostics, severity, id, &placed->item->box_origin,
                    "\"%s\" %s", placed_title(placed), _(message));
}

/* The farthest box is told, once. */
static void check_boxes(const Judge *self, const Placed *placed) {
    const PageBoxes *boxes = &self->poster->boxes;

    if (!rect_contains(boxes->trim, placed->area, slack))
        report_outside(self, placed, SEVERITY_ERROR, "layout/outside-trim",
                       "reaches beyond the trim, where it is cut away");
    else if (!rect_contains(boxes->visible, placed->area, slack))
        report_outside(self, placed, SEVERITY_ERROR, "layout/outside-visible",
                       "reaches beyond what the frame leaves to see");
    else if (!rect_contains(boxes->safe, placed->body, slack))
        report_outside(self, placed, SEVERITY_WARNING, "layout/outside-safe",
                       "comes too near to the edge: it lies outside the safe area");
}

void rule_inside_page_boxes(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        if (must_be_seen(judge_placed(self, i)))
            check_boxes(self, judge_placed(self, i));
    }
}

/* --- codes
 * ---------------------------------------------------------------------------- */

static char *millimetres(double points) {
    return number_to_text(points * 25.4 / 72, 1);
}

static void check_code_size(const Judge *self, const Placed *placed) {
    double side = placed->item->area.width, scan = self->brief->size->scan;
    double needed = self->limits->code_share > 0
                        ? scan * 1000 / self->limits->code_share * 72 / 25.4
                        : 0;
    double module = side / placed->item->side;
    Ruler ruler = size_ruler(self->brief->size);
    double smallest = self->limits->code_module.unit == UNIT_NONE
                          ? 0
                          : length_to_points(self->limits->code_module, &ruler, side);
    g_autofree char *found = millimetres(side);
    g_autofree char *wanted = millimetres(fmax(needed, smallest * placed->item->side));

    if (side < needed - slack)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/too-small",
                        &placed->item->box_origin,
                        "this code is %s mm wide; from %g m it needs %s mm. Make it "
                        "larger, or hide it on this size",
                        found, scan, wanted);
    else if (module < smallest * (1 - 1e-6))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/small-modules",
                        &placed->item->box_origin,
                        "this code is %s mm wide; with its %d modules a side it needs "
                        "%s mm. Make it larger, or the address shorter",
                        found, placed->item->side, wanted);
}

void rule_code_size(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        if (judge_placed(self, i)->item->kind == ITEM_QR)
            check_code_size(self, judge_placed(self, i));
    }
}

/* Whether something ends or begins in the zone: what covers all of it does not. */
static bool disturbs(const Placed *placed, Rect zone) {
    return rects_overlap(placed->area, zone) &&
           !(placed->item->kind == ITEM_PANEL &&
             rect_contains(placed->area, zone, slack));
}

static void check_quiet_zone(const Judge *self, guint index) {
    const Placed *code = judge_placed(self, index);
    double module = code->item->area.width / code->item->side;
    Rect zone = rect_outset(code->area, self->limits->code_quiet * module - slack);
    g_autofree char *wanted = millimetres(self->limits->code_quiet * module);

    for (guint i = 0; i < self->placed->len; i++) {
        const Placed *other = judge_placed(self, i);

        if (i == index || !disturbs(other, zone))
            continue;
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/no-quiet-zone",
                        &code->item->box_origin,
                        "\"%s\" lies within %s mm of this code, where nothing may be",
                        placed_title(other), wanted);
        return;
    }
    if (!rect_contains(self->poster->boxes.trim, zone, slack))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/no-quiet-zone",
                        &code->item->box_origin,
                        "the edge lies within %s mm of this code, where nothing may be",
                        wanted);
}

void rule_code_quiet_zone(const Judge *self) {
    for (guint i = 0; self->limits->code_quiet > 0 && i < self->placed->len; i++) {
        if (judge_placed(self, i)->item->kind == ITEM_QR)
            check_quiet_zone(self, i);
    }
}

/* --- lines
 * ------------------------------------------------------------------------------ */

/* A panel that is a line, or the line of a shape; INFINITY for what is none. */
static double line_width(const Item *item) {
    if (item->kind == ITEM_PANEL)
        return fmin(item->area.width, item->area.height);
    return item->kind == ITEM_SHAPE && item->stroke > 0 ? item->stroke : INFINITY;
}

static void check_line(const Judge *self, const Placed *placed) {
    Tone tone = tone_of(placed->item->paint);
    bool is_mixed = tone_plates(&tone) != 1;
    Length least =
        is_mixed ? self->condition->mixed_line_min : self->condition->line_min;
    Ruler ruler = size_ruler(self->brief->size);
    double width = line_width(placed->item), wanted;
    g_autofree char *found = number_to_text(width, 2);
    g_autofree char *limit = NULL;

    if (least.unit == UNIT_NONE)
        return;
    wanted = length_to_points(least, &ruler, 0);
    limit = number_to_text(wanted, 2);
    if (width < wanted - 1e-6)
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "print/thin-line",
                        &placed->item->box_origin,
                        "this line is %s pt thin; %s needs %s pt on this press", found,
                        is_mixed
                            ? _("one in more than one ink of the press, or in none,")
                            : _("one in a single ink"),
                        limit);
}

void rule_thin_lines(const Judge *self) {
    for (guint i = 0; self->condition != NULL && i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);

        if (placed->item->paint.ink != NULL && isfinite(line_width(placed->item)))
            check_line(self, placed);
    }
}

/* --- logos
 * -------------------------------------------------------------------------------- */

static void check_logo_width(const Judge *self, const Placed *placed) {
    const Funder *funder = placed->item->funder;
    Ruler ruler = size_ruler(self->brief->size);
    double wanted = length_to_points(funder->min_width, &ruler, 0);
    g_autofree char *found = millimetres(placed->area.width);
    g_autofree char *limit = millimetres(wanted);

    if (self->brief->size->kind == SIZE_PRINT && placed->area.width < wanted - slack)
        diagnostics_add(
            self->diagnostics, SEVERITY_ERROR, "logo/too-small",
            &placed->item->box_origin,
            "the logo of \"%s\" is %s mm wide, at least %s mm are asked for",
            funder->title, found, limit);
}

/* The name on a placeholder lies on it by intent. */
static bool belongs_to(const Placed *other, const Placed *logo) {
    return rect_contains(logo->area, other->area, slack);
}

static void check_logo_space(const Judge *self, guint index) {
    const Placed *logo = judge_placed(self, index);
    double space = logo->item->funder->clear_space * logo->area.height;
    Rect zone = rect_outset(logo->area, space - slack);
    g_autofree char *wanted = millimetres(space);

    for (guint i = 0; space > slack && i < self->placed->len; i++) {
        const Placed *other = judge_placed(self, i);

        if (i == index || !disturbs(other, zone) || belongs_to(other, logo))
            continue;
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "logo/no-clear-space",
                        &logo->item->box_origin,
                        "\"%s\" comes nearer than %s mm to the logo of \"%s\"",
                        placed_title(other), wanted, logo->item->funder->title);
        return;
    }
}

void rule_logos(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);

        if (placed->item->funder == NULL)
            continue;
        if (placed->item->funder->min_width.unit != UNIT_NONE)
            check_logo_width(self, placed);
        check_logo_space(self, i);
    }
}
