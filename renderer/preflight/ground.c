#include "preflight/ground.h"

#include <math.h>

Tone tone_of(Paint paint) {
    Tone tone = {{0, 0, 0, 0}, {1, 1, 1}};

    if (paint.ink == NULL)
        return tone;
    for (int i = 0; i < 4; i++)
        tone.cmyk[i] = paint.ink->recipe[i] / 100 * paint.tint;
    tone.screen = paint_to_rgb(paint);
    return tone;
}

int tone_plates(const Tone *tone) {
    int plates = 0;

    for (int i = 0; i < 4; i++)
        plates += tone->cmyk[i] > 0;
    return plates;
}

int paint_plates(Paint paint) {
    Tone tone = tone_of(paint);

    if (paint.ink != NULL && paint.ink->spot != NULL)
        return paint.tint > 0 ? 1 : 0;
    return tone_plates(&tone);
}

static double most_apart(const Tone *a, const Tone *b) {
    double apart = fabs(a->screen.red - b->screen.red);

    apart = fmax(apart, fabs(a->screen.green - b->screen.green));
    apart = fmax(apart, fabs(a->screen.blue - b->screen.blue));
    for (int i = 0; i < 4; i++)
        apart = fmax(apart, fabs(a->cmyk[i] - b->cmyk[i]));
    return apart;
}

bool tones_are_alike(const Tone *a, const Tone *b) {
    return most_apart(a, b) < 0.02;
}

/* --- layers ------------------------------------------------------------------------
 */

/* A tone that lets some of what is below shine through. */
typedef struct {
    Tone tone;
    double alpha;
} Layer;

static double mix(double below, double above, double share) {
    return below + (above - below) * share;
}

/* As PDF and cairo put one layer on another (ISO 32000-2, 11.3.6): `own` is the share
 * of what is above in the result, `blended` how much of it meets something to mix with.
 */
typedef struct {
    double own, blended;
} Shares;

static double blend(double below, double above, double product, Shares shares) {
    return mix(below, mix(above, product, shares.blended), shares.own);
}

static Layer cover_layer(const Layer *below, const Layer *above, const Item *item) {
    const Tone *a = &below->tone, *b = &above->tone;
    double alpha = above->alpha * item->opacity;
    Layer result = {.alpha = below->alpha + alpha - below->alpha * alpha};
    Shares shares = {.own = result.alpha > 0 ? alpha / result.alpha : 0,
                     .blended = item->blend == BLEND_MULTIPLY ? below->alpha : 0};

    /* Inks multiply by what they leave of the paper. */
    for (int i = 0; i < 4; i++)
        result.tone.cmyk[i] = blend(a->cmyk[i], b->cmyk[i],
                                    1 - (1 - a->cmyk[i]) * (1 - b->cmyk[i]), shares);
    result.tone.screen = (Rgb){
        blend(a->screen.red, b->screen.red, a->screen.red * b->screen.red, shares),
        blend(a->screen.green, b->screen.green, a->screen.green * b->screen.green,
              shares),
        blend(a->screen.blue, b->screen.blue, a->screen.blue * b->screen.blue, shares)};
    return result;
}

/* --- panes: all that may be seen at one place ----------------------------------------
 */

typedef struct {
    Layer shown, behind;
    bool is_certain;
} Pane;

typedef struct {
    Pane panes[SIGHTS_MAX];
    int count;
} Panes;

static void doubt(Panes *panes) {
    for (int i = 0; i < panes->count; i++)
        panes->panes[i].is_certain = false;
}

/* One that there is no room for is left out, and nothing is certain any more. */
static void add_pane(Panes *panes, Pane pane) {
    if (panes->count < SIGHTS_MAX)
        panes->panes[panes->count++] = pane;
    else
        doubt(panes);
}

/* Here one thing, there the other: the edge between them crosses the place. */
static void add_panes(Panes *panes, const Panes *others) {
    for (int i = 0; i < others->count; i++)
        add_pane(panes, others->panes[i]);
    doubt(panes);
}

static bool hides_all(const Layer *layer, const Item *item) {
    return layer->alpha >= 1 && item->opacity >= 1 && item->blend == BLEND_NORMAL;
}

/* --- fades -------------------------------------------------------------------------
 */

enum { SAMPLES_MAX = 5 };

/* What an item is painted in, over one place. */
typedef struct {
    Tone tones[SAMPLES_MAX];
    int count;
} Samples;

