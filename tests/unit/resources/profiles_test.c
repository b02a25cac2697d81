#include "../support.h"

#include "resources/profiles.h"

#include <lcms2.h>

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

static void test_a_profile_is_read_once(void) {
    g_autoptr(Profiles) profiles = profiles_new(TEST_FONTS);

    g_assert_true(load(profiles, "FOGRA39L_coated.icc") ==
                  load(profiles, "FOGRA39L_coated.icc"));
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

static void assert_unusable(const char *path, const char *message) {
    g_autoptr(Profiles) profiles = profiles_new("fonts");

    for (int i = 0; i < 2; i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(profiles_load(profiles, path, &error));
        g_assert_nonnull(error);
        g_assert_cmpstr(error->message, ==, message);
    }
}

static void write_rgb_profile(const char *path) {
    cmsHPROFILE profile = cmsCreate_sRGBProfile();

    g_assert_true(cmsSaveProfileToFile(profile, path));
    cmsCloseProfile(profile);
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

static void test_what_cannot_be_used_is_told_each_time(void) {
    IN_A_FOLDER;

    write_file("broken.icc", "no profile at all");
    write_file("short.icc", "");
    write_rgb_profile("screen.icc");
    write_empty_profile("empty.icc");
    write_file("fonts/fetched.icc", "not one either");
    copy_profile("fetched.icc");
    g_assert_cmpint(g_mkdir("folder.icc", 0777), ==, 0);
    assert_unusable("none.icc",
                    "no profile 'none.icc', neither in fonts/ nor beside the file");
    assert_unusable("a/folder.icc",
                    "no profile 'folder.icc', neither in fonts/ nor beside the file");
    assert_unusable("folder.icc",
                    "no profile 'folder.icc', neither in fonts/ nor beside the file");
    assert_unusable("broken.icc", "'broken.icc' is no ICC profile of a CMYK press");
    assert_unusable("short.icc", "'short.icc' is no ICC profile of a CMYK press");
    assert_unusable("screen.icc", "'screen.icc' is no ICC profile of a CMYK press");
    assert_unusable("empty.icc", "'empty.icc' lacks a table from inks to colours");
    assert_unusable("fetched.icc",
                    "'fonts/fetched.icc' is no ICC profile of a CMYK press");
}

static const UnitTest tests[] = {
    TEST(inks_look_as_the_standard_has_them),
    TEST(a_profile_is_read_once),
    TEST(a_profile_lies_beside_the_file_that_names_it),
    TEST(what_cannot_be_used_is_told_each_time),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
