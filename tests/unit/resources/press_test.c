#include "pictures.h"

#include "resources/press.h"

#include <math.h>

/* The FOGRA39 profile of the tests, and how a transform to it is made. */
typedef struct {
    Profiles *profiles;
    Profile *profile;
} Press;

static void press_clear(Press *self) {
    profiles_free(self->profiles);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Press, press_clear)

static Press press_load(void) {
    Press self = {.profiles = profiles_new(TEST_FONTS)};
    g_autoptr(GError) error = NULL;

    self.profile = profiles_load(self.profiles, "FOGRA39L_coated.icc", &error);
    g_assert_no_error(error);
    return self;
}

static PressTransform *transform_to(const Press *press, GBytes *from, int colours,
                                    double limit) {
    PressTransform *transform =
        press_transform_new(press->profile, from, colours, limit);

    g_assert_nonnull(transform);
    return transform;
}

static void assert_inks(const double cmyk[4], const double percent[4],
                        double tolerance) {
    for (int i = 0; i < 4; i++)
        g_assert_cmpfloat_with_epsilon(cmyk[i] * 100, percent[i], tolerance);
}

static void assert_bytes(const guint8 *bytes, const guint8 *expected, size_t length) {
    for (size_t i = 0; i < length; i++)
        g_assert_cmpuint(bytes[i], ==, expected[i]);
}

static double sum_of(const double cmyk[4]) {
    return cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
}

static void assert_colour(const PressTransform *transform, const double *from,
                          const double percent[4]) {
    double cmyk[4];

    press_transform_colour(transform, from, cmyk);
    assert_inks(cmyk, percent, 0.1);
}

/* What Little CMS' own transicc says, relative colorimetric with black point
 * compensation. */
static void test_screen_colours_become_inks(void) {
    g_auto(Press) press = press_load();
    g_autoptr(PressTransform) transform = transform_to(&press, NULL, 3, 4);
    g_autoptr(PressTransform) grey = transform_to(&press, NULL, 1, 4);

    assert_colour(transform, (double[]){1, 1, 1}, (double[]){0, 0, 0, 0});
    assert_colour(transform, (double[]){0, 0, 0}, (double[]){85.6, 79.2, 53.6, 98.0});
    assert_colour(transform, (double[]){.5, .5, .5},
                  (double[]){50.7, 41.3, 41.0, 17.0});
    assert_colour(transform, (double[]){227 / 255., 6 / 255., 19 / 255.},
                  (double[]){0.0, 95.7, 92.8, 3.0});
    assert_colour(grey, (double[]){.5}, (double[]){50.7, 41.3, 41.0, 17.0});
}

static void test_too_much_ink_loses_colours_in_proportion(void) {
    g_auto(Press) press = press_load();
    g_autoptr(PressTransform) transform = transform_to(&press, NULL, 3, 3);
    g_autoptr(PressTransform) own = transform_to(&press, NULL, 4, 3);

    assert_colour(transform, (double[]){0, 0, 0}, (double[]){79.1, 73.2, 49.6, 98.0});
    assert_colour(transform, (double[]){.2, .2, .2},
                  (double[]){75.8, 67.2, 63.2, 59.9});
    assert_colour(own, (double[]){1, 1, 1, 1}, (double[]){66.7, 66.7, 66.7, 100});
    assert_colour(own, (double[]){1, .5, .5, .5}, (double[]){100, 50, 50, 50});
}

static void test_black_alone_has_a_limit_too(void) {
    g_auto(Press) press = press_load();
    g_autoptr(PressTransform) own = transform_to(&press, NULL, 4, 0.5);
    guint8 cmyk[4];

    assert_colour(own, (double[]){.2, 0, 0, 1}, (double[]){0, 0, 0, 50});
    press_transform_run(own, (const guint8[]){50, 0, 0, 255}, cmyk, 1);
    assert_bytes(cmyk, (const guint8[]){0, 0, 0, 128}, sizeof cmyk);
}

enum { STEPS = 33, COLOURS = STEPS * STEPS * STEPS };

