/* Headlines that nobody chose, in every size of motifs/sizes.yaml: none leaves its box,
 * each is as large as its box allows, and no other breaks are more even. */
#include "../unit/support.h"

#include "layout/layout.h"
#include "oracle.h"

#include <locale.h>
#include <math.h>

enum { HEADLINES = 500 };

/* How a layout asks for the headline. Lengths are hundredths: the box's of the trim,
 * font sizes of the trim's shorter side. */
typedef struct {
    const char *name, *style;
    double width, height;
    int x, y; /* where the box stands: -1 left or top, 0 middle, 1 right or bottom */
    int align;
    int lines;
    double minimum, maximum; /* 0: none */
} Kind;

static const Kind kinds[] = {
    {"corner", "plain", 62, 38, -1, -1, ALIGN_START, 3, 3.5, 22},
    {"band", "hung", 88, 17, 0, -1, ALIGN_CENTER, 2, 2.5, 13},
    {"side", "hung", 40, 71, 1, 1, ALIGN_END, 0, 2.5, 0},
    {"open", "hung", 70, 50, -1, 1, ALIGN_START, 5, 1, 0},
    {"filled", "filled", 57, 33, 0, 0, ALIGN_START, 4, 3, 16},
};

static const char campaign_head[] =
    "campaign: corpus\n"
    "title: Corpus\n"
    "date: 2026-11-22\n"
    "standard-sizes: a3\n"
    "inks:\n"
    "  black: {screen: \"#000000\", recipe: {fogra39: [0, 0, 0, 100]}, state: reviewed}\n"
    "  white: {screen: \"#ffffff\", recipe: {fogra39: [0, 0, 0, 0]}, state: reviewed}\n"
    "draft: {style: plain, ink: black, ground: white}\n"
    "styles:\n"
    "  plain: {families: Inter Display, weight: 900, leading: 97%, tracking: -1.6%, "
    "breaks: balanced, scripts: {Arab: {families: Noto Kufi Arabic, size: 95%, leading: "
    "116%, tracking: 0%, word-space: 87%}}}\n"
    "  hung: {families: Inter Display, weight: 900, leading: 105%, breaks: balanced, "
    "hang: yes, scripts: {Arab: {families: Noto Kufi Arabic}}}\n"
    "  filled: {families: Inter Display, weight: 900, leading: 110%, scripts: {Arab: "
    "{families: Noto Kufi Arabic, leading: 130%}}}\n"
    "languages:\n";

/* --- the project ------------------------------------------------------------- */

static void write_campaign(void) {
    g_autoptr(GString) text = g_string_new(campaign_head);

    for (guint i = 0; i < headline_languages(); i++)
        g_string_append_printf(text, "  %s: %s\n", headline_language(i),
                               headline_language(i));
    write_file("motifs/campaign.yaml", text->str);
}

static void copy_sizes(void) {
    g_autofree char *sizes = NULL;
    g_autoptr(GError) error = NULL;

    g_file_get_contents(TEST_MOTIFS "/sizes.yaml", &sizes, NULL, &error);
    g_assert_no_error(error);
    write_file("motifs/sizes.yaml", sizes);
}

static void write_kind(const Kind *kind) {
    static const char *const anchors[3][3] = {
        {"top left", "top", "top right"},
        {"left", "center", "right"},
        {"bottom left", "bottom", "bottom right"}};
    static const char *const aligns[] = {"stretch", "start", "center", "end"};
    g_autofree char *layout = g_strdup_printf("motifs/layouts/%s.yaml", kind->name);
    g_autofree char *motif = g_strdup_printf("motifs/%s.yaml", kind->name);
    g_autoptr(GString) box = g_string_new(NULL);
    g_autoptr(GString) text = g_string_new(NULL);

    g_string_printf(box,
                    "{stack: [text: {say: headline, style: %s, ink: black, width: "
                    "%g%%, height: %g%%, anchor: %s, align: %s",
                    kind->style, kind->width, kind->height,
                    anchors[kind->y + 1][kind->x + 1], aligns[kind->align]);
    if (kind->lines > 0)
        g_string_append_printf(box, ", lines: %d", kind->lines);
    if (kind->minimum > 0)
        g_string_append_printf(box, ", min: %gu", kind->minimum);
    if (kind->maximum > 0)
        g_string_append_printf(box, ", max: %gu", kind->maximum);
    g_string_printf(text, "layout: %s\n", kind->name);
    for (int shape = 0; shape < SHAPE_COUNT; shape++)
        g_string_append_printf(text, "%s: %s}]}\n", shape_to_text((Shape)shape),
                               box->str);
    write_file(layout, text->str);
    g_string_printf(text,
                    "motif: %s\ntitle: Corpus\nlayout: %s\nrows: rows.csv\nwords: "
                    "{headline: {und: {text: \"{row.headline}\", state: reviewed}}}\n",
                    kind->name, kind->name);
    write_file(motif, text->str);
}

