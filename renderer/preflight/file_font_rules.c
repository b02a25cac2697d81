/* Fonts: embedded, of their kind, allowed to be (pdfx: 16). */
#include "preflight/file_checks.h"

#include "base/translate.h"

#include <string.h>

enum { START = 4, TABLE = 16, TABLES_MAX = 64, TYPE_OFFSET = 8 };

static const FileValue *find(const FileJudge *self, const FileValue *dictionary,
                             const char *key) {
    return file_pdf_find(self->pdf, dictionary, key);
}

static const char *name_of(const FileJudge *self, const FileValue *font) {
    const FileValue *name = find(self, font, "BaseFont");

    return name != NULL && name->kind == FILE_NAME ? name->text : "?";
}

static const char *const file_keys[] = {"FontFile", "FontFile2", "FontFile3"};

/* The font's program; NULL: it has none, or more than one. */
static const FileObject *find_file(const FileJudge *self, const FileValue *descriptor,
                                   guint *kind) {
    const FileObject *found = NULL;

    for (guint i = 0; i < G_N_ELEMENTS(file_keys); i++) {
        const FileObject *stream =
            file_pdf_stream(self->pdf, file_value_find(descriptor, file_keys[i]));

        if (stream != NULL && found != NULL)
            return NULL;
        if (stream != NULL) {
            found = stream;
            *kind = i;
        }
    }
    return found;
}

/* What programs of a kind begin with (9.9, table 126). */
static bool starts_well(const FileJudge *self, guint kind, const FileObject *file,
                        const guint8 *bytes) {
    const FileValue *subtype = find(self, &file->value, "Subtype");
    bool is_type1 = memcmp(bytes, "%!", 2) == 0 || memcmp(bytes, "\x80\x01", 2) == 0;
    bool is_truetype = memcmp(bytes, "\0\1\0\0", START) == 0 ||
                       memcmp(bytes, "true", START) == 0 ||
                       memcmp(bytes, "ttcf", START) == 0;
    bool is_opentype = memcmp(bytes, "OTTO", START) == 0;

    if (kind == 0)
        return is_type1;
    if (kind == 1)
        return is_truetype;
    if (file_value_is_name(subtype, "OpenType"))
        return is_opentype || is_truetype;
    return (file_value_is_name(subtype, "Type1C") ||
            file_value_is_name(subtype, "CIDFontType0C")) &&
           bytes[0] == 1;
}

static const char *file_problem(const FileJudge *self, guint kind,
                                const FileObject *file) {
    g_autoptr(GBytes) start = file_pdf_start(self->pdf, file, START);

    if (start == NULL || g_bytes_get_size(start) < START ||
        !starts_well(self, kind, file, g_bytes_get_data(start, NULL)))
        return N_("the font %s: its file is no font of its kind");
    return NULL;
}

static bool is_font(const FileJudge *self, const FileValue *value) {
    const FileValue *subtype = find(self, value, "Subtype");

    return file_value_is_name(find(self, value, "Type"), "Font") &&
           !file_value_is_name(subtype, "Type0") &&
           !file_value_is_name(subtype, "Type3");
}

void file_check_font(FileJudge *self, const FileObject *object,
                     const FileValue *value) {
    const FileValue *descriptor, *own;
    const FileObject *file;
    const char *problem;
    guint kind = 0;

    (void)object;
    if (!is_font(self, value))
        return;
    descriptor = find(self, value, "FontDescriptor");
    file = find_file(self, descriptor, &kind);
    if (file == NULL) {
        file_judge_found(self, N_("the font %s is not embedded"), name_of(self, value));
        return;
    }
    problem = file_problem(self, kind, file);
    own = find(self, descriptor, "FontName");
    if (problem != NULL)
        file_judge_found(self, problem, name_of(self, value));
    else if (own == NULL || !file_value_is_name(own, name_of(self, value)))
        file_judge_found(self, N_("the font %s: its descriptor names another one"),
                         name_of(self, value));
}

/* --- licences ------------------------------------------------------------------------
 */

static guint16 half(const guint8 *bytes, gsize at) {
    return (guint16)(bytes[at] << 8 | bytes[at + 1]);
}

static guint32 word(const guint8 *bytes, gsize at) {
    return (guint32)half(bytes, at) << 16 | half(bytes, at + 2);
}

/* fsType of OpenType's OS/2; 0: nothing is forbidden, or nothing said. Subsets mostly
 * have no such table. */
static guint16 find_permission(GBytes *font) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(font, &length);

    for (guint i = 0; length > 12 && i < MIN(half(bytes, 4), TABLES_MAX); i++) {
        gsize at = 12 + (gsize)i * TABLE;
        gsize table;

        if (at + TABLE > length)
            break;
        table = word(bytes, at + 8);
        if (memcmp(bytes + at, "OS/2", 4) == 0 && table + TYPE_OFFSET + 2 <= length)
            return half(bytes, table + TYPE_OFFSET);
    }
    return 0;
}

void file_check_font_licence(FileJudge *self, const FileObject *object,
                             const FileValue *value) {
    enum { RESTRICTED = 2, ALL_KINDS = 0xF, BITMAPS_ONLY = 0x200 };
    g_autoptr(GBytes) font = NULL;
    const FileObject *file;
    guint kind = 0;
    guint16 permission;

    (void)object;
    if (!is_font(self, value))
        return;
    file = find_file(self, find(self, value, "FontDescriptor"), &kind);
    if (file == NULL || kind == 0 ||
        (kind == 2 &&
         !file_value_is_name(find(self, &file->value, "Subtype"), "OpenType")))
        return;
    font = file_pdf_data(self->pdf, file, NULL);
    permission = font == NULL ? 0 : find_permission(font);
    if ((permission & ALL_KINDS) == RESTRICTED || (permission & BITMAPS_ONLY) != 0)
        file_judge_found(self,
                         N_("the font %s: its licence does not let it be embedded"),
                         name_of(self, value));
}