static Tone tone_between(const Tone *from, const Tone *to, double share) {
    Tone tone;

    for (int i = 0; i < 4; i++)
        tone.cmyk[i] = mix(from->cmyk[i], to->cmyk[i], share);
    tone.screen = (Rgb){mix(from->screen.red, to->screen.red, share),
                        mix(from->screen.green, to->screen.green, share),
                        mix(from->screen.blue, to->screen.blue, share)};
    return tone;
}

/* How far a fade has gone at the two ends of a place. */
typedef struct {
    double from, to;
} Stretch;

/* At a point as seen from the middle of the box, as draw/ draws it. */
static double fade_at(const Item *item, double x, double y) {
    double angle = item->fade.angle * G_PI / 180, c = cos(angle), s = sin(angle);
    double reach = (fabs(c) * item->area.width + fabs(s) * item->area.height) / 2;
    double far = hypot(item->area.width, item->area.height) / 2;
    double at = item->fade.radial ? hypot(x, y) / fmax(far, 1e-9)
                                  : ((x * c + y * s) / fmax(reach, 1e-9) + 1) / 2;

    return CLAMP(at, 0, 1);
}

static Stretch stretch_over(const Placed *placed, const Quad *place) {
    const Item *item = placed->item;
    Quad seen = quad_transform(place, affine_inverse(placed->to_page));
    Rect box = quad_bounds(&seen);
    double x = item->area.x + item->area.width / 2;
    double y = item->area.y + item->area.height / 2;
    double near_x = CLAMP(x, box.x, box.x + box.width);
    double near_y = CLAMP(y, box.y, box.y + box.height);
    Stretch stretch = {INFINITY, -INFINITY};

    for (int i = 0; i < 4; i++) {
        double at = fade_at(item, seen.corners[i].x - x, seen.corners[i].y - y);

        stretch = (Stretch){fmin(stretch.from, at), fmax(stretch.to, at)};
    }
    /* A circle comes nearest to its middle between the corners. */
    if (item->fade.radial)
        stretch.from = fade_at(item, near_x - x, near_y - y);
    return stretch;
}

static Samples samples_of(const Placed *placed, const Quad *place) {
    const Item *item = placed->item;
    Tone from = tone_of(item->paint), to = tone_of(item->fade.to);
    Samples samples = {.tones = {from}, .count = 1};
    Stretch stretch;

    if (item->fade.to.ink == NULL)
        return samples;
    stretch = stretch_over(placed, place);
    samples.count = stretch.to - stretch.from > 1e-6 ? SAMPLES_MAX : 1;
    for (int i = 0; i < samples.count; i++)
        samples.tones[i] = tone_between(
            &from, &to, mix(stretch.from, stretch.to, (double)i / (SAMPLES_MAX - 1)));
    return samples;
}

/* --- painting ------------------------------------------------------------------------
 */

/* What is painted at a place, up to an item. */
typedef struct {
    const Places *places;
    const Quad *place;
    guint target;    /* the index of the item */
    bool shows_item; /* and the item itself */
} Painter;

static void cover_all(Panes *panes, const Samples *samples, const Item *item) {
    Panes covered = {.count = 0};
    Layer first = {samples->tones[0], 1};
    int count = hides_all(&first, item) ? MIN(panes->count, 1) : panes->count;

    for (int i = 0; i < count; i++) {
        for (int j = 0; j < samples->count; j++) {
            Pane pane = panes->panes[i];
            Layer own = {samples->tones[j], 1};

            pane.shown = pane.behind = cover_layer(&pane.behind, &own, item);
            pane.is_certain |= hides_all(&own, item);
            add_pane(&covered, pane);
        }
    }
    *panes = covered;
}

/* Words and codes are no ground: the boxes of their lines are mostly empty, and what
 * comes too near to them is told by other rules. */
static bool is_ground(const Item *item) {
    return item_is_picture(item) ||
           ((item->kind == ITEM_PANEL || item->kind == ITEM_SHAPE) &&
            item->paint.ink != NULL);
}

static void paint_item(const Painter *self, const Placed *placed, Panes *panes) {
    Coverage coverage = is_ground(placed->item)
                            ? places_cover(self->places, placed, self->place)
                            : COVERS_NOTHING;
    Panes covered;
    Samples samples;

    if (coverage == COVERS_NOTHING)
        return;
    if (item_is_picture(placed->item)) {
        doubt(panes);
        return;
    }
    samples = samples_of(placed, self->place);
    covered = *panes;
    cover_all(&covered, &samples, placed->item);
    if (coverage == COVERS_ALL)
        *panes = covered;
    else
        add_panes(panes, &covered);
}