static void fill_grid(guint8 *rgb) {
    for (int i = 0; i < COLOURS; i++) {
        rgb[i * 3] = (guint8)(i / STEPS / STEPS * 255 / (STEPS - 1));
        rgb[i * 3 + 1] = (guint8)(i / STEPS % STEPS * 255 / (STEPS - 1));
        rgb[i * 3 + 2] = (guint8)(i % STEPS * 255 / (STEPS - 1));
    }
}

static void assert_limit_holds(const Press *press, double limit) {
    static guint8 rgb[COLOURS * 3], cmyk[COLOURS * 4];
    g_autoptr(PressTransform) transform = transform_to(press, NULL, 3, limit);
    int most = 0;

    fill_grid(rgb);
    press_transform_run(transform, rgb, cmyk, COLOURS);
    for (int i = 0; i < COLOURS; i++) {
        const guint8 *at = cmyk + i * 4;
        double from[3], exact[4];

        for (int j = 0; j < 3; j++)
            from[j] = rgb[i * 3 + j] / 255.0;
        press_transform_colour(transform, from, exact);
        g_assert_cmpfloat(sum_of(exact), <=, limit + 1e-9);
        most = MAX(most, at[0] + at[1] + at[2] + at[3]);
    }
    g_assert_cmpint(most, <=, (int)(limit * 255));
    g_assert_cmpint(most, >=, (int)(limit * 255) - 3);
}

static void test_no_colour_has_more_ink_than_the_limit(void) {
    g_auto(Press) press = press_load();

    assert_limit_holds(&press, 3);
    assert_limit_holds(&press, 2.6);
    assert_limit_holds(&press, 2.2);
}

/* The table of pixels is coarser; how much depends on the profile. */
static void test_pixels_become_what_colours_become(void) {
    static guint8 rgb[COLOURS * 3], cmyk[COLOURS * 4];
    g_auto(Press) press = press_load();
    g_autoptr(PressTransform) transform = transform_to(&press, NULL, 3, 3);
    double sum = 0, most = 0;

    fill_grid(rgb);
    press_transform_run(transform, rgb, cmyk, COLOURS);
    for (int i = 0; i < COLOURS; i++) {
        double from[3], exact[4];

        for (int j = 0; j < 3; j++)
            from[j] = rgb[i * 3 + j] / 255.0;
        press_transform_colour(transform, from, exact);
        for (int j = 0; j < 4; j++) {
            double deviation = fabs(cmyk[i * 4 + j] - exact[j] * 255);

            sum += deviation;
            most = fmax(most, deviation);
        }
    }
    g_assert_cmpfloat(sum / (COLOURS * 4), <, 0.3);
    g_assert_cmpfloat(most, <, 12);
}

static void test_the_same_pixels_become_the_same_inks(void) {
    g_auto(Press) press = press_load();
    g_autoptr(PressTransform) a = transform_to(&press, NULL, 3, 3);
    g_autoptr(PressTransform) b = transform_to(&press, NULL, 3, 3);
    static guint8 rgb[COLOURS * 3], first[COLOURS * 4];
    guint8 alone[4];

    fill_grid(rgb);
    press_transform_run(a, rgb, first, COLOURS);
    for (int i = COLOURS - 1; i >= 0; i--) {
        press_transform_run(b, rgb + i * 3, alone, 1);
        assert_bytes(alone, first + i * 4, sizeof alone);
    }
}

static void test_pictures_own_profiles_count(void) {
    g_auto(Press) press = press_load();
    g_autoptr(GBytes) swapped = make_rgb_profile(), nonsense = g_bytes_new("ICC", 3);
    g_autoptr(PressTransform) transform = transform_to(&press, swapped, 3, 3);
    g_autoptr(PressTransform) srgb = transform_to(&press, NULL, 3, 3);
    double own[4], other[4];

    /* Its first component is what sRGB's second one is. */
    press_transform_colour(transform, (double[]){.2, .6, .4}, own);
    press_transform_colour(srgb, (double[]){.2, .6, .4}, other);
    g_assert_cmpfloat(fabs(own[0] - other[0]), >, 0.1);
    g_assert_null(press_transform_new(press.profile, swapped, 1, 3));
    g_assert_null(press_transform_new(press.profile, nonsense, 3, 3));
}

