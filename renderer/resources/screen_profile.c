#include "resources/screen_profile.h"

#include "base/source.h"
#include "base/translate.h"
#include "resources/profile_tables.h"

#include <string.h>

/* What a JPEG holds: 255 segments (ICC.1:2010, B.4). */
enum { PROFILE_BYTES_MAX = 255 * 65519 };

struct ScreenProfile {
    GBytes *bytes;
    cmsHTRANSFORM from_srgb; /* NULL: it is sRGB */
};

/* Little CMS writes the clock into the header (ICC.1:2010, 7.2.8): twelve bytes of
 * year, month, day, hour, minute, second. */
static void set_date(GByteArray *profile) {
    static const guint8 date[12] = {0x07, 0xcf, 0, 1, 0, 1};

    memcpy(profile->data + 24, date, sizeof date);
}

ScreenProfile *screen_profile_new_srgb(void) {
    ScreenProfile *self = g_new0(ScreenProfile, 1);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    cmsHPROFILE profile = cmsCreate_sRGBProfile();
    cmsUInt32Number length = 0;
    bool saved = cmsSaveProfileToMem(profile, NULL, &length);

    g_byte_array_set_size(bytes, length);
    saved = saved && cmsSaveProfileToMem(profile, bytes->data, &length);
    g_assert(saved); /* only memory can be missing */
    cmsCloseProfile(profile);
    set_date(bytes);
    self->bytes = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    return self;
}

/* Cameras' profiles lead from their colours only. */
static bool is_a_target(cmsHPROFILE profile) {
    cmsProfileClassSignature class = cmsGetDeviceClass(profile);

    return class == cmsSigDisplayClass || class == cmsSigOutputClass ||
           class == cmsSigColorSpaceClass;
}

/* NULL when nothing can be converted to the profile; Little CMS sees that it is for
 * RGB.
 */
static cmsHTRANSFORM make_transform(GBytes *bytes) {
    cmsHPROFILE from = cmsCreate_sRGBProfile(), to = profile_open(bytes);
    cmsHTRANSFORM transform = NULL;

    if (to != NULL && is_a_target(to))
        transform = cmsCreateTransform(from, TYPE_RGB_8, to, TYPE_RGB_8,
                                       INTENT_RELATIVE_COLORIMETRIC,
                                       cmsFLAGS_BLACKPOINTCOMPENSATION);
    cmsCloseProfile(from);
    profile_close(to);
    return transform;
}

ScreenProfile *screen_profile_load(const char *path, GError **error) {
    g_autoptr(ScreenProfile) self = NULL;
    g_autoptr(Source) file = source_load(path, path, PROFILE_BYTES_MAX, error);

    if (file == NULL)
        return NULL;
    self = g_new0(ScreenProfile, 1);
    self->bytes = g_bytes_new(file->bytes, file->length);
    self->from_srgb = make_transform(self->bytes);
    if (self->from_srgb != NULL)
        return g_steal_pointer(&self);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("'%s' is no ICC profile of an RGB screen or printer"), path);
    return NULL;
}

void screen_profile_free(ScreenProfile *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->from_srgb, cmsDeleteTransform);
    g_clear_pointer(&self->bytes, g_bytes_unref);
    g_free(self);
}

GBytes *screen_profile_bytes(const ScreenProfile *self) {
    return self->bytes;
}

void screen_profile_convert(const ScreenProfile *self, guint8 *rgb, gsize pixels) {
    if (self->from_srgb != NULL)
        cmsDoTransform(self->from_srgb, rgb, rgb, (cmsUInt32Number)pixels);
}
