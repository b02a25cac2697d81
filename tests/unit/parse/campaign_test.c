#include "../support.h"

/* Findings of the campaign of motifs/ with other sizes and with more below it. */
static void assert_campaign_findings(const char *sizes, const char *more,
                                     const char *expected) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    g_autofree char *campaign = g_strconcat(tiny_campaign, more, NULL);
    const Campaign *loaded;

    write_file("motifs/campaign.yaml", campaign);
    write_file("motifs/sizes.yaml", sizes);
    loaded = project_load_campaign(project, "motifs");
    assert_findings(diagnostics, expected);
    g_assert_true((loaded != NULL) == (*expected == '\0'));
}

static void assert_size_findings(const char *size, const char *expected) {
    g_autofree char *sizes = g_strdup_printf("%s  s: {title: S, kind: print, ppi: 72, "
                                             "distance: 1, %s}\n",
                                             tiny_sizes, size);

    assert_campaign_findings(sizes, "", expected);
}

static void test_values_are_read_into_the_campaign(void) {
    g_autoptr(Fixture) fixture = fixture_new("portrait: {panel: blue}\n", "");
    const Campaign *campaign = fixture->motif->campaign;
    const Ink *blue = campaign_find_ink(campaign, "blue");
    const TypeStyle *plain = campaign_find_style(campaign, "plain");
    const ScriptStyle *arabic = g_ptr_array_index(plain->scripts, 0);

    g_assert_cmpstr(campaign->title, ==, "Tiny");
    g_assert_cmpstr(campaign->date, ==, "2026-11-22");
    g_assert_cmpuint(campaign->languages->len, ==, 3);
    g_assert_cmpstr(g_ptr_array_index(campaign->standard_sizes, 0), ==, "upright");
    g_assert_cmpfloat(blue->recipe[1], ==, 58);
    g_assert_cmpint(blue->state, ==, STATE_REVIEWED);
    g_assert_cmpint(plain->weight, ==, 400);
    g_assert_cmpfloat_with_epsilon(plain->leading, 1.2, 1e-12);
    g_assert_cmpstr(arabic->script, ==, "Arab");
    g_assert_cmpfloat(arabic->size, ==, 1);
    g_assert_cmpfloat(arabic->leading, ==, 0);
}

static void test_limits_that_are_not_there_are_nothing(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    g_autofree char *text = g_strconcat(
        tiny_campaign,
        "limits: {contrast: 4.5, code-module: 0.33mm, word-letters: 16}\n", NULL);
    const Campaign *campaign;

    write_file("motifs/campaign.yaml", text);
    write_file("motifs/sizes.yaml", tiny_sizes);
    campaign = project_load_campaign(project, "motifs");
    g_assert_nonnull(campaign);
    g_assert_cmpfloat(campaign->limits.contrast, ==, 4.5);
    g_assert_cmpfloat(campaign->limits.code_module.value, ==, 0.33);
    g_assert_cmpint(campaign->limits.word_letters, ==, 16);
    g_assert_cmpfloat(campaign->limits.michelson, ==, 0);
    g_assert_cmpfloat(campaign->limits.near, ==, 0);
    g_assert_cmpint(campaign->limits.sentence_words, ==, 0);
    g_assert_cmpstr(campaign->source_language, ==, "de");
    g_assert_null(campaign->condition);
}

/* What motifs/ says of `offset`, and motifs/near/ says anew. */
static void test_a_nearer_condition_replaces_one_of_the_same_name(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    g_autofree char *text =
        g_strconcat(tiny_campaign, "condition: offset\nsource-language: tr\n", NULL);
    const Campaign *far, *near;

    write_file("motifs/campaign.yaml", text);
    write_file("motifs/sizes.yaml", tiny_sizes);
    write_file(
        "motifs/printing.yaml",
        "printing: P\nconditions:\n"
        "  offset: {title: Far, profile: a.icc, ink-limit: 300%, type-min: 6pt}\n"
        "  fogra39: {title: Coated, profile: b.icc, ink-limit: 240%}\n");
    write_file("motifs/near/printing.yaml",
               "printing: P\nconditions:\n"
               "  offset: {title: Near, profile: ../c.icc, ink-limit: 280%}\n");
    far = project_load_campaign(project, "motifs");
    near = project_load_campaign(project, "motifs/near");
    assert_findings(diagnostics, "");
    g_assert_cmpstr(far->condition->title, ==, "Far");
    g_assert_cmpfloat(far->condition->type_min.value, ==, 6);
    g_assert_cmpstr(far->source_language, ==, "tr");
    g_assert_cmpstr(near->condition->title, ==, "Near");
    g_assert_cmpstr(near->condition->profile, ==, "../c.icc");
    g_assert_cmpfloat_with_epsilon(near->condition->ink_limit, 2.8, 1e-9);
    g_assert_cmpint(near->condition->type_min.unit, ==, UNIT_NONE);
    g_assert_cmpuint(near->conditions->len, ==, 2);
    g_assert_cmpstr(campaign_find_condition(near, "fogra39")->title, ==, "Coated");
}

