/* The file as a whole and its pages (pdfx: 1 to 3, 10, 18, 19). */
#include "preflight/file_judge.h"

#include "base/translate.h"

#include <string.h>

static const FileValue *catalog_of(const FileJudge *self) {
    return file_pdf_find(self->pdf, file_pdf_trailer(self->pdf), "Root");
}

static bool has_key(const FileJudge *self, const FileValue *dictionary,
                    const char *key) {
    return file_pdf_find(self->pdf, dictionary, key) != NULL;
}

/* --- the file ------------------------------------------------------------------------
 */

/* The first is enough: what follows mostly comes from it. */
static void check_syntax(FileJudge *self) {
    g_autofree char *warning = file_pdf_next_warning(self->pdf);

    if (warning != NULL)
        file_judge_found(self, N_("the file is damaged: %s"), warning);
}

/* The minor version that a level is of. */
static int version_of(FileLevel level) {
    switch (level) {
    case FILE_LEVEL_X1A_2001:
    case FILE_LEVEL_X3_2002:
        return 3;
    case FILE_LEVEL_X1A_2003:
    case FILE_LEVEL_X3_2003:
        return 4;
    default:
        return 6;
    }
}

static bool is_version(const char *text, int most) {
    return text[0] == '1' && text[1] == '.' && text[2] >= '0' &&
           text[2] <= '0' + most && !g_ascii_isdigit(text[3]);
}

static void check_version(FileJudge *self) {
    static const char start[] = "%PDF-";
    gsize length = 0;
    const char *bytes = g_bytes_get_data(file_pdf_bytes(self->pdf), &length);
    const FileValue *version = file_pdf_find(self->pdf, catalog_of(self), "Version");
    int most = version_of(self->level);

    if (length < 9 || memcmp(bytes, start, strlen(start)) != 0)
        file_judge_found(self, N_("it does not begin with \"%%PDF-\""));
    else if (!is_version(bytes + strlen(start), most))
        file_judge_found(self, N_("it is PDF %.3s; %s is at most PDF 1.%d"),
                         bytes + strlen(start), file_level_to_text(self->level), most);
    if (version != NULL && version->kind == FILE_NAME &&
        !is_version(version->text, most))
        file_judge_found(self, N_("its catalogue says PDF %s; %s is at most PDF 1.%d"),
                         version->text, file_level_to_text(self->level), most);
}

static void check_encryption(FileJudge *self) {
    if (file_pdf_is_encrypted(self->pdf) ||
        has_key(self, file_pdf_trailer(self->pdf), "Encrypt"))
        file_judge_found(self, N_("it is encrypted"));
}

static void check_id(FileJudge *self) {
    const FileValue *id = file_pdf_find(self->pdf, file_pdf_trailer(self->pdf), "ID");

    for (guint i = 0; i < 2; i++) {
        const FileValue *part = file_pdf_item(self->pdf, id, i);

        if (part == NULL || part->kind != FILE_STRING || part->count == 0) {
            file_judge_found(self, N_("its trailer has no ID of two parts"));
            return;
        }
    }
}

/* --- what it does --------------------------------------------------------------------
 */

static void check_catalog_actions(FileJudge *self) {
    static const char *const keys[] = {"OpenAction", "AA", "AcroForm"};
    const FileValue *names = file_pdf_find(self->pdf, catalog_of(self), "Names");

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (has_key(self, catalog_of(self), keys[i]))
            file_judge_found(self, N_("it has actions or a form (%s)"), keys[i]);
    if (has_key(self, names, "JavaScript"))
        file_judge_found(self, N_("it has JavaScript"));
}

static void check_layers(FileJudge *self) {
    if (has_key(self, catalog_of(self), "OCProperties"))
        file_judge_found(self, N_("it has layers"));
}

/* X-4 allows them, with settings that every viewer follows. */
static void check_layer_settings(FileJudge *self) {
    const FileValue *layers =
        file_pdf_find(self->pdf, catalog_of(self), "OCProperties");
    const FileValue *usual = file_pdf_find(self->pdf, layers, "D");
    const FileValue *others = file_pdf_find(self->pdf, layers, "Configs");

    if (layers == NULL)
        return;
    if (usual == NULL)
        file_judge_found(self, N_("its layers have no settings of their own (D)"));
    if (has_key(self, usual, "AS"))
        file_judge_found(self, N_("its layers change by themselves (AS)"));
    for (guint i = 0; others != NULL && others->kind == FILE_ARRAY && i < others->count;
         i++)
        if (has_key(self, file_pdf_item(self->pdf, others, i), "AS"))
            file_judge_found(self, N_("its layers change by themselves (AS)"));
}

static void check_viewer(FileJudge *self) {
    static const char *const keys[] = {"ViewArea", "ViewClip", "PrintArea",
                                       "PrintClip"};
    static const char *const areas[] = {"MediaBox", "BleedBox", "TrimBox", NULL};
    const FileValue *wishes =
        file_pdf_find(self->pdf, catalog_of(self), "ViewerPreferences");

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        const FileValue *area = file_pdf_find(self->pdf, wishes, keys[i]);

        if (area != NULL && area->kind == FILE_NAME &&
            !g_strv_contains(areas, area->text))
            file_judge_found(self, N_("viewers are told to show its %s (%s)"),
                             area->text, keys[i]);
    }
}

/* --- pages ---------------------------------------------------------------------------
 */

static bool lies_in(const FilePlace *inner, const FilePlace *outer) {
    static const double near = 1e-3;

    return inner->x >= outer->x - near && inner->y >= outer->y - near &&
           inner->x + inner->width <= outer->x + outer->width + near &&
           inner->y + inner->height <= outer->y + outer->height + near;
}

