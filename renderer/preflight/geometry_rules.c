/* Where things lie and how large they are. */
#include "base/translate.h"
#include "preflight/judge.h"
#include "resources/svgs.h"

#include <math.h>

/* A hundredth of a point: what rounding may leave. */
static const double slack = 0.01;

/* --- boxes of the page -------------------------------------------------------------
 */

/* What somebody has to read, or a phone. */
static bool must_be_seen(const Placed *placed) {
    return placed_is_words(placed) || placed_is_code(placed) || placed_is_logo(placed);
}

static void report_outside(const Judge *self, const Placed *placed, Severity severity,
                           const char *id, const char *message) {
    diagnostics_add(self->diagnostics, severity, id, &placed->item->box_origin,
                    "\"%s\" %s", placed_title(placed), _(message));
}

/* The farthest box is told, once. */
static void check_boxes(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    const PageBoxes *boxes = &self->poster->boxes;

    if (!rect_contains(boxes->trim, placed->area, slack))
        report_outside(self, placed, SEVERITY_ERROR, "layout/outside-trim",
                       self->brief->size->kind == SIZE_SCREEN
                           ? N_("reaches beyond the edge of the screen")
                           : N_("reaches beyond the trim, where it is cut away"));
    else if (!rect_contains(boxes->visible, placed->area, slack))
        report_outside(self, placed, SEVERITY_ERROR, "layout/outside-visible",
                       "reaches beyond what the frame leaves to see");
    else if (!rect_contains(boxes->safe, placed->body, slack))
        report_outside(self, placed, SEVERITY_WARNING, "layout/outside-safe",
                       "comes too near to the edge: it lies outside the safe area");
}

void rule_inside_page_boxes(const Judge *self) {
    judge_each(self, must_be_seen, check_boxes);
}

/* --- what comes too near -----------------------------------------------------------
 */

/* The room around a code or a logo in which nothing may be. */
typedef struct {
    guint index; /* of that item */
    Quad place;
    bool is_even; /* panels leave one tone behind it: what of them ends there is unseen
                   */
} Zone;

static Zone zone_around(const Judge *self, guint index, double distance) {
    const Placed *placed = places_at(self->places, index);
    Zone zone = {.index = index, .is_even = true};
    Ground ground;

    zone.place =
        affine_quad(placed->to_page, rect_outset(placed->item->area, distance - slack));
    ground = ground_below(self->places, index, &zone.place);
    for (int i = 1; i < ground.count; i++)
        zone.is_even &=
            tones_are_alike(&ground.sights[0].behind, &ground.sights[i].behind);
    return zone;
}

static bool is_flat(const Placed *placed) {
    return placed->item->kind == ITEM_PANEL || placed->item->kind == ITEM_SHAPE;
}

/* Whether it hides all that lies below it in the zone. */
static bool hides(const Placed *placed, Coverage coverage) {
    return coverage == COVERS_ALL && is_flat(placed) &&
           placed->item->blend == BLEND_NORMAL && placed->item->opacity >= 1 &&
           placed->item->paint.ink != NULL;
}

/* What ends or begins in the zone; what covers all of it does not, nor what is not seen
 * there. COVERS_PERHAPS: only its frame is there. */
static Coverage intrusion(const Zone *zone, const Placed *placed, guint index,
                          Coverage coverage) {
    bool is_unseen = placed->item->paint.ink == NULL || coverage == COVERS_ALL ||
                     (index < zone->index && zone->is_even);

    if (placed_is_ours(placed) || (is_flat(placed) && is_unseen))
        return COVERS_NOTHING;
    return placed_is_logo(placed) && coverage == COVERS_PERHAPS ? COVERS_PART
                                                                : coverage;
}

typedef struct {
    const Placed *placed; /* NULL: nothing comes too near */
    bool is_certain;
} Intruder;

/* The first one that is certainly there, else the first one whose frame is. */
static Intruder find_intruder(const Judge *self, const Zone *zone) {
    Intruder intruder = {NULL, false};

    for (guint i = 0; i < self->places->items->len; i++) {
        const Placed *placed = places_at(self->places, i);
        Coverage coverage, found;

        if (i == zone->index || placed->item->kind == ITEM_GROUP)
            continue;
        coverage = places_cover(self->places, placed, &zone->place);
        found = intrusion(zone, placed, i, coverage);
        if (i < zone->index && hides(placed, coverage))
            intruder = (Intruder){NULL, false};
        else if (found > COVERS_PERHAPS && !intruder.is_certain)
            intruder = (Intruder){placed, true};
        else if (found == COVERS_PERHAPS && intruder.placed == NULL)
            intruder = (Intruder){placed, false};
    }
    return intruder;
}

