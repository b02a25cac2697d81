#include "oracle.h"

#include "layout/type.h"
#include "model/box.h"

#include <math.h>
#include <string.h>

/* --- lines, set by pango ----------------------------------------------------- */

typedef struct {
    const Fonts *fonts;
    const TypeStyle *style;
    const Headline *headline;
} Setting;

/* Of a part of the headline that begins with or behind piece `first`. */
static double black_width(const Setting *setting, guint first, const char *text) {
    const Headline *headline = setting->headline;
    PangoContext *context = fonts_context(setting->fonts, headline->right_to_left);
    g_autofree char *whole = headline_line(headline, 0, headline->count - 1);
    g_autofree char *before =
        first > 0 ? headline_line(headline, 0, first - 1) : g_strdup("");
    g_autoptr(PangoLayout) layout = type_layout_behind(
        context, setting->style, type_script_at(whole, strlen(before)), text,
        strlen(text), headline->language);
    PangoRectangle ink;

    pango_layout_get_extents(layout, &ink, NULL);
    return (double)ink.width / PANGO_SCALE;
}

static bool is_one_of(gunichar letter, const char *letters) {
    return g_utf8_strchr(letters, -1, letter) != NULL;
}

static bool is_quote(gunichar letter) {
    return is_one_of(letter, "„“”‚‘’«»‹›");
}

static bool is_point(gunichar letter) {
    return is_quote(letter) || is_one_of(letter, ".,:;-–—،");
}

static bool is_blank(gunichar letter) {
    return is_one_of(letter, " \u00A0");
}

/* Without the quotes that it begins with. */
static const char *without_start(const char *line) {
    while (is_quote(g_utf8_get_char(line)))
        line = g_utf8_next_char(line);
    return line;
}

/* Without the points and quotes that it ends with, nor spaces before them; new. */
static char *without_end(const char *line) {
    const char *end = line + strlen(line);
    bool has_points = false;

    while (end > line) {
        const char *last = g_utf8_prev_char(end);
        gunichar letter = g_utf8_get_char(last);

        if (!is_point(letter) && !(has_points && is_blank(letter)))
            break;
        has_points = true;
        end = last;
    }
    return g_strndup(line, (gsize)(end - line));
}

/* Lines that stand at one side hang out on that: in letters that run against the poster
 * it is the other end. */
static bool hangs_at(const Setting *setting, int align, int side) {
    const Headline *headline = setting->headline;
    bool runs_against = headline->is_mirrored != headline->right_to_left;
    int other = side == ALIGN_START ? ALIGN_END : ALIGN_START;

    return setting->style->hang &&
           (align == ALIGN_CENTER || align == (runs_against ? other : side));
}

static void measure_line(Oracle *self, const Setting *setting, int align, guint first,
                         guint last) {
    g_autofree char *line = headline_line(self->headline, first, last);
    g_autofree char *end = without_end(line);
    double whole = black_width(setting, first, line);
    double *before = &self->before[first][last], *behind = &self->behind[first][last];

    if (hangs_at(setting, align, ALIGN_START))
        *before = whole - black_width(setting, first, without_start(line));
    if (hangs_at(setting, align, ALIGN_END))
        *behind = whole - black_width(setting, first, end);
    self->widths[first][last] = whole - *before - *behind;
}

/* --- all breaks -------------------------------------------------------------- */

/* Bit i of `breaks`: a line ends behind piece i. False when one may not. */
static bool read_breaks(const Headline *headline, guint breaks, guint *ends,
                        guint *lines) {
    *lines = 0;
    for (guint i = 0; i < headline->count; i++) {
        bool is_last = i + 1 == headline->count;

        if (!is_last && (breaks >> i & 1) == 0)
            continue;
        if (!headline->pieces[i].may_end)
            return false;
        ends[(*lines)++] = i;
    }
    return true;
}

static void find_extremes(const Oracle *self, const guint *ends, guint lines,
                          double *longest, double *shortest) {
    *longest = 0;
    *shortest = INFINITY;
    for (guint i = 0, first = 0; i < lines; i++) {
        double width = self->widths[first][ends[i]];

        *longest = fmax(*longest, width);
        *shortest = fmin(*shortest, width);
        first = ends[i] + 1;
    }
}

double oracle_ratio(const Oracle *self, const guint *ends, guint lines) {
    double longest, shortest;

    find_extremes(self, ends, lines, &longest, &shortest);
    return longest / shortest;
}

static void try_breaks(Oracle *self, guint breaks) {
    guint ends[PIECES_MAX], lines;
    double longest, shortest;
    Division *division;

    if (!read_breaks(self->headline, breaks, ends, &lines))
        return;
    find_extremes(self, ends, lines, &longest, &shortest);
    division = &self->divisions[lines];
    if (longest / shortest < division->ratio * (1 - 1e-9)) {
        division->ratio = longest / shortest;
        division->longest = longest;
    } else if (longest / shortest <= division->ratio * (1 + 1e-9)) {
        division->longest = fmin(division->longest, longest);
    }
    division->narrowest = fmin(division->narrowest, longest);
}

Oracle *oracle_new(const Headline *headline, const Fonts *fonts, const TypeStyle *style,
                   int align) {
    Oracle *self = g_new0(Oracle, 1);
    PangoContext *context = fonts_context(fonts, headline->right_to_left);
    g_autofree char *whole = headline_line(headline, 0, headline->count - 1);
    Setting setting = {fonts, style, headline};

    self->headline = headline;
    self->is_balanced = style->breaks == BREAKS_BALANCED;
    self->cap_height = type_cap_height(context, style, headline->language);
    self->leading = type_leading(style, whole);
    for (guint first = 0; first < headline->count; first++) {
        for (guint last = first; last < headline->count; last++)
            measure_line(self, &setting, align, first, last);
    }
    for (guint lines = 0; lines <= headline->count; lines++)
        self->divisions[lines] = (Division){INFINITY, INFINITY, INFINITY};
    for (guint breaks = 0; breaks < 1u << (headline->count - 1); breaks++)
        try_breaks(self, breaks);
    return self;
}

void oracle_free(Oracle *self) {
    g_free(self);
}

/* --- rooms ------------------------------------------------------------------- */

double oracle_size(const Oracle *self, const Room *room, int lines, double width) {
    double height = self->cap_height + (lines - 1) * self->leading;

    return fmin(room->maximum,
                FONTS_UNIT * fmin(room->height / height, room->width / width));
}

double oracle_largest(const Oracle *self, const Room *room, bool any_breaks) {
    guint most = room->lines > 0 ? (guint)room->lines : self->headline->count;
    double largest = 0;

    for (guint lines = 1; lines <= MIN(most, self->headline->count); lines++) {
        const Division *division = &self->divisions[lines];
        double width =
            self->is_balanced && !any_breaks ? division->longest : division->narrowest;

        if (isfinite(width))
            largest = fmax(largest, oracle_size(self, room, (int)lines, width));
    }
    return largest;
}