static void test_condition_and_source_language_must_exist(void) {
    assert_campaign_findings(
        tiny_sizes, "condition: offset\nsource-language: dee\n",
        "motifs/campaign.yaml:17:12: error: no printing condition \"offset\" "
        "[motif/unknown-condition]\n"
        "    condition: offset\n"
        "               ^~~~~~\n"
        "motifs/campaign.yaml:18:18: error: no language \"dee\"; did you mean \"de\"? "
        "[motif/unknown-language]\n"
        "    source-language: dee\n"
        "                     ^~~\n");
}

static void test_size_needs_room_on_a_page(void) {
    assert_size_findings(
        "trim: 0.5pt", "motifs/sizes.yaml:4:3: error: size \"s\" must have sides from "
                       "1pt to 14400pt (5080 mm), bleed included [size/out-of-range]\n"
                       "      s: {title: S, kind: print, ppi: 72, distance: 1, trim: "
                       "0.5pt}\n"
                       "      ^\n");
    assert_size_findings("trim: 14400pt", "");
    assert_size_findings(
        "trim: 14400pt, bleed: 1pt",
        "motifs/sizes.yaml:4:3: error: size \"s\" must have sides from 1pt to 14400pt "
        "(5080 mm), bleed included [size/out-of-range]\n"
        "      s: {title: S, kind: print, ppi: 72, distance: 1, trim: 14400pt, bleed: "
        "1pt}\n"
        "      ^\n");
}

static void test_insets_must_leave_room(void) {
    assert_size_findings("trim: 100pt, safe: 49pt", "");
    assert_size_findings(
        "trim: 100pt, safe: 50pt",
        "motifs/sizes.yaml:4:3: error: visible and safe leave nothing of "
        "size \"s\" [size/no-room]\n"
        "      s: {title: S, kind: print, ppi: 72, distance: 1, trim: "
        "100pt, safe: 50pt}\n"
        "      ^\n");
    assert_size_findings(
        "trim: 100pt, visible: 60pt 0 40pt",
        "motifs/sizes.yaml:4:3: error: visible and safe leave nothing of "
        "size \"s\" [size/no-room]\n"
        "      s: {title: S, kind: print, ppi: 72, distance: 1, trim: "
        "100pt, visible: 60pt 0 40pt}\n"
        "      ^\n");
}

static void test_standard_sizes_must_exist(void) {
    assert_campaign_findings(
        "sizes:\n  uprigth: {title: S, kind: print, trim: 100pt, ppi: 72, distance: 1}\n",
        "",
        "motifs/campaign.yaml:5:17: error: no size \"upright\"; did you mean "
        "\"uprigth\"? [motif/unknown-size]\n"
        "    standard-sizes: upright\n"
        "                    ^~~~~~~\n");
}

static void test_sentence_of_a_funder_is_there_in_every_language(void) {
    assert_campaign_findings(
        tiny_sizes,
        "funders:\n"
        "  one: {name: One, sentence: for all}\n"
        "  two: {name: Two, sentence: {de: a, tr: b}}\n"
        "  three: {name: Three}\n",
        "motifs/campaign.yaml:19:30: error: the sentence of funder \"two\" is missing in "
        "\"ar\" [campaign/missing-sentence]\n"
        "      two: {name: Two, sentence: {de: a, tr: b}}\n"
        "                                 ^\n");
}

/* The draft band of a campaign whose own one is replaced. */
static void test_band_names_a_style_and_inks(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    g_auto(GStrv) parts = g_strsplit(
        tiny_campaign, "draft: {style: plain, ink: blue, ground: paper}", -1);
    g_autofree char *campaign =
        g_strjoinv("draft: {style: plan, ink: blu, ground: none}", parts);

    write_file("motifs/campaign.yaml", campaign);
    write_file("motifs/sizes.yaml", tiny_sizes);
    g_assert_null(project_load_campaign(project, "motifs"));
    assert_findings(
        diagnostics,
        "motifs/campaign.yaml:14:16: error: no type style \"plan\"; did you "
        "mean \"plain\"? [motif/unknown-style]\n"
        "    draft: {style: plan, ink: blu, ground: none}\n"
        "                   ^~~~\n"
        "motifs/campaign.yaml:14:27: error: no ink \"blu\"; did you mean "
        "\"blue\"? [motif/unknown-ink]\n"
        "    draft: {style: plan, ink: blu, ground: none}\n"
        "                              ^~~\n"
        "motifs/campaign.yaml:14:40: error: no ink \"none\" "
        "[motif/unknown-ink]\n"
        "    draft: {style: plan, ink: blu, ground: none}\n"
        "                                           ^~~~\n");
}

static void assert_motif_findings(const char *layout, const char *motif,
                                  const char *expected) {
    g_autoptr(Fixture) fixture = fixture_new(layout, motif);

    assert_findings(fixture->diagnostics, expected);
    g_assert_true((fixture->motif != NULL) == (*expected == '\0'));
}

