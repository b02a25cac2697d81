#include "pictures.h"

#include "resources/profiles.h"

#include <lcms2.h>
#include <math.h>

static const char fogra39[] = TEST_FONTS "/FOGRA39L_coated.icc";

static void assert_lab(Profile *profile, const double cmyk[4], double lightness,
                       double a, double b, double tolerance) {
    double lab[3];

    profile_to_lab(profile, cmyk, lab);
    g_assert_cmpfloat_with_epsilon(lab[0], lightness, tolerance);
    g_assert_cmpfloat_with_epsilon(lab[1], a, tolerance);
    g_assert_cmpfloat_with_epsilon(lab[2], b, tolerance);
}

static Profile *load(Profiles *profiles, const char *path) {
    g_autoptr(GError) error = NULL;
    Profile *profile = profiles_load(profiles, path, &error);

    g_assert_no_error(error);
    g_assert_nonnull(profile);
    return profile;
}

/* ISO 12647-2:2004, table 3: solids on glossy paper, of white backing; here they are
 * relative to the paper. */
static void test_inks_look_as_the_standard_has_them(void) {
    g_autoptr(Profiles) profiles = profiles_new(TEST_FONTS);
    Profile *profile = load(profiles, "anywhere/FOGRA39L_coated.icc");

    assert_lab(profile, (double[]){0, 0, 0, 0}, 100, 0, 0, 0.1);
    assert_lab(profile, (double[]){1, 0, 0, 0}, 55, -37, -50, 5);
    assert_lab(profile, (double[]){0, 1, 0, 0}, 48, 74, -3, 5);
    assert_lab(profile, (double[]){0, 0, 1, 0}, 91, -5, 93, 5);
    assert_lab(profile, (double[]){0, 0, 0, 1}, 16, 0, 0, 5);
}

static void write_profile(const char *path, GBytes *profile) {
    write_bytes(path, g_bytes_get_data(profile, NULL), g_bytes_get_size(profile));
}

static void test_press_profile_says_what_inks_look_like(void) {
    IN_A_FOLDER;
    g_autoptr(Profiles) profiles = profiles_new(TEST_FONTS);
    Profile *profile = profiles_load(profiles, "FOGRA39L_coated.icc", NULL);
    double lab[3];

    g_assert_nonnull(profile);
    profile_to_lab(profile, (const double[]){0, 0, 0, 0}, lab);
    g_assert_cmpfloat_with_epsilon(lab[0], 100, 0.01);
    profile_to_lab(profile, (const double[]){0, 0, 1, 0}, lab);
    g_assert_cmpfloat(lab[2], >, 80);
    g_assert_null(profile_problem(profile_bytes(profile), 4));
    g_assert_true(profiles_load(profiles, "FOGRA39L_coated.icc", NULL) == profile);
}

static void copy_profile(const char *path) {
    g_autofree char *bytes = NULL;
    gsize length;
    g_autoptr(GError) error = NULL;

    write_file(path, "");
    g_assert_true(g_file_get_contents(fogra39, &bytes, &length, &error));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, &error));
}

static void test_a_profile_lies_beside_the_file_that_names_it(void) {
    IN_A_FOLDER;
    g_autoptr(Profiles) profiles = profiles_new("fonts");

    copy_profile("motifs/own.icc");
    load(profiles, "motifs/own.icc");
}

static void assert_no_press(const char *path, const char *message) {
    g_autoptr(Profiles) profiles = profiles_new("fonts");

    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(profiles_load(profiles, path, &error));
        g_assert_nonnull(error);
        g_assert_cmpstr(error->message, ==, message);
    }
}

/* Of a press, but without any table. */
static void write_empty_profile(const char *path) {
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);

    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    g_assert_true(cmsSaveProfileToFile(profile, path));
    cmsCloseProfile(profile);
}

/* As one that serves previews alone has it. */
static void write_one_way_profile(const char *path) {
    static const cmsTagSignature tags[] = {cmsSigBToA0Tag, cmsSigBToA1Tag,
                                           cmsSigBToA2Tag};
    cmsHPROFILE profile = cmsOpenProfileFromFile(fogra39, "r");

    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        g_assert_true(cmsWriteTag(profile, tags[i], NULL));
    g_assert_true(cmsSaveProfileToFile(profile, path));
    cmsCloseProfile(profile);
}

