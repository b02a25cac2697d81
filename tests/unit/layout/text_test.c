#include "../support.h"

#include "layout/text.h"
#include "layout/type.h"
#include "model/poster.h"

#include <math.h>
#include <time.h>

static const char one_word[] = "Ja.";
static const char twelve_words[] =
    "Setz dich dazu, denn hier ist noch Platz für uns alle heute.";
static const char compounds[] =
    "Grundstücksverkehrsgenehmigungszuständigkeit Rechtsschutzversicherungsgesellschaft "
    "Köln";
static const char turkish[] = "Çeşitliliğimiz İstanbul ışığında Köln’ün gücü.";
static const char arabic[] = "تنوّعنا قوّة كولونيا ومصدر فخرنا جميعًا.";
static const char mixed[] = "Köln كولونيا 2026 – مدينة Stadt für alle 50 %";

static const struct {
    const char *text, *language;
} samples[] = {{one_word, "de"}, {twelve_words, "de"}, {compounds, "de"},
               {turkish, "tr"},  {arabic, "ar"},       {mixed, "ar"},
               {mixed, "de"}};

static const struct {
    double width, height;
} boxes[] = {{1000, 20}, {800, 60},  {600, 100}, {500, 200}, {300, 300},
             {200, 500}, {100, 600}, {60, 800},  {20, 1000}, {297, 420},
             {420, 297}, {3560, 90}, {88, 42},   {5, 5},     {3000, 3000}};

static const int line_limits[] = {0, 1, 2, 3, 5};

typedef struct {
    Fonts *fonts;
    Hyphens *hyphens;
    TypeStyle style;
} Setting;

static GPtrArray *list_of(const char *text) {
    GPtrArray *list = g_ptr_array_new();

    g_ptr_array_add(list, (gpointer)text);
    return list;
}

static void free_script(gpointer pointer) {
    ScriptStyle *script = pointer;

    g_ptr_array_unref(script->families);
    g_free(script);
}

static Setting *setting_new(double tracking) {
    Setting *self = g_new0(Setting, 1);
    ScriptStyle *arabic_script = g_new0(ScriptStyle, 1);
    g_autoptr(GError) error = NULL;

    *arabic_script =
        (ScriptStyle){"Arab", list_of("Noto Kufi Arabic"), 0.95, 1.1, 0, 0.87};
    self->fonts = fonts_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    self->hyphens = hyphens_new(HYPHENS_FOLDER);
    self->style = (TypeStyle){.name = "display",
                              .families = list_of("Inter Display"),
                              .weight = 900,
                              .leading = 0.97,
                              .tracking = tracking,
                              .scripts = g_ptr_array_new_with_free_func(free_script)};
    g_ptr_array_add(self->style.scripts, arabic_script);
    return self;
}

static void setting_free(Setting *self) {
    g_ptr_array_unref(self->style.families);
    g_ptr_array_unref(self->style.scripts);
    hyphens_free(self->hyphens);
    fonts_free(self->fonts);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MeasuredText, measured_text_free)

/* `diagnostics` may be NULL: then there must be no findings. */
static MeasuredText *measure(const Setting *setting, const char *text,
                             const char *language, Diagnostics *diagnostics) {
    g_autoptr(Diagnostics) own = diagnostics_new();
    Words words = {.text = (char *)text, .language = (char *)"und"};
    TextSource source = {.fonts = setting->fonts,
                         .hyphens = setting->hyphens,
                         .style = &setting->style,
                         .words = &words,
                         .language = language,
                         .name = "headline",
                         .align = ALIGN_START};
    MeasuredText *measured =
        text_measure(&source, diagnostics != NULL ? diagnostics : own);

    assert_findings(own, "");
    return measured;
}

static FittedText *fit(const MeasuredText *text, double width, double height,
                       double maximum, int lines) {
    TextRoom room = {width, height, 0, maximum, lines};

    return text_fit(text, &room);
}

/* Without blanks, which may fall away at line ends. */
static char *letters_of(const char *text) {
    g_auto(GStrv) parts = g_strsplit_set(text, " \n", -1);

    return g_strjoinv("", parts);
}

