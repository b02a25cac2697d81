#include "preflight/gwg_judge.h"

#include <math.h>
#include <string.h>

/* Boxes are compared in points; files write three decimals. */
#define SLACK 0.01

/* --- pages --------------------------------------------------------------------------
 */

/* Left, bottom, right, top; false when the page has no such box. */
static bool read_box(const FileJudge *self, const FileObject *page, const char *name,
                     double box[4]) {
    double found[4];

    if (!file_pdf_numbers(self->pdf, file_pdf_page_find(self->pdf, page, name), found,
                          4))
        return false;
    box[0] = fmin(found[0], found[2]);
    box[1] = fmin(found[1], found[3]);
    box[2] = fmax(found[0], found[2]);
    box[3] = fmax(found[1], found[3]);
    return true;
}

static bool boxes_differ(const double a[4], const double b[4]) {
    for (int i = 0; i < 4; i++) {
        if (!(fabs(a[i] - b[i]) <= SLACK))
            return true;
    }
    return false;
}

void gwg_check_user_unit(FileJudge *self) {
    if (self->page->unit != 1)
        gwg_found(self,
                  "the page is scaled by UserUnit, which many a press passes over; "
                  "make it as large as it is");
}

void gwg_check_crop_box(FileJudge *self) {
    double media[4], crop[4];

    if (read_box(self, self->page->object, "MediaBox", media) &&
        read_box(self, self->page->object, "CropBox", crop) &&
        boxes_differ(media, crop))
        gwg_found(self, "the CropBox is not the MediaBox; take it out");
}

void gwg_check_empty_page(FileJudge *self) {
    if (self->page->marks == 0)
        gwg_found(self, "there is nothing on the page; take it out");
}

void gwg_check_courier(FileJudge *self, const FileMark *mark) {
    if (gwg_counts(self, mark) && mark->font != NULL &&
        strstr(mark->font, "Courier") != NULL)
        gwg_found(self,
                  "the font is \"%s\", which mostly stands where another one is "
                  "missing; look at it",
                  mark->font);
}

/* --- the file -----------------------------------------------------------------------
 */

/* The size of a page's trim, and how it is turned. */
static void read_size(const FileJudge *self, guint index, double size[4]) {
    const FileObject *page = file_pdf_page(self->pdf, index);
    double trim[4] = {0};

    if (!read_box(self, page, "TrimBox", trim))
        read_box(self, page, "MediaBox", trim);
    size[0] = trim[2] - trim[0];
    size[1] = trim[3] - trim[1];
    size[2] =
        fmod(file_value_number(file_pdf_page_find(self->pdf, page, "Rotate"), 0), 360);
    size[3] = 0;
}

void gwg_check_page_sizes(FileJudge *self) {
    double first[4], size[4];

    if (file_pdf_pages(self->pdf) == 0)
        return;
    read_size(self, 0, first);
    for (guint i = 1; i < file_pdf_pages(self->pdf); i++) {
        read_size(self, i, size);
        if (boxes_differ(first, size)) {
            gwg_found(self, "page %u has another size or rotation than the first",
                      i + 1);
            return;
        }
    }
}

static const FileValue *catalog_find(const FileJudge *self, const char *key) {
    return file_pdf_find(
        self->pdf, file_pdf_find(self->pdf, file_pdf_trailer(self->pdf), "Root"), key);
}

/* Only the intent for print counts. */
void gwg_check_intent(FileJudge *self) {
    const FileValue *intents = catalog_find(self, "OutputIntents");
    guint count = intents != NULL && intents->kind == FILE_ARRAY ? intents->count : 0;

    for (guint i = 0; i < count; i++) {
        const FileValue *intent = file_pdf_item(self->pdf, intents, i);
        const FileValue *profile =
            file_pdf_find(self->pdf, intent, "DestOutputProfile");
        double components =
            file_value_number(file_pdf_find(self->pdf, profile, "N"), 4);

        if (file_value_is_name(file_pdf_find(self->pdf, intent, "S"), "GTS_PDFX") &&
            components != 4)
            gwg_found(self,
                      "the output intent has a profile of %.0f colours; a press has "
                      "the four of CMYK",
                      components);
    }
}

void gwg_check_layers(FileJudge *self) {
    const FileValue *usual =
        file_pdf_find(self->pdf, catalog_find(self, "OCProperties"), "D");
    const FileValue *off = file_pdf_find(self->pdf, usual, "OFF");
    bool all_off =
        file_value_is_name(file_pdf_find(self->pdf, usual, "BaseState"), "OFF");

    if (all_off || (off != NULL && off->kind == FILE_ARRAY && off->count > 0))
        gwg_found(self, "layers are switched off; show all, or take them out");
}
