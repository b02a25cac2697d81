/* What is painted, and how content is written (pdfx: 1, 11, 12, 14 to 16; our own). */
#include "preflight/file_judge.h"

#include "base/translate.h"
#include "base/units.h"
#include "preflight/file_checks.h"

#include <stdlib.h>

enum { EFFECTS_PPI = 250 };

/* Millimetres that are nothing: numbers are rounded when they are written. */
static const double SLACK = 0.02;

/* The same for words of a table. */
static void found(FileJudge *self, const char *words) {
    static const char whole[] = "%s"; /* not translated again */

    file_judge_found(self, whole, _(words));
}

/* --- content -------------------------------------------------------------------------
 */

static void tell_content(FileJudge *self, FileTrouble trouble, const char *what) {
    if (trouble == FILE_TROUBLE_CONTENT)
        file_judge_found(self, N_("content cannot be run: %s"), what);
    else if (trouble == FILE_TROUBLE_RESOURCE)
        file_judge_found(self, N_("content names \"%s\", which is not there"), what);
    else if (trouble == FILE_TROUBLE_RECURSION)
        file_judge_found(self, N_("something paints itself, or is nested too deeply"));
}

static void tell_operator(FileJudge *self, FileTrouble trouble, const char *what) {
    if (trouble == FILE_TROUBLE_OPERATOR)
        file_judge_found(self, N_("PDF 1.6 has no operator \"%s\""), what);
}

static void tell_limit(FileJudge *self, FileTrouble trouble, const char *what) {
    if (trouble == FILE_TROUBLE_LIMIT)
        file_judge_found(self, N_("it has more than can be judged: %s"), what);
}

static void tell_notdef(FileJudge *self, FileTrouble trouble, const char *what) {
    if (trouble == FILE_TROUBLE_NOTDEF)
        file_judge_found(
            self, N_("text shows a letter that its font does not have (%s)"), what);
}

static void tell_intent(FileJudge *self, FileTrouble trouble, const char *what) {
    if (trouble == FILE_TROUBLE_INTENT)
        file_judge_found(self, N_("\"%s\" is no rendering intent"), what);
}

/* --- colours -------------------------------------------------------------------------
 */

/* By the object: whether something in it was only chosen, or painted, too. */
enum { RGB_CHOSEN = 1, RGB_PAINTED };

static void note_rgb(FileJudge *self, guint object, guint what) {
    gpointer key = GUINT_TO_POINTER(object);

    if (GPOINTER_TO_UINT(g_hash_table_lookup(self->rgb, key)) < what)
        g_hash_table_insert(self->rgb, key, GUINT_TO_POINTER(what));
}

static void note_space(FileJudge *self, const FileSpace *space, bool in_mask) {
    (void)in_mask;
    for (const FileSpace *at = space; at != NULL; at = at->base)
        self->has_default_rgb =
            self->has_default_rgb || (at->family == FILE_SPACE_RGB && at->is_default);
    if (file_space_is_rgb(space))
        note_rgb(self, self->object, RGB_CHOSEN);
}

static const char *mark_words(FileMarkKind kind) {
    static const char *const words[] = {
        [FILE_MARK_FILL] = N_("an area is in RGB"),
        [FILE_MARK_STROKE] = N_("a line is in RGB"),
        [FILE_MARK_TEXT] = N_("text is in RGB"),
        [FILE_MARK_IMAGE] = N_("a picture is in RGB"),
        [FILE_MARK_STENCIL] = N_("a picture is in RGB"),
        [FILE_MARK_SHADING] = N_("a fade is in RGB"),
    };

    return words[kind];
}

static void check_rgb_mark(FileJudge *self, const FileMark *mark) {
    if (!file_space_is_rgb(mark->colour.space))
        return;
    note_rgb(self, mark->object, RGB_PAINTED);
    found(self, mark_words(mark->kind));
}

static void check_rgb_group(FileJudge *self, const FileGroup *group) {
    if (group->space == NULL || !file_space_is_rgb(group->space))
        return;
    note_rgb(self, group->object, RGB_PAINTED);
    file_judge_found(self, N_("transparency is mixed in RGB"));
}

static int by_number(const void *first, const void *second) {
    guint a = GPOINTER_TO_UINT(*(const gpointer *)first);
    guint b = GPOINTER_TO_UINT(*(const gpointer *)second);

    return (a > b) - (a < b);
}