static void assert_nothing_is_lost(const FittedText *fitted, const char *text) {
    g_autoptr(GString) set = g_string_new(NULL);
    g_autofree char *letters = letters_of(text);
    g_autofree char *set_letters = NULL;

    for (guint i = 0; i < fitted->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(fitted->lines, i);

        g_assert_cmpint(pango_layout_get_line_count(line->layout), ==, 1);
        g_assert_cmpstr(pango_layout_get_text(line->layout), ==, line->text);
        g_string_append(set, line->text);
    }
    set_letters = letters_of(set->str);
    g_assert_cmpstr(set_letters, ==, letters);
}

static double widest_ink(const FittedText *fitted) {
    double widest = 0;

    for (guint i = 0; i < fitted->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(fitted->lines, i);
        PangoRectangle ink;

        pango_layout_get_extents(line->layout, &ink, NULL);
        widest = fmax(widest, (double)ink.width / PANGO_SCALE);
    }
    return widest * fitted->font_size / FONTS_UNIT;
}

/* Which part stands at the edge of such a line is not known before it is set. */
static void test_lines_in_two_directions_fill_their_box(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = NULL;

    setting->style.breaks = BREAKS_BALANCED;
    text = measure(setting, "HV VH مدينة", "ar", NULL);
    for (int lines = 1; lines <= 3; lines++) {
        g_autoptr(FittedText) fitted = fit(text, 300, INFINITY, INFINITY, lines);

        g_assert_cmpuint(fitted->lines->len, ==, (guint)lines);
        g_assert_cmpfloat_with_epsilon(widest_ink(fitted), 300, 1e-6);
    }
}

typedef void (*BoxCheck)(const MeasuredText *text, const char *words, TextRoom room);

/* Every sample in every box, with several limits of lines and of size. */
static void check_boxes(BoxCheck check, LineBreaks breaks) {
    static const double maxima[] = {INFINITY, 30};
    g_autoptr(Setting) setting = setting_new(-0.016);

    setting->style.breaks = (int)breaks;
    for (size_t i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autoptr(MeasuredText) text =
            measure(setting, samples[i].text, samples[i].language, NULL);

        for (size_t j = 0; j < G_N_ELEMENTS(boxes) * G_N_ELEMENTS(line_limits); j++) {
            size_t box = j / G_N_ELEMENTS(line_limits);
            int lines = line_limits[j % G_N_ELEMENTS(line_limits)];

            for (size_t k = 0; k < G_N_ELEMENTS(maxima); k++) {
                g_test_message("\"%s\" in %g x %g, %d lines, up to %g", samples[i].text,
                               boxes[box].width, boxes[box].height, lines, maxima[k]);
                check(text, samples[i].text,
                      (TextRoom){boxes[box].width, boxes[box].height, 0, maxima[k],
                                 lines});
            }
        }
    }
}

static void check_all(BoxCheck check) {
    check_boxes(check, BREAKS_FILLED);
    check_boxes(check, BREAKS_BALANCED);
}

static void check_fits(const MeasuredText *text, const char *words, TextRoom room) {
    g_autoptr(FittedText) fitted = text_fit(text, &room);
    bool touches = fitted->width >= 0.99 * room.width ||
                   fitted->height >= 0.99 * room.height ||
                   fitted->font_size >= room.maximum * (1 - 1e-9);

    g_assert_true(fitted->fits);
    g_assert_cmpfloat(fitted->width, <=, room.width * (1 + 1e-9));
    g_assert_cmpfloat(fitted->height, <=, room.height * (1 + 1e-9));
    g_assert_cmpfloat(fitted->font_size, <=, room.maximum * (1 + 1e-9));
    g_assert_true(touches);
    /* Which part of a line in two directions stands at its edge is not known before it
     * is set. */
    g_assert_cmpfloat_with_epsilon(widest_ink(fitted), fitted->width,
                                   (words == mixed ? 0.01 : 1e-6) * room.width);
    g_assert_cmpuint(fitted->lines->len, >=, 1);
    if (room.lines > 0)
        g_assert_cmpuint(fitted->lines->len, <=, (guint)room.lines);
    assert_nothing_is_lost(fitted, words);
}

static void test_text_fills_its_box_in_one_direction(void) {
    check_all(check_fits);
}

