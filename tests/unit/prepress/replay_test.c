/* Pages whose content is written by hand, and what a place of theirs gets of each ink.
 */
#include "../support.h"

#include "pdf/writer.h"
#include "prepress/replay.h"

enum { SIDE = 12, PLATES = 5, PIXELS = SIDE * SIDE };

/* The page, 12 points square, has the resources, which may refer to 5 and 6. */
typedef struct {
    const char *content;
    const char *resources;
    const char *fifth; /* an object, or a stream's dictionary without its end */
    const char *fifth_stream;
    const char *sixth;
    const char *sixth_stream;
} Page;

static void add_object(PdfPart *part, const char *syntax, const char *stream) {
    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_text(part, syntax == NULL ? "null" : syntax);
    if (stream == NULL)
        pdf_part_end(part);
    else
        pdf_part_end_stream(part, &(PdfStream){stream, strlen(stream), 0, NULL});
}

static PdfFile *make_file(const Page *page) {
    g_autofree char *dictionary =
        g_strdup_printf("<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<<%s>>>>",
                        page->resources == NULL ? "" : page->resources);
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    PdfFile *made;
    guint base;

    add_object(part, "<</Type/Catalog/Pages 2 0 R>>", NULL);
    add_object(part, "<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL);
    add_object(part, dictionary, NULL);
    add_object(part, "<<", page->content);
    add_object(part, page->fifth, page->fifth_stream);
    add_object(part, page->sixth, page->sixth_stream);
    base = pdf_writer_reserve(writer, part);
    pdf_writer_place(writer, part, base, NULL);
    bytes = pdf_writer_finish(writer, base, base + 5);
    made = pdf_file_read_own(bytes, &error);
    g_assert_no_error(error);
    return made;
}

/* Draws some plates from `first` on; false with `error`. */
static bool draw(const PdfFile *file, int first, int end, guint8 inks[PLATES][PIXELS],
                 GError **error) {
    static const char *const names[PLATES] = {"Cyan", "Magenta", "Yellow", "Black",
                                              "Gold"};
    g_autoptr(Layers) layers = layers_new(SIDE, SIDE, true);
    g_autoptr(BandSources) bands = band_sources_new(SIDE, SIDE, SIDE);
    cairo_surface_t *canvas =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, SIDE, SIDE);
    const guint32 *pixels = (gconstpointer)cairo_image_surface_get_data(canvas);
    Replay replay = {.file = file,
                     .plates = names,
                     .plate_count = PLATES,
                     .to_pixels = {1, 0, 0, -1, 0, SIDE},
                     .width = SIDE,
                     .height = SIDE,
                     .layers = layers,
                     .bands = bands};
    bool drawn;

    for (int i = 0; i < REPLAY_CHANNELS; i++)
        replay.channels[i] = first + i < end ? first + i : REPLAY_NO_PLATE;
    drawn = replay_page(&replay, error);
    if (drawn) {
        g_assert_cmpint(layers_finish(layers), ==, CAIRO_STATUS_SUCCESS);
        band_sources_enter(bands, 0);
        g_assert_cmpint(layers_draw(layers, 0, SIDE, canvas), ==, CAIRO_STATUS_SUCCESS);
        cairo_surface_flush(canvas);
        for (int i = first; i < end; i++)
            for (int j = 0; j < PIXELS; j++)
                inks[i][j] =
                    (guint8)(255 - (pixels[j] >> (16 - 8 * (i - first)) & 255));
    }
    cairo_surface_destroy(canvas);
    return drawn;
}

/* "C M Y K Gold" of the pixel, from the top left, in steps of 255. */
static char *inks_at(const Page *page, int x, int y) {
    g_autoptr(PdfFile) file = make_file(page);
    g_autoptr(GError) error = NULL;
    guint8 inks[PLATES][PIXELS];
    int at = y * SIDE + x;

    if (!draw(file, 0, 3, inks, &error) || !draw(file, 3, 4, inks, &error) ||
        !draw(file, 4, 5, inks, &error))
        return g_strdup(error->message);
    return g_strdup_printf("%d %d %d %d %d", inks[0][at], inks[1][at], inks[2][at],
                           inks[3][at], inks[4][at]);
}

static void assert_inks(const Page *page, int x, int y, const char *expected) {
    g_autofree char *inks = inks_at(page, x, y);

    g_assert_cmpstr(inks, ==, expected);
}

#define GOLD "/ColorSpace<</gold[/Separation/Gold/DeviceCMYK null]>>"
#define STATES                                                                    \
    "/ExtGState<</over<</OP true/op true/OPM 1>>/out<</OP false/op false/OPM 0>>" \
    "/half<</ca 0.5/CA 0.5>>/times<</BM/Multiply>>/less<</BM/Difference>>>>"

