#include "report/judgement_page.h"

#include "base/translate.h"
#include "base/units.h"
#include "report/badge.h"
#include "report/findings_table.h"
#include "report/sketch.h"

#include <math.h>

#define LEFT 51.0
#define RIGHT (SHEET_WIDTH - 51.0)
#define NAME_TOP 124.0
#define BAND_PADDING 26.0 /* of the coloured ground behind the verdict, below */
#define FACTS_GAP 32.0
#define FACT_NAMES 84.0 /* wide */
#define SKETCH_WIDTH 190.0
#define SKETCH_HEIGHT 236.0
#define ROW_SKETCHES 4 /* beside one another, where there are several */
#define GAP 16.0

static const SheetVoice quiet = {SHEET_PLAIN, 8.5, SHEET_NIGHT, 0.78};
static const SheetVoice tiny = {SHEET_PLAIN, 7.5, SHEET_NIGHT, 0.78};
static const SheetVoice plain = {SHEET_PLAIN, 9.5, SHEET_NIGHT, 1};
static const SheetVoice strong = {SHEET_STRONG, 12, SHEET_NIGHT, 1};
static const SheetVoice label = {SHEET_STRONG, 9, SHEET_BLUE, 1};
static const SheetVoice large = {SHEET_DISPLAY, 31, SHEET_NIGHT, 1};

/* --- the verdict --------------------------------------------------------------------
 */

static const char *verdict_to_text(const Judgement *judgement) {
    if (judgement_count(judgement, SEVERITY_ERROR) > 0)
        return _("Do not print.");
    if (judgement_count(judgement, SEVERITY_WARNING) > 0)
        return _("Look at it before printing.");
    return _("Ready to print.");
}

static char *counts_to_text(const Judgement *judgement) {
    guint errors = judgement_count(judgement, SEVERITY_ERROR);
    guint warnings = judgement_count(judgement, SEVERITY_WARNING);
    guint notes = judgement_count(judgement, SEVERITY_NOTE);
    g_autofree char *first =
        g_strdup_printf(P_("%u error", "%u errors", errors), errors);
    g_autofree char *second =
        g_strdup_printf(P_("%u warning", "%u warnings", warnings), warnings);
    g_autofree char *third = g_strdup_printf(P_("%u note", "%u notes", notes), notes);

    if (errors + warnings + notes == 0)
        return g_strdup(_("Nothing was found."));
    return g_strdup_printf("%s · %s · %s", first, second, third);
}

/* Returns where the ground behind it ends. */
static double put_verdict(Sheet *sheet, const Judgement *judgement) {
    Point middle = {LEFT + 19, 92};
    double width = RIGHT - LEFT - 54, bottom, y;
    g_autofree char *file = g_path_get_basename(judgement->file);
    g_autofree char *counts = counts_to_text(judgement);
    Item *words = sheet_set(sheet, large, verdict_to_text(judgement), width);
    Item *name = sheet_set(sheet, strong, file, width);
    Item *told = sheet_set(sheet, plain, counts, width);

    bottom = NAME_TOP + name->area.height + 10 + told->area.height + BAND_PADDING;
    sheet_fill(sheet, SHEET_SKY, 0.38, (Rect){0, 0, SHEET_WIDTH, bottom});
    sheet_put(sheet, sheet_set(sheet, label, _("Preflight report"), 300), LEFT, 40);
    sheet_put_right(sheet, sheet_set(sheet, quiet, "plakat " PLAKAT_VERSION, 200),
                    RIGHT, 40);
    if (judgement_count(judgement, SEVERITY_ERROR) > 0)
        badge_put(sheet, SEVERITY_ERROR, 0, middle, 19);
    else if (judgement_count(judgement, SEVERITY_WARNING) > 0)
        badge_put(sheet, SEVERITY_WARNING, 0, middle, 17);
    else
        badge_put_fine(sheet, middle, 19);
    sheet_put(sheet, words, LEFT + 54, middle.y - words->area.height / 2);
    y = sheet_put(sheet, name, LEFT + 54, NAME_TOP);
    sheet_put(sheet, told, LEFT + 54, y + 10);
    return bottom;
}

/* --- what the file says of itself ---------------------------------------------------
 */

/* A line of the list; returns where the next one may stand. */
static double put_fact(Sheet *sheet, const char *name, const char *value, double width,
                       double y) {
    double bottom;

    if (value == NULL)
        return y;
    sheet_put(sheet, sheet_set(sheet, quiet, name, FACT_NAMES), LEFT, y + 0.6);
    bottom = sheet_put(sheet, sheet_set(sheet, plain, value, width - FACT_NAMES),
                       LEFT + FACT_NAMES, y);
    return fmax(bottom, y + 6) + 10;
}

