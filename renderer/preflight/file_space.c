#include "preflight/file_space.h"

#include <string.h>

enum { DEPTH_MAX = 8 };

struct FileSpaces {
    FilePdf *pdf;
    GHashTable *known; /* FileValue to FileSpace */
    GPtrArray *owned;  /* of FileSpace */
    FileSpace devices[3];
    FileSpace pattern, unknown;
};

static const char *const gray_inks[] = {"Black"};
static const char *const cmyk_inks[] = {"Cyan", "Magenta", "Yellow", "Black"};

static const struct {
    const char *name, *shorter, *other; /* that of a file; a Default space's */
    guint count;
} families[] = {
    [FILE_SPACE_GRAY] = {"DeviceGray", "G", "DefaultGray", 1},
    [FILE_SPACE_RGB] = {"DeviceRGB", "RGB", "DefaultRGB", 3},
    [FILE_SPACE_CMYK] = {"DeviceCMYK", "CMYK", "DefaultCMYK", 4},
    [FILE_SPACE_SEPARATION] = {"Separation", NULL, NULL, 1},
    [FILE_SPACE_DEVICE_N] = {"DeviceN", NULL, NULL, 0},
    [FILE_SPACE_ICC] = {"ICCBased", NULL, NULL, 0},
    [FILE_SPACE_CAL_GRAY] = {"CalGray", NULL, NULL, 1},
    [FILE_SPACE_CAL_RGB] = {"CalRGB", NULL, NULL, 3},
    [FILE_SPACE_LAB] = {"Lab", NULL, NULL, 3},
    [FILE_SPACE_INDEXED] = {"Indexed", "I", NULL, 1},
    [FILE_SPACE_PATTERN] = {"Pattern", NULL, NULL, 0},
    [FILE_SPACE_UNKNOWN] = {"?", NULL, NULL, 0},
};

const char *file_space_to_text(const FileSpace *self) {
    return families[self->family].name;
}

static void free_space(gpointer pointer) {
    FileSpace *self = pointer;

    g_free(self->inks);
    g_free(self);
}

FileSpaces *file_spaces_new(FilePdf *pdf) {
    FileSpaces *self = g_new0(FileSpaces, 1);

    self->pdf = pdf;
    self->known = g_hash_table_new(NULL, NULL);
    self->owned = g_ptr_array_new_with_free_func(free_space);
    for (int i = 0; i < 3; i++)
        self->devices[i] =
            (FileSpace){.family = (FileFamily)i, .count = families[i].count};
    self->devices[FILE_SPACE_GRAY].inks = (const char **)gray_inks;
    self->devices[FILE_SPACE_CMYK].inks = (const char **)cmyk_inks;
    self->pattern = (FileSpace){.family = FILE_SPACE_PATTERN};
    self->unknown = (FileSpace){.family = FILE_SPACE_UNKNOWN};
    return self;
}

void file_spaces_free(FileSpaces *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->known);
    g_ptr_array_unref(self->owned);
    g_free(self);
}

/* --- reading -------------------------------------------------------------------------
 */

static const FileSpace *find(FileSpaces *self, const FileValue *value,
                             const FileValue *resources, bool is_inline, int depth);

static FileSpace *add_space(FileSpaces *self, FileFamily family) {
    FileSpace *space = g_new0(FileSpace, 1);

    space->family = family;
    space->count = families[family].count;
    g_ptr_array_add(self->owned, space);
    return space;
}

static bool find_family(const FileValue *name, bool is_inline, FileFamily *family) {
    if (name == NULL || name->kind != FILE_NAME)
        return false;
    for (guint i = 0; i < FILE_SPACE_UNKNOWN; i++) {
        if (strcmp(name->text, families[i].name) != 0 &&
            (!is_inline || g_strcmp0(name->text, families[i].shorter) != 0))
            continue;
        *family = (FileFamily)i;
        return true;
    }
    return false;
}

/* 8.6.5.6; a Default space must not be defined by itself. */
static const FileSpace *device(FileSpaces *self, FileFamily family,
                               const FileValue *resources, int depth) {
    const FileValue *defined =
        file_pdf_find(self->pdf, file_pdf_find(self->pdf, resources, "ColorSpace"),
                      families[family].other);
    FileSpace *space;

    if (defined == NULL || defined->kind != FILE_ARRAY)
        return &self->devices[family];
    space = g_hash_table_lookup(self->known, &families[family]);
    if (space != NULL && space->base == find(self, defined, NULL, false, depth + 1))
        return space;
    space = add_space(self, family);
    space->base = find(self, defined, NULL, false, depth + 1);
    space->inks = g_memdup2(self->devices[family].inks,
                            self->devices[family].inks == NULL
                                ? 0
                                : families[family].count * sizeof(char *));
    space->is_default = true;
    g_hash_table_insert(self->known, (gpointer)&families[family], space);
    return space;
}

static const char *name_of(FilePdf *pdf, const FileValue *array, guint index) {
    const FileValue *name = file_pdf_item(pdf, array, index);

    return name != NULL && name->kind == FILE_NAME ? name->text : "";
}

static void read_inks(FileSpaces *self, FileSpace *space, const FileValue *names) {
    if (names == NULL || names->kind != FILE_ARRAY || names->count == 0 ||
        names->count > FILE_COMPONENTS_MAX) {
        space->family = FILE_SPACE_UNKNOWN;
        return;
    }
    space->count = names->count;
    space->inks = g_new0(const char *, names->count);
    for (guint i = 0; i < names->count; i++)
        space->inks[i] = name_of(self->pdf, names, i);
}