/* What is chosen and never painted with. */
static void check_rgb_chosen(FileJudge *self) {
    guint count = 0;
    g_autofree gpointer *objects = g_hash_table_get_keys_as_array(self->rgb, &count);

    qsort(objects, count, sizeof *objects, by_number);
    for (guint i = 0; i < count; i++) {
        gpointer key = objects[i];

        if (GPOINTER_TO_UINT(g_hash_table_lookup(self->rgb, key)) != RGB_CHOSEN)
            continue;
        self->object = GPOINTER_TO_UINT(key);
        file_judge_found(self, N_("content chooses a colour in RGB"));
    }
    self->object = 0;
}

/* X-1a: inks only. */
static void check_independent(FileJudge *self, const FileSpace *space, bool in_mask) {
    (void)in_mask;
    for (const FileSpace *at = space; at != NULL; at = at->base) {
        if (at->family < FILE_SPACE_ICC || at->family > FILE_SPACE_LAB)
            continue;
        file_judge_found(self, N_("a colour is no ink: %s"), file_space_to_text(at));
        return;
    }
}

/* ISO 32000-1, 8.6.7: mode 1 is for DeviceCMYK alone, and viewers differ otherwise. */
static void check_icc_overprint(FileJudge *self, const FileMark *mark) {
    const FileSpace *space = mark->colour.space;

    if (mark->overprint && mark->overprint_mode == 1 &&
        space->family == FILE_SPACE_ICC && space->count == 4)
        file_judge_found(self, N_("a colour with a CMYK profile overprints in mode 1"));
}

static bool is_intent_profile(FileJudge *self, const FileObject *profile) {
    g_autofree char *digest = NULL;

    if (self->intent_profile == NULL || profile == self->intent_profile)
        return self->intent_profile != NULL;
    if (self->intent_digest == NULL)
        self->intent_digest = file_stream_digest(self->pdf, self->intent_profile);
    digest = file_stream_digest(self->pdf, profile);
    return digest != NULL && g_strcmp0(digest, self->intent_digest) == 0;
}

/* ISO 15930-7: colours of the intent are DeviceCMYK and nothing else, or overprint
 * would depend on which of both is read. */
static void check_intent_profile(FileJudge *self, const FileSpace *space,
                                 bool in_mask) {
    (void)in_mask;
    if (space->family == FILE_SPACE_ICC && space->count == 4 &&
        space->profile != NULL && is_intent_profile(self, space->profile))
        file_judge_found(self, N_("a colour has the profile of the output intent; it "
                                  "must be DeviceCMYK"));
}

static void check_blend_space(FileJudge *self, const FileGroup *group) {
    const FileSpace *space = group->space;

    if (space == NULL || file_space_is_rgb(space))
        return;
    if (space->family == FILE_SPACE_UNKNOWN || space->family == FILE_SPACE_LAB ||
        space->family >= FILE_SPACE_INDEXED || space->family == FILE_SPACE_SEPARATION ||
        space->family == FILE_SPACE_DEVICE_N)
        file_judge_found(self, N_("transparency is mixed in %s"),
                         file_space_to_text(space));
}

/* --- our own -------------------------------------------------------------------------
 */

static bool is_seen(const FileMark *mark) {
    return !mark->in_mask && mark->place.width > 0 && mark->place.height > 0;
}

static bool is_registration(const FileMark *mark) {
    return file_colour_ink(&mark->colour, "All") > 0;
}

/* Marks of the press stand in a corner of the paper, and not in what is printed. */
static void check_marks(FileJudge *self, const FileMark *mark) {
    FilePlace inner = rect_outset(self->page->bleed, -SLACK);

    if (is_seen(mark) && is_registration(mark) && self->page->has_trim &&
        rects_overlap(mark->place, inner))
        file_judge_found(self, N_("a mark of the press lies within the bleed"));
}

/* Only boxes are known: what reaches out to a side may still leave parts of it free. */
static void note_sides(FileJudge *self, const FileMark *mark) {
    const FilePlace *bleed = &self->page->bleed, *place = &mark->place;

    if (!is_seen(mark) || is_registration(mark))
        return;
    self->page->art = self->page->art.width > 0
                          ? rect_union(self->page->art, rect_common(*place, *bleed))
                          : rect_common(*place, *bleed);
}

static bool lies_near(const FilePlace *a, const FilePlace *b) {
    return rect_contains(*a, *b, SLACK) && rect_contains(*b, *a, SLACK);
}