static void test_what_cannot_be_used_is_told_each_time(void) {
    IN_A_FOLDER;
    g_autoptr(GBytes) rgb = make_rgb_profile();

    write_file("broken.icc", "no profile at all");
    write_file("short.icc", "");
    write_profile("screen.icc", rgb);
    write_empty_profile("empty.icc");
    write_one_way_profile("preview.icc");
    write_file("fonts/fetched.icc", "not one either");
    copy_profile("fetched.icc");
    g_assert_cmpint(g_mkdir("folder.icc", 0777), ==, 0);
    assert_no_press("none.icc",
                    "no profile 'none.icc', neither in fonts/ nor beside the file");
    assert_no_press("a/folder.icc",
                    "no profile 'folder.icc', neither in fonts/ nor beside the file");
    assert_no_press("folder.icc",
                    "no profile 'folder.icc', neither in fonts/ nor beside the file");
    assert_no_press("broken.icc", "'broken.icc' is no ICC profile of a CMYK press");
    assert_no_press("short.icc", "'short.icc' is no ICC profile of a CMYK press");
    assert_no_press("screen.icc", "'screen.icc' is no ICC profile of a CMYK press");
    assert_no_press("empty.icc", "'empty.icc' lacks a table from inks to colours");
    assert_no_press("preview.icc", "'preview.icc' lacks a table from colours to inks");
    assert_no_press("fetched.icc",
                    "'fonts/fetched.icc' is no ICC profile of a CMYK press");
}

static void test_problem_of_a_profile_is_told(void) {
    g_autoptr(GBytes) rgb = make_rgb_profile(), grey = make_grey_profile();
    g_autoptr(GBytes) nonsense = g_bytes_new_static("profile", 7);

    g_assert_null(profile_problem(rgb, 3));
    g_assert_null(profile_problem(grey, 1));
    g_assert_cmpstr(profile_problem(rgb, 1), ==,
                    "it is not for grey, as the picture is");
    g_assert_cmpstr(profile_problem(grey, 3), ==,
                    "it is not for RGB, as the picture is");
    g_assert_cmpstr(profile_problem(rgb, 4), ==,
                    "it is not for CMYK, as the picture is");
    g_assert_cmpstr(profile_problem(nonsense, 3), ==, "it is damaged");
    g_assert_null(colour_transform_new(nonsense, 3));
    g_assert_null(colour_transform_new(rgb, 1));
}

/* Grey with the curve of sRGB, or a plain gamma. */
static GBytes *make_grey(double gamma) {
    const double srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve *curve = gamma > 0 ? cmsBuildGamma(NULL, gamma)
                                    : cmsBuildParametricToneCurve(NULL, 4, srgb);
    GBytes *bytes = profile_to_bytes(cmsCreateGrayProfile(cmsD50_xyY(), curve));

    cmsFreeToneCurve(curve);
    return bytes;
}

static void test_srgb_is_known_by_what_it_does(void) {
    g_autoptr(GBytes) srgb = profile_to_bytes(cmsCreate_sRGBProfile());
    g_autoptr(GBytes) swapped = make_rgb_profile();
    g_autoptr(GBytes) grey = make_grey(0), linear = make_grey(1);
    g_autoptr(GBytes) cmyk = make_cmyk_profile();
    g_autoptr(GBytes) nonsense = g_bytes_new_static("profile", 7);

    g_assert_true(profile_is_srgb(srgb, 3));
    g_assert_false(profile_is_srgb(swapped, 3));
    g_assert_true(profile_is_srgb(grey, 1));
    g_assert_false(profile_is_srgb(linear, 1));
    g_assert_false(profile_is_srgb(cmyk, 4));
    g_assert_false(profile_is_srgb(nonsense, 3));
}

static const UnitTest tests[] = {
    TEST(press_profile_says_what_inks_look_like),
    TEST(inks_look_as_the_standard_has_them),
    TEST(a_profile_lies_beside_the_file_that_names_it),
    TEST(what_cannot_be_used_is_told_each_time),
    TEST(problem_of_a_profile_is_told),
    TEST(srgb_is_known_by_what_it_does),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
