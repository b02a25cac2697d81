#include "layout/segments.h"

#include "layout/bonds.h"

#include <math.h>
#include <string.h>

/* What may happen before a byte of the text. */
typedef enum { STOP_NONE, STOP_BREAK, STOP_HYPHEN, STOP_NEW_LINE } Stop;

static const char soft_hyphen[] = "\xC2\xAD";

static bool is_space(char byte) {
    return g_ascii_isspace(byte);
}

/* --- where lines may end ------------------------------------------------------- */

static void mark_breaks(guint8 *stops, PangoLayout *layout, const SegmentRules *rules) {
    const char *text = pango_layout_get_text(layout), *at = text;
    int count = 0;
    const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly(layout, &count);

    for (int i = 1; i < count; i++) {
        size_t here;

        at = g_utf8_next_char(at);
        here = (size_t)(at - text);
        if (at[-1] == '\n')
            stops[here] = STOP_NEW_LINE;
        else if (!attrs[i].is_line_break)
            continue;
        else if (here >= 2 && memcmp(at - 2, soft_hyphen, 2) == 0)
            stops[here] = rules->never_inside ? STOP_NONE : STOP_HYPHEN;
        else if (!is_space(at[-1]) || !bond_holds(text, here, rules->language))
            stops[here] = STOP_BREAK;
    }
}

static bool mark_hyphens(guint8 *stops, const char *text, const SegmentRules *rules,
                         GError **error) {
    const guint8 *points = NULL;

    if (rules->hyphens == NULL || rules->never_inside)
        return true;
    points = hyphens_find(rules->hyphens, rules->language, text, error);
    for (size_t i = 0; points != NULL && text[i] != '\0'; i++) {
        if (points[i] != 0 && stops[i] == STOP_NONE)
            stops[i] = STOP_HYPHEN;
    }
    return points != NULL;
}

/* --- segments ------------------------------------------------------------------- */

static void add_segment(Segments *self, const char *text, size_t start, size_t end,
                        Stop stop, double hyphen) {
    Segment segment = {start, end, stop == STOP_HYPHEN};
    Unbroken part = {.ends_line = stop == STOP_NEW_LINE,
                     .hyphen = stop == STOP_HYPHEN ? hyphen : 0};

    while (segment.end > start && is_space(text[segment.end - 1]))
        segment.end--;
    if (segment.end > start || stop == STOP_NEW_LINE) {
        g_array_append_val(self->segments, segment);
        g_array_append_val(self->parts, part);
    }
}

static void cut(Segments *self, const char *text, const guint8 *stops, double hyphen) {
    size_t start = 0, length = strlen(text);

    for (size_t at = 1; at <= length; at++) {
        if (at < length && stops[at] == STOP_NONE)
            continue;
        /* A new line at the very end begins nothing. */
        add_segment(self, text, start, at, at < length ? (Stop)stops[at] : STOP_BREAK,
                    hyphen);
        start = at;
    }
}

/* --- widths --------------------------------------------------------------------- */

