#include "base/paths.h"
#include "base/translate.h"
#include "resources/profile_tables.h"

#include <stdlib.h>

struct Profiles {
    char *folder;
    GHashTable *by_path; /* path to Profile */
};

struct ColourTransform {
    cmsHTRANSFORM transform;
};

cmsHPROFILE profile_open(GBytes *bytes) {
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);

    return length <= G_MAXUINT32 ? cmsOpenProfileFromMem(data, (cmsUInt32Number)length)
                                 : NULL;
}

void profile_close(cmsHPROFILE profile) {
    if (profile != NULL)
        cmsCloseProfile(profile);
}

/* --- of printing conditions
 * -----------------------------------------------------------
 */

static void free_profile(gpointer pointer) {
    Profile *self = pointer;

    g_clear_pointer(&self->to_lab, cmsDeleteTransform);
    g_clear_pointer(&self->from_lab, cmsDeleteTransform);
    g_clear_pointer(&self->bytes, g_bytes_unref);
    g_free(self->blacks);
    g_clear_error(&self->error);
    g_free(self);
}

Profiles *profiles_new(const char *folder) {
    Profiles *self = g_new0(Profiles, 1);

    self->folder = g_strdup(folder);
    self->by_path =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_profile);
    return self;
}

void profiles_free(Profiles *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_path);
    g_free(self->folder);
    g_free(self);
}

static bool is_of_a_cmyk_press(cmsHPROFILE profile) {
    return profile != NULL && cmsGetColorSpace(profile) == cmsSigCmykData &&
           cmsGetDeviceClass(profile) == cmsSigOutputClass;
}

static void open_tables(Profile *self, cmsHPROFILE press) {
    const cmsUInt32Number flags = cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE;
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);

    self->to_lab = cmsCreateTransform(press, TYPE_CMYK_DBL, lab, TYPE_Lab_DBL,
                                      INTENT_RELATIVE_COLORIMETRIC, flags);
    self->from_lab = cmsCreateTransform(lab, TYPE_Lab_DBL, press, TYPE_CMYK_DBL,
                                        INTENT_RELATIVE_COLORIMETRIC, flags);
    cmsCloseProfile(lab);
}

static void read_tables(Profile *self, const char *path) {
    cmsHPROFILE press = profile_open(self->bytes);
    const char *problem = NULL;

    if (is_of_a_cmyk_press(press)) {
        open_tables(self, press);
        if (self->to_lab == NULL)
            problem = N_("'%s' lacks a table from inks to colours");
        else if (self->from_lab == NULL)
            problem = N_("'%s' lacks a table from colours to inks");
    } else {
        problem = N_("'%s' is no ICC profile of a CMYK press");
    }
    if (problem != NULL)
        g_set_error(&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _(problem),
                    path);
    profile_close(press);
}

static void read_file(Profile *self, const char *path) {
    char *bytes;
    gsize length;

    if (g_file_get_contents(path, &bytes, &length, NULL)) {
        self->bytes = g_bytes_new_take(bytes, length);
        read_tables(self, path);
    } else {
        g_set_error(&self->error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot read '%s'"),
                    path);
    }
}

