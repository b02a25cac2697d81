#include "preflight/file_font.h"

#include <string.h>

/* A font may list a width more than once, but not for ever. */
enum { CODES = 256, CID_MAX = 65535, WIDTHS_MAX = 4 * CID_MAX };

static const char *name_of(FilePdf *pdf, const FileValue *dictionary, const char *key) {
    const FileValue *name = file_pdf_find(pdf, dictionary, key);

    return name != NULL && name->kind == FILE_NAME ? name->text : "";
}

/* --- simple fonts --------------------------------------------------------------------
 */

static void read_widths(FileFont *self, FilePdf *pdf) {
    const FileValue *widths = file_pdf_find(pdf, self->dictionary, "Widths");
    double first =
        file_value_number(file_pdf_find(pdf, self->dictionary, "FirstChar"), 0);
    const FileValue *descriptor =
        file_pdf_find(pdf, self->dictionary, "FontDescriptor");

    /* The standard fonts need none (9.6.2.2): about as wide as Courier then. */
    self->missing = file_value_number(file_pdf_find(pdf, descriptor, "MissingWidth"),
                                      widths == NULL ? 600 : 0);
    for (guint i = 0; i < CODES; i++) {
        double index = (double)i - first;

        self->widths[i] = self->missing;
        if (widths != NULL && index >= 0 && index < widths->count)
            self->widths[i] = file_value_number(
                file_pdf_item(pdf, widths, (guint)index), self->missing);
    }
}

static void name_code(FileFont *self, guint code, const char *name) {
    if (strcmp(name, ".notdef") == 0)
        self->notdef[code / 8] |= (guint8)(1 << code % 8);
    if (self->glyphs != NULL)
        self->glyphs[code] = name;
}

/* 9.6.6: numbers and the names of that code and the next ones. */
static void read_differences(FileFont *self, FilePdf *pdf) {
    const FileValue *encoding = file_pdf_find(pdf, self->dictionary, "Encoding");
    const FileValue *differences = file_pdf_find(pdf, encoding, "Differences");
    double code = 0;

    for (guint i = 0; differences != NULL && differences->kind == FILE_ARRAY &&
                      i < differences->count;
         i++) {
        const FileValue *item = file_pdf_item(pdf, differences, i);

        if (item != NULL && item->kind == FILE_NUMBER)
            code = item->number;
        else if (item != NULL && item->kind == FILE_NAME && code >= 0 && code < CODES)
            name_code(self, (guint)code++, item->text);
    }
}

static void read_type3(FileFont *self, FilePdf *pdf) {
    static const double usual[] = {0.001, 0, 0, 0.001, 0, 0};

    self->glyphs = g_new0(const char *, CODES);
    if (!file_pdf_numbers(pdf, file_pdf_find(pdf, self->dictionary, "FontMatrix"),
                          self->matrix, 6))
        memcpy(self->matrix, usual, sizeof usual);
}

/* --- composite fonts -----------------------------------------------------------------
 */

static void set_width(FileFont *self, double cid, const FileValue *width) {
    if (cid < 0 || cid > CID_MAX || width == NULL || width->kind != FILE_NUMBER)
        return;
    g_hash_table_insert(self->others, GUINT_TO_POINTER((guint)cid + 1),
                        g_memdup2(&width->number, sizeof width->number));
}

/* 9.7.4.3: "c [w w …]" or "c c w". */
static void read_cid_widths(FileFont *self, FilePdf *pdf, const FileValue *widths) {
    guint count = widths != NULL && widths->kind == FILE_ARRAY ? widths->count : 0;
    guint left = WIDTHS_MAX;

    for (guint i = 0; i + 1 < count && left > 0;) {
        double first = file_value_number(file_pdf_item(pdf, widths, i), -1);
        const FileValue *second = file_pdf_item(pdf, widths, i + 1);

        if (second != NULL && second->kind == FILE_ARRAY) {
            for (guint j = 0; j < second->count && left > 0; j++, left--)
                set_width(self, first + j, file_pdf_item(pdf, second, j));
            i += 2;
        } else {
            double last = MIN(file_value_number(second, -1), CID_MAX);

            for (double cid = MAX(first, 0); cid <= last && left > 0; cid++, left--)
                set_width(self, cid, file_pdf_item(pdf, widths, i + 2));
            i += 3;
        }
    }
}

static void read_composite(FileFont *self, FilePdf *pdf) {
    const FileValue *encoding = file_pdf_find(pdf, self->dictionary, "Encoding");
    const FileValue *descendant =
        file_pdf_item(pdf, file_pdf_find(pdf, self->dictionary, "DescendantFonts"), 0);

    self->is_identity = file_value_is_name(encoding, "Identity-H") ||
                        file_value_is_name(encoding, "Identity-V");
    /* All of Adobe's UCS2 and UTF16 maps, too. */
    self->is_two_bytes =
        self->is_identity || (encoding != NULL && encoding->kind == FILE_NAME &&
                              strstr(encoding->text, "UCS2") != NULL);
    self->missing = file_value_number(file_pdf_find(pdf, descendant, "DW"), 1000);
    self->others = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    read_cid_widths(self, pdf, file_pdf_find(pdf, descendant, "W"));
}

FileFont *file_font_new(FilePdf *pdf, const FileObject *object,
                        const FileValue *dictionary) {
    FileFont *self = g_new0(FileFont, 1);
    const FileValue *subtype = file_pdf_find(pdf, dictionary, "Subtype");

    self->object = object;
    self->dictionary = dictionary;
    self->name = name_of(pdf, dictionary, "BaseFont");
    self->is_composite = file_value_is_name(subtype, "Type0");
    self->is_type3 = file_value_is_name(subtype, "Type3");
    if (self->is_composite) {
        read_composite(self, pdf);
        return self;
    }
    if (self->is_type3)
        read_type3(self, pdf);
    read_widths(self, pdf);
    read_differences(self, pdf);
    return self;
}

void file_font_free(FileFont *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->others, g_hash_table_unref);
    g_free(self->glyphs);
    g_free(self);
}

/* --- text ----------------------------------------------------------------------------
 */

bool file_font_next(const FileFont *self, const char *text, gsize length, gsize *at,
                    guint *code) {
    if (*at >= length)
        return false;
    *code = (guint8)text[(*at)++];
    if (self->is_composite) {
        *code = *code * 256 + (*at < length ? (guint8)text[*at] : 0);
        (*at)++;
    }
    return true;
}

double file_font_width(const FileFont *self, guint code) {
    const double *width;

    if (!self->is_composite)
        return self->widths[code % CODES];
    width = g_hash_table_lookup(self->others, GUINT_TO_POINTER(code + 1));
    return width != NULL ? *width : self->missing;
}

bool file_font_is_notdef(const FileFont *self, guint code) {
    if (self->is_composite)
        return self->is_identity && code == 0;
    return (self->notdef[code / 8 % sizeof self->notdef] >> code % 8) & 1;
}