static void test_inks_of_the_condition_stay_as_they_are(void) {
    g_auto(Press) press = press_load();
    GBytes *profile = profile_bytes(press.profile);
    g_autoptr(PressTransform) same = transform_to(&press, profile, 4, 3);
    const guint8 from[] = {0, 255, 230, 0, 1, 2, 3, 4, 255, 255, 255, 0};
    guint8 to[sizeof from];

    press_transform_run(same, from, to, 3);
    assert_bytes(to, from, sizeof to);
    assert_colour(same, (double[]){0, 1, .9, 0}, (double[]){0, 100, 90, 0});
}

static double distance(const double a[3], const double b[3]) {
    return sqrt(pow(a[0] - b[0], 2) + pow(a[1] - b[1], 2) + pow(a[2] - b[2], 2));
}

/* The campaign's own recipes, through Lab and back. */
static void test_recipes_look_the_same_after_lab(void) {
    static const double recipes[][4] = {
        {0, 0, 0, 0}, {0, 1, .9, 0}, {.95, .58, 0, 0}, {0, .15, .9, 0}, {0, 0, 0, 1}};
    g_auto(Press) press = press_load();

    for (size_t i = 0; i < G_N_ELEMENTS(recipes); i++) {
        double lab[3], cmyk[4], again[3];

        profile_to_lab(press.profile, recipes[i], lab);
        profile_from_lab(press.profile, lab, 3, cmyk);
        profile_to_lab(press.profile, cmyk, again);
        g_assert_cmpfloat(distance(lab, again), <, 0.1);
        g_assert_cmpfloat(sum_of(cmyk), <=, 3);
    }
}

/* No ink is as dark as this, so all there is comes together. */
static void test_recipes_from_lab_keep_to_the_limit(void) {
    g_auto(Press) press = press_load();
    double cmyk[4];

    profile_from_lab(press.profile, (double[]){0, 0, 0}, 4, cmyk);
    g_assert_cmpfloat(sum_of(cmyk), >, 3.1);
    profile_from_lab(press.profile, (double[]){0, 0, 0}, 3, cmyk);
    g_assert_cmpfloat_with_epsilon(sum_of(cmyk), 3, 1e-9);
}

static double lightness_of(Profile *profile, double black) {
    double lab[3];

    profile_to_lab(profile, (double[]){0, 0, 0, black}, lab);
    return lab[0];
}

/* Grey 128 of sRGB is L* 53.6; of black's own luminance 2.3 % is added. */
static void test_black_is_as_light_as_grey(void) {
    g_auto(Press) press = press_load();
    double grey = 128 / 255.0, luminance = 0.2159;
    double black = profile_black_for_grey(press.profile, grey);
    double solid = pow((lightness_of(press.profile, 1) + 16) / 116, 3);
    double expected = 116 * cbrt(solid + (1 - solid) * luminance) - 16;

    g_assert_cmpfloat_with_epsilon(lightness_of(press.profile, black), expected, 0.05);
    g_assert_cmpfloat_with_epsilon(black, 0.62, 0.005);
}

static void test_black_for_grey_falls_from_solid_to_none(void) {
    g_auto(Press) press = press_load();
    double before = 1;

    g_assert_cmpfloat(profile_black_for_grey(press.profile, 0), ==, 1);
    g_assert_cmpfloat(profile_black_for_grey(press.profile, 1), ==, 0);
    for (int i = 1; i <= 4096; i++) {
        double black = profile_black_for_grey(press.profile, i / 4096.0);

        g_assert_cmpfloat(black, <=, before);
        g_assert_cmpfloat(before - black, <, 0.02);
        before = black;
    }
}

static const UnitTest tests[] = {
    TEST(screen_colours_become_inks),
    TEST(too_much_ink_loses_colours_in_proportion),
    TEST(black_alone_has_a_limit_too),
    TEST(no_colour_has_more_ink_than_the_limit),
    TEST(pixels_become_what_colours_become),
    TEST(the_same_pixels_become_the_same_inks),
    TEST(pictures_own_profiles_count),
    TEST(inks_of_the_condition_stay_as_they_are),
    TEST(recipes_look_the_same_after_lab),
    TEST(recipes_from_lab_keep_to_the_limit),
    TEST(black_is_as_light_as_grey),
    TEST(black_for_grey_falls_from_solid_to_none),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