static void test_first_row_is_at_the_top(void) {
    const Page page = {.content = "1 0 0 0 k 0 6 12 6 re f"};

    assert_inks(&page, 5, 2, "255 0 0 0 0");
    assert_inks(&page, 5, 8, "0 0 0 0 0");
}

static void test_inks_knock_each_other_out(void) {
    const Page page = {.content =
                           "1 0 0.4 0.2 k 0 0 12 12 re f /gold cs 0.6 scn 0 0 6 12 re f"
                           " 0 1 0 0 k 0 0 3 12 re f",
                       .resources = GOLD};

    assert_inks(&page, 8, 5, "255 0 102 51 0");
    assert_inks(&page, 4, 5, "0 0 0 0 153");
    assert_inks(&page, 1, 5, "0 255 0 0 0");
}

static void test_black_that_overprints_leaves_other_inks(void) {
    const Page page = {.content =
                           "1 0 0 0 k 0 0 12 12 re f /gold cs 1 scn 0 0 6 12 re f"
                           " /over gs 0 0 0 1 k 0 0 12 6 re f /out gs 0 6 12 6 re f",
                       .resources = GOLD STATES};

    assert_inks(&page, 8, 9, "255 0 0 255 0");
    assert_inks(&page, 3, 9, "0 0 0 255 255");
    assert_inks(&page, 8, 3, "0 0 0 255 0");
    assert_inks(&page, 3, 3, "0 0 0 255 0");
}

/* 5 is a group with half a ground: where there is none, black leaves no other ink. */
static void test_black_overprints_what_is_in_its_group(void) {
    const Page page = {
        .content = "0 1 0 0 k 0 0 12 12 re f /g Do",
        .resources = "/XObject<</g 5 0 R>>",
        .fifth = "<</Subtype/Form/BBox[0 0 12 12]/Group<</S/Transparency>>"
                 "/Resources<<" STATES ">>",
        .fifth_stream = "1 0 0 0 k 0 0 6 12 re f /over gs 0 0 0 1 k 0 0 12 6 re f"};

    assert_inks(&page, 3, 9, "255 0 0 255 0");
    assert_inks(&page, 8, 9, "0 0 0 255 0");
    assert_inks(&page, 3, 3, "255 0 0 0 0");
    assert_inks(&page, 8, 3, "0 255 0 0 0");
}

static void test_modes_see_all_that_lies_below(void) {
    const Page page = {
        .content = "1 0 0 0 k 0 0 12 12 re f /times gs 0 1 0 0.2 k 0 0 6 12 re f"
                   " /half gs 0 0 1 0 k 0 0 3 12 re f",
        .resources = STATES};

    assert_inks(&page, 8, 5, "255 0 0 0 0");
    assert_inks(&page, 4, 5, "255 255 0 51 0");
    assert_inks(&page, 1, 5, "255 255 128 51 0");
}

/* ISO 32000-1, 11.7.4.2: it is normal on spots, as it does not keep white. Other plates
 * have no ink of it, which differs from none in all of it. */
static void test_difference_is_normal_on_spots(void) {
    const Page page = {
        .content = "/gold cs 1 scn 0 0 12 12 re f /less gs 0.5 scn 0 0 6 12 re f",
        .resources = GOLD STATES};

    assert_inks(&page, 4, 5, "255 255 255 255 127");
}

static void test_gradients_run_between_inks(void) {
    const Page page = {
        .content = "/s sh",
        .resources = "/Shading<</s 5 0 R>>",
        .fifth = "<</ShadingType 2/ColorSpace/DeviceCMYK/Coords[0 0 12 0]"
                 "/Extend[true true]/Function 6 0 R>>",
        .sixth = "<</FunctionType 3/Domain[0 1]/Bounds[0.5]/Encode[0 1 1 0]/Functions["
                 "<</FunctionType 2/N 1/C0[1 0 0 0]/C1[0 1 0 0]>>"
                 "<</FunctionType 2/N 1/C0[0 0 1 0]/C1[0 1 0 0]>>]>>"};

    assert_inks(&page, 0, 5, "234 21 0 0 0");
    assert_inks(&page, 5, 5, "21 234 0 0 0");
    assert_inks(&page, 11, 5, "0 21 234 0 0");
}

/* 5 is lightest at the right, where the most is seen. */
static void test_masks_by_lightness_let_through(void) {
    const Page page = {
        .content = "/m gs 1 0 0 0 k 0 0 12 12 re f",
        .resources = "/ExtGState<</m<</SMask<</S/Luminosity/G 5 0 R>>>>>>",
        .fifth =
            "<</Subtype/Form/BBox[0 0 12 12]/Group<</S/Transparency/CS/DeviceGray>>"
            "/Resources<</Shading<</s 6 0 R>>>>",
        .fifth_stream = "/s sh",
        .sixth = "<</ShadingType 2/ColorSpace/DeviceGray/Coords[0 0 12 0]"
                 "/Function<</FunctionType 2/N 1/C0[0]/C1[1]>>>>"};

    assert_inks(&page, 0, 5, "11 0 0 0 0");
    assert_inks(&page, 11, 5, "244 0 0 0 0");
}

