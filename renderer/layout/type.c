#include "layout/type.h"

#include "model/language.h"
#include "resources/fonts.h"

#include <fribidi.h>
#include <hb-ot.h>
#include <math.h>
#include <string.h>

enum { UNIT = (int)FONTS_UNIT * PANGO_SCALE };

static const ScriptStyle *find_script(const TypeStyle *style, GUnicodeScript script) {
    guint32 code = g_unicode_script_to_iso15924(script);

    for (guint i = 0; i < style->scripts->len; i++) {
        const ScriptStyle *found = g_ptr_array_index(style->scripts, i);
        guint32 tag = (guint32)found->script[0] << 24 |
                      (guint32)found->script[1] << 16 | (guint32)found->script[2] << 8 |
                      (guint32)found->script[3];

        if (tag == code)
            return found;
    }
    return NULL;
}

static char *join_families(const ScriptStyle *script, const TypeStyle *style) {
    GString *joined = g_string_new(NULL);
    const GPtrArray *lists[] = {script != NULL ? script->families : NULL,
                                style->families};

    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        for (guint j = 0; lists[i] != NULL && j < lists[i]->len; j++) {
            if (joined->len > 0)
                g_string_append_c(joined, ',');
            g_string_append(joined, g_ptr_array_index(lists[i], j));
        }
    }
    return g_string_free(joined, FALSE);
}

static void insert(PangoAttrList *list, PangoAttribute *attribute, size_t start,
                   size_t end) {
    attribute->start_index = (guint)start;
    attribute->end_index = (guint)end;
    pango_attr_list_insert(list, attribute);
}

static PangoFontDescription *describe(const TypeStyle *style,
                                      const ScriptStyle *script) {
    PangoFontDescription *description = pango_font_description_new();
    g_autofree char *families = join_families(script, style);
    double factor = script != NULL ? script->size : 1;

    pango_font_description_set_family(description, families);
    pango_font_description_set_weight(description, (PangoWeight)style->weight);
    pango_font_description_set_absolute_size(description, UNIT * factor);
    if (style->axes != NULL)
        pango_font_description_set_variations(description, style->axes);
    return description;
}

static double space_width(PangoContext *context, const PangoFontDescription *font,
                          const char *language) {
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    PangoAttrList *list = pango_attr_list_new();
    int width;

    insert(list, pango_attr_font_desc_new(font), 0, 1);
    insert(list, pango_attr_language_new(pango_language_from_string(language)), 0, 1);
    pango_layout_set_text(layout, " ", 1);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    pango_layout_get_size(layout, &width, NULL);
    return width;
}

/* Word spaces are widened or narrowed by letter spacing on the space alone. */
static void add_word_space(PangoAttrList *list, PangoContext *context,
                           const PangoFontDescription *font, const char *language,
                           double factor, const char *text, size_t start, size_t end) {
    int more = (int)lround((factor - 1) * space_width(context, font, language));

    for (size_t i = start; i < end; i++) {
        if (text[i] == ' ')
            insert(list, pango_attr_letter_spacing_new(more), i, i + 1);
    }
}

typedef struct {
    PangoAttrList *list;
    PangoContext *context;
    const TypeStyle *style;
    const char *text, *language;
} Attributes;

static void add_run(GUnicodeScript script_code, size_t start, size_t end, void *data) {
    const Attributes *self = data;
    const TypeStyle *style = self->style;
    PangoAttrList *list = self->list;
    const ScriptStyle *script = find_script(style, script_code);
    PangoFontDescription *font = describe(style, script);
    double tracking =
        script != NULL && !isnan(script->tracking) ? script->tracking : style->tracking;

    insert(list, pango_attr_font_desc_new(font), start, end);
    if (tracking != 0)
        insert(list, pango_attr_letter_spacing_new((int)lround(tracking * UNIT)), start,
               end);
    if (script != NULL && script->word_space != 1)
        add_word_space(list, self->context, font, self->language, script->word_space,
                       self->text, start, end);
    pango_font_description_free(font);
}

typedef void (*RunVisit)(GUnicodeScript script, size_t start, size_t end, void *data);

/* COMMON for spaces, digits, points and all else that letters of any script share. */
static GUnicodeScript script_of(const char *at) {
    GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(at));
    bool is_shared =
        script == G_UNICODE_SCRIPT_INHERITED || script == G_UNICODE_SCRIPT_UNKNOWN;

    return is_shared ? G_UNICODE_SCRIPT_COMMON : script;
}

/* Runs of one script; spaces and points belong to the letters before them, at the start
 * to `before` unless that is COMMON. */