static void write_rows(void) {
    g_autoptr(GString) text = g_string_new("headline\n");

    for (guint i = 0; i < HEADLINES; i++) {
        g_autoptr(Headline) headline = headline_new(i);
        g_autofree char *line = headline_line(headline, 0, headline->count - 1);

        g_string_append_printf(text, "\"%s\"\n", line);
    }
    write_file("motifs/rows.csv", text->str);
}

typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
    Resources resources;
    const Motif *motifs[G_N_ELEMENTS(kinds)];
    guint checked, fitted; /* posters */
    guint mistakes;
    double lost;       /* the most that even lines cost of the size uneven ones have */
    double difference; /* the most that a size differs from what the oracle says */
} Corpus;

static Corpus *corpus_new(void) {
    Corpus *self = g_new0(Corpus, 1);
    g_autoptr(GError) error = NULL;

    self->folder = folder_new();
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    self->resources.fonts = fonts_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    write_campaign();
    copy_sizes();
    write_rows();
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        write_kind(&kinds[i]);
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *path = g_strdup_printf("motifs/%s.yaml", kinds[i].name);

        self->motifs[i] = project_load_motif(self->project, path, &error);
        g_assert_no_error(error);
        assert_findings(self->diagnostics, "");
    }
    return self;
}

static void corpus_free(Corpus *self) {
    project_free(self->project);
    diagnostics_free(self->diagnostics);
    fonts_free(self->resources.fonts);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Corpus, corpus_free)

/* --- one poster ------------------------------------------------------------ */

typedef struct {
    Corpus *corpus;
    const Kind *kind;
    const Size *size;
    const Headline *headline;
    const Oracle *oracle;
    Room room;
    Rect box; /* as the layout has it, mirrored where the poster is */
} Case;

static void mistake(const Case *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* All of them are told, not only the first. */
static void mistake(const Case *self, const char *format, ...) {
    g_autofree char *text = headline_line(self->headline, 0, self->headline->count - 1);
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    self->corpus->mistakes++;
    g_test_message("%s, size %s, language %s, \"%s\": %s", self->kind->name,
                   self->size->id, self->headline->language, text, message);
}

static Case case_new(Corpus *corpus, const Kind *kind, const Size *size,
                     const Oracle *oracle) {
    Rect trim = size_boxes(size).trim;
    double u = fmin(trim.width, trim.height) / 100;
    Case self = {.corpus = corpus,
                 .kind = kind,
                 .size = size,
                 .headline = oracle->headline,
                 .oracle = oracle};

    self.box.width = trim.width * kind->width / 100;
    self.box.height = trim.height * kind->height / 100;
    self.box.x = (trim.width - self.box.width) * (kind->x + 1) / 2;
    self.box.y = (trim.height - self.box.height) * (kind->y + 1) / 2;
    if (oracle->headline->is_mirrored)
        self.box.x = trim.width - self.box.x - self.box.width;
    self.room = (Room){self.box.width, self.box.height, kind->minimum * u,
                       kind->maximum > 0 ? kind->maximum * u : INFINITY, kind->lines};
    return self;
}

/* The pieces behind which the lines end; false when they are not the headline's. */
static bool find_ends(const Case *self, const Item *item, guint *ends) {
    guint first = 0;

    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);
        guint last = first;

        for (; last < self->headline->count; last++) {
            g_autofree char *expected = headline_line(self->headline, first, last);

            if (strcmp(expected, line->text) == 0)
                break;
        }
        if (last == self->headline->count || !self->headline->pieces[last].may_end)
            return false;
        ends[i] = last;
        first = last + 1;
    }
    return first == self->headline->count;
}

static void check_line(const Case *self, const Item *item, guint index, guint first,
                       guint last) {
    const TextLine *line = g_ptr_array_index(item->lines, index);
    double scale = item->font_size / FONTS_UNIT, rounding = 1e-6 * self->box.width;
    double before = self->oracle->before[first][last] * scale;
    double behind = self->oracle->behind[first][last] * scale;
    double left = self->headline->right_to_left ? behind : before;
    double right = self->headline->right_to_left ? before : behind;

    if (line->ink.x + left < self->box.x - rounding ||
        line->ink.x + line->ink.width - right >
            self->box.x + self->box.width + rounding)
        mistake(self, "\"%s\" from %g to %g leaves its box from %g to %g", line->text,
                line->ink.x + left, line->ink.x + line->ink.width - right, self->box.x,
                self->box.x + self->box.width);
    if (line->baseline - self->oracle->cap_height * scale < self->box.y - rounding ||
        line->baseline > self->box.y + self->box.height + rounding)
        mistake(self, "\"%s\" on %g leaves its box from %g to %g", line->text,
                line->baseline, self->box.y, self->box.y + self->box.height);
}

