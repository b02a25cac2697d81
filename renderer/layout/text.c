#include "layout/text.h"

#include "base/words.h"
#include "layout/breaks.h"
#include "layout/type.h"
#include "model/poster.h"

#include <math.h>
#include <string.h>

/* The bytes of an unbroken part; the space behind it not included. */
typedef struct {
    size_t start, end;
} Segment;

struct MeasuredText {
    const Fonts *fonts;
    const TypeStyle *style;
    char *text;
    char *language;
    bool right_to_left;
    bool lacks_glyphs;
    double cap_height, leading; /* unit scale */
    GArray *segments;           /* of Segment */
    GArray *parts;              /* of Unbroken, one for each segment; unit scale */
};

typedef struct {
    Diagnostics *diagnostics;
    const MeasuredText *measured;
    const Words *words;
    const char *name;
    GArray *seen; /* of gunichar */
} Missing;

/* The place of a character inside the words as written, if it stands there as it is. */
static Origin character_origin(const Words *words, gunichar character) {
    Origin origin = words->origin;
    char bytes[7] = {0};
    const char *start, *found;

    if (origin.source == NULL)
        return origin;
    g_unichar_to_utf8(character, bytes);
    start = origin.source->bytes + origin.offset;
    found = g_strstr_len(start, (gssize)origin.length, bytes);
    if (found == NULL)
        return origin;
    return (Origin){origin.source, origin.offset + (size_t)(found - start),
                    strlen(bytes)};
}

static void report_missing(gunichar character, void *data) {
    Missing *missing = data;
    Origin origin = character_origin(missing->words, character);
    char bytes[7] = {0};

    for (guint i = 0; i < missing->seen->len; i++) {
        if (g_array_index(missing->seen, gunichar, i) == character)
            return;
    }
    g_array_append_val(missing->seen, character);
    g_unichar_to_utf8(character, bytes);
    diagnostics_add(missing->diagnostics, SEVERITY_ERROR, "text/missing-glyph", &origin,
                    "no family of type style \"%s\" has \"%s\" (U+%04X), which \"%s\" "
                    "needs in \"%s\"",
                    missing->measured->style->name, bytes, character, missing->name,
                    missing->measured->language);
}

static void check_glyphs(const MeasuredText *self, PangoLayout *layout,
                         const Words *words, const char *name,
                         Diagnostics *diagnostics) {
    g_autoptr(GArray) seen = g_array_new(FALSE, FALSE, sizeof(gunichar));
    Missing missing = {diagnostics, self, words, name, seen};

    type_find_missing(layout, self->style, report_missing, &missing);
}

/* A misspelt family would make every one of its characters missing: say that instead.
 */
static bool check_families(const Fonts *fonts, const TypeStyle *style,
                           const GPtrArray *families, Diagnostics *diagnostics) {
    bool are_known = true;

    for (guint i = 0; families != NULL && i < families->len; i++) {
        const char *family = g_ptr_array_index(families, i);
        g_autoptr(GPtrArray) known = NULL;
        g_autofree char *suggestion = NULL;

        if (fonts_have_weight(fonts, family, style->weight))
            continue;
        are_known = false;
        if (fonts_have_family(fonts, family)) {
            diagnostics_add(diagnostics, SEVERITY_ERROR, "text/unknown-weight",
                            &style->origin,
                            "type style \"%s\": \"%s\" has no weight %d", style->name,
                            family, style->weight);
            continue;
        }
        known = fonts_families(fonts);
        suggestion = word_suggestion(family, known);
        diagnostics_add(diagnostics, SEVERITY_ERROR, "text/unknown-family",
                        &style->origin, "type style \"%s\": no font family \"%s\"%s",
                        style->name, family, suggestion);
    }
    return are_known;
}

static bool check_style(const Fonts *fonts, const TypeStyle *style,
                        Diagnostics *diagnostics) {
    bool are_known = check_families(fonts, style, style->families, diagnostics);

    for (guint i = 0; i < style->scripts->len; i++) {
        const ScriptStyle *script = g_ptr_array_index(style->scripts, i);

        are_known &= check_families(fonts, style, script->families, diagnostics);
    }
    return are_known;
}

