#include "preflight/file_rules.h"

#include "base/translate.h"
#include "base/units.h"
#include "preflight/file_checks.h"
#include "preflight/file_run.h"

#include <math.h>
#include <string.h>

enum {
    RULES_MAX = 128,
    FINDINGS_MAX = 500,
    PAGES_MAX = 1000,
    PLATES_MAX = 200,
    DEPTH_MAX = 100
};

static const double MM = 25.4 / 72;

static const char *const level_names[] = {
    [FILE_LEVEL_NONE] = "PDF",
    [FILE_LEVEL_X1A_2001] = "PDF/X-1a:2001",
    [FILE_LEVEL_X1A_2003] = "PDF/X-1a:2003",
    [FILE_LEVEL_X3_2002] = "PDF/X-3:2002",
    [FILE_LEVEL_X3_2003] = "PDF/X-3:2003",
    [FILE_LEVEL_X4] = "PDF/X-4",
};

const char *file_level_to_text(FileLevel level) {
    return level_names[level];
}

/* --- findings ------------------------------------------------------------------------
 */

static void free_finding(gpointer pointer) {
    FileFinding *self = pointer;

    g_free(self->message);
    g_free(self);
}

static guint finding_hash(gconstpointer pointer) {
    const FileFinding *self = pointer;

    return g_str_hash(self->id) ^ g_str_hash(self->message) ^ (self->page * 31) ^
           (self->object * 131);
}

static gboolean findings_are_one(gconstpointer first, gconstpointer second) {
    const FileFinding *a = first, *b = second;

    return a->page == b->page && a->object == b->object && strcmp(a->id, b->id) == 0 &&
           strcmp(a->message, b->message) == 0;
}

/* A place is worth more than none. */
/* A place is worth more than none. */
static void join(FileFinding *known, const FileFinding *finding) {
    known->count++;
    if (!known->has_place && finding->has_place) {
        known->has_place = true;
        known->place = finding->place;
    }
}

static void take(FileJudge *self, FileFinding *finding) {
    FileFinding *known = g_hash_table_lookup(self->known, finding);

    if (known != NULL)
        join(known, finding);
    if (known != NULL || self->findings->len == FINDINGS_MAX) {
        free_finding(finding);
        return;
    }
    g_ptr_array_add(self->findings, finding);
    g_hash_table_add(self->known, finding);
}

/* Matrices can lead anywhere. */
static bool is_somewhere(const FilePlace *place) {
    return place->width > 0 && place->height > 0 && isfinite(place->x) &&
           isfinite(place->y) && isfinite(place->width) && isfinite(place->height);
}

void file_judge_found(FileJudge *self, const char *format, ...) {
    FileFinding *finding = g_new0(FileFinding, 1);
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    finding->severity = self->rule->severity;
    finding->id = self->rule->id;
    finding->clause = self->rule->clause;
    finding->message = text_for_terminal(message);
    finding->page = self->page == NULL ? 0 : self->page->number;
    finding->object = self->object;
    finding->count = 1;
    finding->has_place = self->place != NULL && is_somewhere(self->place);
    if (finding->has_place)
        finding->place = *self->place;
    take(self, finding);
}

void file_judge_plate(FileJudge *self, const char *name) {
    static const char *const others[] = {"Cyan", "Magenta", "Yellow", "Black",
                                         "None", "All",     NULL};

    if (self->plates->len < PLATES_MAX && !g_strv_contains(others, name) &&
        !g_ptr_array_find_with_equal_func(self->plates, name, g_str_equal, NULL))
        g_ptr_array_add(self->plates, (gpointer)name);
}

const char *file_judge_ink(FileJudge *self, const char *name, const char *recipe) {
    const char *known = g_hash_table_lookup(self->inks, name);

    if (known != NULL)
        return known;
    g_hash_table_insert(self->inks, g_strdup(name), g_strdup(recipe));
    return recipe;
}

/* --- asking --------------------------------------------------------------------------
 */

/* Rules of one kind that hold at the file's level. */
typedef struct {
    const FileRule *rules[RULES_MAX];
    guint count;
} Chosen;