static bool is_box(const FileJudge *self, const FileValue *box) {
    double sides[4];

    return file_pdf_numbers(self->pdf, box, sides, 4) && sides[0] != sides[2] &&
           sides[1] != sides[3];
}

/* 14.11.2. True when all that are there are boxes. */
static bool check_each_box(FileJudge *self) {
    static const char *const keys[] = {"MediaBox", "CropBox", "BleedBox", "TrimBox",
                                       "ArtBox"};
    bool is_fine = true;

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        const FileValue *box =
            file_pdf_page_find(self->pdf, self->page->object, keys[i]);

        if (box == NULL || is_box(self, box))
            continue;
        file_judge_found(self, N_("its %s is no rectangle"), keys[i]);
        is_fine = false;
    }
    return is_fine;
}

static void check_boxes(FileJudge *self) {
    const FilePage *page = self->page;
    bool has_trim = has_key(self, &page->object->value, "TrimBox");
    bool has_art = has_key(self, &page->object->value, "ArtBox");

    if (!check_each_box(self))
        return;
    if (file_pdf_page_find(self->pdf, page->object, "MediaBox") == NULL)
        file_judge_found(self, N_("it has no MediaBox"));
    if (has_trim == has_art)
        file_judge_found(self, has_trim
                                   ? N_("it has a TrimBox and an ArtBox; one must do")
                                   : N_("it has no TrimBox"));
    else if (!lies_in(&page->trim, &page->bleed))
        file_judge_found(self, N_("its BleedBox does not hold its TrimBox"));
    if (!lies_in(&page->bleed, &page->media))
        file_judge_found(self, N_("its MediaBox does not hold its BleedBox"));
}

/* Of an annotation in millimetres; false when it has no rectangle. */
static bool find_place(const FileJudge *self, const FileValue *note, FilePlace *place) {
    static const double mm = 25.4 / 72;
    const FilePage *page = self->page;
    double sides[4], media[4];

    if (!file_pdf_numbers(self->pdf, file_pdf_find(self->pdf, note, "Rect"), sides,
                          4) ||
        !file_pdf_numbers(self->pdf,
                          file_pdf_page_find(self->pdf, page->object, "MediaBox"),
                          media, 4))
        return false;
    place->x = page->media.x +
               (MIN(sides[0], sides[2]) - MIN(media[0], media[2])) * page->unit * mm;
    place->y = page->media.y +
               (MAX(media[1], media[3]) - MAX(sides[1], sides[3])) * page->unit * mm;
    place->width = ABS(sides[2] - sides[0]) * page->unit * mm;
    place->height = ABS(sides[3] - sides[1]) * page->unit * mm;
    return true;
}

static void check_annotations(FileJudge *self) {
    const FileValue *notes =
        file_pdf_find(self->pdf, &self->page->object->value, "Annots");

    for (guint i = 0; notes != NULL && notes->kind == FILE_ARRAY && i < notes->count;
         i++) {
        const FileValue *note = file_pdf_item(self->pdf, notes, i);
        const FileValue *kind = file_pdf_find(self->pdf, note, "Subtype");
        FilePlace place = {0};

        if (file_value_is_name(kind, "PrinterMark") ||
            file_value_is_name(kind, "TrapNet"))
            continue;
        if (!find_place(self, note, &place) ||
            rects_overlap(place, self->page->bleed)) {
            self->place = &place;
            file_judge_found(self, N_("an annotation (%s) lies within the bleed"),
                             kind != NULL && kind->kind == FILE_NAME ? kind->text
                                                                     : "?");
        }
    }
    self->place = NULL;
}

static void check_page_actions(FileJudge *self) {
    static const char *const keys[] = {"AA", "A"};

    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (has_key(self, &self->page->object->value, keys[i]))
            file_judge_found(self, N_("the page has actions (%s)"), keys[i]);
}

static void check_steps(FileJudge *self) {
    if (has_key(self, &self->page->object->value, "PresSteps"))
        file_judge_found(self, N_("the page is a presentation (PresSteps)"));
}

#define ISO(text) .clause = N_(text), .severity = SEVERITY_ERROR

const FileRule file_document_rules[] = {
    {"pdfx/syntax", ISO("ISO 15930; ISO 32000-1, 7.5"), FILE_ALWAYS,
     .end = check_syntax},
    {"pdfx/version", ISO("ISO 15930, PDF version"), FILE_X, .whole = check_version},
    {"pdfx/encrypted", ISO("ISO 15930, encryption"), FILE_X, .whole = check_encryption},
    {"pdfx/no-id", ISO("ISO 15930; ISO 32000-1, 14.4"), FILE_X, .whole = check_id},
    {"pdfx/action", ISO("ISO 15930, actions"), FILE_X, .whole = check_catalog_actions},
    {"pdfx/action", ISO("ISO 15930, actions"), FILE_X, .page = check_page_actions},
    {"pdfx/optional-content", ISO("ISO 15930, optional content"), FILE_X1A_X3,
     .whole = check_layers},
    {"pdfx/optional-content", ISO("ISO 15930-7, optional content"), FILE_X4,
     .whole = check_layer_settings},
    {"pdfx/viewer", ISO("ISO 15930, viewer preferences"), FILE_X,
     .whole = check_viewer},
    {"pdfx/viewer", ISO("ISO 15930, viewer preferences"), FILE_X4, .page = check_steps},
    {"pdfx/boxes", ISO("ISO 15930; ISO 32000-1, 14.11.2"), FILE_X, .page = check_boxes},
    {"pdfx/annotation", ISO("ISO 15930, annotations"), FILE_X,
     .page = check_annotations},
    {0},
};