static void check_growth(const MeasuredText *text, const char *words, TextRoom room) {
    static const struct {
        double width, height;
    } growths[] = {{1.02, 1.02}, {1.02, 1}, {1, 1.02}};
    g_autoptr(FittedText) before = text_fit(text, &room);

    (void)words;
    for (size_t i = 0; i < G_N_ELEMENTS(growths); i++) {
        TextRoom larger = room;
        g_autoptr(FittedText) after = NULL;

        larger.width *= growths[i].width;
        larger.height *= growths[i].height;
        after = text_fit(text, &larger);
        /* A ten-thousandth is rounding. */
        g_assert_cmpfloat(after->font_size, >=, before->font_size * (1 - 1e-4));
    }
}

static void test_larger_box_never_makes_text_smaller(void) {
    check_all(check_growth);
}

/* The narrowest that words[first..count] can be in `lines` lines; by trying all. */
static double narrowest(double (*ink)[12], int first, int lines) {
    double best = INFINITY;

    if (lines == 1)
        return ink[first][11];
    for (int end = first; end < 12 - (lines - 1); end++)
        best = fmin(best, fmax(ink[first][end], narrowest(ink, end + 1, lines - 1)));
    return best;
}

static void measure_ranges(const Setting *setting, double (*ink)[12]) {
    g_auto(GStrv) words = g_strsplit(twelve_words, " ", -1);

    g_assert_cmpuint(g_strv_length(words), ==, 12);
    for (int i = 0; i < 12; i++) {
        g_autoptr(GString) range = g_string_new(NULL);

        for (int j = i; j < 12; j++) {
            g_autoptr(PangoLayout) layout = NULL;
            PangoRectangle extents;

            g_string_append_printf(range, "%s%s", range->len > 0 ? " " : "", words[j]);
            layout = type_layout(fonts_context(setting->fonts, false), &setting->style,
                                 range->str, range->len, "de");
            pango_layout_get_extents(layout, &extents, NULL);
            ink[i][j] = (double)extents.width / PANGO_SCALE;
        }
    }
}

static void test_no_other_breaks_give_larger_text(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = measure(setting, twelve_words, "de", NULL);
    double ink[12][12];

    measure_ranges(setting, ink);
    for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++) {
        g_autoptr(FittedText) fitted =
            fit(text, boxes[i].width, boxes[i].height, INFINITY, 0);
        double best = 0;

        for (int lines = 1; lines <= 12; lines++) {
            double height = measured_text_cap_height(text) +
                            (lines - 1) * measured_text_leading(text);
            double size = FONTS_UNIT * fmin(boxes[i].height / height,
                                            boxes[i].width / narrowest(ink, 0, lines));

            best = fmax(best, size);
        }
        g_test_message("%g x %g", boxes[i].width, boxes[i].height);
        g_assert_cmpfloat(fitted->font_size, >=, 0.99 * best);
        g_assert_cmpfloat(fitted->font_size, <=, best * (1 + 1e-6));
    }
}

static char *lines_of(const FittedText *fitted) {
    GString *lines = g_string_new(NULL);

    for (guint i = 0; i < fitted->lines->len; i++)
        g_string_append_printf(lines, "%s|",
                               ((TextLine *)g_ptr_array_index(fitted->lines, i))->text);
    return g_string_free(lines, FALSE);
}

static void assert_lines(const char *words, double width, double height, int lines,
                         const char *expected) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = measure(setting, words, "de", NULL);
    g_autoptr(FittedText) fitted = fit(text, width, height, INFINITY, lines);
    g_autofree char *found = lines_of(fitted);

    g_assert_cmpstr(found, ==, expected);
}

static void test_newline_forces_a_break(void) {
    assert_lines("Amt für Vielfalt\nDienststelle", 5000, 100, 0,
                 "Amt für Vielfalt|Dienststelle|");
    assert_lines("a\nb\nc", 5000, 100, 3, "a|b|c|");
    assert_lines("a b", 5000, 100, 0, "a b|");
    assert_lines("a\n\nb", 5000, 100, 0, "a||b|");
}

static void test_last_newline_is_no_line(void) {
    assert_lines("a\nb\n", 5000, 100, 0, "a|b|");
    assert_lines("a\nb\n\n", 5000, 100, 0, "a|b|");
}

static void test_separators_of_unicode_break_lines_too(void) {
    assert_lines("a\xe2\x80\xa8"
                 "b",
                 5000, 100, 0, "a|b|");
    assert_lines("a\xe2\x80\xa9"
                 "b",
                 5000, 100, 0, "a|b|");
}

