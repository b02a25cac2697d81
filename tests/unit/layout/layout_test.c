#include "../support.h"

#include "draw/items.h"
#include "layout/layout.h"

/* Fonts are opened once: opening them takes longer than all tests. */
static Fonts *shared_fonts(void) {
    static Fonts *fonts;
    g_autoptr(GError) error = NULL;

    if (fonts == NULL)
        fonts = fonts_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    return fonts;
}

/* What else they have is somebody else's. */
static void clear_resources(Resources *self) {
    g_datalist_clear(&self->of_files);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Resources, clear_resources)

/* The poster as text; drawings are read anew for each test. */
static void assert_poster(Fixture *fixture, const char *size, const char *language,
                          const char *items, const char *findings) {
    const Brief *brief = fixture_resolve(fixture, size, language);
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Images) images = images_new();
    g_auto(Resources) resources = {
        .fonts = shared_fonts(), .svgs = svgs, .images = images};
    g_autoptr(Poster) poster = NULL;
    g_autofree char *text = NULL;

    assert_findings(fixture->diagnostics, "");
    poster = layout_poster(brief, &resources, fixture->diagnostics);
    assert_findings(fixture->diagnostics, findings);
    text = poster == NULL ? g_strdup("none\n") : items_to_text(poster);
    g_assert_cmpstr(text, ==, items);
}

/* The upright poster in German, from the layout alone. */
static void assert_layout(const char *layout, const char *items, const char *findings) {
    g_autoptr(Fixture) fixture = fixture_new(layout, "");

    write_file("motifs/layouts/a.svg",
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-10 -40 20 40\"/>");
    write_file("motifs/layouts/bad.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    assert_poster(fixture, "upright", "de", items, findings);
}

#define HEAD(language)                                                                \
    "poster \"M – Tiny\" size upright language " language                             \
    "\nbleed -10 -10 420 620\ntrim 0 0 400 600\nvisible 0 0 400 600\nsafe 20 20 360 " \
    "560\n"
#define ART "art: {a: {file: a.svg, state: reviewed}}\n"

static void test_flat_area_at_the_cut_runs_into_the_bleed(void) {
    assert_layout("portrait: {column: [panel: {name: top, ink: blue, grow: 1}, "
                  "panel: {name: middle, ink: gold, height: 100pt, width: 50pt}, "
                  "panel: {name: foot, ink: paper, height: 100pt}]}\n",
                  HEAD("de") "panel \"top\" -10 -10 420 410 ink blue\n"
                             "panel \"middle\" -10 400 60 100 ink gold\n"
                             "panel \"foot\" -10 500 420 110 ink paper\n",
                  "");
}

static void test_area_inside_the_safe_box_stays_there(void) {
    assert_layout("portrait: {panel: {ink: blue, inside: safe}}\n",
                  HEAD("de") "panel 20 20 360 560 ink blue\n", "");
}

static void test_artwork_is_whole_in_its_room_or_covers_it(void) {
    assert_layout(ART "portrait: {stack: [art: {name: b, show: a}, "
                      "art: {name: c, show: a, fit: cover}, "
                      "art: {name: d, show: a, anchor: bottom left, scale: 50%}]}\n",
                  HEAD("de") "art \"b\" 50 0 300 600 unit 15 origin 200 600 file "
                             "motifs/layouts/a.svg\n"
                             "art \"c\" 0 -100 400 800 unit 20 origin 200 700 file "
                             "motifs/layouts/a.svg\n"
                             "art \"d\" 0 300 150 300 unit 7.5 origin 75 600 file "
                             "motifs/layouts/a.svg\n",
                  "");
}

static void test_unit_and_origin_place_a_drawing(void) {
    assert_layout(ART "portrait: {art: {show: a, unit: 0.5u, origin: 50u 100%}}\n",
                  HEAD("de") "art \"a\" 180 520 40 80 unit 2 origin 200 600 file "
                             "motifs/layouts/a.svg\n",
                  "");
}

static void test_seated_drawing_shares_scale_and_origin(void) {
    assert_layout(
        ART "portrait: {stack: [art: {name: b, show: a, sits-on: c, at: 10 -20, "
            "scale: 50%}, art: {name: c, show: a, unit: 2pt, origin: 100pt 600pt}, "
            "art: {name: d, show: a, sits-on: b}]}\n",
        HEAD("de") "art \"b\" 110 520 20 40 unit 1 origin 120 560 file "
                   "motifs/layouts/a.svg\n"
                   "art \"c\" 80 520 40 80 unit 2 origin 100 600 file "
                   "motifs/layouts/a.svg\n"
                   "art \"d\" 110 520 20 40 unit 1 origin 120 560 file "
                   "motifs/layouts/a.svg\n",
        "");
}

static void test_group_holds_its_members(void) {
    assert_layout(
        "portrait: {group: {name: g, isolate: no, opacity: 50%, items: [panel: "
        "{ink: blue, blend: multiply, tint: 60%}]}}\n",
        HEAD("de") "group \"g\" 0 0 400 600 opacity 50\n"
                   "  panel -10 -10 420 620 ink blue tint 60 multiply\n",
        "");
}

static void test_text_stands_by_its_anchor_and_alignment(void) {
    assert_layout(
        "portrait: {stack: [text: {name: a, say: claim, style: plain, ink: blue, inside: "
        "safe, height: 100pt, max: 20pt}, text: {name: b, say: claim, style: plain, ink: "
        "blue, inside: safe, anchor: bottom, align: end, max: 20pt}]}\n",
        HEAD("de") "text \"a\" 20 20 360 14.55 ink blue size 20 language de\n"
                   "  line 20 19.32 68.38 15.48 baseline 34.55 \"Vielfalt.\"\n"
                   "text \"b\" 20 565.45 360 14.55 ink blue size 20 language de\n"
                   "  line 311.62 564.77 68.38 15.48 baseline 580 \"Vielfalt.\"\n",
        "");
}

static void test_text_in_a_row_stays_in_one_line(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        "portrait: {row: {inside: safe, items: [text: {say: t, style: plain, "
        "ink: blue, max: 20pt}, space: 1]}}\n",
        "words: {t: {und: {text: Hier ist Platz, state: reviewed}}}\n");

    assert_poster(
        fixture, "upright", "de",
        HEAD("de") "text \"t\" 20 20 116.36 14.55 ink blue size 20 language de\n"
                   "  line 20 19.55 116.36 15.26 baseline 34.55 \"Hier ist "
                   "Platz\"\n",
        "");
}

