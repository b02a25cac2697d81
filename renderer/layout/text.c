#include "layout/text.h"

#include "base/words.h"
#include "layout/breaks.h"
#include "layout/segments.h"
#include "layout/type.h"
#include "model/language.h"
#include "model/poster.h"

#include <math.h>
#include <string.h>

struct MeasuredText {
    guint uses;
    const Fonts *fonts;
    const TypeStyle *style;
    char *text;
    char *language;
    bool right_to_left;
    bool lacks_glyphs;
    int hang;                             /* of Hang */
    double cap_height, x_height, leading; /* unit scale */
    Segments segments;
    double *widths; /* of all lines that there can be; NULL: lines are filled; owned */
    GHashTable
        *lines; /* that were made before, by their segments: of TextLine; owned */
};

typedef struct {
    Diagnostics *diagnostics;
    const MeasuredText *measured;
    const Words *words;
    const char *name;
    GArray *seen; /* of gunichar */
} Missing;

static void report_missing(gunichar character, void *data) {
    Missing *missing = data;
    const Words *words = missing->words;
    const char *at;
    char bytes[7] = {0};
    Origin origin;

    for (guint i = 0; i < missing->seen->len; i++) {
        if (g_array_index(missing->seen, gunichar, i) == character)
            return;
    }
    g_array_append_val(missing->seen, character);
    g_unichar_to_utf8(character, bytes);
    at = strstr(words->text, bytes);
    origin = at == NULL ? words->origin
                        : words_find(words, (size_t)(at - words->text), strlen(bytes));
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

static bool check_axes(const Fonts *fonts, const TypeStyle *style, const char *family,
                       Diagnostics *diagnostics) {
    g_autofree char *axis =
        type_missing_axis(fonts_context(fonts, false), style, family);

    if (axis == NULL)
        return true;
    diagnostics_add(diagnostics, SEVERITY_ERROR, "text/unknown-axis", &style->origin,
                    "type style \"%s\": \"%s\" has no axis \"%s\"", style->name, family,
                    axis);
    return false;
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

        if (fonts_have_weight(fonts, family, style->weight)) {
            are_known &= check_axes(fonts, style, family, diagnostics);
            continue;
        }
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

/* Quotes and points hang out on the side that lines are set against: the right for the
 * start of lines on posters that are mirrored. */
static int hang_sides(const TextSource *source) {
    bool is_mirrored = language_is_right_to_left(source->language);
    int start = is_mirrored ? HANG_RIGHT : HANG_LEFT;
    int end = is_mirrored ? HANG_LEFT : HANG_RIGHT;

    if (!source->style->hang)
        return HANG_NONE;
    if (source->align == ALIGN_CENTER)
        return HANG_LEFT | HANG_RIGHT;
    return source->align == ALIGN_END ? end : start;
}

static char *words_to_set(const TextSource *source, const char *language) {
    g_autofree char *tidy = tidy_text(source->words->text);

    return source->style->letters == LETTERS_UPPER ? language_upper(tidy, language)
                                                   : g_steal_pointer(&tidy);
}

/* Words that hold for any language are set by the rules of the poster's. */
static const char *language_of(const TextSource *source) {
    const char *language = source->words->language;

    return strcmp(language, "und") == 0 ? source->language : language;
}

static bool is_never_divided(const TextSource *source) {
    return source->style->breaks == BREAKS_BALANCED ||
           language_is_simple(language_of(source));
}

/* NULL: words are divided at soft hyphens only. */
static Hyphens *hyphens_of(const TextSource *source) {
    return source->style->hyphenate ? source->hyphens : NULL;
}

void text_expect(const TextSource *source) {
    const char *language = language_of(source);
    g_autofree char *text = NULL;

    if (*source->words->text == '\0' || hyphens_of(source) == NULL ||
        is_never_divided(source))
        return;
    text = words_to_set(source, language);
    hyphens_expect(source->hyphens, language, text);
}

static void find_segments(MeasuredText *self, const TextSource *source,
                          PangoLayout *layout, Diagnostics *diagnostics) {
    const TypeStyle *style = source->style;
    SegmentRules rules = {.language = self->language,
                          .right_to_left = self->right_to_left,
                          .never_inside = is_never_divided(source),
                          .hyphens = hyphens_of(source),
                          .hang = self->hang};
    g_autoptr(GError) error = NULL;

    rules.hyphen = type_hyphen_width(fonts_context(self->fonts, self->right_to_left),
                                     style, self->language);
    if (!segments_find(&self->segments, layout, &rules, &error))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "text/no-dictionary",
                        &style->origin, "type style \"%s\": %s", style->name,
                        error->message);
}

/* --- lines ------------------------------------------------------------------- */

static Rect line_ink(PangoLayout *layout) {
    PangoRectangle ink;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink,
                                  NULL);
    return (Rect){(double)ink.x / PANGO_SCALE, (double)ink.y / PANGO_SCALE,
                  (double)ink.width / PANGO_SCALE, (double)ink.height / PANGO_SCALE};
}

