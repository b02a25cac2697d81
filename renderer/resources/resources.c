#include "resources/resources.h"

Resources *resources_load(const char *fonts_folder, GError **error) {
    Fonts *fonts = fonts_load(fonts_folder, error);
    Resources *self;

    if (fonts == NULL)
        return NULL;
    self = g_new0(Resources, 1);
    self->fonts = fonts;
    self->svgs = svgs_new(fonts);
    self->images = images_new();
    self->profiles = profiles_new(fonts_folder);
    self->hyphens = hyphens_new(HYPHENS_FOLDER);
    g_datalist_init(&self->kept);
    g_datalist_init(&self->of_files);
    return self;
}

bool resources_renew(Resources *self) {
    g_datalist_clear(&self->of_files);
    svgs_renew(self->svgs);
    images_renew(self->images);
    return fonts_are_current(self->fonts) && profiles_are_current(self->profiles);
}

void resources_free(Resources *self) {
    if (self == NULL)
        return;
    g_datalist_clear(&self->of_files);
    g_datalist_clear(&self->kept);
    profiles_free(self->profiles);
    hyphens_free(self->hyphens);
    images_free(self->images);
    svgs_free(self->svgs);
    fonts_free(self->fonts);
    g_free(self);
}