static void test_more_new_lines_than_lines_are_told(void) {
    g_autoptr(Fixture) fixture =
        fixture_new("portrait: {text: {say: t, style: plain, ink: blue, inside: safe, "
                    "lines: 2}}\n",
                    "words: {t: {und: {text: \"a\\nb\\nc\", state: reviewed}}}\n");

    assert_poster(fixture, "upright", "de", "none\n",
                  "motifs/m.yaml:4:26: error: \"t\" asks for 3 lines, its box takes 2; "
                  "take out new lines, or give it more lines [layout/too-many-lines]\n"
                  "    words: {t: {und: {text: \"a\\nb\\nc\", state: reviewed}}}\n"
                  "                             ^~~~~~~\n");
}

static void test_code_is_the_largest_square(void) {
    g_autoptr(Fixture) fixture =
        fixture_new("portrait: {qr: {say: link, ink: blue, padding: 50pt, anchor: "
                    "right}}\n",
                    "words: {link: {und: {text: koeln.de, state: reviewed}}}\n");

    assert_poster(fixture, "upright", "de",
                  HEAD("de") "qr \"link\" 50 150 300 300 ink blue modules 25\n", "");
}

static void test_right_to_left_posters_are_mirrored(void) {
    g_autoptr(Fixture) fixture = fixture_new(
        ART
        "portrait: {row: [panel: {name: p, ink: blue, width: 100pt}, art: {name: b, "
        "show: a, grow: 1, anchor: bottom}, art: {name: c, show: a, width: 100pt, "
        "mirror: no}]}\n",
        "");

    write_file("motifs/layouts/a.svg",
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-5 -40 20 40\"/>");
    /* The drawing's origin lies a quarter from its left side: from the right now. */
    assert_poster(fixture, "upright", "ar",
                  "poster \"M – Tiny\" size upright language ar right-to-left\n"
                  "bleed -10 -10 420 620\ntrim 0 0 400 600\nvisible 0 0 400 600\n"
                  "safe 20 20 360 560\n"
                  "panel \"p\" 300 -10 110 620 ink blue\n"
                  "art \"b\" 100 200 200 400 unit 10 origin 250 600 mirrored file "
                  "motifs/layouts/a.svg\n"
                  "art \"c\" 0 200 100 200 unit 5 origin 25 400 file "
                  "motifs/layouts/a.svg\n",
                  "");
}