/* A hyphen is seen where a line ends inside a word. */
static char *line_text(const MeasuredText *self, const Segment *first,
                       const Segment *last) {
    static const char soft_hyphen[] = "\xC2\xAD";
    g_autofree char *text =
        g_strndup(self->text + first->start, last->end - first->start);

    if (!last->hyphen)
        return g_steal_pointer(&text);
    if (g_str_has_suffix(text, soft_hyphen))
        text[strlen(text) - strlen(soft_hyphen)] = '\0';
    return g_strconcat(text, "-", NULL);
}

static TextLine *set_line(const MeasuredText *self, const Segment *first,
                          const Segment *last) {
    TextLine *line = g_new0(TextLine, 1);
    PangoContext *context = fonts_context(self->fonts, self->right_to_left);

    line->text = line_text(self, first, last);
    line->layout = type_layout_behind(context, self->style,
                                      type_script_at(self->text, first->start),
                                      line->text, strlen(line->text), self->language);
    line->ink = line_ink(line->layout);
    if (self->hang != HANG_NONE)
        segments_hanging(line->layout, self->hang, &line->hang_left, &line->hang_right);
    return line;
}

static void free_line(gpointer line) {
    text_line_free(line);
}

static gpointer line_key(const MeasuredText *self, const Segment *first,
                         const Segment *last) {
    const GArray *segments = self->segments.segments;
    const Segment *all = &g_array_index(segments, Segment, 0);

    return GSIZE_TO_POINTER((gsize)(first - all) * segments->len + (gsize)(last - all));
}

/* Most lines are broken alike in other sizes. */
static TextLine *make_line(const MeasuredText *self, const Segment *first,
                           const Segment *last) {
    gpointer key = line_key(self, first, last);
    const TextLine *known = g_hash_table_lookup(self->lines, key);
    TextLine *line;

    if (known == NULL) {
        known = set_line(self, first, last);
        g_hash_table_insert(self->lines, key, (gpointer)known);
    }
    line = g_new0(TextLine, 1);
    *line = *known;
    line->text = g_strdup(known->text);
    line->layout = g_object_ref(known->layout);
    return line;
}

static double line_width(const TextLine *line) {
    return line->ink.width - line->hang_left - line->hang_right;
}

/* Which part stands at the edge of a line in two directions is not known before it is
 * set. */