typedef struct {
    FileJudge judge;
    FileVerdict *verdict;
    Chosen wholes, ends, inks, pages, values, streams, marks, groups, spaces, troubles;
} Judging;

static const FileRule *const tables[] = {file_document_rules, file_metadata_rules,
                                         file_object_rules, file_paint_rules,
                                         gwg_rules};

static void choose(Chosen *chosen, const FileRule *rule, bool is_of_kind) {
    g_assert(chosen->count < RULES_MAX);
    if (is_of_kind)
        chosen->rules[chosen->count++] = rule;
}

static void choose_rules(Judging *self) {
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        for (const FileRule *rule = tables[i]; rule->id != NULL; rule++) {
            if ((rule->levels & (1u << self->judge.level)) == 0)
                continue;
            choose(&self->wholes, rule, rule->whole != NULL);
            choose(&self->ends, rule, rule->end != NULL);
            choose(&self->inks, rule, rule->ink != NULL);
            choose(&self->pages, rule, rule->page != NULL);
            choose(&self->values, rule, rule->value != NULL);
            choose(&self->streams, rule, rule->stream != NULL);
            choose(&self->marks, rule, rule->mark != NULL);
            choose(&self->groups, rule, rule->group != NULL);
            choose(&self->spaces, rule, rule->space != NULL);
            choose(&self->troubles, rule, rule->trouble != NULL);
        }
    }
}

#define EACH(judging, kind, call)                                          \
    for (guint i_ = 0; i_ < (judging)->kind##s.count; i_++) {              \
        FileJudge *judge = &(judging)->judge;                              \
        const FileRule *rule = judge->rule = (judging)->kind##s.rules[i_]; \
                                                                           \
        rule->kind call;                                                   \
    }

static void set_where(FileJudge *self, guint object, const FilePlace *place) {
    self->object = object;
    self->place = place;
}

static void ask_mark(void *data, const FileMark *mark) {
    Judging *self = data;

    set_where(&self->judge, mark->object, &mark->place);
    self->judge.page->marks +=
        !mark->in_mask && mark->place.width > 0 && mark->place.height > 0;
    EACH(self, mark, (judge, mark))
}

static void ask_group(void *data, const FileGroup *group) {
    Judging *self = data;

    set_where(&self->judge, group->object, &group->place);
    EACH(self, group, (judge, group))
}

static void ask_space(void *data, const FileSpace *space, guint object, bool in_mask) {
    Judging *self = data;

    set_where(&self->judge, object, NULL);
    EACH(self, space, (judge, space, in_mask))
}

static void ask_trouble(void *data, FileTrouble trouble, const char *what,
                        guint object) {
    Judging *self = data;

    set_where(&self->judge, object, NULL);
    EACH(self, trouble, (judge, trouble, what))
}

/* --- objects -------------------------------------------------------------------------
 */

/* 8.6.6.4, 8.6.6.5 */
static void ask_space_array(Judging *self, const FileValue *array) {
    FilePdf *pdf = self->judge.pdf;
    const FileValue *family = file_pdf_item(pdf, array, 0);
    const FileValue *names = file_pdf_item(pdf, array, 1);

    if (names == NULL || array->count < 4)
        return;
    if (file_value_is_name(family, "Separation") && names->kind == FILE_NAME) {
        g_autofree char *recipe = file_value_digest(pdf, array, 2);

        file_judge_plate(&self->judge, names->text);
        EACH(self, ink, (judge, names->text, recipe))
    } else if (file_value_is_name(family, "DeviceN") && names->kind == FILE_ARRAY) {
        for (guint i = 0; i < names->count; i++) {
            const FileValue *name = file_pdf_item(pdf, names, i);

            if (name != NULL && name->kind == FILE_NAME)
                file_judge_plate(&self->judge, name->text);
        }
    }
}

static void ask_value(Judging *self, const FileObject *object, const FileValue *value,
                      guint depth) {
    if (depth > DEPTH_MAX ||
        (value->kind != FILE_DICTIONARY && value->kind != FILE_ARRAY))
        return;
    EACH(self, value, (judge, object, value))
    if (value->kind == FILE_ARRAY)
        ask_space_array(self, value);
    for (guint i = 0; i < value->count; i++)
        ask_value(self, object,
                  value->kind == FILE_ARRAY ? &value->items[i]
                                            : &value->entries[i].value,
                  depth + 1);
}