static void test_draft_says_so_up_its_side(void) {
    g_autoptr(Fixture) fixture =
        fixture_new("portrait: {text: {say: claim, style: plain, "
                    "ink: blue, inside: safe, max: 20pt}}\n",
                    "");

    /* The band speaks German wherever the poster hangs. */
    assert_poster(
        fixture, "upright", "tr",
        "poster \"M – Tiny\" size upright language tr draft\n"
        "bleed -10 -10 420 620\ntrim 0 0 400 600\nvisible 0 0 400 600\n"
        "safe 20 20 360 560\n"
        "text \"claim\" 20 20 360 14.55 ink blue draft size 20 language tr\n"
        "  line 20 19.55 81.59 19.38 baseline 34.55 \"Çeşitlilik.\"\n"
        "panel \"draft-band\" 386.64 253.41 10.36 93.18 ink paper\n"
        "text \"ENTWURF – nicht freigegeben\" 389.64 342.39 84.78 4.36 ink blue size 6 "
        "language de rotation -90 about 389.64 342.39\n"
        "  line 389.64 342.19 84.78 5.86 baseline 346.76 \"ENTWURF – nicht "
        "freigegeben\"\n",
        "");
}

static void test_reviewed_poster_has_no_band(void) {
    g_autoptr(Fixture) fixture = fixture_new("portrait: {panel: blue}\n", "");

    assert_poster(fixture, "upright", "tr",
                  HEAD("tr") "panel -10 -10 420 620 ink blue\n", "");
}

static void test_placeholder_shows_its_name(void) {
    IN_A_FOLDER;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Project) project = project_new(diagnostics);
    g_autofree char *campaign =
        g_strconcat(tiny_campaign,
                    "funders:\n"
                    "  one: {name: One, logo: a.svg, state: placeholder}\n"
                    "  two: {name: Two, logo: a.svg, state: reviewed}\n"
                    "  three: {name: Three}\n",
                    NULL);
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Images) images = images_new();
    g_auto(Resources) resources = {
        .fonts = shared_fonts(), .svgs = svgs, .images = images};
    g_autoptr(Brief) brief = NULL;
    g_autoptr(Poster) poster = NULL;
    g_autofree char *text = NULL;
    const Motif *motif;

    write_project(
        "layout: l\nportrait: {logos: {show: funders, style: plain, ink: blue, "
        "gap: 10pt}}\n");
    write_file("motifs/campaign.yaml", campaign);
    write_file("motifs/a.svg",
               "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 20 10\"/>");
    write_file("motifs/m.yaml", "motif: m\ntitle: M\nlayout: l\n");
    motif = project_load_motif(project, "motifs/m.yaml", NULL);
    brief = resolve_brief(motif, campaign_find_size(motif->campaign, "upright"), "de",
                          NULL, diagnostics);
    poster = layout_poster(brief, &resources, diagnostics);
    assert_findings(diagnostics, "");
    text = items_to_text(poster);
    g_assert_nonnull(strstr(
        text,
        "art \"one\" 0 251.25 195 97.5 ink blue placeholder unit 9.75 origin 0 251.25 file "
        "motifs/a.svg\n"
        "text \"One\" 0 "));
    g_assert_nonnull(strstr(
        text,
        "art \"two\" 205 251.25 195 97.5 ink blue unit 9.75 origin 205 251.25 file "
        "motifs/a.svg\n"
        "panel \"draft-band\""));
}