/* What a set-up fetched, else the path itself; NULL: neither is there. */
static char *find_file(const Profiles *self, const char *path) {
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *fetched = g_build_filename(self->folder, name, NULL);

    if (g_file_test(fetched, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&fetched);
    return g_file_test(path, G_FILE_TEST_IS_REGULAR) ? g_strdup(path) : NULL;
}

static Profile *load(const Profiles *self, const char *path) {
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *file = find_file(self, path);
    Profile *profile = g_new0(Profile, 1);

    if (file != NULL)
        look_at(file, &profile->look);
    if (file == NULL)
        g_set_error(&profile->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                    _("no profile '%s', neither in fonts/ nor beside the file"), name);
    else
        read_file(profile, file);
    return profile;
}

Profile *profiles_load(Profiles *self, const char *path, GError **error) {
    Profile *profile = g_hash_table_lookup(self->by_path, path);

    if (profile == NULL) {
        profile = load(self, path);
        g_hash_table_insert(self->by_path, g_strdup(path), profile);
    }
    if (profile->error == NULL)
        return profile;
    g_propagate_error(error, g_error_copy(profile->error));
    return NULL;
}

bool profiles_are_current(const Profiles *self) {
    GHashTableIter all;
    gpointer path, profile;

    g_hash_table_iter_init(&all, self->by_path);
    while (g_hash_table_iter_next(&all, &path, &profile)) {
        g_autofree char *file = find_file(self, path);
        Look look = {0};

        if (file != NULL)
            look_at(file, &look);
        if (!look_is_same(&look, &((const Profile *)profile)->look))
            return false;
    }
    return true;
}

static char *path_of(const Condition *condition) {
    g_autofree char *folder =
        g_path_get_dirname(condition->profile_origin.source->name);

    return path_join(folder, condition->profile);
}

Profile *profiles_load_for(Profiles *self, const Condition *condition, GError **error) {
    g_autofree char *path = path_of(condition);

    return profiles_load(self, path, error);
}

char *profiles_find_file(const Profiles *self, const Condition *condition) {
    g_autofree char *path = condition->profile_origin.source == NULL
                                ? g_strdup(condition->profile)
                                : path_of(condition);

    return find_file(self, path);
}

GBytes *profile_bytes(const Profile *self) {
    return self->bytes;
}

void profile_to_lab(Profile *self, const double cmyk[4], double lab[3]) {
    double percent[4];
    cmsCIELab colour;

    for (int i = 0; i < 4; i++)
        percent[i] = cmyk[i] * 100;
    cmsDoTransform(self->to_lab, percent, &colour, 1);
    lab[0] = colour.L;
    lab[1] = colour.a;
    lab[2] = colour.b;
}

void profile_to_screen(const Profile *self, const double cmyk[4], double rgb[3]) {
    cmsHPROFILE press = profile_open(self->bytes), screen = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(
        press, TYPE_CMYK_DBL, screen, TYPE_RGB_DBL, INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);
    double percent[4];

    g_assert(transform != NULL); /* as `to_lab` was made; only memory is missing */
    for (int i = 0; i < 4; i++)
        percent[i] = cmyk[i] * 100;
    cmsDoTransform(transform, percent, rgb, 1);
    for (int i = 0; i < 3; i++)
        rgb[i] = CLAMP(rgb[i], 0, 1);
    cmsDeleteTransform(transform);
    profile_close(press);
    cmsCloseProfile(screen);
}

/* --- of pictures
 * ----------------------------------------------------------------------
 */

typedef struct {
    int colours;
    cmsColorSpaceSignature space;
    cmsUInt32Number format;
    const char *problem; /* of a profile for something else */
} Model;

static const Model models[] = {
    {1, cmsSigGrayData, TYPE_GRAY_8, N_("it is not for grey, as the picture is")},
    {3, cmsSigRgbData, TYPE_RGB_8, N_("it is not for RGB, as the picture is")},
    {4, cmsSigCmykData, TYPE_CMYK_8, N_("it is not for CMYK, as the picture is")},
};

static const Model *find_model(int colours) {
    size_t i = 0;

    while (models[i].colours != colours)
        i++;
    return &models[i];
}

/* A device link or a named colour profile says nothing of what colours look like. */
static bool is_of_a_device(cmsHPROFILE profile) {
    cmsProfileClassSignature class = cmsGetDeviceClass(profile);

    return class == cmsSigInputClass || class == cmsSigDisplayClass ||
           class == cmsSigOutputClass || class == cmsSigColorSpaceClass;
}

const char *profile_problem(GBytes *bytes, int colours) {
    const Model *wanted = find_model(colours);
    cmsHPROFILE profile = profile_open(bytes);
    const char *problem = NULL;

    if (profile == NULL)
        problem = _("it is damaged");
    else if (!is_of_a_device(profile))
        problem = _("it is not that of a device");
    else if (cmsGetColorSpace(profile) != wanted->space)
        problem = _(wanted->problem);
    profile_close(profile);
    return problem;
}

ColourTransform *colour_transform_new(GBytes *bytes, int colours) {
    cmsHPROFILE from = profile_open(bytes), to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = NULL;
    ColourTransform *self;

    if (from != NULL)
        transform = cmsCreateTransform(from, find_model(colours)->format, to,
                                       TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                       cmsFLAGS_BLACKPOINTCOMPENSATION);
    profile_close(from);
    cmsCloseProfile(to);
    if (transform == NULL)
        return NULL;
    self = g_new0(ColourTransform, 1);
    self->transform = transform;
    return self;
}

void colour_transform_free(ColourTransform *self) {
    if (self == NULL)
        return;
    cmsDeleteTransform(self->transform);
    g_free(self);
}

void colour_transform_run(const ColourTransform *self, const guint8 *from, guint8 *rgb,
                          int pixels) {
    cmsDoTransform(self->transform, from, rgb, (cmsUInt32Number)pixels);
}

/* Tries colours in steps of a sixteenth, all of them or all greys. */
bool profile_is_srgb(GBytes *bytes, int colours) {
    g_autoptr(ColourTransform) transform = NULL;
    int count = colours == 3 ? 16 * 16 * 16 : 16;
    bool is_same = colours != 4;

    if (is_same)
        transform = colour_transform_new(bytes, colours);
    for (int i = 0; transform != NULL && is_same && i < count; i++) {
        int digits[3] = {i & 15, i >> 4 & 15, i >> 8};
        guint8 from[3], to[3];

        for (int j = 0; j < 3; j++)
            from[j] = (guint8)(digits[colours == 3 ? j : 0] * 17);
        colour_transform_run(transform, from, to, 1);
        for (int j = 0; j < 3; j++)
            is_same &= abs(to[j] - from[j]) <= 1;
    }
    return transform != NULL && is_same;
}