static void test_names_in_conditions_must_exist(void) {
    assert_motif_findings(
        "inks: {a: blue}\nportrait: {panel: a}\n",
        "when:\n  - size: [flat, flt]\n  - {shape: tal, inks: {a: gol}}\n",
        "motifs/m.yaml:5:18: error: no size \"flt\"; did you mean \"flat\"? "
        "[motif/unknown-size]\n"
        "      - size: [flat, flt]\n"
        "                     ^~~\n"
        "motifs/m.yaml:6:13: error: no shape \"tal\"; did you mean \"tall\"? "
        "[motif/unknown-shape]\n"
        "      - {shape: tal, inks: {a: gol}}\n"
        "                ^~~\n"
        "motifs/m.yaml:6:28: error: no ink \"gol\"; did you mean \"gold\"? "
        "[motif/unknown-ink]\n"
        "      - {shape: tal, inks: {a: gol}}\n"
        "                               ^~~\n");
}

static void test_names_in_conditions_of_a_layout_must_exist(void) {
    assert_motif_findings(
        "inks: {a: blue}\nportrait: {panel: a}\n"
        "when:\n  - {size: flt, inks: {a: gol}}\n  - {language: tk, hide: a}\n",
        "",
        "motifs/layouts/l.yaml:5:12: error: no size \"flt\"; did you mean \"flat\"? "
        "[motif/unknown-size]\n"
        "      - {size: flt, inks: {a: gol}}\n"
        "               ^~~\n"
        "motifs/layouts/l.yaml:5:27: error: no ink \"gol\"; did you mean \"gold\"? "
        "[motif/unknown-ink]\n"
        "      - {size: flt, inks: {a: gol}}\n"
        "                              ^~~\n"
        "motifs/layouts/l.yaml:6:16: error: no language \"tk\"; did you mean \"tr\"? "
        "[motif/unknown-language]\n"
        "      - {language: tk, hide: a}\n"
        "                   ^~\n");
}

/* A slip in the tag would silently switch the entry off. */
static void test_language_of_a_condition_must_be_one_of_the_campaign(void) {
    assert_motif_findings(
        "portrait: {panel: blue}\n", "when:\n  - {language: tk, hide: a}\n",
        "motifs/m.yaml:5:16: error: no language \"tk\"; did you mean \"tr\"? "
        "[motif/unknown-language]\n"
        "      - {language: tk, hide: a}\n"
        "                   ^~\n");
}

static void test_inks_of_layout_and_motif_must_exist(void) {
    assert_motif_findings(
        "inks: {a: gol, b: blue}\n"
        "portrait: {stack: [panel: a, panel: b]}\n",
        "inks: {b: blu}\n",
        "motifs/layouts/l.yaml:2:11: error: no ink \"gol\"; did you mean "
        "\"gold\"? [motif/unknown-ink]\n"
        "    inks: {a: gol, b: blue}\n"
        "              ^~~\n"
        "motifs/m.yaml:4:11: error: no ink \"blu\"; did you mean "
        "\"blue\"? [motif/unknown-ink]\n"
        "    inks: {b: blu}\n"
        "              ^~~\n");
}

static void test_roles_are_those_of_the_layout(void) {
    assert_motif_findings(
        "inks: {ground: gold}\nportrait: {panel: ground}\n", "inks: {grund: blue}\n",
        "motifs/m.yaml:4:8: error: no box of the layout plays the role "
        "\"grund\"; did you mean \"ground\"? [motif/unknown-role]\n"
        "    inks: {grund: blue}\n"
        "           ^~~~~\n");
}

static void test_sizes_of_a_layout_must_exist(void) {
    assert_motif_findings(
        "sizes: {flt: {panel: blue}}\n", "",
        "motifs/layouts/l.yaml:2:9: error: no size \"flt\"; did you mean "
        "\"flat\"? [motif/unknown-size]\n"
        "    sizes: {flt: {panel: blue}}\n"
        "            ^~~\n");
}

static void test_layout_must_exist(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);

    write_project("layout: bank\nportrait: {panel: blue}\n");
    write_file("motifs/m.yaml", "motif: m\ntitle: M\nlayout: bnak\n");
    g_assert_null(project_load_motif(project, "motifs/m.yaml", NULL));
    assert_findings(diagnostics,
                    "motifs/m.yaml:3:9: error: no layout \"bnak\"; did you mean "
                    "\"bank\"? [motif/unknown-layout]\n"
                    "    layout: bnak\n"
                    "            ^~~~\n");
}

static const UnitTest tests[] = {
    TEST(values_are_read_into_the_campaign),
    TEST(limits_that_are_not_there_are_nothing),
    TEST(a_nearer_condition_replaces_one_of_the_same_name),
    TEST(condition_and_source_language_must_exist),
    TEST(size_needs_room_on_a_page),
    TEST(insets_must_leave_room),
    TEST(standard_sizes_must_exist),
    TEST(sentence_of_a_funder_is_there_in_every_language),
    TEST(band_names_a_style_and_inks),
    TEST(names_in_conditions_must_exist),
    TEST(names_in_conditions_of_a_layout_must_exist),
    TEST(language_of_a_condition_must_be_one_of_the_campaign),
    TEST(inks_of_layout_and_motif_must_exist),
    TEST(roles_are_those_of_the_layout),
    TEST(sizes_of_a_layout_must_exist),
    TEST(layout_must_exist),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