/* "headline", a panel, the edge of "foot"; caller frees. */
static char *intruder_to_text(const Intruder *self) {
    static const char *const nameless[] = {
        [ITEM_PANEL] = N_("the edge of a panel"),
        [ITEM_SHAPE] = N_("the edge of a shape"),
        [ITEM_TEXT] = N_("a text"),
        [ITEM_ART] = N_("the frame of a drawing"),
        [ITEM_QR] = N_("a code"),
        [ITEM_PHOTO] = N_("the frame of a photo"),
    };
    const Item *item = self->placed->item;
    const char *name = item->says != NULL ? item->says : item->name;

    if (name == NULL)
        return g_strdup(_(nameless[item->kind]));
    if (is_flat(self->placed))
        return g_strdup_printf(_("the edge of \"%s\""), name);
    return self->is_certain ? g_strdup_printf("\"%s\"", name)
                            : g_strdup_printf(_("the frame of \"%s\""), name);
}

static const char *advice(const Intruder *intruder) {
    return intruder->is_certain ? "" : _("; look whether anything of it shows there");
}

/* --- codes ---------------------------------------------------------------------------
 */

static void check_code_size(const Judge *self, guint index) {
    const Item *item = places_at(self->places, index)->item;
    double side = item->area.width, scan = self->brief->size->scan;
    double needed = self->limits->code_share > 0
                        ? scan * 1000 / self->limits->code_share * 72 / 25.4
                        : 0;
    double smallest = judge_limit(self, self->limits->code_module) * item->side;
    g_autofree char *found = judge_millimetres(side);
    g_autofree char *wanted = judge_millimetres(fmax(needed, smallest));
    g_autofree char *distance = number_to_text(scan, 2);

    if (side < fmax(needed, smallest) - slack)
        judge_tell(self, index);
    if (side < needed - slack)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/too-small",
                        &item->box_origin,
                        "this code is %s mm wide; from %s m it needs %s mm. Make it "
                        "larger, or hide it on this size",
                        found, distance, wanted);
    else if (side < smallest - slack)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/small-modules",
                        &item->box_origin,
                        "this code is %s mm wide; with its %d modules a side it needs "
                        "%s mm. Make it larger, or the address shorter",
                        found, item->side, wanted);
}

void rule_code_size(const Judge *self) {
    judge_each(self, placed_is_code, check_code_size);
}

/* A frame begins where the poster is no longer seen. */
static void check_quiet_zone(const Judge *self, guint index) {
    const Item *code = places_at(self->places, index)->item;
    double quiet = self->limits->code_quiet * code->area.width / code->side;
    Zone zone = zone_around(self, index, quiet);
    Intruder intruder = find_intruder(self, &zone);
    g_autofree char *wanted = judge_millimetres(quiet);
    g_autofree char *other =
        intruder.placed == NULL ? g_strdup(_("the edge")) : intruder_to_text(&intruder);
    bool is_at_edge =
        !rect_contains(self->poster->boxes.visible, quad_bounds(&zone.place), slack);

    if (intruder.is_certain || is_at_edge)
        judge_tell(self, index);
    if (intruder.placed != NULL && !intruder.is_certain && !is_at_edge)
        diagnostics_add(self->diagnostics, SEVERITY_NOTE, "code/no-quiet-zone",
                        &code->box_origin, "%s lies within %s mm of this code%s", other,
                        wanted, advice(&intruder));
    else if (intruder.is_certain || is_at_edge)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "code/no-quiet-zone",
                        &code->box_origin,
                        "%s lies within %s mm of this code, where nothing may be",
                        intruder.is_certain ? other : _("the edge"), wanted);
}

void rule_code_quiet_zone(const Judge *self) {
    if (self->limits->code_quiet > 0)
        judge_each(self, placed_is_code, check_quiet_zone);
}

/* --- lines ---------------------------------------------------------------------------
 */

/* A panel that is a line, or the line of a shape; INFINITY for what is none. */
static double line_width(const Item *item) {
    if (item->kind == ITEM_PANEL)
        return fmin(item->area.width, item->area.height);
    return item->kind == ITEM_SHAPE && item->stroke > 0 ? item->stroke : INFINITY;
}

static bool is_line(const Placed *placed) {
    return placed->item->paint.ink != NULL && isfinite(line_width(placed->item)) &&
           !placed_is_ours(placed);
}