static void check_bleed(FileJudge *self) {
    static const struct {
        const char *words;
        bool is_far, is_across;
    } sides[] = {
        {N_("nothing is printed in the bleed at the left"), false, true},
        {N_("nothing is printed in the bleed at the right"), true, true},
        {N_("nothing is printed in the bleed at the top"), false, false},
        {N_("nothing is printed in the bleed at the bottom"), true, false},
    };
    const FilePage *page = self->page;
    const Rect *art = &page->art, *bleed = &page->bleed;
    const double gaps[] = {
        art->x - bleed->x, bleed->x + bleed->width - art->x - art->width,
        art->y - bleed->y, bleed->y + bleed->height - art->y - art->height};

    /* Without a bleed there is none to fill. */
    if (!page->has_trim || page->marks == 0 || lies_near(&page->bleed, &page->trim))
        return;
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
        if (gaps[i] > SLACK)
            found(self, sides[i].words);
}

/* A picture with a soft mask is mostly an effect that was made into pixels: a shadow, a
 * glow. Photos have limits of their own. */
static void check_effects(FileJudge *self, const FileMark *mark) {
    double scale = self->order->scale > 0 ? self->order->scale : 1;
    double ppi = mark->size / scale;
    double limit = EFFECTS_PPI / MAX(self->order->distance, 1);
    g_autofree char *found = NULL;

    if (mark->kind != FILE_MARK_IMAGE || !mark->is_masked || !is_seen(mark) ||
        mark->width * mark->height <= 1 || ppi >= limit - 0.5)
        return;
    found = number_to_text(ppi, 0);
    file_judge_found(self,
                     N_("a picture with soft edges has %s ppi at final size, fewer "
                        "than %.0f"),
                     found, limit);
}

static void check_plates(FileJudge *self, const FileSpace *space, bool in_mask) {
    static const char *const usual[] = {"Cyan", "Magenta", "Yellow", "Black",
                                        "None", "All",     NULL};

    (void)in_mask;
    for (guint i = 0;
         self->order->spots != NULL && space->inks != NULL && i < space->count; i++)
        if (!g_strv_contains(usual, space->inks[i]) &&
            !g_strv_contains(self->order->spots, space->inks[i]))
            file_judge_found(self, N_("nobody has asked for the ink \"%s\""),
                             space->inks[i]);
}

#define ISO(text) .clause = N_(text), .severity = SEVERITY_ERROR
#define OWN .clause = NULL, .severity = SEVERITY_ERROR

const FileRule file_paint_rules[] = {
    {"pdfx/content", ISO("ISO 15930; ISO 32000-1, 7.8.2"), FILE_ALWAYS,
     .trouble = tell_content},
    {"pdfx/operator", ISO("ISO 15930, PDF version"), FILE_X, .trouble = tell_operator},
    {"preflight/too-much", OWN, FILE_ALWAYS, .trouble = tell_limit},
    {"pdfx/notdef", ISO("ISO 15930, fonts"), FILE_X, .trouble = tell_notdef},
    {"pdfx/intent", ISO("ISO 15930, rendering intents"), FILE_X,
     .trouble = tell_intent},
    {"pdfx/rgb", ISO("ISO 15930, colour"), FILE_X, .space = note_space},
    {"pdfx/rgb", ISO("ISO 15930, colour"), FILE_X, .mark = check_rgb_mark},
    {"pdfx/rgb", ISO("ISO 15930, colour"), FILE_X, .group = check_rgb_group},
    {"pdfx/rgb", ISO("ISO 15930, colour"), FILE_X, .end = check_rgb_chosen},
    {"pdfx/device-independent", ISO("ISO 15930-1 and -4, colour"), FILE_X1A,
     .space = check_independent},
    {"pdfx/icc", ISO("ISO 15930, overprint"), FILE_X, .mark = check_icc_overprint},
    {"pdfx/icc", ISO("ISO 15930-7, colour"), FILE_X4, .space = check_intent_profile},
    {"pdfx/blend-space", ISO("ISO 15930-7; ISO 32000-1, 11.6.6"), FILE_X4,
     .group = check_blend_space},
    {"preflight/marks-in-bleed", OWN, FILE_ALWAYS, .mark = check_marks},
    {"preflight/no-bleed", .severity = SEVERITY_WARNING, .levels = FILE_ALWAYS,
     .mark = note_sides},
    {"preflight/no-bleed", .severity = SEVERITY_WARNING, .levels = FILE_ALWAYS,
     .page = check_bleed},
    {"preflight/effects-ppi", .severity = SEVERITY_WARNING, .levels = FILE_ALWAYS,
     .mark = check_effects},
    {"preflight/unasked-plate", OWN, FILE_ALWAYS, .space = check_plates},
    {0},
};
