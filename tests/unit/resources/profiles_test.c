#include "pictures.h"

#include "resources/profiles.h"

#include <math.h>

static void assert_refused(const char *path, const char *message) {
    g_autoptr(Profiles) profiles = profiles_new("nowhere");

    /* The same way each time. */
    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(profiles_load(profiles, path, &error));
        g_assert_cmpstr(error->message, ==, message);
    }
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

static void test_only_profiles_of_a_cmyk_press_are_taken(void) {
    IN_A_FOLDER;
    g_autoptr(GBytes) rgb = make_rgb_profile();

    assert_refused("a.icc",
                   "no profile 'a.icc', neither in fonts/ nor beside the file");
    write_file("b.icc", "no profile");
    assert_refused("b.icc", "'b.icc' is no ICC profile of a CMYK press");
    write_profile("c.icc", rgb);
    assert_refused("c.icc", "'c.icc' is no ICC profile of a CMYK press");
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
    TEST(only_profiles_of_a_cmyk_press_are_taken),
    TEST(problem_of_a_profile_is_told),
    TEST(srgb_is_known_by_what_it_does),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