static void test_no_break_space_holds_words_together(void) {
    assert_lines("50\xc2\xa0% mehr", 50, 200, 2, "50\xc2\xa0%|mehr|");
}

static void test_lines_are_balanced(void) {
    assert_lines("Hier ist noch Platz", 300, 200, 2, "Hier ist|noch Platz|");
}

static void test_soft_hyphen_shows_where_a_line_ends(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) soft = measure(setting,
                                           "Vielfalts\xc2\xad"
                                           "gestaltung",
                                           "de", NULL);
    g_autoptr(MeasuredText) hard = measure(setting, "Vielfalts-gestaltung", "de", NULL);
    g_autoptr(FittedText) soft_fit = fit(soft, 100, 100, INFINITY, 2);
    g_autoptr(FittedText) hard_fit = fit(hard, 100, 100, INFINITY, 2);
    const TextLine *soft_line = g_ptr_array_index(soft_fit->lines, 0);
    const TextLine *hard_line = g_ptr_array_index(hard_fit->lines, 0);

    g_assert_cmpuint(soft_fit->lines->len, ==, 2);
    g_assert_cmpfloat_with_epsilon(soft_line->ink.width, hard_line->ink.width, 5);
}

/* Small print of one font size in a narrow column. */
static char *lines_of_running_text(const char *words, const char *language,
                                   double width, bool hyphenate) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = NULL;
    g_autoptr(FittedText) fitted = NULL;

    setting->style.hyphenate = hyphenate;
    text = measure(setting, words, language, NULL);
    fitted = fit(text, width, INFINITY, 10, 0);
    g_assert_cmpfloat(widest_ink(fitted), <=, width * (1 + 1e-9));
    return lines_of(fitted);
}

static const char running[] = "Antidiskriminierungsarbeit und Gleichstellungspolitik";

static void test_words_are_divided_where_that_saves_a_line(void) {
    static const struct {
        double width;
        const char *whole, *divided;
    } cases[] = {
        {400, "Antidiskriminierungsarbeit und Gleichstellungspolitik|",
         "Antidiskriminierungsarbeit und Gleichstellungspolitik|"},
        {170, "Antidiskriminierungsarbeit|und Gleichstellungspolitik|",
         "Antidiskriminierungsarbeit|und Gleichstellungspolitik|"},
        {120, "Antidiskriminierungsarbeit|und Gleichstellungspolitik|",
         "Antidiskriminie-|rungsarbeit und|Gleichstellungspolitik|"},
        {146, "Antidiskriminierungsarbeit|und Gleichstellungspolitik|",
         "Antidiskriminierungsarbeit|und Gleichstellungspolitik|"},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *whole =
            lines_of_running_text(running, "de", cases[i].width, false);
        g_autofree char *divided =
            lines_of_running_text(running, "de", cases[i].width, true);

        g_assert_cmpstr(whole, ==, cases[i].whole);
        g_assert_cmpstr(divided, ==, cases[i].divided);
    }
}

static void test_leichte_sprache_and_addresses_are_never_divided(void) {
    static const char address[] = "Mehr unter www.koelnervielfaltundmehr.de/impressum";
    g_autofree char *simple = lines_of_running_text(running, "de-simple", 150, true);
    g_autofree char *whole = lines_of_running_text(running, "de", 150, false);
    g_autofree char *lines = lines_of_running_text(address, "de", 250, true);

    g_assert_cmpstr(simple, ==, whole);
    g_assert_cmpstr(lines, ==, "Mehr unter|www.koelnervielfaltundmehr.de/impressum|");
}

static void test_headlines_are_never_divided(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = NULL;
    g_autoptr(FittedText) fitted = NULL;
    g_autofree char *lines = NULL;

    setting->style.hyphenate = true;
    setting->style.breaks = BREAKS_BALANCED;
    text = measure(setting,
                   "Viel\xc2\xad"
                   "falt Antidiskriminierungsarbeit",
                   "de", NULL);
    fitted = fit(text, 100, 1000, INFINITY, 0);
    lines = lines_of(fitted);
    g_assert_cmpstr(lines, ==,
                    "Viel\xc2\xad"
                    "falt|Antidiskriminierungsarbeit|");
}