static guint segment_at(const MeasuredText *self, size_t index) {
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

static void end_segment(MeasuredText *self, size_t start, size_t end, bool ends_line) {
    Segment segment = {start, end};
    Unbroken part = {.ends_line = ends_line};

    while (segment.end > start && g_ascii_isspace(self->text[segment.end - 1]))
        segment.end--;
    if (segment.end > start || ends_line) {
        g_array_append_val(self->segments, segment);
        g_array_append_val(self->parts, part);
    }
}

static void find_segments(MeasuredText *self, PangoLayout *layout) {
    int count = 0;
    const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly(layout, &count);
    const char *at = self->text;
    size_t start = 0;

    for (int i = 0; i < count; i++) {
        size_t here = (size_t)(at - self->text);
        bool is_end = *at == '\0';

        if (i > 0 && (is_end || attrs[i].is_line_break)) {
            bool asked = at[-1] == '\n' && !is_end;

            end_segment(self, start, here, asked);
            start = here;
        }
        if (is_end)
            break;
        at = g_utf8_next_char(at);
    }
}

/* Adds a cluster to its part. Bearings are those of the first and the last one in the
 * order of the text; what is first to the eye is last where lines run to the left. */
static void measure_cluster(MeasuredText *self, size_t index, const PangoRectangle *ink,
                            const PangoRectangle *logical, bool *has_begun) {
    guint at = segment_at(self, index);
    Unbroken *part = &g_array_index(self->parts, Unbroken, at);
    double width = (double)logical->width / PANGO_SCALE;
    double left = (double)(ink->x - logical->x) / PANGO_SCALE;
    double right = width - left - (double)ink->width / PANGO_SCALE;

    if (index >= g_array_index(self->segments, Segment, at).end) {
        part->space += width;
        return;
    }
    part->width += width;
    if (ink->width == 0)
        return;
    /* Clusters come from the left: in text to the right the first is met first. */
    if (!has_begun[at])
        *(self->right_to_left ? &part->after : &part->before) = left;
    *(self->right_to_left ? &part->before : &part->after) = right;
    has_begun[at] = true;
}

static void measure_segments(MeasuredText *self, PangoLayout *layout) {
    g_autofree bool *has_begun = g_new0(bool, self->segments->len + 1);
    PangoLayoutIter *iter;

    if (self->segments->len == 0)
        return;
    iter = pango_layout_get_iter(layout);
    do {
        PangoRectangle ink, logical;

        pango_layout_iter_get_cluster_extents(iter, &ink, &logical);
        measure_cluster(self, (size_t)pango_layout_iter_get_index(iter), &ink, &logical,
                        has_begun);
    } while (pango_layout_iter_next_cluster(iter));
    pango_layout_iter_free(iter);
}

/* Every kind of new line as \n: CR LF, and NEL, LINE and PARAGRAPH SEPARATOR. */
static char *tidy_text(const char *text) {
    GString *tidy = g_string_sized_new(strlen(text));

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (character == '\r' && at[1] == '\n')
            continue;
        if (character == '\r' || character == 0x85 || character == 0x2028 ||
            character == 0x2029)
            character = '\n';
        g_string_append_unichar(tidy, character);
    }
    return g_strchomp(g_string_free(tidy, FALSE));
}

MeasuredText *text_measure(const Fonts *fonts, const TypeStyle *style,
                           const Words *words, const char *language, const char *name,
                           Diagnostics *diagnostics) {
    MeasuredText *self = g_new0(MeasuredText, 1);
    PangoContext *context;
    g_autoptr(PangoLayout) layout = NULL;
    unsigned before;

    self->fonts = fonts;
    self->style = style;
    self->text = tidy_text(words->text);
    /* Words that hold for any language are set by the rules of the poster's. */
    self->language =
        g_strdup(strcmp(words->language, "und") == 0 ? language : words->language);
    self->right_to_left = type_is_right_to_left(self->text, language);
    self->segments = g_array_new(FALSE, FALSE, sizeof(Segment));
    self->parts = g_array_new(FALSE, FALSE, sizeof(Unbroken));
    context = fonts_context(fonts, self->right_to_left);
    self->cap_height = type_cap_height(context, style);
    self->leading = type_leading(style, self->text);
    layout =
        type_layout(context, style, self->text, strlen(self->text), self->language);
    before = diagnostics->errors;
    if (check_style(fonts, style, diagnostics))
        check_glyphs(self, layout, words, name, diagnostics);
    self->lacks_glyphs = diagnostics->errors != before;
    find_segments(self, layout);
    measure_segments(self, layout);
    return self;
}

void measured_text_free(MeasuredText *self) {
    if (self == NULL)
        return;
    g_free(self->text);
    g_free(self->language);
    g_array_free(self->segments, TRUE);
    g_array_free(self->parts, TRUE);
    g_free(self);
}

double measured_text_leading(const MeasuredText *self) {
    return self->leading;
}

double measured_text_cap_height(const MeasuredText *self) {
    return self->cap_height;
}

static double height_of_lines(const MeasuredText *self, int lines) {
    return self->cap_height + (lines - 1) * self->leading;
}

