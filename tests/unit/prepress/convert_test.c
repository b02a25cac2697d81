#include "../support.h"

#include "prepress/conversion.h"

/* A file whose objects are written by hand: 1 to 4 are the same in all. */
typedef struct {
    const char *resources; /* of the page; they may refer to 5 and 6 */
    const char *fifth;     /* an object, or a stream's dictionary without its end */
    const char *stream;    /* of the fifth; NULL: it is none */
    const char *sixth;     /* NULL: null */
} File;

static void add_object(PdfPart *part, const char *syntax, const char *stream) {
    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_text(part, syntax);
    if (stream == NULL)
        pdf_part_end(part);
    else
        pdf_part_end_stream(part, &(PdfStream){stream, strlen(stream), 0, NULL});
}

static PdfFile *make_file(const File *file) {
    g_autofree char *page =
        g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R"
                        "/Resources<<%s>>>>",
                        file->resources);
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;
    PdfFile *made;
    guint base;

    add_object(part, "<</Type/Catalog/Pages 2 0 R>>", NULL);
    add_object(part, "<</Type/Pages/Kids[3 0 R]/Count 1>>", NULL);
    add_object(part, page, NULL);
    add_object(part, "<<", "q Q");
    add_object(part, file->fifth, file->stream);
    add_object(part, file->sixth == NULL ? "null" : file->sixth, NULL);
    base = pdf_writer_reserve(writer, part);
    g_assert_cmpuint(base, ==, 1);
    pdf_writer_place(writer, part, base, NULL);
    bytes = pdf_writer_finish(writer, base, base + 5);
    made = pdf_file_read(bytes, &error);
    g_assert_no_error(error);
    return made;
}

/* What is said of it; "" when it can be converted. */
static void check(const File *file, const char *message) {
    static const double matrix[6] = {1, 0, 0, 1, 0, 0}, box[4] = {0, 0, 9, 9};
    g_autoptr(Campaign) campaign = campaign_new();
    g_autoptr(Profiles) profiles = profiles_new(TEST_FONTS);
    g_autoptr(PrintColours) colours =
        print_colours_new(campaign, condition_usual(), profiles, NULL);
    g_autoptr(PdfFile) source = make_file(file);
    g_autoptr(GError) error = NULL;
    Conversion conversion = {.file = source, .colours = colours, .decimals = 2};
    bool done;

    conversion_start(&conversion);
    done = convert_page(&conversion, matrix, box, &error);
    g_assert_cmpstr(done ? "" : error->message, ==, message);
    conversion_clear(&conversion);
}

static void check_image(const char *dictionary, const char *message) {
    g_autofree char *fifth =
        g_strdup_printf("<</Type/XObject/Subtype/Image/Width 1/Height 1%s", dictionary);

    check(&(File){"/XObject<</x 5 0 R>>", fifth, "abcdef", NULL}, message);
}

static void test_images_are_grey_or_rgb(void) {
    check_image("/BitsPerComponent 8/ColorSpace/DeviceRGB", "");
    check_image("/BitsPerComponent 8/ColorSpace/DeviceGray", "");
    check_image("/BitsPerComponent 1/ColorSpace/DeviceGray", "");
    check_image("/BitsPerComponent 1/ImageMask true/Decode[1 0]", "");
    check_image("/BitsPerComponent 16/ColorSpace/DeviceRGB",
                "cannot be turned into inks: image BitsPerComponent");
    check_image("/BitsPerComponent 8/ColorSpace[/Indexed/DeviceRGB 0<ff0000>]",
                "cannot be turned into inks: image ColorSpace");
    check_image("/BitsPerComponent 8/ColorSpace/DeviceCMYK",
                "cannot be turned into inks: image ColorSpace");
    check_image("/BitsPerComponent 8/ImageMask false",
                "cannot be turned into inks: image ColorSpace");
}

static void test_what_changes_the_samples_of_images_is_refused(void) {
    check_image("/BitsPerComponent 8/ColorSpace/DeviceRGB/Decode[1 0 1 0 1 0]",
                "cannot be turned into inks: image Decode");
    check_image("/BitsPerComponent 8/ColorSpace/DeviceRGB/Mask[0 0 0 0 0 0]",
                "cannot be turned into inks: image Mask");
    check_image("/BitsPerComponent 8/ColorSpace/DeviceRGB/SMask 4 0 R",
                "cannot be turned into inks: image SMask");
}

static void test_short_images_are_refused(void) {
    check(&(File){"/XObject<</x 5 0 R>>",
                  "<</Type/XObject/Subtype/Image/Width 3/Height 1/BitsPerComponent 8"
                  "/ColorSpace/DeviceRGB",
                  "abcdef", NULL},
          "cannot be turned into inks: image Length");
}