/* What earlier files had, too, has been asked about but for what it has in common with
 * this one: its inks. */
static void ask_shared(Judging *self) {
    const FileVisit *visit = self->judge.visit;

    for (guint i = 0; visit != NULL && i < visit->shared->len; i++) {
        const FileKnown *known = g_ptr_array_index(visit->shared, i);

        for (guint j = 0; j < known->inks->len; j++) {
            const FileInk *ink = g_ptr_array_index(known->inks, j);

            file_judge_plate(&self->judge, ink->name);
            EACH(self, ink, (judge, ink->name, ink->recipe))
        }
    }
}

static void ask_objects(Judging *self) {
    FilePdf *pdf = self->judge.pdf;
    const FileVisit *visit = self->judge.visit;

    set_where(&self->judge, 0, NULL);
    ask_shared(self);
    for (guint number = 1; number < file_pdf_size(pdf); number++) {
        const FileObject *object;

        if (visit != NULL && visit->settled[number])
            continue;
        object = file_pdf_object(pdf, number);
        set_where(&self->judge, number, NULL);
        ask_value(self, object, &object->value, 0);
        if (object->is_stream) {
            EACH(self, stream, (judge, object))
        }
    }
}

/* --- pages ---------------------------------------------------------------------------
 */

static bool read_box(FilePdf *pdf, const FileObject *page, const char *key,
                     FileBox *box) {
    double sides[4];

    if (!file_pdf_numbers(pdf, file_pdf_page_find(pdf, page, key), sides, 4))
        return false;
    *box = (FileBox){MIN(sides[0], sides[2]), MIN(sides[1], sides[3]),
                     MAX(sides[0], sides[2]), MAX(sides[1], sides[3])};
    for (guint i = 0; i < G_N_ELEMENTS(sides); i++)
        if (!(fabs(sides[i]) < G_MAXINT32))
            return false;
    return box->left < box->right && box->bottom < box->top;
}

static FilePlace place_of(FileBox box, FileBox trim, double unit) {
    return (FilePlace){
        (box.left - trim.left) * unit * MM, (trim.top - box.top) * unit * MM,
        (box.right - box.left) * unit * MM, (box.top - box.bottom) * unit * MM};
}

static void read_page(FilePdf *pdf, FilePage *page, FileBox *media, FileBox *trim) {
    FileBox bleed;

    page->unit =
        file_value_number(file_pdf_find(pdf, &page->object->value, "UserUnit"), 1);
    if (!(page->unit > 0 && page->unit < G_MAXINT32))
        page->unit = 1;
    /* Letter: what viewers take where there is none. */
    if (!read_box(pdf, page->object, "MediaBox", media))
        *media = (FileBox){0, 0, 612, 792};
    page->has_trim = read_box(pdf, page->object, "TrimBox", trim) ||
                     read_box(pdf, page->object, "ArtBox", trim);
    if (!page->has_trim)
        *trim = *media;
    if (!read_box(pdf, page->object, "BleedBox", &bleed))
        bleed = *trim;
    page->media = place_of(*media, *trim, page->unit);
    page->bleed = place_of(bleed, *trim, page->unit);
    page->trim = place_of(*trim, *trim, page->unit);
}

static void ask_page(Judging *self, FileRunner *runner, guint index) {
    FileJudge *judged = &self->judge;
    FilePage page = {.number = index + 1, .object = file_pdf_page(judged->pdf, index)};
    FileBox media, trim;

    read_page(judged->pdf, &page, &media, &trim);
    judged->page = &page;
    file_runner_page(runner, page.object, media, trim, page.unit);
    page.is_transparent = file_runner_is_transparent(runner);
    set_where(judged, page.object->number, NULL);
    EACH(self, page, (judge))
    judged->page = NULL;
    g_array_append_val(self->verdict->sheets,
                       ((FileSheet){page.media, page.bleed, page.trim}));
}