static void read_profile(FileSpaces *self, FileSpace *space, const FileValue *array) {
    double count;

    space->profile =
        array->count > 1 ? file_pdf_stream(self->pdf, &array->items[1]) : NULL;
    count = space->profile == NULL
                ? 0
                : file_value_number(
                      file_pdf_find(self->pdf, &space->profile->value, "N"), 0);
    space->count = count == 1 || count == 3 || count == 4 ? (guint)count : 0;
}

static void read_array(FileSpaces *self, FileSpace *space, const FileValue *array,
                       const FileValue *resources, int depth) {
    const FileValue *second = file_pdf_item(self->pdf, array, 1);

    switch (space->family) {
    case FILE_SPACE_SEPARATION:
        space->inks = g_new0(const char *, 1);
        space->inks[0] = name_of(self->pdf, array, 1);
        space->base =
            find(self, file_pdf_item(self->pdf, array, 2), resources, false, depth);
        break;
    case FILE_SPACE_DEVICE_N:
        read_inks(self, space, second);
        space->base =
            find(self, file_pdf_item(self->pdf, array, 2), resources, false, depth);
        break;
    case FILE_SPACE_ICC:
        read_profile(self, space, array);
        break;
    case FILE_SPACE_INDEXED:
    case FILE_SPACE_PATTERN:
        if (second != NULL)
            space->base = find(self, second, resources, true, depth);
        break;
    default:
        break;
    }
}

static const FileSpace *read_space(FileSpaces *self, const FileValue *array,
                                   const FileValue *resources, bool is_inline,
                                   int depth) {
    FileFamily family;
    FileSpace *space;

    if (!find_family(file_pdf_item(self->pdf, array, 0), is_inline, &family))
        return &self->unknown;
    if (family <= FILE_SPACE_CMYK)
        return device(self, family, resources, depth);
    space = g_hash_table_lookup(self->known, array);
    if (space != NULL)
        return space;
    space = add_space(self, family);
    g_hash_table_insert(self->known, (gpointer)array, space);
    read_array(self, space, array, resources, depth + 1);
    return space;
}

static const FileSpace *find(FileSpaces *self, const FileValue *value,
                             const FileValue *resources, bool is_inline, int depth) {
    const FileValue *found = file_pdf_resolve(self->pdf, value);
    FileFamily family;

    if (found == NULL || depth > DEPTH_MAX)
        return &self->unknown;
    if (found->kind == FILE_ARRAY)
        return read_space(self, found, resources, is_inline, depth);
    if (find_family(found, is_inline, &family)) {
        if (family == FILE_SPACE_PATTERN)
            return &self->pattern;
        if (family <= FILE_SPACE_CMYK)
            return device(self, family, resources, depth);
    }
    if (found->kind != FILE_NAME)
        return &self->unknown;
    found = file_pdf_find(self->pdf, file_pdf_find(self->pdf, resources, "ColorSpace"),
                          found->text);
    return find(self, found, resources, is_inline, depth + 1);
}

const FileSpace *file_spaces_find(FileSpaces *self, const FileValue *value,
                                  const FileValue *resources, bool is_inline) {
    return find(self, value, resources, is_inline, 0);
}

const FileSpace *file_spaces_device(FileSpaces *self, FileFamily family,
                                    const FileValue *resources) {
    return family == FILE_SPACE_PATTERN ? &self->pattern
                                        : device(self, family, resources, 0);
}

bool file_space_is_rgb(const FileSpace *self) {
    for (int i = 0; self != NULL && i <= DEPTH_MAX; i++) {
        if (self->family == FILE_SPACE_RGB && !self->is_default)
            return true;
        if (self->is_default)
            return false;
        self = self->base;
    }
    return false;
}

/* --- colours -------------------------------------------------------------------------
 */

void file_colour_start(FileColour *self, const FileSpace *space) {
    bool is_full =
        space->family == FILE_SPACE_SEPARATION || space->family == FILE_SPACE_DEVICE_N;

    self->space = space;
    for (guint i = 0; i < FILE_COMPONENTS_MAX; i++)
        self->amounts[i] = is_full ? 1 : 0;
    if (space->family == FILE_SPACE_CMYK)
        self->amounts[3] = 1;
}

bool file_colour_is_known(const FileColour *self) {
    return self->space->inks != NULL;
}

/* Of what prints at all: grey counts light, inks count ink. */
static double amount_of(const FileColour *self, guint index) {
    double amount = CLAMP(self->amounts[index], 0, 1);

    if (self->space->family == FILE_SPACE_GRAY)
        return 1 - amount;
    return strcmp(self->space->inks[index], "None") == 0 ? 0 : amount;
}

double file_colour_ink(const FileColour *self, const char *plate) {
    for (guint i = 0; i < self->space->count && self->space->inks != NULL; i++)
        if (strcmp(self->space->inks[i], plate) == 0)
            return amount_of(self, i);
    return 0;
}

guint file_colour_count(const FileColour *self) {
    guint count = 0;

    for (guint i = 0; i < self->space->count && self->space->inks != NULL; i++)
        count += amount_of(self, i) > 0;
    return count;
}

double file_colour_sum(const FileColour *self) {
    double sum = 0;

    for (guint i = 0; i < self->space->count && self->space->inks != NULL; i++)
        sum += amount_of(self, i);
    return sum;
}

bool file_colour_is_white(const FileColour *self) {
    return file_colour_is_known(self) && file_colour_count(self) == 0;
}

bool file_colour_is_black(const FileColour *self) {
    return file_colour_is_known(self) && file_colour_count(self) == 1 &&
           file_colour_ink(self, "Black") >= 0.9999;
}