static void visit_runs(const char *text, size_t length, GUnicodeScript before,
                       RunVisit visit, void *data) {
    GUnicodeScript current = before;
    size_t start = 0;

    for (const char *at = text; at < text + length; at = g_utf8_next_char(at)) {
        GUnicodeScript script = script_of(at);
        size_t here = (size_t)(at - text);

        if (script == G_UNICODE_SCRIPT_COMMON || script == current)
            continue;
        if (current != G_UNICODE_SCRIPT_COMMON && here > start) {
            visit(current, start, here, data);
            start = here;
        }
        current = script;
    }
    if (length > start)
        visit(current, start, length, data);
}

GUnicodeScript type_script_at(const char *text, size_t at) {
    GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

    for (const char *letter = text; *letter != '\0';
         letter = g_utf8_next_char(letter)) {
        if (letter >= text + at && script != G_UNICODE_SCRIPT_COMMON)
            break;
        if (script_of(letter) != G_UNICODE_SCRIPT_COMMON)
            script = script_of(letter);
    }
    return script;
}

static void add_features(PangoAttrList *list, const TypeStyle *style, size_t length) {
    g_autofree char **features = NULL;
    g_autofree char *joined = NULL;

    if (style->features == NULL)
        return;
    features = g_new0(char *, style->features->len + 1);
    for (guint i = 0; i < style->features->len; i++)
        features[i] = g_ptr_array_index(style->features, i);
    joined = g_strjoinv(",", features);
    insert(list, pango_attr_font_features_new(joined), 0, length);
}

PangoLayout *type_layout(PangoContext *context, const TypeStyle *style,
                         const char *text, size_t length, const char *language) {
    return type_layout_behind(context, style, G_UNICODE_SCRIPT_COMMON, text, length,
                              language);
}

PangoLayout *type_layout_behind(PangoContext *context, const TypeStyle *style,
                                GUnicodeScript before, const char *text, size_t length,
                                const char *language) {
    PangoLayout *layout = pango_layout_new(context);
    PangoAttrList *list = pango_attr_list_new();
    Attributes attributes = {list, context, style, text, language};

    visit_runs(text, length, before, add_run, &attributes);
    add_features(list, style, length);
    insert(list, pango_attr_language_new(pango_language_from_string(language)), 0,
           length);
    pango_layout_set_auto_dir(layout, FALSE);
    pango_layout_set_text(layout, text, (int)length);
    pango_layout_set_attributes(layout, list);
    pango_attr_list_unref(list);
    return layout;
}

static gboolean take_first(PangoFontset *fonts, PangoFont *font, gpointer first) {
    (void)fonts;
    *(PangoFont **)first = g_object_ref(font);
    return TRUE;
}

/* The style's first font. By the language of the text: for each language pango looks
 * for fonts anew, in two threads. NULL: there is none. */
static PangoFont *load_first(PangoContext *context, const TypeStyle *style,
                             const char *language) {
    PangoFontDescription *description = describe(style, NULL);
    PangoFontset *fonts =
        pango_font_map_load_fontset(pango_context_get_font_map(context), context,
                                    description, pango_language_from_string(language));
    PangoFont *first = NULL;

    if (fonts != NULL)
        pango_fontset_foreach(fonts, take_first, &first);
    g_clear_object(&fonts);
    pango_font_description_free(description);
    return first;
}

/* What the style's first font says of itself, times the em; `fallback` when it does
 * not say. */
static double font_metric(PangoContext *context, const TypeStyle *style,
                          const char *language, hb_ot_metrics_tag_t tag,
                          double fallback) {
    PangoFont *font = load_first(context, style, language);
    hb_font_t *shaper = font == NULL ? NULL : pango_font_get_hb_font(font);
    hb_position_t height = 0;
    double metric = fallback * FONTS_UNIT;
    int scale = 1;

    if (shaper != NULL)
        hb_font_get_scale(shaper, NULL, &scale);
    if (shaper != NULL && hb_ot_metrics_get_position(shaper, tag, &height))
        metric = FONTS_UNIT * abs(height) / abs(scale);
    g_clear_object(&font);
    return metric;
}

/* What most text faces have, where a font does not say. */
double type_cap_height(PangoContext *context, const TypeStyle *style,
                       const char *language) {
    return font_metric(context, style, language, HB_OT_METRICS_TAG_CAP_HEIGHT, 0.7);
}

double type_x_height(PangoContext *context, const TypeStyle *style,
                     const char *language) {
    return font_metric(context, style, language, HB_OT_METRICS_TAG_X_HEIGHT, 0.5);
}

double type_hyphen_width(PangoContext *context, const TypeStyle *style,
                         const char *language) {
    g_autoptr(PangoLayout) layout = type_layout(context, style, "-", 1, language);
    PangoRectangle ink;

    pango_layout_line_get_extents(pango_layout_get_line_readonly(layout, 0), &ink,
                                  NULL);
    return (double)(ink.x + ink.width) / PANGO_SCALE;
}

