/* A print PDF: the one that its line in auftrag.csv orders, and fit to print. */
#include "handoff/verify_judge.h"

#include "base/translate.h"
#include "base/units.h"
#include "preflight/file_guard.h"
#include "preflight/file_place.h"

#include <math.h>
#include <string.h>

/* Files round to a ten-thousandth of a point, tables to a tenth of a millimetre. */
#define TOLERANCE 0.1

typedef struct {
    Verify *verify;
    const PackageLine *line; /* what was ordered */
    const char *file;
    FileVerdict *verdict;
    FileFacts *facts;
    guint scale;
} Judged;

static const char *ordered(const Judged *self, PackageColumn column) {
    return self->line->cells[column];
}

/* --- what it shows -------------------------------------------------------------------
 */

/* Files name a motif's text file, tables the motif. */
static bool is_motif(const char *said, const char *wanted) {
    g_autofree char *name = said == NULL ? NULL : g_path_get_basename(said);

    if (name == NULL)
        return false;
    if (g_str_has_suffix(name, ".yaml"))
        name[strlen(name) - strlen(".yaml")] = '\0';
    return strcmp(name, wanted) == 0;
}

static bool says(const char *said, const char *wanted) {
    return strcmp(said == NULL ? "" : said, wanted) == 0;
}

static void check_poster(const Judged *self) {
    const FileVerdict *said = self->verdict;

    if (is_motif(said->motif, ordered(self, COLUMN_MOTIF)) &&
        says(said->size, ordered(self, COLUMN_SIZE)) &&
        says(said->language, ordered(self, COLUMN_LANGUAGE)) &&
        says(said->row, ordered(self, COLUMN_ROW)))
        return;
    verify_found(
        self->verify, SEVERITY_ERROR, "package/file-poster", self->file, 0,
        "it is another poster than was ordered: by its XMP \"%s %s %s %s\", in "
        "auftrag.csv \"%s %s %s %s\"",
        said->motif == NULL ? "?" : said->motif, said->size == NULL ? "?" : said->size,
        said->language == NULL ? "?" : said->language,
        said->row == NULL ? "-" : said->row, ordered(self, COLUMN_MOTIF),
        ordered(self, COLUMN_SIZE), ordered(self, COLUMN_LANGUAGE),
        *ordered(self, COLUMN_ROW) == '\0' ? "-" : ordered(self, COLUMN_ROW));
}

static void check_content(const Judged *self) {
    const char *said = file_facts_find(self->facts, PACKAGE_XMP_CONTENT);
    const char *order = file_facts_find(self->facts, PACKAGE_XMP_ORDER);

    if (!says(said, ordered(self, COLUMN_CONTENT)))
        verify_found(self->verify, SEVERITY_ERROR, "package/file-content", self->file,
                     0,
                     "it shows another content than was approved: \"%s\" by its XMP, "
                     "\"%s\" in auftrag.csv",
                     said == NULL ? "?" : said, ordered(self, COLUMN_CONTENT));
    if (!says(order, ordered(self, COLUMN_ORDER)))
        verify_found(self->verify, SEVERITY_ERROR, "package/file-order", self->file, 0,
                     "it was made for the order \"%s\", not for \"%s\"",
                     order == NULL ? "?" : order, ordered(self, COLUMN_ORDER));
}

/* --- how large it is -----------------------------------------------------------------
 */

static bool is_near(double length, double wanted) {
    return fabs(length - wanted) <= TOLERANCE;
}

static void check_trim(const Judged *self, const FileSheet *sheet) {
    double width, height, scale = self->scale;
    g_autoptr(GString) found = g_string_new(NULL);

    if (!package_trim(ordered(self, COLUMN_TRIM), &width, &height) ||
        (is_near(sheet->trim.width * scale, width) &&
         is_near(sheet->trim.height * scale, height)))
        return;
    number_append(found, sheet->trim.width * scale, 1);
    g_string_append_c(found, 'x');
    number_append(found, sheet->trim.height * scale, 1);
    verify_found(self->verify, SEVERITY_ERROR, "package/file-boxes", self->file, 0,
                 "it is %s mm at the scale of auftrag.csv (%s), not %s mm", found->str,
                 ordered(self, COLUMN_SCALE), ordered(self, COLUMN_TRIM));
}