static void ask_pages(Judging *self) {
    const FileSink sink = {self, ask_mark, ask_group, ask_space, ask_trouble};
    g_autoptr(FileRunner) runner =
        file_runner_new(self->judge.pdf, self->judge.spaces, self->judge.visit, &sink);
    guint pages = file_pdf_pages(self->judge.pdf);

    for (guint i = 0; i < MIN(pages, PAGES_MAX); i++)
        ask_page(self, runner, i);
}

/* --- the door ------------------------------------------------------------------------
 */

static const FileRule unreadable = {.id = "preflight/unreadable",
                                    .severity = SEVERITY_ERROR};

static gint by_page(gconstpointer first, gconstpointer second) {
    const FileFinding *a = *(FileFinding *const *)first;
    const FileFinding *b = *(FileFinding *const *)second;

    return (a->page > b->page) - (a->page < b->page);
}

FileVerdict *file_verdict_new(void) {
    FileVerdict *self = g_new0(FileVerdict, 1);

    self->findings = g_ptr_array_new_with_free_func(free_finding);
    self->sheets = g_array_new(FALSE, FALSE, sizeof(FileSheet));
    return self;
}

FileVerdict *file_verdict_failed(const char *reason) {
    FileVerdict *self = file_verdict_new();
    FileFinding *finding = g_new0(FileFinding, 1);

    finding->severity = SEVERITY_ERROR;
    finding->id = unreadable.id;
    finding->count = 1;
    finding->message = g_strdup_printf(_("this file cannot be judged: %s"), reason);
    g_ptr_array_add(self->findings, finding);
    return self;
}

static void judge_pdf(Judging *self) {
    FileJudge *judged = &self->judge;
    FileLevel claimed = self->verdict->level =
        file_metadata_read(judged, self->verdict);

    /* What claims nothing is judged by what shops take best. */
    judged->level = judged->order->level != FILE_LEVEL_NONE ? judged->order->level
                    : claimed != FILE_LEVEL_NONE            ? claimed
                                                            : FILE_LEVEL_X4;
    choose_rules(self);
    set_where(judged, 0, NULL);
    EACH(self, whole, (judge))
    ask_pages(self);
    ask_objects(self);
    set_where(judged, 0, NULL);
    EACH(self, end, (judge))
}

static void close_judge(FileJudge *self) {
    g_ptr_array_unref(self->plates);
    g_clear_pointer(&self->spaces, file_spaces_free);
    g_clear_pointer(&self->xmp, g_hash_table_unref);
    g_free(self->xmp_problem);
    g_free(self->intent_digest);
    g_hash_table_unref(self->rgb);
    g_hash_table_unref(self->inks);
    g_hash_table_unref(self->known);
}

FileVerdict *file_rules_check(GBytes *bytes, const FileOrder *order) {
    FileVerdict *verdict = file_verdict_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(FilePdf) pdf = file_pdf_open(bytes, &error);
    Judging judging = {.verdict = verdict};
    FileJudge *judge = &judging.judge;

    *judge = (FileJudge){
        .pdf = pdf,
        .order = order,
        .condition = order->condition != NULL ? order->condition : condition_usual(),
        .rule = &unreadable,
        .findings = verdict->findings,
        .plates = g_ptr_array_new(),
        .rgb = g_hash_table_new(NULL, NULL),
        .inks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
        .known = g_hash_table_new(finding_hash, findings_are_one)};
    if (pdf == NULL) {
        file_judge_found(judge, N_("this file cannot be judged: %s"), error->message);
    } else {
        judge->spaces = file_spaces_new(pdf);
        judge->visit = file_visit_new(order->room, pdf);
        judge_pdf(&judging);
        file_visit_end(judge->visit, judge);
    }
    close_judge(judge);
    g_ptr_array_sort(verdict->findings, by_page);
    return verdict;
}

void file_verdict_free(FileVerdict *self) {
    if (self == NULL)
        return;
    g_ptr_array_unref(self->findings);
    g_array_unref(self->sheets);
    g_free(self->condition);
    g_free(self->producer);
    g_free(self->motif);
    g_free(self->size);
    g_free(self->language);
    g_free(self->row);
    g_free(self);
}