static bool runs_both_ways(PangoLayout *layout, bool right_to_left) {
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    bool found = false;

    do {
        const PangoGlyphItem *run = pango_layout_iter_get_run_readonly(iter);

        found |= run != NULL && run->item->analysis.level != (right_to_left ? 1 : 0);
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
    return found;
}

static void set_all_lines(MeasuredText *self) {
    const GArray *segments = self->segments.segments;

    for (guint i = 0; i < segments->len * segments->len; i++) {
        guint first = i / segments->len, last = i % segments->len;
        TextLine *line;

        if (first > last || !isfinite(self->widths[i]))
            continue;
        line = set_line(self, &g_array_index(segments, Segment, first),
                        &g_array_index(segments, Segment, last));
        self->widths[i] = line_width(line);
        text_line_free(line);
    }
}

static void find_widths(MeasuredText *self, PangoLayout *layout) {
    if (self->style->breaks != BREAKS_BALANCED ||
        self->segments.parts->len > BREAKS_BALANCED_MAX)
        return;
    self->widths = breaks_widths(self->segments.parts);
    if (runs_both_ways(layout, self->right_to_left))
        set_all_lines(self);
}

/* --- measuring --------------------------------------------------------------- */

MeasuredText *text_measure(const TextSource *source, Diagnostics *diagnostics) {
    MeasuredText *self = g_new0(MeasuredText, 1);
    const TypeStyle *style = source->style;
    PangoContext *context;
    g_autoptr(PangoLayout) layout = NULL;
    unsigned before = diagnostics->errors;

    self->uses = 1;
    self->lines = g_hash_table_new_full(NULL, NULL, NULL, free_line);
    self->fonts = source->fonts;
    self->style = style;
    self->language = g_strdup(language_of(source));
    self->text = words_to_set(source, self->language);
    self->right_to_left = type_is_right_to_left(self->text, source->language);
    self->hang = hang_sides(source);
    context = fonts_context(self->fonts, self->right_to_left);
    self->cap_height = type_cap_height(context, style, self->language);
    self->x_height = type_x_height(context, style, self->language);
    self->leading = type_leading(style, self->text);
    layout =
        type_layout(context, style, self->text, strlen(self->text), self->language);
    if (check_style(self->fonts, style, diagnostics))
        check_glyphs(self, layout, source->words, source->name, diagnostics);
    find_segments(self, source, layout, diagnostics);
    find_widths(self, layout);
    self->lacks_glyphs = diagnostics->errors != before;
    return self;
}

MeasuredText *measured_text_ref(MeasuredText *self) {
    self->uses++;
    return self;
}

void measured_text_free(MeasuredText *self) {
    if (self == NULL || --self->uses > 0)
        return;
    g_free(self->text);
    g_free(self->language);
    segments_clear(&self->segments);
    g_free(self->widths);
    g_hash_table_unref(self->lines);
    g_free(self);
}

double measured_text_leading(const MeasuredText *self) {
    return self->leading;
}

double measured_text_cap_height(const MeasuredText *self) {
    return self->cap_height;
}

double measured_text_x_height(const MeasuredText *self) {
    return self->x_height;
}

static double height_of_lines(const MeasuredText *self, int lines) {
    return self->cap_height + (lines - 1) * self->leading;
}

bool measured_text_lacks_glyphs(const MeasuredText *self) {
    return self->lacks_glyphs;
}

const char *measured_text_words(const MeasuredText *self) {
    return self->text;
}

bool measured_text_is_right_to_left(const MeasuredText *self) {
    return self->right_to_left;
}

/* --- fitting ----------------------------------------------------------------- */

/* The font size that lines of a width have in a room. */
static double size_in(const TextRoom *room, double by_height, double width) {
    double by_width = width > 0 ? room->width / width * FONTS_UNIT : INFINITY;

    return fmin(room->maximum, fmin(by_height, by_width));
}

static double by_height(const MeasuredText *self, const TextRoom *room, int lines) {
    return room->height / height_of_lines(self, lines) * FONTS_UNIT;
}

/* The longest line that so many lines need; INFINITY when there cannot be so many. */
static double longest_of(const MeasuredText *self, int lines) {
    Breaks breaks;

    if (self->widths == NULL)
        return breaks_narrowest(self->segments.parts, lines, true);
    return breaks_balance(self->segments.parts, self->widths, lines, &breaks)
               ? breaks.longest
               : INFINITY;
}

/* The number of lines that lets the text be largest; the fewest of those. */
static int choose_lines(const MeasuredText *self, const TextRoom *room, int fewest) {
    int most = room->lines > 0 ? room->lines : (int)self->segments.parts->len;
    int chosen = fewest;
    double best = 0;

    for (int lines = fewest; lines <= MIN(most, BREAKS_LINES_MAX); lines++) {
        double height = by_height(self, room, lines), longest, size;

        if (height <= best || best >= room->maximum)
            break;
        longest = longest_of(self, lines);
        if (!isfinite(longest))
            continue;
        size = size_in(room, height, longest);
        if (size > best * (1 + 1e-6)) {
            best = size;
            chosen = lines;
        }
    }
    return chosen;
}

/* Lines as even as can be without hyphens; with them where it takes hyphens to have so
 * few lines. A word that would stand alone gets company where there is room. */
static void fill_lines(const MeasuredText *self, const TextRoom *room, int lines,
                       Breaks *breaks) {
    const GArray *parts = self->segments.parts;
    double narrowest = breaks_narrowest(parts, lines, true);
    double size = size_in(room, by_height(self, room, lines), narrowest);
    double allowed = fmax(room->width / size * FONTS_UNIT, narrowest);
    double plain = breaks_narrowest(parts, lines, false);
    double even = plain <= allowed ? plain : narrowest;

    if (!isfinite(allowed))
        allowed = even;
    if (!breaks_fill(parts, lines, even, breaks))
        return;
    if (breaks_are_poor(parts, breaks) && allowed > even)
        breaks_fill(parts, lines, allowed, breaks);
}

/* The breaks that let the text be largest, fewest lines first. */
static Breaks choose_breaks(const MeasuredText *self, const TextRoom *room) {
    int fewest = breaks_fewest(self->segments.parts);
    Breaks breaks = {0};
    int lines;

    if (fewest > BREAKS_LINES_MAX)
        return breaks;
    lines = choose_lines(self, room, fewest);
    if (self->widths == NULL ||
        !breaks_balance(self->segments.parts, self->widths, lines, &breaks))
        fill_lines(self, room, lines, &breaks);
    return breaks;
}

static GPtrArray *make_lines(const MeasuredText *self, const Breaks *breaks) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);
    guint first = 0;

    for (int i = 0; i < breaks->count; i++) {
        const GArray *segments = self->segments.segments;

        g_ptr_array_add(lines,
                        make_line(self, &g_array_index(segments, Segment, first),
                                  &g_array_index(segments, Segment, breaks->ends[i])));
        first = breaks->ends[i] + 1;
    }
    return lines;
}