static bool has_axis(hb_face_t *face, const char *axis) {
    hb_ot_var_axis_info_t info;

    return hb_ot_var_find_axis_info(face, hb_tag_from_string(axis, 4), &info);
}

char *type_missing_axis(PangoContext *context, const TypeStyle *style,
                        const char *family) {
    g_auto(GStrv) axes = NULL;
    PangoFontDescription *description;
    PangoFont *font;
    char *missing = NULL;

    /* Opening a font takes half a millisecond. */
    if (style->axes == NULL)
        return NULL;
    axes = g_strsplit(style->axes, ",", -1);
    description = describe(style, NULL);
    pango_font_description_set_family(description, family);
    font = pango_context_load_font(context, description);
    pango_font_description_free(description);
    for (char **axis = axes; font != NULL && *axis != NULL && missing == NULL; axis++) {
        if (!has_axis(hb_font_get_face(pango_font_get_hb_font(font)), *axis))
            missing = g_strndup(*axis, 4);
    }
    g_clear_object(&font);
    return missing;
}

typedef struct {
    const TypeStyle *style;
    double leading;
} Leading;

static void visit_leading(GUnicodeScript script_code, size_t start, size_t end,
                          void *data) {
    Leading *leading = data;
    const ScriptStyle *script = find_script(leading->style, script_code);

    (void)start;
    (void)end;
    if (script != NULL && script->leading > leading->leading)
        leading->leading = script->leading;
}

double type_leading(const TypeStyle *style, const char *text) {
    Leading leading = {style, style->leading};

    visit_runs(text, strlen(text), G_UNICODE_SCRIPT_COMMON, visit_leading, &leading);
    return leading.leading * FONTS_UNIT;
}

bool type_is_right_to_left(const char *text, const char *language) {
    bool has_left = false, has_right = false;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        FriBidiCharType type = fribidi_get_bidi_type(g_utf8_get_char(at));

        has_left |= FRIBIDI_IS_STRONG(type) && !FRIBIDI_IS_RTL(type);
        has_right |= FRIBIDI_IS_STRONG(type) && FRIBIDI_IS_RTL(type);
    }
    if (has_left != has_right)
        return has_right;
    return language_is_right_to_left(language);
}

static bool lists_have(const TypeStyle *style, const char *family) {
    for (guint i = 0; i < style->families->len; i++) {
        if (g_ascii_strcasecmp(g_ptr_array_index(style->families, i), family) == 0)
            return true;
    }
    for (guint i = 0; i < style->scripts->len; i++) {
        const ScriptStyle *script = g_ptr_array_index(style->scripts, i);

        for (guint j = 0; script->families != NULL && j < script->families->len; j++) {
            if (g_ascii_strcasecmp(g_ptr_array_index(script->families, j), family) == 0)
                return true;
        }
    }
    return false;
}

static bool run_is_allowed(const PangoGlyphItem *run, const TypeStyle *style) {
    PangoFontDescription *description = pango_font_describe(run->item->analysis.font);
    bool allowed = lists_have(style, pango_font_description_get_family(description));

    pango_font_description_free(description);
    return allowed;
}

static bool glyph_is_missing(PangoGlyph glyph) {
    return glyph != PANGO_GLYPH_EMPTY && (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
}

static int compare_indexes(gconstpointer a, gconstpointer b) {
    const guint first = *(const guint *)a, second = *(const guint *)b;

    return (first > second) - (first < second);
}

static void collect_missing(const PangoGlyphItem *run, const char *text,
                            const TypeStyle *style, GArray *indexes) {
    bool allowed = run_is_allowed(run, style);

    for (int i = 0; i < run->glyphs->num_glyphs; i++) {
        guint index = (guint)(run->item->offset + run->glyphs->log_clusters[i]);
        bool is_space = g_unichar_isspace(g_utf8_get_char(text + index));

        if ((!allowed && !is_space) || glyph_is_missing(run->glyphs->glyphs[i].glyph))
            g_array_append_val(indexes, index);
    }
}

void type_find_missing(PangoLayout *layout, const TypeStyle *style, TypeMissing missing,
                       void *data) {
    PangoLayoutIter *iter = pango_layout_get_iter(layout);
    const char *text = pango_layout_get_text(layout);
    g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(guint));

    do {
        const PangoGlyphItem *run = pango_layout_iter_get_run_readonly(iter);

        if (run != NULL)
            collect_missing(run, text, style, indexes);
    } while (pango_layout_iter_next_run(iter));
    pango_layout_iter_free(iter);
    /* Runs come as they are seen; people read in the order of the text. */
    g_array_sort(indexes, compare_indexes);
    for (guint i = 0; i < indexes->len; i++)
        missing(g_utf8_get_char(text + g_array_index(indexes, guint, i)), data);
}