static void check_bleed(const Judged *self, const FileSheet *sheet) {
    const Rect *bleed = &sheet->bleed, *trim = &sheet->trim;
    const double sides[] = {-bleed->x, -bleed->y, bleed->x + bleed->width - trim->width,
                            bleed->y + bleed->height - trim->height};
    double wanted;

    if (!number_parse(ordered(self, COLUMN_BLEED), &wanted))
        return;
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autofree char *found = number_to_text(sides[i] * self->scale, 1);

        if (is_near(sides[i] * self->scale, wanted))
            continue;
        verify_found(self->verify, SEVERITY_ERROR, "package/file-boxes", self->file, 0,
                     "it has a bleed of %s mm at the scale of auftrag.csv (%s), not %s "
                     "mm",
                     found, ordered(self, COLUMN_SCALE), ordered(self, COLUMN_BLEED));
        return;
    }
}

static void check_size(const Judged *self) {
    const GArray *sheets = self->verdict->sheets;
    const char *said = file_facts_find(self->facts, PACKAGE_XMP_SCALE);

    if (!says(said == NULL ? "1:1" : said, ordered(self, COLUMN_SCALE)))
        verify_found(self->verify, SEVERITY_ERROR, "package/file-scale", self->file, 0,
                     "its scale is %s by its XMP, in auftrag.csv %s",
                     said == NULL ? "1:1" : said, ordered(self, COLUMN_SCALE));
    if (sheets->len != 1) {
        verify_found(self->verify, SEVERITY_ERROR, "package/file-pages", self->file, 0,
                     "it has %u pages; a print PDF of a poster has one", sheets->len);
        return;
    }
    check_trim(self, &g_array_index(sheets, FileSheet, 0));
    check_bleed(self, &g_array_index(sheets, FileSheet, 0));
}

/* --- how it prints -------------------------------------------------------------------
 */

/* "PDF/X-1a" is said of every edition of it. */
static bool is_standard(const char *level, const char *wanted) {
    size_t length = strlen(wanted);

    return length > 0 && strncmp(level, wanted, length) == 0 &&
           (level[length] == '\0' || level[length] == ':');
}

static void check_press(const Judged *self) {
    const FileVerdict *verdict = self->verdict;
    const char *level =
        verdict->level == FILE_LEVEL_NONE ? "-" : file_level_to_text(verdict->level);

    if (!is_standard(level, ordered(self, COLUMN_STANDARD)))
        verify_found(self->verify, SEVERITY_ERROR, "package/file-standard", self->file,
                     0, "it is %s, in auftrag.csv %s", level,
                     ordered(self, COLUMN_STANDARD));
    if (!says(verdict->condition, ordered(self, COLUMN_CONDITION)))
        verify_found(self->verify, SEVERITY_ERROR, "package/file-condition", self->file,
                     0, "it is made for \"%s\", by auftrag.csv for \"%s\"",
                     verdict->condition == NULL ? "?" : verdict->condition,
                     ordered(self, COLUMN_CONDITION));
}

static void tell_preflight(const Judged *self) {
    for (guint i = 0; i < self->verdict->findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(self->verdict->findings, i);
        g_autofree char *text = file_finding_to_text(finding, NULL, self->file);

        verify_found(self->verify, finding->severity, finding->id, self->file, 0, "%s",
                     text);
    }
}

/* --- the door ------------------------------------------------------------------------
 */

static FileOrder make_order(const Judged *self) {
    const VerifyOptions *options = self->verify->options;
    FileOrder order = {0};

    if (!options->rules(ordered(self, COLUMN_SUPPLIER), ordered(self, COLUMN_SIZE),
                        &order, options->data))
        verify_found(
            self->verify, SEVERITY_NOTE, "package/rules", NULL, 0,
            "the rules of the shop \"%s\" are not at hand: its files are judged "
            "by what they say they are",
            ordered(self, COLUMN_SUPPLIER));
    order.scale = self->scale;
    return order;
}

void verify_pdf(Verify *verify, const PackagePoster *poster, GBytes *bytes) {
    Judged self = {.verify = verify,
                   .line = poster->first,
                   .file = poster->first->cells[COLUMN_FILE],
                   .scale = 1};
    g_autoptr(FileVerdict) verdict = NULL;
    g_autoptr(FileFacts) facts = NULL;
    FileOrder order;

    package_scale(ordered(&self, COLUMN_SCALE), &self.scale);
    order = make_order(&self);
    self.verdict = verdict = file_guard_check(bytes, &order);
    self.facts = facts = file_guard_read(bytes, NULL);
    tell_preflight(&self);
    if (facts == NULL || verdict->sheets->len == 0)
        return;
    check_poster(&self);
    check_content(&self);
    check_size(&self);
    check_press(&self);
}
