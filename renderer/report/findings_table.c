#include "report/findings_table.h"

#include "base/translate.h"
#include "base/units.h"
#include "model/explain.h"
#include "report/badge.h"

#include <math.h>

enum {
    ROWS_MAX = 300, /* more are told as a number: the JSON report has all */
    LINES_MAX = 4,  /* of the narrow columns */
};

#define PAGE_TOP 78.0
#define PADDING 9.0 /* above and below what stands in a row */
#define BADGE 7.5

/* Where columns begin, and how wide they are. */
#define MESSAGE_LEFT 26.0
#define MESSAGE_WIDTH 262.0
#define PLACE_LEFT 304.0
#define PLACE_WIDTH 92.0
#define RULE_LEFT 404.0
#define RULE_WIDTH 89.0

static const SheetVoice heading = {SHEET_STRONG, 8, SHEET_BLUE, 1};
static const SheetVoice message = {SHEET_PLAIN, 9.5, SHEET_NIGHT, 1};
static const SheetVoice quiet = {SHEET_PLAIN, 8, SHEET_NIGHT, 0.78};
static const SheetVoice fact = {SHEET_PLAIN, 8, SHEET_NIGHT, 1};
static const SheetVoice strong_fact = {SHEET_STRONG, 8, SHEET_NIGHT, 1};

typedef struct {
    const Judgement *judgement;
    Sheet *sheet;
    FindingsRoom room;
    double y;
    bool is_headed;        /* this page has a heading */
    GHashTable *explained; /* of char *: ids that were; borrowed */
} Table;

/* Texts one below the other, not put down yet. */
typedef struct {
    Item *items[LINES_MAX];
    double gaps[LINES_MAX]; /* above each */
    guint count;
    double height;
} Pile;

static void pile_add(Pile *self, Item *item, double gap) {
    self->items[self->count] = item;
    self->gaps[self->count] = self->count > 0 ? gap : 0;
    self->height += self->gaps[self->count] + item->area.height;
    self->count++;
}

static void pile_put(const Pile *self, Sheet *sheet, double x, double y) {
    for (guint i = 0; i < self->count; i++)
        y = sheet_put(sheet, self->items[i], x, y + self->gaps[i]);
}

/* As terminals have it, words of files stand between `…`. */
static Item *set_explanation(const Table *self, const Explanation *explanation) {
    g_autofree char *text = g_strdelimit(g_strdup(_(explanation->text)), "`", '"');

    return sheet_set(self->sheet, quiet, text, MESSAGE_WIDTH);
}

/* What is wrong, and once for each id what it means. */
static Pile pile_of_message(Table *self, const JudgedFinding *finding) {
    const Explanation *explanation = explanation_find(finding->id);
    SheetVoice severity = {SHEET_STRONG, 8, badge_words(finding->severity), 1};
    Pile pile = {0};

    pile_add(&pile,
             sheet_set(self->sheet, severity, _(severity_to_text(finding->severity)),
                       MESSAGE_WIDTH),
             0);
    pile_add(&pile, sheet_set(self->sheet, message, finding->message, MESSAGE_WIDTH),
             7);
    if (explanation != NULL && g_hash_table_add(self->explained, finding->id))
        pile_add(&pile, set_explanation(self, explanation), 8);
    return pile;
}

/* Distances from the left and the top of the trim, then width and height. */
static char *place_to_text(const JudgedFinding *finding) {
    const double numbers[] = {finding->place.x, finding->place.y, finding->place.width,
                              finding->place.height};
    char *texts[4];
    char *text;

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        texts[i] = number_to_text(numbers[i], 1);
    text = g_strdup_printf(_("%s mm from the left,\n%s mm from the top,\n%s × %s mm"),
                           texts[0], texts[1], texts[2], texts[3]);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_free(texts[i]);
    return text;
}