static void test_capitals_follow_the_rules_of_the_language(void) {
    static const struct {
        const char *text, *language, *upper;
    } cases[] = {{"ışık ve iyi", "tr", "IŞIK VE İYİ|"},
                 {"iyi", "de", "IYI|"},
                 {"Straße", "de", "STRASSE|"},
                 {"Ελλάδα", "el", "ΕΛΛΑΔΑ|"}};
    g_autoptr(Setting) setting = setting_new(0);

    setting->style.letters = LETTERS_UPPER;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MeasuredText) text =
            measure(setting, cases[i].text, cases[i].language, NULL);
        g_autoptr(FittedText) fitted = fit(text, 1000, 100, INFINITY, 1);
        g_autofree char *lines = lines_of(fitted);

        g_assert_cmpstr(lines, ==, cases[i].upper);
    }
}

/* The widths that hang out of the box of a text in one line, in ems. */
static void assert_hanging(const char *words, const char *language, int align,
                           bool left, bool right) {
    g_autoptr(Setting) setting = setting_new(0);
    Words said = {.text = (char *)words, .language = (char *)language};
    TextSource source = {.fonts = setting->fonts,
                         .style = &setting->style,
                         .words = &said,
                         .language = language,
                         .name = "headline",
                         .align = align};
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(MeasuredText) text = NULL;
    g_autoptr(FittedText) fitted = NULL;
    const TextLine *line;
    double box;

    setting->style.hang = true;
    text = text_measure(&source, diagnostics);
    fitted = fit(text, 500, 1000, INFINITY, 1);
    line = g_ptr_array_index(fitted->lines, 0);
    g_test_message("%s hangs %g and %g", words, line->hang_left, line->hang_right);
    g_assert_true((line->hang_left > 0) == left);
    g_assert_true((line->hang_right > 0) == right);
    box = line->ink.width - line->hang_left - line->hang_right;
    g_assert_cmpfloat_with_epsilon(fitted->font_size, 500 / box * FONTS_UNIT, 1e-6);
}

static void test_quotes_and_points_hang_out_where_lines_are_set(void) {
    assert_hanging("„Setz dich dazu.“", "de", ALIGN_START, true, false);
    assert_hanging("„Setz dich dazu.“", "de", ALIGN_END, false, true);
    assert_hanging("„Setz dich dazu.“", "de", ALIGN_CENTER, true, true);
    assert_hanging("Setz dich dazu.", "de", ALIGN_START, false, false);
    assert_hanging("Setz dich dazu.", "de", ALIGN_END, false, true);
    assert_hanging("Setz dich dazu!", "de", ALIGN_END, false, false);
    assert_hanging("– ja", "de", ALIGN_START, false, false);
    assert_hanging("«اجلسوا معنا.»", "ar", ALIGN_START, false, true);
    assert_hanging("اجلسوا معنا.", "ar", ALIGN_END, true, false);
}

static void test_features_and_axes_reach_the_font(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) plain = measure(setting, "1111", "de", NULL);
    g_autoptr(FittedText) plain_fit = fit(plain, INFINITY, 100, 100, 1);
    g_autoptr(MeasuredText) tabular = NULL;
    g_autoptr(FittedText) tabular_fit = NULL;

    setting->style.features = list_of("tnum");
    tabular = measure(setting, "1111", "de", NULL);
    tabular_fit = fit(tabular, INFINITY, 100, 100, 1);
    g_assert_cmpfloat(tabular_fit->width, >, plain_fit->width * 1.2);
    g_ptr_array_unref(setting->style.features);
    setting->style.features = NULL;
}

/* Two hundred lines are the most that a box takes; none may vanish. */
static void test_text_of_very_many_lines_does_not_fit(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(GString) lines = g_string_new("a");
    TextRoom room = {100, 100000, 1, INFINITY, 0};
    g_autoptr(MeasuredText) text = NULL;
    g_autoptr(FittedText) fitted = NULL;

    for (int i = 0; i < 250; i++)
        g_string_append(lines, "\na");
    text = measure(setting, lines->str, "de", NULL);
    fitted = text_fit(text, &room);
    g_assert_false(fitted->fits);
}