static void check_shading(const char *shading, const char *function,
                          const char *message) {
    check(&(File){"/Shading<</s 5 0 R>>", shading, NULL, function}, message);
}

static void test_gradients_are_those_that_cairo_writes(void) {
    static const char axial[] = "<</ShadingType 2/ColorSpace/DeviceRGB"
                                "/Coords[0 0 1 0]/Function 6 0 R>>";

    check_shading(axial, "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0]/C1[1 1 1]>>", "");
    check_shading(axial, "<</FunctionType 2/Domain[0 1]/N 2/C0[0 0 0]/C1[1 1 1]>>",
                  "cannot be turned into inks: function N");
    check_shading(axial, "<</FunctionType 2/Domain[0 1]/N 1/C0[0]/C1[1]>>",
                  "cannot be turned into inks: function N");
    check_shading(axial, "<</FunctionType 4>>",
                  "cannot be turned into inks: function FunctionType");
    check_shading("<</ShadingType 1/ColorSpace/DeviceRGB/Function 6 0 R>>", NULL,
                  "cannot be turned into inks: gradient ShadingType");
    check_shading("<</ShadingType 2/ColorSpace/DeviceCMYK/Function 6 0 R>>", NULL,
                  "cannot be turned into inks: gradient ColorSpace");
    check_shading("<</ShadingType 3/ColorSpace/DeviceRGB/Function 6 0 R/Background"
                  "[1 0 0]>>",
                  "<</FunctionType 2/Domain[0 1]/N 1/C0[0 0 0]/C1[1 1 1]>>",
                  "cannot be turned into inks: gradient Background");
}

static void test_patterns_are_coloured_tiles_or_gradients(void) {
    static const char pattern[] = "/Pattern<</p 5 0 R>>";

    check(&(File){pattern, "<</PatternType 3>>", NULL, NULL},
          "cannot be turned into inks: pattern PatternType");
    check(&(File){pattern, "<</PatternType 1/PaintType 2", "q Q", NULL},
          "cannot be turned into inks: pattern PaintType");
    check(&(File){pattern, "<</PatternType 2/Shading 5>>", NULL, NULL},
          "cannot be turned into inks: pattern Shading");
    check(&(File){pattern, "<</PatternType 2/Shading<<>>>>", NULL, NULL},
          "cannot be turned into inks: gradient ShadingType");
}

static void test_resources_that_hold_colours_are_refused(void) {
    check(&(File){"/ColorSpace<</DefaultRGB 5 0 R>>", "[/CalRGB<<>>]", NULL, NULL},
          "cannot be turned into inks: ColorSpace DefaultRGB");
    check(&(File){"/ColorSpace<</c/DeviceCMYK>>", "null", NULL, NULL},
          "cannot be turned into inks: ColorSpace c");
    check(&(File){"/Properties<</p 5 0 R>>", "<<>>", NULL, NULL},
          "cannot be turned into inks: resources Properties");
    check(&(File){"/Font<</f 5 0 R>>", "<</Type/Font/Subtype/Type3>>", NULL, NULL},
          "cannot be turned into inks: Font f");
    check(&(File){"/XObject<</x 5 0 R>>", "<</Type/XObject/Subtype/PS", "", NULL},
          "cannot be turned into inks: XObject x");
}

static void test_states_are_opacity_blending_and_masks(void) {
    static const char state[] = "/ExtGState<</g 5 0 R>>";

    check(&(File){state, "<</ca 0.5/CA 1/BM/Multiply/SMask/None>>", NULL, NULL}, "");
    check(&(File){state, "<</TR/Identity>>", NULL, NULL},
          "cannot be turned into inks: graphics state TR");
    check(&(File){state, "<</OP true>>", NULL, NULL},
          "cannot be turned into inks: graphics state OP");
    check(&(File){state, "<</SMask<</S/Alpha>>>>", NULL, NULL},
          "cannot be turned into inks: graphics state SMask");
    check(&(File){state, "<</SMask<</S/Luminosity/G 6 0 R>>>>", NULL,
                  "<</Group<</S/Transparency/CS/DeviceRGB>>>>"},
          "cannot be turned into inks: graphics state SMask");
}

static const UnitTest tests[] = {
    TEST(images_are_grey_or_rgb),
    TEST(what_changes_the_samples_of_images_is_refused),
    TEST(short_images_are_refused),
    TEST(gradients_are_those_that_cairo_writes),
    TEST(patterns_are_coloured_tiles_or_gradients),
    TEST(resources_that_hold_colours_are_refused),
    TEST(states_are_opacity_blending_and_masks),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
