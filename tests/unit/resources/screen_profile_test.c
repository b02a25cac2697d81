#include "pictures.h"

#include "resources/profiles.h"
#include "resources/screen_profile.h"

static const char fogra39[] = TEST_FONTS "/FOGRA39L_coated.icc";

static void write_profile(const char *path, GBytes *taken) {
    write_bytes(path, g_bytes_get_data(taken, NULL), g_bytes_get_size(taken));
    g_bytes_unref(taken);
}

/* 1999-01-01, behind signature and version (ICC.1:2010, 7.2). */
static void test_srgb_has_a_date_that_stays(void) {
    static const guint8 date[12] = {0x07, 0xcf, 0, 1, 0, 1};
    g_autoptr(ScreenProfile) first = screen_profile_new_srgb();
    g_autoptr(ScreenProfile) second = screen_profile_new_srgb();
    const guint8 *bytes = g_bytes_get_data(screen_profile_bytes(first), NULL);

    g_assert_true(
        g_bytes_equal(screen_profile_bytes(first), screen_profile_bytes(second)));
    assert_same_bytes(bytes + 24, 12, date, 12);
    g_assert_true(profile_is_srgb(screen_profile_bytes(first), 3));
}

static void test_srgb_stays_as_it_is(void) {
    g_autoptr(ScreenProfile) profile = screen_profile_new_srgb();
    guint8 rgb[] = {0x00, 0x61, 0xad, 0xff, 0xd6, 0x19};

    screen_profile_convert(profile, rgb, 2);
    assert_same_bytes(rgb, 6, ((guint8[]){0x00, 0x61, 0xad, 0xff, 0xd6, 0x19}), 6);
}

/* In the profile of the tests red and green have changed places. */
static void test_colours_are_converted_to_a_profile(void) {
    IN_A_FOLDER;
    g_autoptr(ScreenProfile) profile = NULL;
    g_autoptr(GByteArray) file = NULL;
    g_autoptr(GError) error = NULL;
    guint8 rgb[] = {255, 0, 0, 0, 255, 0, 255, 255, 255};

    write_profile("swapped.icc", make_rgb_profile());
    file = file_to_bytes("swapped.icc");
    profile = screen_profile_load("swapped.icc", &error);
    g_assert_no_error(error);
    assert_same_bytes(g_bytes_get_data(screen_profile_bytes(profile), NULL),
                      g_bytes_get_size(screen_profile_bytes(profile)), file->data,
                      file->len);
    screen_profile_convert(profile, rgb, 3);
    for (int i = 0; i < 9; i++)
        g_assert_cmpint(
            abs(rgb[i] - ((guint8[]){0, 255, 0, 255, 0, 0, 255, 255, 255})[i]), <=, 12);
}

static void assert_refused(const char *path, int code, const char *message) {
    g_autoptr(GError) error = NULL;

    g_assert_null(screen_profile_load(path, &error));
    g_assert_error(error, G_IO_ERROR, code);
    g_assert_cmpstr(error->message, ==, message);
}

/* A camera's: it leads from colours, not to them. */
static GBytes *make_camera_profile(void) {
    cmsHPROFILE profile = cmsCreate_sRGBProfile();

    cmsSetDeviceClass(profile, cmsSigInputClass);
    return profile_to_bytes(profile);
}

/* Of a screen, but without any table. */
static GBytes *make_empty_profile(void) {
    cmsHPROFILE profile = cmsCreateProfilePlaceholder(NULL);

    cmsSetDeviceClass(profile, cmsSigDisplayClass);
    cmsSetColorSpace(profile, cmsSigRgbData);
    cmsSetPCS(profile, cmsSigXYZData);
    return profile_to_bytes(profile);
}

static void test_what_is_no_profile_of_a_screen_or_printer_is_refused(void) {
    IN_A_FOLDER;

    write_profile("grey.icc", make_grey_profile());
    write_profile("camera.icc", make_camera_profile());
    write_profile("empty.icc", make_empty_profile());
    write_file("words.icc", "no profile at all");
    write_file("short.icc", "");
    assert_refused("none.icc", G_IO_ERROR_NOT_FOUND,
                   "cannot read 'none.icc': No such file or directory");
    assert_refused("grey.icc", G_IO_ERROR_INVALID_DATA,
                   "'grey.icc' is no ICC profile of an RGB screen or printer");
    assert_refused("camera.icc", G_IO_ERROR_INVALID_DATA,
                   "'camera.icc' is no ICC profile of an RGB screen or printer");
    assert_refused("empty.icc", G_IO_ERROR_INVALID_DATA,
                   "'empty.icc' is no ICC profile of an RGB screen or printer");
    assert_refused("words.icc", G_IO_ERROR_INVALID_DATA,
                   "'words.icc' is no ICC profile of an RGB screen or printer");
    assert_refused("short.icc", G_IO_ERROR_INVALID_DATA,
                   "'short.icc' is no ICC profile of an RGB screen or printer");
    g_autofree char *message =
        g_strdup_printf("'%s' is no ICC profile of an RGB screen or printer", fogra39);
    assert_refused(fogra39, G_IO_ERROR_INVALID_DATA, message);
}

static const UnitTest tests[] = {
    TEST(srgb_has_a_date_that_stays),
    TEST(srgb_stays_as_it_is),
    TEST(colours_are_converted_to_a_profile),
    TEST(what_is_no_profile_of_a_screen_or_printer_is_refused),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