/* Balancing tries many breaks; a headline may be long and is fitted many times. */
static void test_long_balanced_text_takes_no_time(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(GString) words = g_string_new("Platz");
    g_autoptr(MeasuredText) text = NULL;
    g_autoptr(FittedText) fitted = NULL;
    clock_t start;

    setting->style.breaks = BREAKS_BALANCED;
    for (int i = 1; i < 40; i++)
        g_string_append_printf(words, " %.*s", i * 7 % 11 + 1, "nebeneinander");
    text = measure(setting, words->str, "de", NULL);
    start = clock();
    fitted = fit(text, 300, 400, INFINITY, 0);
    g_assert_cmpfloat((double)(clock() - start) / CLOCKS_PER_SEC, <, 0.5);
    g_assert_true(fitted->fits);
}

static void test_text_below_the_minimum_does_not_fit(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = measure(setting, one_word, "de", NULL);
    TextRoom room = {50, 10, 20, INFINITY, 0};
    g_autoptr(FittedText) fitted = text_fit(text, &room);

    g_assert_false(fitted->fits);
    g_assert_cmpfloat(fitted->font_size, <, 20);
    g_assert_cmpfloat(fitted->height, <=, 10 * (1 + 1e-9));
}

static void test_empty_text_takes_no_width(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = measure(setting, "", "de", NULL);
    g_autoptr(FittedText) fitted = fit(text, 100, 50, 30, 0);

    g_assert_cmpuint(fitted->lines->len, ==, 0);
    g_assert_cmpfloat(fitted->width, ==, 0);
    g_assert_true(fitted->fits);
}

static void test_endless_room_takes_the_largest_size(void) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(MeasuredText) text = measure(setting, twelve_words, "de", NULL);
    g_autoptr(FittedText) wide = fit(text, INFINITY, INFINITY, 30, 0);
    g_autoptr(FittedText) high = fit(text, 100, INFINITY, 30, 0);

    g_assert_cmpuint(wide->lines->len, ==, 1);
    g_assert_cmpfloat(wide->font_size, ==, 30);
    g_assert_cmpfloat(high->width, <=, 100 * (1 + 1e-9));
    g_assert_cmpuint(high->lines->len, >, 1);
}

static void assert_measure_findings(const char *file, size_t offset, size_t length,
                                    const char *text, const char *expected) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(Source) source = source_of(file);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Words words = {(char *)text, (char *)"de", {source, offset, length, NULL},
                   STATE_DRAFT,  NULL,         false};
    TextSource text_source = {.fonts = setting->fonts,
                              .style = &setting->style,
                              .words = &words,
                              .language = "de",
                              .name = "headline"};
    g_autoptr(MeasuredText) measured G_GNUC_UNUSED =
        text_measure(&text_source, diagnostics);

    assert_findings(diagnostics, expected);
}

static void test_missing_glyph_is_told_with_its_place(void) {
    assert_measure_findings(
        "a: Köln 日本 日!\n", 3, 19, "Köln 日本 日!",
        "a.yaml:1:9: error: no family of type style \"display\" has "
        "\"日\" (U+65E5), which \"headline\" needs in \"de\" "
        "[text/missing-glyph]\n"
        "    a: Köln 日本 日!\n"
        "            ^~\n"
        "a.yaml:1:10: error: no family of type style \"display\" has "
        "\"本\" (U+672C), which \"headline\" needs in \"de\" "
        "[text/missing-glyph]\n"
        "    a: Köln 日本 日!\n"
        "              ^~\n");
}

static void test_glyph_that_was_put_in_is_told_at_the_words(void) {
    assert_measure_findings(
        "a: \"{x}\"\n", 4, 3, "日",
        "a.yaml:1:5: error: no family of type style \"display\" has "
        "\"日\" (U+65E5), which \"headline\" needs in \"de\" "
        "[text/missing-glyph]\n"
        "    a: \"{x}\"\n"
        "        ^~~\n");
}

static void assert_style_findings(const TypeStyle *style, const char *expected) {
    g_autoptr(Setting) setting = setting_new(0);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Words words = {.text = (char *)"a", .language = (char *)"de"};
    TextSource source = {.fonts = setting->fonts,
                         .style = style,
                         .words = &words,
                         .language = "de",
                         .name = "headline"};
    g_autoptr(MeasuredText) measured G_GNUC_UNUSED = text_measure(&source, diagnostics);

    assert_findings(diagnostics, expected);
}