static void test_text_that_does_not_fit_is_told(void) {
    assert_layout(
        "portrait: {text: {say: claim, style: plain, ink: blue, height: 3pt, min: 10pt}}\n",
        "none\n",
        "motifs/campaign.yaml:16:22: error: \"claim\" fits only at 4.13pt, the smallest "
        "allowed is 10pt, 143 % too large for its box; shorten it, or give it more "
        "room or lines [layout/does-not-fit]\n"
        "      claim: {de: {text: Vielfalt., state: reviewed}, tr: Çeşitlilik.}\n"
        "                         ^~~~~~~~~\n");
}

static void test_drawing_that_cannot_be_used_is_told(void) {
    assert_layout(
        "art: {a: none.svg}\nportrait: {art: a}\n", "none\n",
        "motifs/layouts/l.yaml:2:10: error: cannot read "
        "'motifs/layouts/none.svg': No such file or directory [art/unusable]\n"
        "    art: {a: none.svg}\n"
        "             ^~~~~~~~\n");
    assert_layout(
        "art: {a: bad.svg}\nportrait: {art: a}\n", "none\n",
        "motifs/layouts/l.yaml:2:10: error: 'motifs/layouts/bad.svg' has no viewBox "
        "with a width and a height [art/unusable]\n"
        "    art: {a: bad.svg}\n"
        "             ^~~~~~~\n");
}

static void assert_code_findings(const char *address, const char *findings) {
    g_autofree char *words = g_strdup_printf("words: {link: %s}\n", address);
    g_autoptr(Fixture) fixture =
        fixture_new("portrait: {qr: {say: link, ink: blue}}\n", words);

    assert_poster(fixture, "upright", "de", "none\n", findings);
}

static void test_address_of_a_code_is_ascii(void) {
    assert_code_findings("kölnervielfalt.de",
                         "motifs/m.yaml:4:15: error: a QR code needs the ASCII form of "
                         "the address, found \"https://kölnervielfalt.de\" "
                         "[qr/not-ascii]\n"
                         "    words: {link: kölnervielfalt.de}\n"
                         "                  ^~~~~~~~~~~~~~~~~\n");
}

static void test_address_of_a_code_has_a_limit(void) {
    g_autofree char *address = g_strnfill(3000, 'a');
    g_autofree char *words = g_strdup_printf("words: {link: %s}\n", address);
    g_autoptr(Fixture) fixture =
        fixture_new("portrait: {qr: {say: link, ink: blue}}\n", words);
    g_autoptr(Svgs) svgs = svgs_new(NULL);
    g_autoptr(Images) images = images_new();
    g_auto(Resources) resources = {
        .fonts = shared_fonts(), .svgs = svgs, .images = images};
    const Finding *finding;

    g_assert_null(layout_poster(fixture_resolve(fixture, "upright", "de"), &resources,
                                fixture->diagnostics));
    g_assert_cmpuint(fixture->diagnostics->findings->len, ==, 1);
    finding = g_ptr_array_index(fixture->diagnostics->findings, 0);
    g_assert_cmpstr(finding->message, ==, "\"link\" is too long for a QR code");
}

static const UnitTest tests[] = {
    TEST(flat_area_at_the_cut_runs_into_the_bleed),
    TEST(area_inside_the_safe_box_stays_there),
    TEST(artwork_is_whole_in_its_room_or_covers_it),
    TEST(unit_and_origin_place_a_drawing),
    TEST(seated_drawing_shares_scale_and_origin),
    TEST(group_holds_its_members),
    TEST(text_stands_by_its_anchor_and_alignment),
    TEST(text_in_a_row_stays_in_one_line),
    TEST(more_new_lines_than_lines_are_told),
    TEST(code_is_the_largest_square),
    TEST(right_to_left_posters_are_mirrored),
    TEST(draft_says_so_up_its_side),
    TEST(reviewed_poster_has_no_band),
    TEST(placeholder_shows_its_name),
    TEST(text_that_does_not_fit_is_told),
    TEST(drawing_that_cannot_be_used_is_told),
    TEST(address_of_a_code_is_ascii),
    TEST(address_of_a_code_has_a_limit),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