/* The item itself: only what is shown changes. */
static void paint_target(const Painter *self, const Placed *placed, Panes *panes) {
    Samples samples = samples_of(placed, self->place);
    Panes covered = {.count = 0};

    for (int i = 0; i < panes->count; i++) {
        for (int j = 0; j < samples.count; j++) {
            Pane pane = panes->panes[i];
            Layer own = {samples.tones[j], 1};

            pane.shown = cover_layer(&pane.behind, &own, placed->item);
            add_pane(&covered, pane);
        }
    }
    *panes = covered;
}

/* What a group became on its own is put on what lies below it. */
static void put_group(Panes *panes, const Panes *own, const Item *group) {
    Panes covered = {.count = 0};

    for (int i = 0; i < panes->count; i++) {
        for (int j = 0; j < own->count; j++) {
            const Pane *below = &panes->panes[i], *above = &own->panes[j];
            Pane pane = {
                .shown = cover_layer(&below->shown, &above->shown, group),
                .behind = cover_layer(&below->behind, &above->behind, group),
                .is_certain = above->is_certain &&
                              (below->is_certain || hides_all(&above->behind, group)),
            };

            add_pane(&covered, pane);
        }
    }
    *panes = covered;
}

static bool is_one_picture(const Item *group) {
    return group->isolate || group->blend != BLEND_NORMAL || group->opacity < 1;
}

static bool paint_between(const Painter *self, guint from, guint to, Panes *panes);

/* Whether the item was met in it. */
static bool paint_group(const Painter *self, guint index, Panes *panes) {
    const Placed *group = places_at(self->places, index);
    bool has_item = self->target > index && self->target < group->end;
    Coverage clip = places_clip(group, self->place);
    Panes before = *panes;

    if (!has_item && (clip == COVERS_NOTHING ||
                      !rects_overlap(group->area, quad_bounds(self->place))))
        return false;
    if (is_one_picture(group->item)) {
        Panes own = {.panes = {{.is_certain = true}}, .count = 1};

        paint_between(self, index + 1, group->end, &own);
        put_group(panes, &own, group->item);
    } else {
        paint_between(self, index + 1, group->end, panes);
    }
    if (clip == COVERS_PART && !has_item)
        add_panes(panes, &before);
    return has_item;
}

static bool paint_between(const Painter *self, guint from, guint to, Panes *panes) {
    for (guint i = from; i < to; i = places_at(self->places, i)->end) {
        const Placed *placed = places_at(self->places, i);

        if (i == self->target) {
            if (self->shows_item)
                paint_target(self, placed, panes);
            return true;
        }
        if (placed->item->kind == ITEM_GROUP) {
            if (paint_group(self, i, panes))
                return true;
        } else {
            paint_item(self, placed, panes);
        }
    }
    return false;
}

static bool sights_are_one(const Sight *a, const Sight *b) {
    return a->is_certain == b->is_certain && most_apart(&a->shown, &b->shown) < 1e-9 &&
           most_apart(&a->behind, &b->behind) < 1e-9;
}

static void add_sight(Ground *ground, const Pane *pane) {
    Sight sight = {pane->shown.tone, pane->behind.tone, pane->is_certain};

    for (int i = 0; i < ground->count; i++) {
        if (sights_are_one(&ground->sights[i], &sight))
            return;
    }
    if (ground->count < SIGHTS_MAX)
        ground->sights[ground->count++] = sight;
}

static void paint_place(const Painter *self, Ground *ground) {
    static const Layer paper = {{{0, 0, 0, 0}, {1, 1, 1}}, 1};
    Panes panes = {.panes = {{paper, paper, true}}, .count = 1};

    paint_between(self, 0, self->places->items->len, &panes);
    for (int i = 0; i < panes.count; i++)
        add_sight(ground, &panes.panes[i]);
}

Ground ground_of(const Places *places, guint index) {
    const Placed *placed = places_at(places, index);
    Ground ground = {.count = 0};

    for (guint i = 0; i < placed->part_count; i++) {
        Painter painter = {places, places_part(places, placed, i), index, true};

        paint_place(&painter, &ground);
    }
    return ground;
}

Ground ground_below(const Places *places, guint index, const Quad *place) {
    Painter painter = {places, place, index, false};
    Ground ground = {.count = 0};

    paint_place(&painter, &ground);
    return ground;
}
