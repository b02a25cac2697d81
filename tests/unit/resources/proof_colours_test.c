#include "../support.h"

#include "resources/proof_colours.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

/* The FOGRA39 profile of the tests. */
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

/* Little CMS itself, in floating point and from the file. */
static cmsHTRANSFORM open_judge(bool paper_white) {
    cmsHPROFILE press = cmsOpenProfileFromFile(TEST_FONTS "/FOGRA39L_coated.icc", "r");
    cmsHPROFILE screen = cmsCreate_sRGBProfile();
    cmsHTRANSFORM judge = cmsCreateTransform(
        press, TYPE_CMYK_DBL, screen, TYPE_RGB_DBL,
        paper_white ? INTENT_ABSOLUTE_COLORIMETRIC : INTENT_RELATIVE_COLORIMETRIC,
        cmsFLAGS_NOOPTIMIZE | (paper_white ? 0 : cmsFLAGS_BLACKPOINTCOMPENSATION));

    g_assert_nonnull(judge);
    cmsCloseProfile(press);
    cmsCloseProfile(screen);
    return judge;
}

static void judge_colour(cmsHTRANSFORM judge, const double cmyk[4], double rgb[3]) {
    double percent[4];

    for (int i = 0; i < 4; i++)
        percent[i] = cmyk[i] * 100;
    cmsDoTransform(judge, percent, rgb, 1);
    for (int i = 0; i < 3; i++)
        rgb[i] = CLAMP(rgb[i], 0, 1);
}

static void assert_shown(guint32 shown, const double rgb[3], double tolerance) {
    for (int i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon(shown >> (16 - 8 * i) & 255, rgb[i] * 255,
                                       tolerance);
}

enum { PIXELS = 20000, PLATES_MAX = 6 };

static void assert_like_judge(const Press *press, bool paper_white) {
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(ProofColours) colours =
        proof_colours_new(press->profile, none, paper_white);
    g_autoptr(GRand) rand = g_rand_new_with_seed(39);
    g_autofree guint8 *plates = g_malloc(4 * PIXELS);
    g_autofree guint32 *shown = g_new(guint32, PIXELS);
    cmsHTRANSFORM judge = open_judge(paper_white);

    /* Paper and the darkest are met by chance hardly ever. */
    for (int i = 0; i < 4 * PIXELS; i++)
        plates[i] = (guint8)(i % PIXELS == 0   ? 0
                             : i % PIXELS == 1 ? 255
                                               : g_rand_int_range(rand, 0, 256));
    proof_colours_run(colours, plates, PIXELS, shown);
    for (int i = 0; i < PIXELS; i++) {
        double cmyk[4], rgb[3];

        for (int j = 0; j < 4; j++)
            cmyk[j] = plates[j * PIXELS + i] / 255.0;
        judge_colour(judge, cmyk, rgb);
        assert_shown(shown[i], rgb, 1);
    }
    cmsDeleteTransform(judge);
}

static void test_plates_are_shown_as_little_cms_has_them(void) {
    g_auto(Press) press = press_load();

    assert_like_judge(&press, false);
}

static void test_paper_white_is_absolute(void) {
    g_auto(Press) press = press_load();

    assert_like_judge(&press, true);
}

static guint32 show(const Press *press, const GPtrArray *spots, bool paper_white,
                    const guint8 inks[PLATES_MAX]) {
    g_autoptr(ProofColours) colours =
        proof_colours_new(press->profile, spots, paper_white);
    guint32 shown = 0;

    proof_colours_run(colours, inks, 1, &shown);
    return shown;
}

static void test_paper_is_white_unless_it_is_asked_for(void) {
    g_auto(Press) press = press_load();
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    guint32 paper = show(&press, none, true, (const guint8[PLATES_MAX]){0});

    g_assert_cmphex(show(&press, none, false, (const guint8[PLATES_MAX]){0}), ==,
                    0xffffff);
    g_assert_cmphex(paper, !=, 0xffffff);
    g_assert_cmpuint(paper >> 16, >, 220);
}

/* Alone on paper a spot ink is its recipe. */
static void test_a_spot_is_shown_by_its_recipe(void) {
    static Ink orange = {.recipe = {0, 60, 100, 0}}, silver = {.recipe = {0, 0, 0, 40}};
    g_auto(Press) press = press_load();
    g_autoptr(GPtrArray) spots = g_ptr_array_new();

    g_ptr_array_add(spots, &orange);
    g_ptr_array_add(spots, &silver);
    for (int paper_white = 0; paper_white < 2; paper_white++) {
        cmsHTRANSFORM judge = open_judge(paper_white == 1);
        double rgb[3];

        judge_colour(judge, (double[]){0, .6, 1, 0}, rgb);
        assert_shown(
            show(&press, spots, paper_white == 1, (const guint8[]){0, 0, 0, 0, 255, 0}),
            rgb, 1);
        judge_colour(judge, (double[]){0, 0, 0, .4 * 128 / 255}, rgb);
        assert_shown(
            show(&press, spots, paper_white == 1, (const guint8[]){0, 0, 0, 0, 0, 128}),
            rgb, 1);
        cmsDeleteTransform(judge);
    }
}

static double light_of(double code) {
    return code <= 0.04045 ? code / 12.92 : pow((code + 0.055) / 1.055, 2.4);
}

static double code_of(double light) {
    return light <= 0.0031308 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055;
}

static void test_spots_filter_what_lies_below(void) {
    static Ink orange = {.recipe = {0, 60, 100, 0}}, silver = {.recipe = {0, 0, 0, 40}};
    g_auto(Press) press = press_load();
    g_autoptr(GPtrArray) spots = g_ptr_array_new();
    cmsHTRANSFORM judge = open_judge(false);
    double below[3], first[3], second[3];

    g_ptr_array_add(spots, &orange);
    g_ptr_array_add(spots, &silver);
    judge_colour(judge, (double[]){.8, 0, .2, 0}, below);
    judge_colour(judge, (double[]){0, .6 * .6, .6, 0}, first);
    judge_colour(judge, (double[]){0, 0, 0, .4}, second);
    for (int i = 0; i < 3; i++)
        below[i] =
            code_of(light_of(below[i]) * light_of(first[i]) * light_of(second[i]));
    assert_shown(show(&press, spots, false, (const guint8[]){204, 0, 51, 0, 153, 255}),
                 below, 1.5);
    cmsDeleteTransform(judge);
}

static const UnitTest tests[] = {
    TEST(plates_are_shown_as_little_cms_has_them),
    TEST(paper_white_is_absolute),
    TEST(paper_is_white_unless_it_is_asked_for),
    TEST(a_spot_is_shown_by_its_recipe),
    TEST(spots_filter_what_lies_below),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