static guint segment_at(const Segments *self, size_t index) {
    guint low = 0, high = self->segments->len;

    while (high - low > 1) {
        guint middle = low + (high - low) / 2;

        if (g_array_index(self->segments, Segment, middle).start <= index)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* Quotes at the start of a line; points, commas, dashes and quotes at its end. */
static bool hangs(const char *text, size_t index, bool at_start) {
    gunichar letter = g_utf8_get_char(text + index);

    switch (g_unichar_type(letter)) {
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
        return true;
    case G_UNICODE_DASH_PUNCTUATION:
        return !at_start;
    default:
        break;
    }
    if (letter == 0x201E || letter == 0x201A) /* „ and ‚ open, but are classed so */
        return true;
    return !at_start && (letter == '.' || letter == ',' || letter == ':' ||
                         letter == ';' || letter == 0x60C || letter == 0x6D4);
}

/* One cluster of glyphs, in points of unit scale. */
typedef struct {
    size_t index;       /* of its first byte */
    double width;       /* advance */
    double left, right; /* of the width: what is not black on either side */
    bool is_black;
} Cluster;

static Cluster read_cluster(PangoLayoutIter *iter) {
    PangoRectangle ink, logical;
    Cluster cluster = {.index = (size_t)pango_layout_iter_get_index(iter)};

    pango_layout_iter_get_cluster_extents(iter, &ink, &logical);
    cluster.width = (double)logical.width / PANGO_SCALE;
    cluster.left = (double)(ink.x - logical.x) / PANGO_SCALE;
    cluster.right = cluster.width - cluster.left - (double)ink.width / PANGO_SCALE;
    cluster.is_black = ink.width > 0;
    return cluster;
}

/* From the first black to the last of a line or part, as clusters come from the left,
 * with and without what hangs out. An accent may be a cluster of its own, and stand
 * further in than the letter below it. */
typedef struct {
    double length;      /* so far */
    double first, last; /* of all that is black */
    double left, right; /* of what does not hang */
    bool is_black;
    bool has_left, has_right;
} Edges;

static void edges_add(Edges *self, const Cluster *cluster, bool hangs_left,
                      bool hangs_right) {
    double first = self->length + cluster->left;
    double last = self->length + cluster->width - cluster->right;

    self->length += cluster->width;
    if (!cluster->is_black)
        return;
    self->first = self->is_black ? fmin(self->first, first) : first;
    self->last = self->is_black ? fmax(self->last, last) : last;
    self->is_black = true;
    if (self->has_left || !hangs_left) {
        self->left = self->has_left ? fmin(self->left, first) : first;
        self->has_left = true;
    }
    if (!hangs_right) {
        self->right = self->last;
        self->has_right = true;
    }
}

/* Which sides a cluster hangs on: the start of a line is left, or right in text that
 * runs to the left. */
static void add_cluster(Edges *edges, const char *text, const Cluster *cluster,
                        bool right_to_left, int hang) {
    bool left = (hang & HANG_LEFT) && hangs(text, cluster->index, !right_to_left);
    bool right = (hang & HANG_RIGHT) && hangs(text, cluster->index, right_to_left);

    edges_add(edges, cluster, left, right);
}

/* How far what does not hang is from the ends. Where all would hang, nothing does. */
static double edge_left(const Edges *self) {
    return self->has_left && self->has_right ? self->left : self->first;
}

static double edge_right(const Edges *self) {
    double right = self->has_left && self->has_right ? self->right : self->last;

    return self->is_black ? self->length - right : 0;
}

static void measure(Segments *self, PangoLayout *layout, const SegmentRules *rules) {
    const char *text = pango_layout_get_text(layout);
    g_autofree Edges *edges = g_new0(Edges, self->segments->len + 1);
    PangoLayoutIter *iter;

    if (self->segments->len == 0)
        return;
    iter = pango_layout_get_iter(layout);
    do {
        Cluster cluster = read_cluster(iter);
        guint at = segment_at(self, cluster.index);
        Unbroken *part = &g_array_index(self->parts, Unbroken, at);

        if (cluster.index >= g_array_index(self->segments, Segment, at).end) {
            part->space += cluster.width;
            continue;
        }
        part->width += cluster.width;
        add_cluster(&edges[at], text, &cluster, rules->right_to_left, rules->hang);
    } while (pango_layout_iter_next_cluster(iter));
    pango_layout_iter_free(iter);
    for (guint i = 0; i < self->parts->len; i++) {
        Unbroken *part = &g_array_index(self->parts, Unbroken, i);

        part->before =
            rules->right_to_left ? edge_right(&edges[i]) : edge_left(&edges[i]);
        part->after =
            rules->right_to_left ? edge_left(&edges[i]) : edge_right(&edges[i]);
    }
}

bool segments_find(Segments *self, PangoLayout *layout, const SegmentRules *rules,
                   GError **error) {
    const char *text = pango_layout_get_text(layout);
    g_autofree guint8 *stops = g_new0(guint8, strlen(text) + 2);

    self->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    self->parts = g_array_new(FALSE, FALSE, sizeof(Unbroken));
    mark_breaks(stops, layout, rules);
    if (!mark_hyphens(stops, text, rules, error))
        return false;
    cut(self, text, stops, rules->hyphen);
    measure(self, layout, rules);
    return true;
}

void segments_clear(Segments *self) {
    g_clear_pointer(&self->segments, g_array_unref);
    g_clear_pointer(&self->parts, g_array_unref);
}

void segments_hanging(PangoLayout *layout, int hang, double *left, double *right) {
    const char *text = pango_layout_get_text(layout);
    bool right_to_left = pango_context_get_base_dir(pango_layout_get_context(layout)) ==
                         PANGO_DIRECTION_RTL;
    Edges edges = {0};
    PangoLayoutIter *iter = pango_layout_get_iter(layout);

    do {
        Cluster cluster = read_cluster(iter);

        add_cluster(&edges, text, &cluster, right_to_left, hang);
    } while (pango_layout_iter_next_cluster(iter));
    pango_layout_iter_free(iter);
    *left = edge_left(&edges) - edges.first;
    *right = edge_right(&edges) - (edges.length - edges.last);
}
