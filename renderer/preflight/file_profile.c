#include "preflight/file_checks.h"
#include "preflight/file_room.h"

#include "base/translate.h"
#include "resources/profiles.h"

#include <string.h>

enum { HEADER = 128, TAG = 12, TAGS_MAX = 1000 };

typedef struct {
    const guint8 *bytes;
    gsize length;
    guint components; /* that the stream says, /N */
} Icc;

static guint32 word(const Icc *self, gsize at) {
    const guint8 *bytes = self->bytes + at;

    return (guint32)bytes[0] << 24 | (guint32)bytes[1] << 16 | (guint32)bytes[2] << 8 |
           bytes[3];
}

static bool says(const Icc *self, gsize at, const char *four) {
    return memcmp(self->bytes + at, four, 4) == 0;
}

static bool has_tag(const Icc *self, const char *four) {
    guint32 count = word(self, HEADER);

    for (guint32 i = 0; i < MIN(count, TAGS_MAX); i++) {
        gsize at = HEADER + 4 + (gsize)i * TAG;

        if (at + TAG > self->length)
            return false;
        if (says(self, at, four))
            return true;
    }
    return false;
}

/* 7.2: size, version, space. */
static const char *header_problem(const Icc *self) {
    static const char *const spaces[] = {[1] = "GRAY", [3] = "RGB ", [4] = "CMYK"};

    if (self->length < HEADER + 4 || !says(self, 36, "acsp"))
        return N_("it is no ICC profile");
    if (word(self, 0) != self->length)
        return N_("the profile is not as long as it says");
    if (self->bytes[8] != 2 && self->bytes[8] != 4)
        return N_("the profile is neither of version 2 nor 4");
    if (self->components == 3 && says(self, 16, "Lab "))
        return NULL;
    if (self->components > 4 || spaces[self->components] == NULL ||
        !says(self, 16, spaces[self->components]))
        return N_("the profile is not of as many colours as the file says");
    return NULL;
}

static const char *intent_problem(const Icc *self) {
    const char *problem = header_problem(self);

    if (problem != NULL)
        return problem;
    if (!says(self, 12, "prtr"))
        return N_("the profile is not for a printer");
    if (self->components != 4)
        return N_("the profile is not of CMYK");
    if (!has_tag(self, "A2B0") || !has_tag(self, "B2A0"))
        return N_("the profile has no tables from inks to colours and back");
    return NULL;
}

static guint components_of(FileJudge *judge, const FileObject *stream) {
    double count = file_value_number(file_pdf_find(judge->pdf, &stream->value, "N"), 0);

    return count >= 1 && count <= 4 ? (guint)count : 0;
}

static char *find_problem(FileJudge *judge, const FileObject *stream, bool is_intent) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = file_pdf_content(judge->pdf, stream, &error);
    const char *problem;
    Icc icc = {.components = components_of(judge, stream)};

    if (bytes == NULL)
        return g_strdup(error->message);
    icc.bytes = g_bytes_get_data(bytes, &icc.length);
    problem = is_intent ? intent_problem(&icc) : header_problem(&icc);
    if (problem == NULL && is_intent)
        problem = profile_problem(bytes, (int)icc.components);
    return problem == NULL ? NULL : g_strdup(_(problem));
}

/* Files of a run mostly have the same one. */
char *file_profile_intent_problem(FileJudge *judge, const FileObject *stream) {
    g_autoptr(GArray) numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    GByteArray *bytes = NULL;
    char *problem;

    if (judge->visit != NULL && stream->generation == 0 &&
        file_visit_find(judge->visit, stream->number, "", 0, &bytes, numbers) != NULL)
        return NULL;
    problem = find_problem(judge, stream, true);
    if (problem == NULL && bytes != NULL)
        file_visit_add(judge->visit, bytes, numbers, NULL);
    else
        g_clear_pointer(&bytes, g_byte_array_unref);
    return problem;
}

char *file_profile_space_problem(FileJudge *judge, const FileObject *stream) {
    return find_problem(judge, stream, false);
}