bool measured_text_lacks_glyphs(const MeasuredText *self) {
    return self->lacks_glyphs;
}

bool measured_text_is_right_to_left(const MeasuredText *self) {
    return self->right_to_left;
}

static bool break_lines(const MeasuredText *self, int lines, Breaks *breaks) {
    return self->style->breaks == BREAKS_BALANCED
               ? breaks_balance(self->parts, lines, breaks)
               : breaks_fill(self->parts, lines, breaks);
}

/* The breaks that let the text be largest, fewest lines first. */
static Breaks choose_breaks(const MeasuredText *self, const TextRoom *room) {
    int most = room->lines > 0 ? room->lines : (int)self->parts->len;
    int fewest = breaks_fewest(self->parts);
    double best = 0;
    Breaks chosen = {0}, breaks;

    breaks_fill(self->parts, MIN(fewest, BREAKS_LINES_MAX), &chosen);
    for (int lines = fewest; lines <= MIN(most, BREAKS_LINES_MAX); lines++) {
        double by_height = room->height / height_of_lines(self, lines) * FONTS_UNIT;
        double size;

        if (by_height <= best || best >= room->maximum)
            break;
        if (!break_lines(self, lines, &breaks))
            continue;
        size = fmin(room->maximum,
                    fmin(by_height, room->width / breaks.longest * FONTS_UNIT));
        if (size > best * (1 + 1e-6)) {
            best = size;
            chosen = breaks;
        }
    }
    return chosen;
}

static Rect line_ink(PangoLayout *layout) {
    PangoRectangle ink;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink,
                                  NULL);
    return (Rect){(double)ink.x / PANGO_SCALE, (double)ink.y / PANGO_SCALE,
                  (double)ink.width / PANGO_SCALE, (double)ink.height / PANGO_SCALE};
}

/* A soft hyphen is seen where it ends a line. */
static char *line_text(const MeasuredText *self, size_t start, size_t end) {
    static const char soft_hyphen[] = "\xC2\xAD";
    g_autofree char *text = g_strndup(self->text + start, end - start);

    if (!g_str_has_suffix(text, soft_hyphen) || self->text[end] == '\0')
        return g_steal_pointer(&text);
    text[strlen(text) - strlen(soft_hyphen)] = '\0';
    return g_strconcat(text, "-", NULL);
}

static TextLine *make_line(const MeasuredText *self, size_t start, size_t end) {
    TextLine *line = g_new0(TextLine, 1);
    PangoContext *context = fonts_context(self->fonts, self->right_to_left);

    line->text = line_text(self, start, end);
    line->layout = type_layout(context, self->style, line->text, strlen(line->text),
                               self->language);
    line->ink = line_ink(line->layout);
    return line;
}

static void free_line(gpointer line) {
    text_line_free(line);
}

static GPtrArray *make_lines(const MeasuredText *self, const Breaks *breaks) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);
    guint first = 0;

    for (int i = 0; i < breaks->count; i++) {
        const Segment *start = &g_array_index(self->segments, Segment, first);
        const Segment *end = &g_array_index(self->segments, Segment, breaks->ends[i]);

        g_ptr_array_add(lines, make_line(self, start->start, end->end));
        first = breaks->ends[i] + 1;
    }
    return lines;
}

FittedText *text_fit(const MeasuredText *self, const TextRoom *room) {
    FittedText *fitted = g_new0(FittedText, 1);
    Breaks breaks = choose_breaks(self, room);
    double widest = 0, height;

    fitted->lines = make_lines(self, &breaks);
    for (guint i = 0; i < fitted->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(fitted->lines, i);

        widest = fmax(widest, line->ink.width);
    }
    height = height_of_lines(self, MAX((int)fitted->lines->len, 1));
    fitted->font_size = fmin(room->maximum, room->height / height * FONTS_UNIT);
    if (widest > 0)
        fitted->font_size = fmin(fitted->font_size, room->width / widest * FONTS_UNIT);
    if (!isfinite(fitted->font_size))
        fitted->font_size = room->minimum;
    /* More new lines than anybody can set. */
    if (fitted->lines->len == 0 && self->parts->len > 0)
        fitted->font_size = 0;
    fitted->fits = fitted->font_size >= room->minimum * (1 - 1e-9);
    /* Whoever takes this width must find the same breaks in it. */
    fitted->width = fmax(widest, breaks.longest) * fitted->font_size / FONTS_UNIT;
    fitted->height = height * fitted->font_size / FONTS_UNIT;
    return fitted;
}

void fitted_text_free(FittedText *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->lines);
    g_free(self);
}
