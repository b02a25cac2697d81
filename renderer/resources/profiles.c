#include "resources/profiles.h"

#include "base/translate.h"

#include <lcms2.h>

struct Profile {
    cmsHPROFILE profile;
    cmsHTRANSFORM to_lab;
    GError *error; /* why it cannot be used; NULL: it can */
};

struct Profiles {
    char *folder;
    cmsContext context;
    GHashTable *by_path; /* path to Profile */
};

static void free_profile(gpointer pointer) {
    Profile *self = pointer;

    if (self->to_lab != NULL)
        cmsDeleteTransform(self->to_lab);
    if (self->profile != NULL)
        cmsCloseProfile(self->profile);
    g_clear_error(&self->error);
    g_free(self);
}

Profiles *profiles_new(const char *folder) {
    Profiles *self = g_new0(Profiles, 1);

    self->folder = g_strdup(folder);
    self->context = cmsCreateContext(NULL, NULL);
    self->by_path =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_profile);
    return self;
}

void profiles_free(Profiles *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_path);
    cmsDeleteContext(self->context);
    g_free(self->folder);
    g_free(self);
}

static void read_profile(Profile *self, cmsContext context, const char *path) {
    cmsHPROFILE lab;

    self->profile = cmsOpenProfileFromFileTHR(context, path, "r");
    if (self->profile == NULL || cmsGetColorSpace(self->profile) != cmsSigCmykData ||
        cmsGetDeviceClass(self->profile) != cmsSigOutputClass) {
        g_set_error(&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("'%s' is no ICC profile of a CMYK press"), path);
        return;
    }
    lab = cmsCreateLab4ProfileTHR(context, NULL);
    self->to_lab = cmsCreateTransformTHR(context, self->profile, TYPE_CMYK_DBL, lab,
                                         TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC,
                                         cmsFLAGS_NOOPTIMIZE | cmsFLAGS_NOCACHE);
    cmsCloseProfile(lab);
    if (self->to_lab == NULL)
        g_set_error(&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("'%s' lacks a table from inks to colours"), path);
}

static Profile *load(const Profiles *self, const char *path) {
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *fetched = g_build_filename(self->folder, name, NULL);
    bool is_fetched = g_file_test(fetched, G_FILE_TEST_IS_REGULAR);
    Profile *profile = g_new0(Profile, 1);

    if (!is_fetched && !g_file_test(path, G_FILE_TEST_IS_REGULAR))
        g_set_error(&profile->error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                    _("no profile '%s', neither in fonts/ nor beside the file"), name);
    else
        read_profile(profile, self->context, is_fetched ? fetched : path);
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