/* Two pixels beside each other, of a table; the second is half clear. */
static void test_pictures_show_their_inks(void) {
    const Page page = {
        .content = "0 0 1 0 k 0 0 12 12 re f q 12 0 0 12 0 0 cm /i Do Q",
        .resources = "/XObject<</i 5 0 R>>",
        .fifth =
            "<</Subtype/Image/Width 2/Height 1/BitsPerComponent 8/ColorSpace/DeviceCMYK"
            "/SMask 6 0 R",
        .fifth_stream = "\xff\x40\x01\x20\x01\xff\x01\x01",
        .sixth =
            "<</Subtype/Image/Width 2/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray",
        .sixth_stream = "\xff\x80"};

    assert_inks(&page, 2, 5, "255 64 1 32 0");
    assert_inks(&page, 9, 5, "1 128 128 1 0");
}

/* Cells of 4, the left half of each is inked. */
static void test_patterns_repeat(void) {
    const Page page = {
        .content = "/Pattern cs /p scn 0 0 12 12 re f",
        .resources = "/Pattern<</p 5 0 R>>",
        .fifth =
            "<</PatternType 1/PaintType 1/TilingType 1/BBox[0 0 4 4]/XStep 4/YStep 4"
            "/Resources<<>>",
        .fifth_stream = "0 0.4 0 0 k 0 0 2 4 re f"};

    assert_inks(&page, 0, 5, "0 102 0 0 0");
    assert_inks(&page, 3, 5, "0 0 0 0 0");
    assert_inks(&page, 9, 5, "0 102 0 0 0");
}

static void test_what_is_not_known_is_refused_by_its_name(void) {
    assert_inks(&(Page){.content = "BT ET"}, 0, 0,
                "cannot be drawn as plates: operator BT");
    assert_inks(&(Page){.content = "1 0 0 rg"}, 0, 0,
                "cannot be drawn as plates: operator rg");
    assert_inks(&(Page){.content = "Q"}, 0, 0, "cannot be drawn as plates: operator Q");
    assert_inks(&(Page){.content = "/none gs"}, 0, 0,
                "cannot be drawn as plates: ExtGState none");
    assert_inks(
        &(Page){.content = "/s gs", .resources = "/ExtGState<</s<</TR null>>>>"}, 0, 0,
        "cannot be drawn as plates: graphics state TR");
    assert_inks(&(Page){.content = "/s gs", .resources = "/ExtGState<</s<</BM/Odd>>>>"},
                0, 0, "cannot be drawn as plates: graphics state BM");
    assert_inks(&(Page){.content = "/c cs",
                        .resources = "/ColorSpace<</c[/Separation/Silver null null]>>"},
                0, 0, "cannot be drawn as plates: colour space Separation");
    assert_inks(&(Page){.content = "/c cs", .resources = "/ColorSpace<</c/DeviceRGB>>"},
                0, 0, "cannot be drawn as plates: colour space DeviceRGB");
    assert_inks(&(Page){.content = "/s sh",
                        .resources = "/Shading<</s 5 0 R>>",
                        .fifth = "<</ShadingType 4/ColorSpace/DeviceCMYK>>"},
                0, 0, "cannot be drawn as plates: gradient ShadingType");
    assert_inks(&(Page){.content = "/i Do",
                        .resources = "/XObject<</i 5 0 R>>",
                        .fifth = "<</Subtype/Image/Width 2/Height 2/BitsPerComponent 8"
                                 "/ColorSpace/DeviceCMYK",
                        .fifth_stream = "short"},
                0, 0, "cannot be drawn as plates: image Length");
}

static void test_forms_in_themselves_end(void) {
    const Page page = {.content = "/f Do",
                       .resources = "/XObject<</f 5 0 R>>",
                       .fifth = "<</Subtype/Form/BBox[0 0 12 12]"
                                "/Resources<</XObject<</f 5 0 R>>>>",
                       .fifth_stream = "/f Do"};

    assert_inks(&page, 0, 0, "cannot be drawn as plates: operator Do");
}

static const UnitTest tests[] = {
    TEST(first_row_is_at_the_top),
    TEST(inks_knock_each_other_out),
    TEST(black_that_overprints_leaves_other_inks),
    TEST(black_overprints_what_is_in_its_group),
    TEST(modes_see_all_that_lies_below),
    TEST(difference_is_normal_on_spots),
    TEST(gradients_run_between_inks),
    TEST(masks_by_lightness_let_through),
    TEST(pictures_show_their_inks),
    TEST(patterns_repeat),
    TEST(what_is_not_known_is_refused_by_its_name),
    TEST(forms_in_themselves_end),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
