#include "../resources/pictures.h"

#include "layout/layout.h"
#include "resources/image_format.h"

static Fonts *shared_fonts(void) {
    static Fonts *fonts;
    g_autoptr(GError) error = NULL;

    if (fonts == NULL)
        fonts = fonts_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    return fonts;
}

/* A motif that shows photo.jpg, with the campaign's printing condition or without. */
typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
    Resources resources;
    Brief *brief;
    Poster *poster; /* NULL: it could not be laid out */
} Setting;

static Setting *setting_new(const Pixels *pixels, const JpegOptions *options,
                            const char *condition) {
    Setting *self = g_new0(Setting, 1);
    g_autofree char *campaign = g_strconcat(tiny_campaign, condition, NULL);
    const Motif *motif;

    self->folder = folder_new();
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    self->resources = (Resources){.fonts = shared_fonts(),
                                  .svgs = svgs_new(NULL),
                                  .images = images_new(),
                                  .profiles = profiles_new(TEST_FONTS)};
    write_project(
        "layout: l\n"
        "art: {photo: {file: ../photo.jpg, state: reviewed}}\n"
        "portrait: {photo: {show: photo, inside: safe, width: 40pt, height: 20pt}}\n");
    write_file("motifs/campaign.yaml", campaign);
    write_file(
        "motifs/printing.yaml",
        "printing: P\nconditions:\n"
        "  press: {title: P, profile: FOGRA39L_coated.icc, ink-limit: 300%}\n"
        "  none: {title: N, profile: none.icc, ink-limit: 300%}\n"
        "  fogra39: {title: F, profile: FOGRA39L_coated.icc, ink-limit: 300%}\n");
    write_file("motifs/m.yaml", "motif: m\ntitle: M\nlayout: l\n");
    write_jpeg("motifs/photo.jpg", pixels, options);
    motif = project_load_motif(self->project, "motifs/m.yaml", NULL);
    self->brief = resolve_brief(motif, campaign_find_size(motif->campaign, "upright"),
                                "de", NULL, self->diagnostics);
    self->poster = layout_poster(self->brief, &self->resources, self->diagnostics);
    return self;
}

static void setting_free(Setting *self) {
    poster_free(self->poster);
    brief_free(self->brief);
    project_free(self->project);
    diagnostics_free(self->diagnostics);
    svgs_free(self->resources.svgs);
    images_free(self->resources.images);
    profiles_free(self->resources.profiles);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

static const Photo *photo_of(const Setting *self) {
    const Item *item;

    assert_findings(self->diagnostics, "");
    item = g_ptr_array_index(self->poster->items, 0);
    g_assert_cmpint(item->kind, ==, ITEM_PHOTO);
    return &item->photo;
}

static void test_layout_needs_no_pixels(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 3);
    g_autoptr(Setting) setting = setting_new(pixels, &(JpegOptions){0}, "");
    const Photo *photo = photo_of(setting);

    g_assert_cmpfloat(photo->ppi, ==, 28.8);
    g_assert_cmpfloat(photo->crop.height, ==, 8);
    g_assert_cmpuint(setting->resources.images->cache->len, ==, 0);
}

static void test_cmyk_that_says_nothing_is_that_of_the_condition(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4);
    g_autoptr(Setting) setting =
        setting_new(pixels, &(JpegOptions){0}, "condition: press\n");
    Profile *press =
        profiles_load(setting->resources.profiles, "motifs/FOGRA39L_coated.icc", NULL);

    g_assert_true(photo_of(setting)->cmyk_profile == profile_bytes(press));
}

static void test_cmyk_with_a_profile_needs_no_condition(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4);
    g_autoptr(GBytes) profile = make_cmyk_profile();
    g_autoptr(Setting) setting =
        setting_new(pixels, &(JpegOptions){.profile = profile}, "");

    g_assert_null(photo_of(setting)->cmyk_profile);
}

static void test_condition_without_a_profile_is_told(void) {
    g_autoptr(Pixels) pixels = pixels_new(16, 10, 4);
    g_autoptr(Setting) setting =
        setting_new(pixels, &(JpegOptions){0}, "condition: none\n");

    g_assert_null(setting->poster);
    assert_findings(
        setting->diagnostics,
        "motifs/layouts/l.yaml:2:21: error: 'motifs/photo.jpg' is CMYK and does not say "
        "which; save it with its colour profile, or as RGB (no profile 'none.icc', "
        "neither in fonts/ nor beside the file) [photo/no-profile]\n"
        "    art: {photo: {file: ../photo.jpg, state: reviewed}}\n"
        "                        ^~~~~~~~~~~~\n");
}

static const UnitTest tests[] = {
    TEST(layout_needs_no_pixels),
    TEST(cmyk_that_says_nothing_is_that_of_the_condition),
    TEST(cmyk_with_a_profile_needs_no_condition),
    TEST(condition_without_a_profile_is_told),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
