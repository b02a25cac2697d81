#include "../support.h"

#include "parse/printing.h"
#include "resources/inks.h"

#include <math.h>

/* A campaign whose inks are these, printed under `offset` unless a supplier says more.
 */
typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
    Profiles *profiles;
    Campaign *campaign;
} Setting;

static const char shops[] =
    "printing: P\nconditions:\n"
    "  offset: {title: O, profile: FOGRA39L_coated.icc, ink-limit: 300%}\n"
    "  news: {title: N, profile: FOGRA39L_coated.icc, ink-limit: 240%}\n"
    "  copy: {title: C, profile: copy.icc, ink-limit: 300%}\n"
    "  gone: {title: G, profile: gone.icc, ink-limit: 300%}\n"
    "suppliers:\n"
    "  sheet: {title: S, condition: offset}\n"
    "  other: {title: O, condition: copy}\n"
    "  web: {title: W, condition: news}\n"
    "  far: {title: F, condition: gone}\n";

/* Another file is another profile. */
static void write_profile_again(const char *path) {
    g_autofree char *bytes = NULL;
    gsize length = 0;

    g_assert_true(
        g_file_get_contents(TEST_FONTS "/FOGRA39L_coated.icc", &bytes, &length, NULL));
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static Setting *setting_new(const char *inks, const char *supplier) {
    Setting *self = g_new0(Setting, 1);
    const char *rest = strstr(tiny_campaign, "styles:");
    g_autofree char *text = g_strdup_printf(
        "campaign: c\ntitle: C\ndate: 2026-11-22\n"
        "languages: {de: Deutsch}\nstandard-sizes: upright\n"
        "condition: offset\ninks:\n"
        "  paper: {screen: \"#ffffff\", recipe: {offset: [0, 0, 0, 0]}}\n"
        "  blue: {%s}\n%s",
        inks, rest);
    g_autoptr(GPtrArray) campaigns = NULL;

    self->folder = folder_new();
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    self->profiles = profiles_new(TEST_FONTS);
    write_file("motifs/campaign.yaml", text);
    write_file("motifs/sizes.yaml", tiny_sizes);
    write_file("motifs/printing.yaml", shops);
    write_profile_again("motifs/copy.icc");
    project_load_campaign(self->project, "motifs");
    assert_findings(self->diagnostics, "");
    campaigns = project_campaigns(self->project);
    self->campaign = g_ptr_array_index(campaigns, 0);
    if (supplier != NULL)
        printing_use_supplier(self->campaign,
                              campaign_find_supplier(self->campaign, supplier),
                              self->diagnostics);
    inks_complete(self->campaign, self->profiles, self->diagnostics);
    return self;
}

static void setting_free(Setting *self) {
    profiles_free(self->profiles);
    project_free(self->project);
    diagnostics_free(self->diagnostics);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

static const Ink *blue(const Setting *self) {
    return campaign_find_ink(self->campaign, "blue");
}

static void assert_screen(const Setting *self, int red, int green, int blue_share) {
    Rgb screen = blue(self)->screen;

    g_assert_cmpfloat_with_epsilon(screen.red * 255, red, 1e-6);
    g_assert_cmpfloat_with_epsilon(screen.green * 255, green, 1e-6);
    g_assert_cmpfloat_with_epsilon(screen.blue * 255, blue_share, 1e-6);
}

static void assert_recipe(const Setting *self, double c, double m, double y, double k) {
    const double *recipe = blue(self)->recipe;

    g_assert_cmpfloat(recipe[0], ==, c);
    g_assert_cmpfloat(recipe[1], ==, m);
    g_assert_cmpfloat(recipe[2], ==, y);
    g_assert_cmpfloat(recipe[3], ==, k);
}

static void test_nothing_is_said_of_what_is_given(void) {
    g_autoptr(Setting) setting = setting_new(
        "screen: \"#010203\", recipe: {news: [10, 20, 30, 40], offset: [1, 2, 3, 4.5]}",
        NULL);

    assert_findings(setting->diagnostics, "");
    assert_recipe(setting, 1, 2, 3, 4.5);
    assert_screen(setting, 1, 2, 3);
}

static void test_a_supplier_is_printed_for_by_its_condition(void) {
    g_autoptr(Setting) setting = setting_new(
        "screen: \"#010203\", recipe: {news: [10, 20, 30, 40], offset: [1, 2, 3, 4.5]}",
        "web");

    assert_findings(setting->diagnostics, "");
    assert_recipe(setting, 10, 20, 30, 40);
}

/* As the campaign has it, to a step: "#0061ad". */
static void test_a_screen_colour_is_the_recipe_on_the_press(void) {
    g_autoptr(Setting) setting = setting_new("recipe: {offset: [95, 58, 0, 0]}", NULL);

    assert_findings(setting->diagnostics, "");
    assert_screen(setting, 0, 0x61, 0xad);
}

static void test_a_screen_colour_is_the_same_whoever_prints(void) {
    g_autoptr(Setting) setting =
        setting_new("recipe: {news: [0, 100, 0, 0], offset: [95, 58, 0, 0]}", "web");

    assert_screen(setting, 0, 0x61, 0xad);
}

static void test_a_recipe_is_derived_with_a_warning(void) {
    g_autoptr(Setting) setting =
        setting_new("screen: \"#0061ad\", recipe: {offset: [95, 58, 0, 0]}", "web");

    assert_findings(
        setting->diagnostics,
        "motifs/campaign.yaml:9:3: warning: ink \"blue\" has no recipe for "
        "\"news\"; [95, 58, 0, 0] was derived from that for \"offset\": let "
        "the print shop check it, then write it here [ink/derived-recipe]\n"
        "      blue: {screen: \"#0061ad\", recipe: {offset: [95, 58, 0, 0]}}\n"
        "      ^~~~\n");
    assert_recipe(setting, 95, 58, 0, 0);
}

/* 250 % become 240 % at most, in other amounts, and look much the same. */
static void test_a_derived_recipe_keeps_the_colour_and_the_limit(void) {
    g_autoptr(Setting) setting =
        setting_new("screen: \"#203010\", recipe: {offset: [70, 60, 80, 40]}", "web");
    Profile *profile =
        profiles_load_for(setting->profiles, setting->campaign->condition, NULL);
    double from[4] = {0.7, 0.6, 0.8, 0.4}, to[4], wanted[3], found[3], sum = 0;

    for (int i = 0; i < 4; i++) {
        g_assert_cmpfloat(blue(setting)->recipe[i], ==,
                          round(blue(setting)->recipe[i]));
        to[i] = blue(setting)->recipe[i] / 100;
        sum += to[i];
    }
    profile_to_lab(profile, from, wanted);
    profile_to_lab(profile, to, found);
    g_assert_cmpfloat(sum, <=, 2.4 + 1e-9);
    for (int i = 0; i < 3; i++)
        g_assert_cmpfloat_with_epsilon(found[i], wanted[i], 2);
}

static void test_one_profile_one_recipe(void) {
    g_autoptr(Setting) setting = setting_new(
        "screen: \"#203010\", recipe: {offset: [70.5, 60, 70, 39.5]}", "web");

    assert_recipe(setting, 70.5, 60, 70, 39.5);
    g_assert_cmpuint(setting->diagnostics->findings->len, ==, 1);
}

static void test_black_alone_stays_alone(void) {
    g_autoptr(Setting) setting =
        setting_new("screen: \"#808080\", recipe: {offset: [0, 0, 0, 55.5]}", "other");

    assert_recipe(setting, 0, 0, 0, 55.5);
    g_assert_cmpuint(setting->diagnostics->findings->len, ==, 1);
}

static void test_paper_stays_paper_without_a_word(void) {
    g_autoptr(Setting) setting = setting_new(
        "screen: \"#0061ad\", recipe: {news: [0, 0, 0, 9], offset: [0, 0, 0, 9]}",
        "web");

    assert_findings(setting->diagnostics, "");
    g_assert_cmpfloat(campaign_find_ink(setting->campaign, "paper")->recipe[3], ==, 0);
}

static void test_a_profile_that_is_not_there_is_a_finding(void) {
    g_autoptr(Setting) setting =
        setting_new("screen: \"#0061ad\", recipe: {offset: [95, 58, 0, 0]}", "far");

    assert_findings(setting->diagnostics,
                    "motifs/printing.yaml:6:29: error: no profile 'gone.icc', neither "
                    "in fonts/ nor beside the file [printing/no-profile]\n"
                    "      gone: {title: G, profile: gone.icc, ink-limit: 300%}\n"
                    "                                ^~~~~~~~\n");
    assert_recipe(setting, 95, 58, 0, 0);
}

static const UnitTest tests[] = {
    TEST(nothing_is_said_of_what_is_given),
    TEST(a_supplier_is_printed_for_by_its_condition),
    TEST(a_screen_colour_is_the_recipe_on_the_press),
    TEST(a_screen_colour_is_the_same_whoever_prints),
    TEST(a_recipe_is_derived_with_a_warning),
    TEST(a_derived_recipe_keeps_the_colour_and_the_limit),
    TEST(one_profile_one_recipe),
    TEST(black_alone_stays_alone),
    TEST(paper_stays_paper_without_a_word),
    TEST(a_profile_that_is_not_there_is_a_finding),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
