#include "report/sketch.h"

#include "report/badge.h"

#include <math.h>

enum {
    NUMBERS_MAX = 60, /* of one sketch: more would only hide the page */
};

#define BADGE 5.2       /* radius */
#define PLACE_LEAST 3.0 /* a side, so that it can be seen */

/* A page on its way into a room. */
typedef struct {
    Sheet *sheet;
    Rect frame; /* what the sketch takes */
    double scale;
    Rect media;     /* of the page */
    GArray *badges; /* of Point: where numbers stand */
} Sketch;

static bool has_place_on(const JudgedFinding *finding, guint page) {
    return finding->has_place && finding->page == page + 1;
}

GArray *sketch_choose(const Judgement *judgement) {
    GArray *chosen = g_array_new(FALSE, FALSE, sizeof(guint));

    for (guint page = 0; page < judgement->pages->len && chosen->len < SKETCHES_MAX;
         page++) {
        for (guint i = 0; i < judgement->findings->len; i++) {
            if (has_place_on(g_ptr_array_index(judgement->findings, i), page)) {
                g_array_append_val(chosen, page);
                break;
            }
        }
    }
    if (chosen->len == 0 && judgement->pages->len > 0) {
        guint first = 0;

        g_array_append_val(chosen, first);
    }
    return chosen;
}

static Rect onto_sheet(const Sketch *self, Rect place) {
    return (Rect){self->frame.x + (place.x - self->media.x) * self->scale,
                  self->frame.y + (place.y - self->media.y) * self->scale,
                  place.width * self->scale, place.height * self->scale};
}

static Outline *box_outline(Rect box) {
    static const double radii[4] = {0};
    Outline *outline = outline_new();

    outline_add_rect(outline, box, radii);
    return outline;
}

static void put_boxes(const Sketch *self, const JudgedPage *page) {
    Rect bleed = onto_sheet(self, page->bleed), trim = onto_sheet(self, page->trim);

    sheet_fill(self->sheet, SHEET_SKY, 0.25, self->frame);
    sheet_fill(self->sheet, SHEET_SKY, 0.6, bleed);
    sheet_fill(self->sheet, SHEET_PAPER, 1, trim);
    sheet_shape(self->sheet, SHEET_NIGHT, 1, box_outline(trim), 0.5);
}

/* What is seen of a place, large enough to be seen. */
static Rect seen_place(const Sketch *self, const JudgedFinding *finding) {
    Rect place = rect_common(onto_sheet(self, finding->place), self->frame);
    double right = fmax(PLACE_LEAST - place.width, 0) / 2;
    double down = fmax(PLACE_LEAST - place.height, 0) / 2;

    return (Rect){place.x - right, place.y - down, place.width + 2 * right,
                  place.height + 2 * down};
}

static void put_place(const Sketch *self, const JudgedFinding *finding) {
    Rect place = seen_place(self, finding);
    SheetColour colour = finding->severity == SEVERITY_ERROR ? SHEET_RED : SHEET_BLUE;

    sheet_shape(self->sheet, colour, 0.12, box_outline(place), 0);
    sheet_shape(self->sheet, colour, 1, box_outline(place), 0.7);
}

static bool is_free(const Sketch *self, Point middle) {
    for (guint i = 0; i < self->badges->len; i++) {
        Point other = g_array_index(self->badges, Point, i);

        if (hypot(other.x - middle.x, other.y - middle.y) < 2 * BADGE)
            return false;
    }
    return true;
}

/* At a corner of the place, else as near to its first one as others leave room. */
static Point find_room(const Sketch *self, Rect place) {
    const Point corners[] = {{place.x, place.y},
                             {place.x + place.width, place.y},
                             {place.x, place.y + place.height},
                             {place.x + place.width, place.y + place.height}};

    for (size_t i = 0; i < G_N_ELEMENTS(corners); i++) {
        if (is_free(self, corners[i]))
            return corners[i];
    }
    for (int step = 1; step < 200; step++) {
        double angle = step * 2.4, away = BADGE * sqrt(step);
        Point middle = {place.x + away * cos(angle), place.y + away * sin(angle)};

        if (is_free(self, middle) && middle.x >= self->frame.x &&
            middle.y >= self->frame.y &&
            middle.x <= self->frame.x + self->frame.width &&
            middle.y <= self->frame.y + self->frame.height)
            return middle;
    }
    return corners[0];
}

static void put_number(const Sketch *self, const JudgedFinding *finding, guint number) {
    Point middle = find_room(self, seen_place(self, finding));

    g_array_append_val(self->badges, middle);
    badge_put(self->sheet, finding->severity, number, middle, BADGE);
}

/* What is found twice in one place is drawn once. */
static bool was_put(const Judgement *judgement, guint index) {
    const JudgedFinding *finding = g_ptr_array_index(judgement->findings, index);

    for (guint i = 0; i < index; i++) {
        const JudgedFinding *before = g_ptr_array_index(judgement->findings, i);

        if (has_place_on(before, finding->page - 1) &&
            before->place.x == finding->place.x &&
            before->place.y == finding->place.y &&
            before->place.width == finding->place.width &&
            before->place.height == finding->place.height)
            return true;
    }
    return false;
}

/* Numbers over all places. */
static void put_findings(const Sketch *self, const Judgement *judgement, guint page) {
    for (int numbers = 0; numbers < 2; numbers++) {
        guint shown = 0;

        for (guint i = 0; i < judgement->findings->len && shown < NUMBERS_MAX; i++) {
            const JudgedFinding *finding = g_ptr_array_index(judgement->findings, i);

            if (!has_place_on(finding, page))
                continue;
            shown++;
            if (numbers)
                put_number(self, finding, i + 1);
            else if (!was_put(judgement, i))
                put_place(self, finding);
        }
    }
}

double sketch_put(Sheet *sheet, const Judgement *judgement, guint number, Rect room,
                  double side) {
    const JudgedPage *page = g_ptr_array_index(judgement->pages, number);
    Rect media = rect_union(page->media, page->bleed);
    Sketch self = {.sheet = sheet, .media = media};

    if (!(media.width > 0) || !(media.height > 0))
        return 0;
    self.scale = fmin(room.width / media.width, room.height / media.height);
    self.frame = (Rect){room.x + side * (room.width - media.width * self.scale), room.y,
                        media.width * self.scale, media.height * self.scale};
    self.badges = g_array_new(FALSE, FALSE, sizeof(Point));
    put_boxes(&self, page);
    put_findings(&self, judgement, number);
    g_array_unref(self.badges);
    return self.frame.height;
}