FittedText *text_fit(const MeasuredText *self, const TextRoom *room) {
    FittedText *fitted = g_new0(FittedText, 1);
    Breaks breaks = choose_breaks(self, room);
    /* Whoever takes this width must find the same breaks in it. */
    double widest = breaks.longest, height;

    fitted->lines = make_lines(self, &breaks);
    for (guint i = 0; i < fitted->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(fitted->lines, i);

        widest = fmax(widest, line_width(line));
    }
    height = height_of_lines(self, MAX((int)fitted->lines->len, 1));
    fitted->font_size = fmin(room->maximum, room->height / height * FONTS_UNIT);
    if (widest > 0)
        fitted->font_size = fmin(fitted->font_size, room->width / widest * FONTS_UNIT);
    if (!isfinite(fitted->font_size))
        fitted->font_size = room->minimum;
    /* More new lines than anybody can set. */
    if (fitted->lines->len == 0 && self->segments.parts->len > 0)
        fitted->font_size = 0;
    fitted->fits = fitted->font_size >= room->minimum * (1 - 1e-9);
    fitted->width = widest * fitted->font_size / FONTS_UNIT;
    fitted->height = height * fitted->font_size / FONTS_UNIT;
    return fitted;
}

void fitted_text_free(FittedText *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->lines);
    g_free(self);
}
