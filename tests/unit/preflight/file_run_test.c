/* What is told of content: where marks lie, how large they are, in which state. */
#include "preflight/file_run.h"

#include "made_pdf.h"

static void tell_mark(void *data, const FileMark *mark) {
    static const char *const kinds[] = {"fill",  "stroke",  "text",
                                        "image", "stencil", "shading"};
    GString *told = data;

    g_string_append_printf(told, "%s %.0f %.0f %.0f %.0f", kinds[mark->kind],
                           mark->place.x * 72 / 25.4, mark->place.y * 72 / 25.4,
                           mark->place.width * 72 / 25.4,
                           mark->place.height * 72 / 25.4);
    if (mark->size > 0)
        g_string_append_printf(told, " size %.2f", mark->size);
    g_string_append_printf(told, " %s", file_space_to_text(mark->colour.space));
    for (guint i = 0; mark->has_amounts && i < mark->colour.space->count; i++)
        g_string_append_printf(told, " %.2f", mark->colour.amounts[i]);
    if (mark->overprint)
        g_string_append_printf(told, " overprints %d", mark->overprint_mode);
    if (mark->alpha < 1)
        g_string_append_printf(told, " alpha %.2f", mark->alpha);
    g_string_append_printf(told, "%s%s%s\n", mark->is_masked ? " masked" : "",
                           mark->in_mask ? " mask" : "",
                           mark->in_pattern ? " pattern" : "");
}

static void tell_trouble(void *data, FileTrouble trouble, const char *what,
                         guint object) {
    g_string_append_printf(data, "trouble %d %s\n", (int)trouble, what);
    (void)object;
}

/* All that the page tells, a line each; caller frees. */
static char *tell(const char *content, const char *resources,
                  const char *const *objects) {
    static const FileBox box = {0, 0, 100, 100};
    GString *told = g_string_new(NULL);
    g_autoptr(GBytes) bytes = make_pdf(content, resources, objects);
    g_autoptr(GError) error = NULL;
    g_autoptr(FilePdf) pdf = file_pdf_open(bytes, &error);
    g_autoptr(FileSpaces) spaces = NULL;
    const FileSink sink = {.data = told, .mark = tell_mark, .trouble = tell_trouble};
    g_autoptr(FileRunner) runner = NULL;

    g_assert_no_error(error);
    spaces = file_spaces_new(pdf);
    runner = file_runner_new(pdf, spaces, NULL, &sink);
    file_runner_page(runner, file_pdf_page(pdf, 0), box, box, 1);
    return g_string_free(told, FALSE);
}

static const char *const nothing[] = {NULL};

static void assert_told(const char *content, const char *expected) {
    g_autofree char *told = tell(content, "", nothing);

    g_assert_cmpstr(told, ==, expected);
}

static void test_places_count_from_the_top_left(void) {
    assert_told("1 0 0 0 k 10 20 30 5 re f",
                "fill 10 75 30 5 DeviceCMYK 1.00 0.00 0.00 0.00\n");
    assert_told("q 2 0 0 2 10 10 cm 0 0 10 10 re f Q 0 0 1 1 re f",
                "fill 10 70 20 20 DeviceGray 0.00\nfill 0 99 1 1 DeviceGray 0.00\n");
    assert_told("0 1 -1 0 50 0 cm 0 0 10 20 re f",
                "fill 30 90 20 10 DeviceGray 0.00\n");
}

static void test_what_is_clipped_away_is_left_out(void) {
    assert_told("10 10 20 20 re W n 0 0 100 15 re f",
                "fill 10 85 20 5 DeviceGray 0.00\n");
    assert_told("10 10 20 20 re W n 50 50 9 9 re f", "fill 0 0 0 0 DeviceGray 0.00\n");
}

static void test_lines_are_as_wide_as_their_matrix_has_them(void) {
    assert_told("0 0 0 1 K 2 w .5 0 0 3 0 0 cm 20 10 m 40 10 l S",
                "stroke 10 70 11 1 size 1.00 DeviceCMYK 0.00 0.00 0.00 1.00\n");
}

static void test_pictures_have_the_lower_resolution_of_both_directions(void) {
    assert_told("q 72 0 0 36 0 0 cm BI /W 10 /H 20 /BPC 8 /CS /G ID x EI Q",
                "image 0 64 72 36 size 10.00 DeviceGray\n");
    assert_told(".5 g q 36 0 0 36 0 0 cm BI /W 8 /H 8 /IM true ID x EI Q",
                "stencil 0 64 36 36 size 16.00 DeviceGray 0.50\n");
}