static char *size_to_text(const JudgedPage *page) {
    g_autofree char *width = number_to_text(page->trim.width, 1);
    g_autofree char *height = number_to_text(page->trim.height, 1);

    return g_strdup_printf("%s × %s mm", width, height);
}

/* The least of all sides. */
static char *bleed_to_text(const JudgedPage *page) {
    Rect bleed = page->bleed, trim = page->trim;
    double right = bleed.x + bleed.width - trim.x - trim.width;
    double bottom = bleed.y + bleed.height - trim.y - trim.height;
    double least = fmin(fmin(trim.x - bleed.x, trim.y - bleed.y), fmin(right, bottom));
    g_autofree char *number = number_to_text(fmax(least, 0), 1);

    return g_strdup_printf("%s mm", number);
}

static double put_facts(Sheet *sheet, const Judgement *judgement, double width,
                        double y) {
    const JudgedPage *page =
        judgement->pages->len > 0 ? g_ptr_array_index(judgement->pages, 0) : NULL;
    g_autofree char *size = page != NULL ? size_to_text(page) : NULL;
    g_autofree char *bleed = page != NULL ? bleed_to_text(page) : NULL;
    g_autofree char *pages = g_strdup_printf("%u", judgement->pages->len);
    const char *const facts[][2] = {
        {_("File"), judgement->file},
        {_("Level"), judgement->level != NULL ? judgement->level : _("none")},
        {_("Condition"), judgement->condition},
        {_("Print shop"), judgement->supplier},
        {_("Trim"), size},
        {_("Bleed"), bleed},
        {_("Pages"), pages},
        {_("Made by"), judgement->producer},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(facts); i++)
        y = put_fact(sheet, facts[i][0], facts[i][1], width, y);
    return y;
}

/* --- pages in outline ---------------------------------------------------------------
 */

/* Several, in rows, each with its number. */
static double put_sketches(Sheet *sheet, const Judgement *judgement,
                           const GArray *chosen, double y) {
    double width = (RIGHT - LEFT - (ROW_SKETCHES - 1) * GAP) / ROW_SKETCHES;
    double bottom = y;

    for (guint i = 0; i < chosen->len; i++) {
        guint page = g_array_index(chosen, guint, i), column = i % ROW_SKETCHES;
        g_autofree char *name = g_strdup_printf(_("page %u"), page + 1);
        double x = LEFT + column * (width + GAP), height;

        if (column == 0 && i > 0)
            y = bottom + GAP;
        sheet_put(sheet, sheet_set(sheet, quiet, name, width), x, y);
        height = sketch_put(sheet, judgement, page, (Rect){x, y + 14, width, 130}, 0);
        bottom = fmax(bottom, y + 14 + height);
    }
    return bottom;
}

/* Facts, and one page beside or more below them; returns where the table may begin. */
static double put_file(Sheet *sheet, const Judgement *judgement, double top) {
    g_autoptr(GArray) chosen = sketch_choose(judgement);
    double left = RIGHT - SKETCH_WIDTH, y, height;

    if (chosen->len == 1) {
        y = put_facts(sheet, judgement, left - LEFT - 24, top);
        height = sketch_put(sheet, judgement, g_array_index(chosen, guint, 0),
                            (Rect){left, top, SKETCH_WIDTH, SKETCH_HEIGHT}, 1);
        return fmax(y, top + height) + 30;
    }
    y = put_facts(sheet, judgement, RIGHT - LEFT, top);
    return put_sketches(sheet, judgement, chosen, y + 10) + 30;
}

/* --- all pages ----------------------------------------------------------------------
 */

static const char *disclaimer(void) {
    return _("Checked against our own list of the rules of ISO 15930 and of the Ghent "
             "Workgroup 2022; this is no certificate.");
}

/* Where it stands is only known when there is no more to come. */
static void put_feet(Sheet *sheet, guint first) {
    guint count = sheet_pages(sheet)->len - first;

    for (guint i = 0; i < count; i++) {
        g_autofree char *number = g_strdup_printf("%u / %u", i + 1, count);
        double y = SHEET_HEIGHT - 40;

        sheet_choose_page(sheet, first + i);
        sheet_put(sheet, sheet_set(sheet, tiny, disclaimer(), 450), LEFT, y);
        sheet_put_right(sheet, sheet_set(sheet, quiet, number, 60), RIGHT, y);
    }
}

void judgement_lay_out(const Judgement *judgement, Sheet *sheet) {
    guint first = sheet_pages(sheet)->len;
    double y;

    sheet_begin_page(sheet);
    y = put_verdict(sheet, judgement);
    y = put_file(sheet, judgement, y + FACTS_GAP);
    findings_table_put(judgement, sheet,
                       (FindingsRoom){LEFT, RIGHT, y, SHEET_HEIGHT - 62});
    put_feet(sheet, first);
}