static void check_lines(const Case *self, const Item *item) {
    guint ends[PIECES_MAX], lines = item->lines->len;
    double ratio, least;

    if (lines > PIECES_MAX || !find_ends(self, item, ends)) {
        mistake(self, "lines end where none may end");
        return;
    }
    if (self->kind->lines > 0 && lines > (guint)self->kind->lines)
        mistake(self, "%u lines", lines);
    for (guint i = 0, first = 0; i < lines; i++) {
        check_line(self, item, i, first, ends[i]);
        first = ends[i] + 1;
    }
    ratio = oracle_ratio(self->oracle, ends, lines);
    least = self->oracle->divisions[lines].ratio;
    if (self->oracle->is_balanced && ratio > least * (1 + 1e-6))
        mistake(self, "%u lines are %.6f uneven, others %.6f", lines, ratio, least);
}

static void check_poster(const Case *self, const Poster *poster, double largest) {
    const Item *item = g_ptr_array_index(poster->items, 0);
    double uneven = oracle_largest(self->oracle, &self->room, true);

    g_assert_cmpint(item->kind, ==, ITEM_TEXT);
    g_assert_cmpuint(poster->items->len, ==, 1);
    check_lines(self, item);
    if (item->font_size * 1.02 < largest)
        mistake(self, "%g pt, and %g pt would fit", item->font_size, largest);
    if (item->font_size > largest * (1 + 1e-6))
        mistake(self, "%g pt, but only %g pt fit", item->font_size, largest);
    self->corpus->fitted++;
    self->corpus->lost = fmax(self->corpus->lost, 1 - item->font_size / uneven);
    self->corpus->difference =
        fmax(self->corpus->difference, fabs(item->font_size / largest - 1));
}

/* No poster: then exactly one finding says why. */
static void check_refusal(const Case *self, const Diagnostics *diagnostics,
                          double largest) {
    const Finding *finding = diagnostics->findings->len == 1
                                 ? g_ptr_array_index(diagnostics->findings, 0)
                                 : NULL;

    if (finding == NULL || strcmp(finding->id, "layout/does-not-fit") != 0)
        mistake(self, "%u findings", diagnostics->findings->len);
    if (largest > self->room.minimum * 1.02)
        mistake(self, "refused, but %g pt fit, and %g pt would do", largest,
                self->room.minimum);
}

static void check_case(const Case *self, const Motif *motif, guint number) {
    double largest = oracle_largest(self->oracle, &self->room, false);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Brief) brief =
        resolve_brief(motif, self->size, self->headline->language,
                      g_ptr_array_index(motif->rows->rows, number), diagnostics);
    g_autoptr(Poster) poster = NULL;

    assert_findings(diagnostics, "");
    poster = layout_poster(brief, &self->corpus->resources, diagnostics);
    self->corpus->checked++;
    if (poster == NULL) {
        check_refusal(self, diagnostics, largest);
        return;
    }
    assert_findings(diagnostics, "");
    if (largest < self->room.minimum * (1 - 1e-6))
        mistake(self, "set in %g pt, but %g pt is the least", largest,
                self->room.minimum);
    check_poster(self, poster, largest);
}

/* --- all ------------------------------------------------------------------- */

static void check_kind(Corpus *corpus, guint number, size_t index) {
    const Motif *motif = corpus->motifs[index];
    const Campaign *campaign = motif->campaign;
    g_autoptr(Headline) headline = headline_new(number);
    g_autoptr(Oracle) oracle = oracle_new(
        headline, corpus->resources.fonts,
        campaign_find_style(campaign, kinds[index].style), kinds[index].align);

    /* Only headlines are never divided at soft hyphens. */
    if (!oracle->is_balanced && headline_has_soft_hyphen(headline))
        return;
    for (guint i = 0; i < campaign->sizes->len; i++) {
        Case checked = case_new(corpus, &kinds[index],
                                g_ptr_array_index(campaign->sizes, i), oracle);

        check_case(&checked, motif, number);
    }
}

/* Each headline in one kind of box; in all of them with PLAKAT_FULL=1. */
static void test_headlines_are_as_large_and_as_even_as_can_be(void) {
    bool all = g_strcmp0(g_getenv("PLAKAT_FULL"), "1") == 0;
    g_autoptr(Corpus) corpus = corpus_new();

    for (guint number = 0; number < HEADLINES; number++) {
        for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
            if (all || number % G_N_ELEMENTS(kinds) == i)
                check_kind(corpus, number, i);
        }
    }
    g_test_message("%u posters, %u of them set; sizes differ by %.4f %% at most from "
                   "what was expected; even lines cost at most %.1f %% of the size",
                   corpus->checked, corpus->fitted, corpus->difference * 100,
                   corpus->lost * 100);
    g_assert_cmpuint(corpus->mistakes, ==, 0);
    /* Neither do all fit, nor few. */
    g_assert_cmpuint(corpus->fitted, <, corpus->checked);
    g_assert_cmpuint(corpus->fitted, >, corpus->checked / 2);
}

static const UnitTest tests[] = {
    TEST(headlines_are_as_large_and_as_even_as_can_be),
};

int main(int argc, char **argv) {
    /* Else no letter but ASCII is shown. */
    setlocale(LC_CTYPE, "C.UTF-8");
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