static const char font[] =
    "<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 65/LastChar 66/Widths[500 1000]>>";

static void test_text_is_as_large_as_its_matrices_have_it(void) {
    static const char resources[] = "/Font<</F 5 0 R>>";
    static const char *const objects[] = {font, NULL};
    g_autofree char *told =
        tell("BT /F 10 Tf 2 0 0 2 10 20 Tm (AB) Tj [(A) -1000 (B)] TJ ET", resources,
             objects);

    g_assert_cmpstr(told, ==,
                    "text 10 62 30 23 size 20.00 DeviceGray 0.00\n"
                    "text 40 62 50 23 size 20.00 DeviceGray 0.00\n");
}

static void test_states_are_kept_and_given_back(void) {
    static const char resources[] = "/ExtGState<</O<</OP true/OPM 1/ca .5>>>>";
    g_autofree char *told =
        tell("q /O gs 0 0 9 9 re f Q 0 0 9 9 re f", resources, nothing);

    g_assert_cmpstr(told, ==,
                    "fill 0 91 9 9 DeviceGray 0.00 overprints 1 alpha 0.50\n"
                    "fill 0 91 9 9 DeviceGray 0.00\n");
}

static void test_a_form_is_followed_with_its_matrix_and_box(void) {
    static const char *const objects[] = {
        "<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Matrix[2 0 0 2 5 5]/Length 18>>\n"
        "stream\n0 0 100 100 re f Q\nendstream",
        NULL};
    g_autofree char *told = tell("/A Do", "/XObject<</A 5 0 R>>", objects);

    g_assert_cmpstr(told, ==, "fill 5 75 20 20 DeviceGray 0.00\ntrouble 0 Q\n");
}

static void test_a_form_that_paints_itself_is_trouble(void) {
    static const char *const objects[] = {
        "<</Type/XObject/Subtype/Form/BBox[0 0 10 10]/Resources<</XObject<</A 5 0 R>>>>"
        "/Length 5>>\nstream\n/A Do\nendstream",
        NULL};
    g_autofree char *told = tell("/A Do", "/XObject<</A 5 0 R>>", objects);

    g_assert_cmpstr(told, ==, "trouble 3 \n");
}

static void test_a_tiling_paints_where_the_pattern_is_used(void) {
    static const char *const objects[] = {
        "<</PatternType 1/PaintType 2/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep 4"
        "/Resources<<>>/Length 25>>\nstream\n1 0 0 rg 0 0 .5 3 re f 9 w\nendstream",
        NULL};
    g_autofree char *told =
        tell("/P cs .2 .3 .4 .5 /T scn 10 10 50 50 re f",
             "/ColorSpace<</P[/Pattern/DeviceCMYK]>>/Pattern<</T 5 0 R>>", objects);

    g_assert_cmpstr(told, ==,
                    "fill 10 40 50 50 DeviceCMYK 0.20 0.30 0.40 0.50 pattern\n");
}

static void test_content_without_sense_is_trouble(void) {
    assert_told("1 0 0 1 5 cm", "trouble 0 cm\n");
    assert_told("1 2 shine", "trouble 1 shine\n");
    assert_told("/Nothing gs", "trouble 2 Nothing\n");
    assert_told("Q", "trouble 0 Q\n");
    assert_told("/Beautiful ri", "trouble 6 Beautiful\n");
    assert_told("q", "trouble 0 q\n");
}

int main(int argc, char **argv) {
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/file-run/places", test_places_count_from_the_top_left);
    g_test_add_func("/file-run/clips", test_what_is_clipped_away_is_left_out);
    g_test_add_func("/file-run/lines", test_lines_are_as_wide_as_their_matrix_has_them);
    g_test_add_func("/file-run/pictures",
                    test_pictures_have_the_lower_resolution_of_both_directions);
    g_test_add_func("/file-run/text", test_text_is_as_large_as_its_matrices_have_it);
    g_test_add_func("/file-run/states", test_states_are_kept_and_given_back);
    g_test_add_func("/file-run/forms", test_a_form_is_followed_with_its_matrix_and_box);
    g_test_add_func("/file-run/recursion", test_a_form_that_paints_itself_is_trouble);
    g_test_add_func("/file-run/tilings",
                    test_a_tiling_paints_where_the_pattern_is_used);
    g_test_add_func("/file-run/trouble", test_content_without_sense_is_trouble);
    return g_test_run();
}