static Pile pile_of_place(const Table *self, const JudgedFinding *finding) {
    g_autofree char *page = finding->page == 0
                                ? g_strdup(_("whole file"))
                                : g_strdup_printf(_("page %u"), finding->page);
    Pile pile = {0};

    pile_add(&pile, sheet_set(self->sheet, strong_fact, page, PLACE_WIDTH), 0);
    if (finding->has_place) {
        g_autofree char *place = place_to_text(finding);

        pile_add(&pile, sheet_set(self->sheet, fact, place, PLACE_WIDTH), 6);
    }
    if (finding->item != NULL)
        pile_add(&pile, sheet_set(self->sheet, fact, finding->item, PLACE_WIDTH), 9);
    if (finding->source != NULL)
        pile_add(&pile, sheet_set(self->sheet, quiet, finding->source, PLACE_WIDTH), 6);
    return pile;
}

static Pile pile_of_rule(const Table *self, const JudgedFinding *finding) {
    Pile pile = {0};

    if (finding->clause != NULL)
        pile_add(&pile,
                 sheet_set(self->sheet, strong_fact, finding->clause, RULE_WIDTH), 0);
    pile_add(&pile, sheet_set(self->sheet, quiet, finding->id, RULE_WIDTH), 6);
    return pile;
}

static void put_rule(Table *self, double tint, double thickness) {
    sheet_fill(self->sheet, SHEET_NIGHT, tint,
               (Rect){self->room.left, self->y, self->room.right - self->room.left,
                      thickness});
}

static void put_heading(Table *self) {
    double x = self->room.left;

    sheet_put(self->sheet, sheet_set(self->sheet, heading, _("What was found"), 200),
              x + MESSAGE_LEFT, self->y);
    sheet_put(self->sheet, sheet_set(self->sheet, heading, _("Where"), PLACE_WIDTH),
              x + PLACE_LEFT, self->y);
    self->y =
        sheet_put(self->sheet, sheet_set(self->sheet, heading, _("Rule"), RULE_WIDTH),
                  x + RULE_LEFT, self->y);
    self->y += 7;
    put_rule(self, 1, 0.8);
    self->is_headed = true;
}

static void begin_page(Table *self) {
    g_autofree char *name = g_path_get_basename(self->judgement->file);

    sheet_begin_page(self->sheet);
    sheet_put(self->sheet, sheet_set(self->sheet, quiet, name, 400), self->room.left,
              40);
    self->y = PAGE_TOP;
    put_heading(self);
}

/* A row that is higher than what is left of the page begins the next one; a heading
 * never stands alone. */
static void find_room(Table *self, double height) {
    double heading_height = self->is_headed ? 0 : 16;

    if (self->y + heading_height + height + 2 * PADDING > self->room.bottom)
        begin_page(self);
    else if (!self->is_headed)
        put_heading(self);
}

static void put_row(Table *self, const JudgedFinding *finding, guint number) {
    Pile what = pile_of_message(self, finding);
    Pile where = pile_of_place(self, finding);
    Pile which = pile_of_rule(self, finding);
    double height = fmax(fmax(what.height, where.height), which.height);
    double x = self->room.left, y;

    find_room(self, height);
    y = self->y + PADDING;
    badge_put(self->sheet, finding->severity, number,
              (Point){x + BADGE + 1, y + BADGE - 1}, BADGE);
    pile_put(&what, self->sheet, x + MESSAGE_LEFT, y);
    pile_put(&where, self->sheet, x + PLACE_LEFT, y);
    pile_put(&which, self->sheet, x + RULE_LEFT, y);
    self->y = y + height + PADDING + 2;
    put_rule(self, 0.25, 0.5);
}

static void put_rest(Table *self, guint count) {
    g_autofree char *text =
        g_strdup_printf(P_("%u more finding is only in the JSON report.",
                           "%u more findings are only in the JSON report.", count),
                        count);

    sheet_put(self->sheet, sheet_set(self->sheet, message, text, 400),
              self->room.left + MESSAGE_LEFT, self->y + PADDING);
}

void findings_table_put(const Judgement *judgement, Sheet *sheet, FindingsRoom room) {
    const GPtrArray *findings = judgement->findings;
    g_autoptr(GHashTable) explained = g_hash_table_new(g_str_hash, g_str_equal);
    Table self = {judgement, sheet, room, room.top, false, explained};

    for (guint i = 0; i < MIN(findings->len, ROWS_MAX); i++)
        put_row(&self, g_ptr_array_index(findings, i), i + 1);
    if (findings->len > ROWS_MAX)
        put_rest(&self, findings->len - ROWS_MAX);
}
