#include "resources/image_format.h"

#include <lcms2.h>

struct ImageTransform {
    cmsHTRANSFORM transform;
};

typedef struct {
    ImageModel model;
    cmsColorSpaceSignature space;
    cmsUInt32Number format;
    const char *problem; /* of a profile for something else */
} Model;

static const Model models[] = {
    {IMAGE_GREY, cmsSigGrayData, TYPE_GRAY_8, "it is not for grey, as the picture is"},
    {IMAGE_RGB, cmsSigRgbData, TYPE_RGB_8, "it is not for RGB, as the picture is"},
    {IMAGE_CMYK, cmsSigCmykData, TYPE_CMYK_8, "it is not for CMYK, as the picture is"},
};

static const Model *find_model(ImageModel model) {
    size_t i = 0;

    while (models[i].model != model)
        i++;
    return &models[i];
}

static cmsHPROFILE open_profile(GBytes *bytes) {
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);

    return length <= G_MAXUINT32 ? cmsOpenProfileFromMem(data, (cmsUInt32Number)length)
                                 : NULL;
}

/* A device link or a named colour profile says nothing of what colours look like. */
static bool is_of_a_device(cmsHPROFILE profile) {
    cmsProfileClassSignature class = cmsGetDeviceClass(profile);

    return class == cmsSigInputClass || class == cmsSigDisplayClass ||
           class == cmsSigOutputClass || class == cmsSigColorSpaceClass;
}

const char *image_profile_problem(GBytes *profile, ImageModel model) {
    const Model *wanted = find_model(model);
    cmsHPROFILE opened = open_profile(profile);
    const char *problem = NULL;

    if (opened == NULL)
        return "it is damaged";
    if (!is_of_a_device(opened))
        problem = "it is not that of a device";
    else if (cmsGetColorSpace(opened) != wanted->space)
        problem = wanted->problem;
    cmsCloseProfile(opened);
    return problem;
}

ImageTransform *image_transform_new(GBytes *profile, ImageModel model) {
    cmsHPROFILE from = open_profile(profile), to = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = NULL;
    ImageTransform *self;

    if (from != NULL)
        transform = cmsCreateTransform(from, find_model(model)->format, to, TYPE_RGB_8,
                                       INTENT_RELATIVE_COLORIMETRIC,
                                       cmsFLAGS_BLACKPOINTCOMPENSATION);
    g_clear_pointer(&from, cmsCloseProfile);
    cmsCloseProfile(to);
    if (transform == NULL)
        return NULL;
    self = g_new0(ImageTransform, 1);
    self->transform = transform;
    return self;
}

void image_transform_free(ImageTransform *self) {
    if (self == NULL)
        return;
    cmsDeleteTransform(self->transform);
    g_free(self);
}

void image_transform_run(const ImageTransform *self, const guint8 *from, guint8 *rgb,
                         int pixels) {
    cmsDoTransform(self->transform, from, rgb, (cmsUInt32Number)pixels);
}