static void test_family_that_is_not_there_is_told_once(void) {
    g_autoptr(Setting) setting = setting_new(0);

    setting->style.families->pdata[0] = (gpointer) "Inter Dispay";
    assert_style_findings(&setting->style,
                          "error: type style \"display\": no font family \"Inter "
                          "Dispay\"; did you mean \"Inter Display\"? "
                          "[text/unknown-family]\n");
}

static void test_weight_that_is_not_there_is_told(void) {
    g_autoptr(Setting) setting = setting_new(0);

    setting->style.weight = 400;
    assert_style_findings(
        &setting->style,
        "error: type style \"display\": \"Inter Display\" has no weight "
        "400 [text/unknown-weight]\n"
        "error: type style \"display\": \"Noto Kufi Arabic\" has no "
        "weight 400 [text/unknown-weight]\n");
}

static void test_invisible_characters_need_no_glyph(void) {
    static const char *const texts[] = {"a\xc2\xa0"
                                        "b",
                                        "a\xe2\x80\xaf"
                                        "b",
                                        "a\xc2\xad"
                                        "b",
                                        "a\xe2\x80\x8b"
                                        "b",
                                        "a\xe2\x80\x8d"
                                        "b",
                                        "a\xe2\x81\xa0"
                                        "b",
                                        "a\xe2\x80\x8f"
                                        "b"};
    g_autoptr(Setting) setting = setting_new(0);

    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(MeasuredText) text = measure(setting, texts[i], "de", NULL);

        g_assert_nonnull(text);
    }
}

static void test_direction_is_that_of_the_letters(void) {
    g_autoptr(Setting) setting = setting_new(0);
    static const struct {
        const char *text, *language;
        bool right_to_left;
    } cases[] = {{twelve_words, "de", false}, {arabic, "ar", true},
                 {arabic, "de", true},        {"www.koelnervielfalt.de", "ar", false},
                 {mixed, "ar", true},         {mixed, "de", false},
                 {"2026", "ar", true},        {"2026", "de", false}};

    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(MeasuredText) text =
            measure(setting, cases[i].text, cases[i].language, NULL);

        g_test_message("%s in %s", cases[i].text, cases[i].language);
        g_assert_true(measured_text_is_right_to_left(text) == cases[i].right_to_left);
    }
}

static void test_axis_that_is_not_there_is_told(void) {
    g_autoptr(Setting) setting = setting_new(0);

    setting->style.axes = (char *)"wdth=80";
    assert_style_findings(
        &setting->style, "error: type style \"display\": \"Inter Display\" has no axis "
                         "\"wdth\" [text/unknown-axis]\n"
                         "error: type style \"display\": \"Noto Kufi Arabic\" has no "
                         "axis \"wdth\" [text/unknown-axis]\n");
}

static const UnitTest tests[] = {
    TEST(text_fills_its_box_in_one_direction),
    TEST(lines_in_two_directions_fill_their_box),
    TEST(larger_box_never_makes_text_smaller),
    TEST(no_other_breaks_give_larger_text),
    TEST(newline_forces_a_break),
    TEST(last_newline_is_no_line),
    TEST(separators_of_unicode_break_lines_too),
    TEST(no_break_space_holds_words_together),
    TEST(lines_are_balanced),
    TEST(soft_hyphen_shows_where_a_line_ends),
    TEST(words_are_divided_where_that_saves_a_line),
    TEST(leichte_sprache_and_addresses_are_never_divided),
    TEST(headlines_are_never_divided),
    TEST(capitals_follow_the_rules_of_the_language),
    TEST(quotes_and_points_hang_out_where_lines_are_set),
    TEST(features_and_axes_reach_the_font),
    TEST(axis_that_is_not_there_is_told),
    TEST(text_of_very_many_lines_does_not_fit),
    TEST(long_balanced_text_takes_no_time),
    TEST(text_below_the_minimum_does_not_fit),
    TEST(empty_text_takes_no_width),
    TEST(endless_room_takes_the_largest_size),
    TEST(missing_glyph_is_told_with_its_place),
    TEST(glyph_that_was_put_in_is_told_at_the_words),
    TEST(family_that_is_not_there_is_told_once),
    TEST(weight_that_is_not_there_is_told),
    TEST(invisible_characters_need_no_glyph),
    TEST(direction_is_that_of_the_letters),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