/* Left out of ink, if there is any. */
static bool is_left_out(const Judge *self, guint index) {
    const Placed *placed = places_at(self->places, index);
    Ground ground =
        ground_below(self->places, index, places_part(self->places, placed, 0));

    for (int i = 0; i < ground.count; i++) {
        if (tone_plates(&ground.sights[i].behind) > 0 || !ground.sights[i].is_certain)
            return true;
    }
    return false;
}

/* `plates`: those it is printed from; 0: it is left out of ink. */
static void check_width(const Judge *self, const Origin *origin, double width,
                        int plates) {
    double wanted = judge_limit(self, plates == 1 ? self->condition->line_min
                                                  : self->condition->mixed_line_min);
    g_autofree char *found = judge_found(width, 2);
    g_autofree char *limit = number_to_text(wanted, 2);

    if (width < wanted - 1e-6)
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "print/thin-line", origin,
                        "this line is %s pt thin; %s it needs %s pt on this press",
                        found,
                        plates == 0   ? _("left out of ink")
                        : plates == 1 ? _("in a single ink")
                                      : _("in more than one ink of the press"),
                        limit);
}

static void check_line(const Judge *self, guint index) {
    const Item *item = places_at(self->places, index)->item;
    int plates = paint_plates(item->paint);

    if (plates > 0 || is_left_out(self, index))
        check_width(self, &item->box_origin, line_width(item), plates);
}

/* Of a colour that is no ink nobody knows the plates; black is one. */
static int stroke_plates(const Judge *self, const Item *item, const SvgStroke *stroke) {
    Paint paint = item->paint;

    if (!stroke->is_current)
        paint =
            (Paint){campaign_find_ink_on_screen(self->campaign, stroke->rgb, NULL), 1};

    return paint.ink == NULL ? 1 : paint_plates(paint);
}

/* What lies behind a line that is left out within a drawing only pixels would tell. */
static void check_strokes(const Judge *self, guint index) {
    const Item *item = places_at(self->places, index)->item;
    const GArray *strokes = svg_strokes(item->svg);
    guint before = self->diagnostics->findings->len;

    for (guint i = 0; i < strokes->len; i++) {
        const SvgStroke *stroke = &g_array_index(strokes, SvgStroke, i);
        int plates = stroke_plates(self, item, stroke);

        if (plates > 0)
            check_width(self, &stroke->origin, stroke->width * item->unit, plates);
    }
    if (self->diagnostics->findings->len > before)
        svg_cite(item->svg);
}

static bool is_drawing(const Placed *placed) {
    return placed->item->kind == ITEM_ART && !placed_is_ours(placed);
}

void rule_thin_lines(const Judge *self) {
    if (self->condition == NULL)
        return;
    judge_each(self, is_line, check_line);
    judge_each(self, is_drawing, check_strokes);
}

/* --- logos ---------------------------------------------------------------------------
 */

static void check_logo_width(const Judge *self, const Item *logo) {
    double wanted = judge_limit(self, logo->funder->min_width);
    g_autofree char *found = judge_millimetres(logo->area.width);
    g_autofree char *limit = judge_millimetres(wanted);

    if (self->brief->size->kind == SIZE_PRINT && logo->area.width < wanted - slack)
        diagnostics_add(
            self->diagnostics, SEVERITY_ERROR, "logo/too-small", &logo->box_origin,
            "the logo of \"%s\" is %s mm wide, at least %s mm are asked for",
            logo->funder->title, found, limit);
}

static void check_logo_space(const Judge *self, guint index) {
    const Item *logo = places_at(self->places, index)->item;
    double space = logo->funder->clear_space * logo->area.height;
    Zone zone = zone_around(self, index, space);
    Intruder intruder = find_intruder(self, &zone);
    g_autofree char *wanted = judge_millimetres(space);
    g_autofree char *other = NULL;

    if (intruder.placed == NULL)
        return;
    other = intruder_to_text(&intruder);
    diagnostics_add(self->diagnostics,
                    intruder.is_certain ? SEVERITY_ERROR : SEVERITY_NOTE,
                    "logo/no-clear-space", &logo->box_origin,
                    "%s comes nearer than %s mm to the logo of \"%s\"%s", other, wanted,
                    logo->funder->title, advice(&intruder));
}

static void check_logo(const Judge *self, guint index) {
    const Item *logo = places_at(self->places, index)->item;

    check_logo_width(self, logo);
    if (logo->funder->clear_space > 0)
        check_logo_space(self, index);
}

void rule_logos(const Judge *self) {
    judge_each(self, placed_is_logo, check_logo);
}
