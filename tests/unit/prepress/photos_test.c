#include "../resources/pictures.h"

#include "prepress/photos.h"

#include <math.h>

/* A page of 96 x 64 points, each of which the judges make a pixel. */
enum { PAGE_WIDTH = 96, PAGE_HEIGHT = 64 };

typedef struct {
    Folder *folder;
    Images *images;
    Profiles *profiles;
    PhotoTarget target;
    Item *item;
} Setting;

static Setting *setting_new(void) {
    Setting *self = g_new0(Setting, 1);
    g_autoptr(GError) error = NULL;

    self->folder = folder_new();
    self->images = images_new();
    self->profiles = profiles_new(TEST_FONTS);
    self->target.profile = profiles_load(self->profiles, "FOGRA39L_coated.icc", &error);
    g_assert_no_error(error);
    self->target.transforms = press_transforms_new(self->target.profile);
    self->target.ink_limit = 3;
    self->target.ppi = 300;
    return self;
}

static void setting_free(Setting *self) {
    item_free(self->item);
    press_transforms_free(self->target.transforms);
    profiles_free(self->profiles);
    images_free(self->images);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Setting, setting_free)

/* What is seen of a picture fills the page; `crop` is that in pixels. */
static void show_part(Setting *self, const char *path, Rect crop) {
    Item *item = item_new(ITEM_PHOTO);
    g_autoptr(GError) error = NULL;

    item_free(self->item);
    self->item = item;
    item->path = g_strdup(path);
    item->photo.image = images_load(self->images, path, &error);
    g_assert_no_error(error);
    item->photo.crop = crop;
    item->photo.ppi = crop.width * 72 / PAGE_WIDTH;
    item->area = (Rect){0, 0, PAGE_WIDTH, PAGE_HEIGHT};
}

static void show(Setting *self, const char *path) {
    g_autoptr(GError) error = NULL;
    Image *image = images_load(self->images, path, &error);

    g_assert_no_error(error);
    show_part(self, path,
              (Rect){0, 0, image_info(image)->width, image_info(image)->height});
}

/* --- a page with it --- */

static PdfPart *make_photo(const Setting *self, Affine *place) {
    PdfPart *part = pdf_part_new();
    g_autoptr(GError) error = NULL;

    photo_add(part, pdf_part_reserve(part), self->item, &self->target, place, &error);
    g_assert_no_error(error);
    return part;
}

/* Slot 0 is the photo. */
static PdfPart *make_page(Affine place) {
    static const Affine flip = {1, 0, 0, -1, 0, 1},
                        page_flip = {1, 0, 0, -1, 0, PAGE_HEIGHT};
    Affine matrix = affine_then(affine_then(flip, place), page_flip);
    const double numbers[] = {matrix.xx, matrix.yx, matrix.xy,
                              matrix.yy, matrix.x0, matrix.y0};
    g_autoptr(GString) content = g_string_new("0 0 96 64 re W n ");
    PdfPart *part = pdf_part_new();
    guint page = pdf_part_reserve(part), stream = pdf_part_reserve(part);

    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
        char number[PDF_NUMBER_SIZE];

        pdf_number_print(number, numbers[i], 6);
        g_string_append_printf(content, "%s ", number);
    }
    g_string_append(content, "cm /P Do");
    pdf_part_begin(part, page);
    pdf_part_text(part, "<< /Type /Page /MediaBox [0 0 96 64] /Parent ");
    pdf_part_slot(part, 1);
    pdf_part_text(part, " /Group << /S /Transparency /CS /DeviceCMYK >> /Resources << "
                        "/XObject << /P ");
    pdf_part_slot(part, 0);
    pdf_part_text(part, " >> >> /Contents ");
    pdf_part_reference(part, stream);
    pdf_part_text(part, " >>");
    pdf_part_end(part);
    pdf_part_begin(part, stream);
    pdf_part_text(part, "<<");
    pdf_part_end_stream(part, &(PdfStream){content->str, content->len, .level = 6});
    return part;
}

/* Slot 0 is the page. */
static PdfPart *make_catalog(void) {
    PdfPart *part = pdf_part_new();
    guint catalog = pdf_part_reserve(part), pages = pdf_part_reserve(part),
          info = pdf_part_reserve(part);

    pdf_part_begin(part, catalog);
    pdf_part_text(part, "<< /Type /Catalog /Pages ");
    pdf_part_reference(part, pages);
    pdf_part_text(part, " >>");
    pdf_part_end(part);
    pdf_part_begin(part, pages);
    pdf_part_text(part, "<< /Type /Pages /Count 1 /Kids [");
    pdf_part_slot(part, 0);
    pdf_part_text(part, "] >>");
    pdf_part_end(part);
    pdf_part_begin(part, info);
    pdf_part_text(part, "<< /Title (Photo) >>");
    pdf_part_end(part);
    return part;
}

static GBytes *print(const Setting *self) {
    Affine place;
    g_autoptr(PdfPart) photo = make_photo(self, &place);
    g_autoptr(PdfPart) page = make_page(place), catalog = make_catalog();
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    guint catalog_base = pdf_writer_reserve(writer, catalog);
    guint page_base = pdf_writer_reserve(writer, page);
    guint photo_base = pdf_writer_reserve(writer, photo);
    GBytes *file;

    pdf_writer_place(writer, catalog, catalog_base, &page_base);
    pdf_writer_place(writer, page, page_base,
                     (const guint[]){photo_base, catalog_base + 1});
    pdf_writer_place(writer, photo, photo_base, NULL);
    file = pdf_writer_finish(writer, catalog_base, catalog_base + 2);
    write_bytes("a.pdf", g_bytes_get_data(file, NULL), g_bytes_get_size(file));
    return file;
}

static bool holds(GBytes *file, const char *words) {
    gsize length = 0;
    const guint8 *bytes = g_bytes_get_data(file, &length);

    return memmem(bytes, length, words, strlen(words)) != NULL;
}

/* --- judges --- */

static void run(const char *command) {
    g_autoptr(GError) error = NULL;
    g_autofree char *output = NULL, *warnings = NULL;
    int status = 0;

    g_spawn_command_line_sync(command, &output, &warnings, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
}

/* A PAM of four inks. */
static Pixels *read_pam(const char *path) {
    g_autoptr(GByteArray) bytes = file_to_bytes(path);
    static const char end[] = "ENDHDR\n";
    size_t start = find_bytes(bytes, end, strlen(end)) + strlen(end);
    Pixels *pixels = pixels_new_empty(PAGE_WIDTH, PAGE_HEIGHT, 4);

    g_assert_cmpuint(bytes->len - start, ==, PAGE_WIDTH * PAGE_HEIGHT * 4);
    memcpy(pixels->bytes, bytes->data + start, PAGE_WIDTH * PAGE_HEIGHT * 4);
    return pixels;
}

static Pixels *ask_ghostscript(void) {
    run("gs -q -dNOPAUSE -dBATCH -dSAFER -sDEVICE=pamcmyk32 -r72 -o gs.pam a.pdf");
    return read_pam("gs.pam");
}

static Pixels *ask_mupdf(void) {
    run("mutool draw -q -c cmyk -r 72 -o mupdf.pam a.pdf");
    return read_pam("mupdf.pam");
}

static Pixels *ask_poppler(void) {
    g_autoptr(GError) error = NULL;
    Pixels *pixels;

    run("pdftoppm -jpegcmyk -r 72 -singlefile a.pdf poppler");
    pixels = read_picture("poppler.jpg", &error);
    g_assert_no_error(error);
    return pixels;
}

static void assert_ink(const Pixels *pixels, int x, int y, const int inks[4],
                       int tolerance) {
    for (int i = 0; i < 4; i++)
        if (abs(pixel_at(pixels, x, y)[i] - inks[i]) > tolerance)
            g_error("%d, %d has %d %d %d %d instead of %d %d %d %d", x, y,
                    pixel_at(pixels, x, y)[0], pixel_at(pixels, x, y)[1],
                    pixel_at(pixels, x, y)[2], pixel_at(pixels, x, y)[3], inks[0],
                    inks[1], inks[2], inks[3]);
}

/* The inks of four quarters: left and right above, left and right below. */
typedef struct {
    int of[4][4];
} Quarters;

static void assert_quarters(const Pixels *page, const Quarters *inks, int tolerance) {
    for (int i = 0; i < 4; i++)
        assert_ink(page, i % 2 == 0 ? 24 : 72, i < 2 ? 16 : 48, inks->of[i], tolerance);
}

/* Also close to where the quarters meet. */
static void assert_sharp(const Pixels *page, const Quarters *inks, int tolerance) {
    for (int i = 0; i < 4; i++)
        assert_ink(page, i % 2 == 0 ? 47 : 48, i < 2 ? 31 : 32, inks->of[i], tolerance);
}

static void assert_printed(const Setting *self, const Quarters *inks, int tolerance) {
    g_autoptr(GBytes) file = print(self);
    g_autoptr(Pixels) page = ask_ghostscript();

    g_assert_nonnull(file);
    assert_quarters(page, inks, tolerance);
}

/* --- pictures --- */

/* Four quarters of a colour each. */
static Pixels *make_quarters(int width, int height, int components,
                             const guint8 colours[4][4]) {
    Pixels *pixels = pixels_new_empty(width, height, components);

    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            memcpy(pixel_at(pixels, x, y),
                   colours[(y >= height / 2) * 2 + (x >= width / 2)],
                   (size_t)components);
    return pixels;
}

static const guint8 rgb_quarters[4][4] = {
    {227, 6, 19}, {0, 80, 160}, {255, 255, 255}, {128, 128, 128}};
static const guint8 cmyk_quarters[4][4] = {
    {0, 255, 230, 0}, {200, 100, 0, 20}, {0, 0, 0, 128}, {10, 20, 30, 0}};
static const guint8 grey_quarters[4][4] = {{0}, {64}, {128}, {255}};

static Quarters find_inks(const Setting *self) {
    Quarters inks;

    for (int i = 0; i < 4; i++) {
        PressTransform *transform = press_transforms_find(self->target.transforms, NULL,
                                                          3, self->target.ink_limit);
        double rgb[3], cmyk[4];

        for (int j = 0; j < 3; j++)
            rgb[j] = rgb_quarters[i][j] / 255.0;
        press_transform_colour(transform, rgb, cmyk);
        for (int j = 0; j < 4; j++)
            inks.of[i][j] = (int)lround(cmyk[j] * 255);
    }
    return inks;
}

static Quarters take_inks(void) {
    Quarters inks;

    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            inks.of[i][j] = cmyk_quarters[i][j];
    return inks;
}

/* --- colours --- */

static void test_exact_pixels_become_exact_inks(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(48, 32, 3, rgb_quarters);
    Quarters inks;

    inks = find_inks(setting);
    write_png_pixels("a.png", rgb, (PngOptions){0});
    show(setting, "a.png");
    assert_printed(setting, &inks, 2);
}

static void test_a_jpeg_is_no_negative_to_anybody(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(48, 32, 3, rgb_quarters);
    g_autoptr(Pixels) ghostscript = NULL, mupdf = NULL, poppler = NULL;
    g_autoptr(GBytes) file = NULL;
    Quarters inks;

    inks = find_inks(setting);
    write_jpeg("a.jpg", rgb, &(JpegOptions){0});
    show(setting, "a.jpg");
    file = print(setting);
    g_assert_true(holds(file, "/ColorSpace /DeviceCMYK /Filter /DCTDecode"));
    ghostscript = ask_ghostscript();
    mupdf = ask_mupdf();
    poppler = ask_poppler();
    assert_quarters(ghostscript, &inks, 4);
    assert_quarters(mupdf, &inks, 4);
    assert_quarters(poppler, &inks, 4);
}

static void test_a_pictures_own_profile_counts(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(48, 32, 3, rgb_quarters);
    g_autoptr(GBytes) profile = make_rgb_profile(), file = NULL;
    g_autoptr(Pixels) page = NULL;

    write_png_pixels("a.png", rgb, (PngOptions){.profile = profile});
    show(setting, "a.png");
    file = print(setting);
    page = ask_ghostscript();
    /* Its red is green: next to no magenta, but cyan. */
    g_assert_cmpint(pixel_at(page, 24, 16)[0], >, 150);
    g_assert_cmpint(pixel_at(page, 24, 16)[1], <, 30);
}

/* The darkest sRGB has 317 % in this profile. */
static void test_the_ink_limit_holds(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) black = pixels_new_empty(48, 32, 3);
    g_autoptr(Pixels) exact = NULL, compressed = NULL;

    write_png_pixels("a.png", black, (PngOptions){0});
    show(setting, "a.png");
    g_bytes_unref(print(setting));
    exact = ask_ghostscript();
    write_jpeg("a.jpg", black, &(JpegOptions){0});
    show(setting, "a.jpg");
    g_bytes_unref(print(setting));
    compressed = ask_ghostscript();
    for (int i = 0; i < 2; i++) {
        const guint8 *at = pixel_at(i == 0 ? exact : compressed, 48, 32);
        int sum = at[0] + at[1] + at[2] + at[3];

        g_assert_cmpint(sum, <=, 765);
        g_assert_cmpint(sum, >, 750);
    }
}

/* --- JPEGs as they are --- */

static void assert_kept(Setting *setting, const JpegOptions *options,
                        bool is_inverted) {
    g_autoptr(Pixels) stored = make_quarters(48, 32, 4, cmyk_quarters);
    g_autoptr(GByteArray) jpeg = NULL;
    g_autoptr(GBytes) file = NULL;
    g_autoptr(Pixels) ghostscript = NULL, mupdf = NULL, poppler = NULL;
    Quarters inks;
    gsize length = 0;
    const guint8 *bytes;

    for (int i = 0; is_inverted && i < 48 * 32 * 4; i++)
        stored->bytes[i] = (guint8)(255 - stored->bytes[i]);
    write_jpeg("a.jpg", stored, options);
    jpeg = file_to_bytes("a.jpg");
    show(setting, "a.jpg");
    file = print(setting);
    bytes = g_bytes_get_data(file, &length);
    g_assert_cmpint(holds(file, "/Decode [1 0 1 0 1 0 1 0]"), ==, is_inverted);
    /* The coded rows at its end; what stands beside the picture is left out. */
    g_assert_nonnull(memmem(bytes, length, jpeg->data + jpeg->len - 400, 400));
    inks = take_inks();
    ghostscript = ask_ghostscript();
    mupdf = ask_mupdf();
    poppler = ask_poppler();
    assert_quarters(ghostscript, &inks, 4);
    assert_quarters(mupdf, &inks, 4);
    assert_quarters(poppler, &inks, 4);
}

static void test_a_jpeg_in_the_conditions_inks_stays_as_it_is(void) {
    g_autoptr(Setting) setting = setting_new();

    assert_kept(setting, &(JpegOptions){.no_adobe_marker = true}, false);
}

static void test_inverted_jpeg_is_turned_right(void) {
    g_autoptr(Setting) setting = setting_new();

    assert_kept(setting, &(JpegOptions){0}, true);
}

static void test_jpeg_with_the_conditions_profile_stays_as_it_is(void) {
    g_autoptr(Setting) setting = setting_new();

    assert_kept(setting,
                &(JpegOptions){.profile = profile_bytes(setting->target.profile),
                               .colours = JCS_YCCK},
                true);
}

static void test_a_jpeg_with_too_much_ink_is_converted(void) {
    static const guint8 full[4][4] = {
        {255, 255, 255, 255}, {0, 0, 0, 0}, {255, 255, 0, 0}, {0, 0, 0, 255}};
    static const Quarters limited = {
        {{168, 168, 168, 255}, {0, 0, 0, 0}, {255, 255, 0, 0}, {0, 0, 0, 255}}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = make_quarters(48, 32, 4, full);

    write_jpeg("a.jpg", pixels, &(JpegOptions){.no_adobe_marker = true});
    show(setting, "a.jpg");
    assert_printed(setting, &limited, 4);
}

static void test_of_a_large_jpeg_only_what_is_seen_is_there(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) pixels = make_quarters(480, 320, 4, cmyk_quarters);
    g_autoptr(GBytes) file = NULL;

    write_jpeg("a.jpg", pixels, &(JpegOptions){.no_adobe_marker = true});
    show_part(setting, "a.jpg", (Rect){192, 128, 96, 64});
    file = print(setting);
    g_assert_true(holds(file, "/Width 98 /Height 66 "));
}

/* --- greys and duotones --- */

static void assert_greys(Setting *setting, bool in_black) {
    Quarters inks = {0};

    setting->target.greys_in_black = in_black;
    for (int i = 0; i < 4; i++) {
        PressTransform *transform =
            press_transforms_find(setting->target.transforms, NULL, 1, 3);
        double grey = grey_quarters[i][0] / 255.0, cmyk[4] = {0};

        if (in_black)
            cmyk[3] = profile_black_for_grey(setting->target.profile, grey);
        else
            press_transform_colour(transform, &grey, cmyk);
        for (int j = 0; j < 4; j++)
            inks.of[i][j] = (int)lround(cmyk[j] * 255);
    }
    assert_printed(setting, &inks, 2);
}

static void test_greys_are_printed_in_black_or_in_four_inks(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) grey = make_quarters(48, 32, 1, grey_quarters);

    write_png_pixels("a.png", grey, (PngOptions){0});
    show(setting, "a.png");
    assert_greys(setting, true);
    assert_greys(setting, false);
    write_jpeg("a.jpg", grey, &(JpegOptions){0});
    show(setting, "a.jpg");
    assert_greys(setting, true);
    assert_greys(setting, false);
}

static void test_a_grey_jpeg_stays_as_it_is(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) grey = make_quarters(48, 32, 1, grey_quarters);
    g_autoptr(GByteArray) jpeg = NULL;
    g_autoptr(GBytes) file = NULL;
    gsize length = 0;
    const guint8 *bytes;

    write_jpeg("a.jpg", grey, &(JpegOptions){0});
    jpeg = file_to_bytes("a.jpg");
    show(setting, "a.jpg");
    file = print(setting);
    bytes = g_bytes_get_data(file, &length);
    g_assert_nonnull(memmem(bytes, length, jpeg->data, jpeg->len));
}

static void test_what_stays_as_it_is_stays_whole(void) {
    static const Quarters inks = {
        {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 255}}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) picture = pixels_new_empty(64, 48, 1);
    g_autoptr(GBytes) file = NULL;

    for (int i = 0; i < 64 * 48; i++)
        picture->bytes[i] = i % 64 >= 36 && i / 64 >= 24 ? 0 : 255;
    setting->target.greys_in_black = true;
    write_jpeg("a.jpg", picture, &(JpegOptions){0});
    show_part(setting, "a.jpg", (Rect){12, 8, 48, 32});
    assert_printed(setting, &inks, 2);
    file = print(setting);
    g_assert_true(holds(file, "/Width 64 /Height 48 "));
}

static const Ink red = {.name = "red", .recipe = {0, 100, 90, 0}};
static const Ink blue = {.name = "blue", .recipe = {95, 58, 0, 12}};

static void test_duotone_runs_from_recipe_to_recipe(void) {
    static const Quarters inks = {{{242, 148, 0, 31},
                                   {181, 143, 29, 23}, /* a quarter of the way */
                                   {121, 138, 58, 15},
                                   {0, 128, 115, 0}}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) grey = make_quarters(48, 32, 1, grey_quarters);

    write_png_pixels("a.png", grey, (PngOptions){0});
    show(setting, "a.png");
    setting->item->photo.dark = (Paint){&blue, 1};
    setting->item->photo.light = (Paint){&red, 0.5};
    assert_printed(setting, &inks, 1);
}

static void test_duotone_takes_the_lightness_of_colours(void) {
    static const Quarters inks = {
        {{0, 0, 0, 142}, {0, 0, 0, 174}, {0, 0, 0, 0}, {0, 0, 0, 127}}};
    static const Ink black = {.name = "black", .recipe = {0, 0, 0, 100}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(48, 32, 3, rgb_quarters);

    write_jpeg("a.jpg", rgb, &(JpegOptions){0});
    show(setting, "a.jpg");
    setting->item->photo.dark = (Paint){&black, 1};
    setting->item->photo.light = (Paint){&black, 0};
    assert_printed(setting, &inks, 5);
}

static void write_spot_space(PdfPart *part, gconstpointer data) {
    (void)data;
    pdf_part_text(part, "[/DeviceN [/Cyan /HKS#2014#20K] /DeviceCMYK 9 0 R]");
}

static void spot_amounts(Paint paint, double *amounts, gconstpointer data) {
    g_assert_true(data == &red);
    amounts[0] = paint.ink == &blue ? paint.tint : 0;
    amounts[1] = paint.ink == &red ? paint.tint : 0;
}

static void test_duotone_of_a_spot_ink_is_mixed_by_who_knows_it(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) grey = make_quarters(48, 32, 1, grey_quarters);
    const PhotoSpace space = {2, write_spot_space, spot_amounts, &red};
    g_autoptr(GBytes) file = NULL;

    write_png_pixels("a.png", grey, (PngOptions){0});
    show(setting, "a.png");
    setting->item->photo.dark = (Paint){&blue, 1};
    setting->item->photo.light = (Paint){&red, 0.5};
    setting->target.duotone = &space;
    file = print(setting);
    g_assert_true(
        holds(file, "[/Indexed [/DeviceN [/Cyan /HKS#2014#20K] /DeviceCMYK "));
    g_assert_true(holds(file, " 255 <FF00FE01FD01FC02"));
    g_assert_true(holds(file, "0080>]"));
}

/* --- transparency --- */

static void test_alpha_becomes_a_soft_mask(void) {
    static const guint8 colours[4][4] = {
        {0, 0, 0, 255}, {0, 0, 0, 128}, {0, 0, 0, 0}, {255, 255, 255, 255}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgba = make_quarters(48, 32, 4, colours);
    g_autoptr(GBytes) file = NULL;
    g_autoptr(Pixels) page = NULL;

    write_png_pixels("a.png", rgba, (PngOptions){0});
    show(setting, "a.png");
    file = print(setting);
    page = ask_ghostscript();
    assert_ink(page, 24, 16, (const int[]){202, 187, 126, 250}, 2);
    assert_ink(page, 72, 16, (const int[]){101, 94, 63, 125}, 2);
    assert_ink(page, 24, 48, (const int[]){0, 0, 0, 0}, 0);
}

static void test_opaque_alpha_is_no_transparency(void) {
    static const guint8 colours[4][4] = {
        {0, 0, 0, 255}, {9, 0, 0, 255}, {0, 9, 0, 255}, {255, 255, 255, 255}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgba = make_quarters(48, 32, 4, colours);
    g_autoptr(GBytes) file = NULL;

    write_png_pixels("a.png", rgba, (PngOptions){0});
    show(setting, "a.png");
    file = print(setting);
    g_assert_false(holds(file, "/SMask"));
}

static void test_cut_out_shows_what_is_white_of_it(void) {
    static const guint8 black[4][4] = {{0}, {0}, {0}, {0}};
    static const guint8 shown[4][4] = {{255}, {128}, {0}, {255}};
    static const Quarters inks = {
        {{0, 0, 0, 255}, {0, 0, 0, 128}, {0, 0, 0, 0}, {0, 0, 0, 255}}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) picture = make_quarters(48, 32, 1, black);
    static const int sizes[][2] = {{48, 32}, {24, 16}, {480, 320}};

    setting->target.greys_in_black = true;
    write_png_pixels("a.png", picture, (PngOptions){0});
    write_jpeg("a.jpg", picture, &(JpegOptions){0});
    for (size_t i = 0; i < G_N_ELEMENTS(sizes) * 2; i++) {
        g_autoptr(Pixels) mask =
            make_quarters(sizes[i / 2][0], sizes[i / 2][1], 1, shown);
        g_autofree char *path = g_strdup_printf("mask-%d.png", (int)i);

        write_png_pixels(path, mask, (PngOptions){0});
        show(setting, i % 2 == 0 ? "a.png" : "a.jpg");
        setting->item->photo.cut_out = images_load(setting->images, path, NULL);
        assert_printed(setting, &inks, 1);
    }
}

/* --- place --- */

/* The picture as a file stores it whose EXIF says this. */
static Pixels *store_turned(const Pixels *upright, int orientation) {
    bool swaps = orientation >= 5;
    Pixels *stored =
        pixels_new_empty(swaps ? upright->height : upright->width,
                         swaps ? upright->width : upright->height, upright->components);

    for (int y = 0; y < stored->height; y++) {
        for (int x = 0; x < stored->width; x++) {
            int last_x = upright->width - 1, last_y = upright->height - 1;
            /* EXIF 2.3, 4.6.4: where the first row and the first column lie. */
            const int places[][2] = {
                {x, y}, {last_x - x, y}, {last_x - x, last_y - y}, {x, last_y - y},
                {y, x}, {last_x - y, x}, {last_x - y, last_y - x}, {y, last_y - x}};
            const int *place = places[orientation - 1];

            memcpy(pixel_at(stored, x, y), pixel_at(upright, place[0], place[1]),
                   (size_t)upright->components);
        }
    }
    return stored;
}

static void write_turned(const char *path, const Pixels *upright, int orientation) {
    g_autoptr(Pixels) stored = store_turned(upright, orientation);
    g_autoptr(GByteArray) exif = exif_to_bytes(orientation, 72);

    write_png_pixels(path, stored, (PngOptions){.exif = exif});
}

static void test_turned_pictures_stand_upright(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) picture = make_quarters(48, 32, 1, grey_quarters);

    for (int i = 1; i <= 8; i++) {
        g_autofree char *path = g_strdup_printf("photo-%d.png", i);

        write_turned(path, picture, i);
        show(setting, path);
        assert_greys(setting, true);
    }
}

static void test_turned_masks_lie_on_turned_pictures(void) {
    static const guint8 tones[4][4] = {{0}, {0}, {0}, {0}};
    static const guint8 shown[4][4] = {{255}, {128}, {64}, {0}};
    static const Quarters inks = {
        {{0, 0, 0, 255}, {0, 0, 0, 128}, {0, 0, 0, 64}, {0, 0, 0, 0}}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) picture = make_quarters(48, 32, 1, tones);
    g_autoptr(Pixels) mask = make_quarters(48, 32, 1, shown);

    setting->target.greys_in_black = true;
    for (int i = 1; i <= 8; i++) {
        g_autofree char *path = g_strdup_printf("photo-%d.png", i);
        g_autofree char *mask_path = g_strdup_printf("mask-%d.png", i);
        g_autoptr(Pixels) page = NULL;

        write_turned(path, picture, i);
        write_turned(mask_path, mask, (i * 3) % 8 + 1);
        show(setting, path);
        setting->item->photo.cut_out = images_load(setting->images, mask_path, NULL);
        assert_printed(setting, &inks, 1);
        page = read_pam("gs.pam");
        assert_sharp(page, &inks, 1);
    }
}

static void test_only_what_is_seen_is_there_and_lies_where_it_was(void) {
    static const Quarters inks = {
        {{0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 255}}};
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) picture = pixels_new_empty(480, 320, 1);

    for (int i = 0; i < 480 * 320; i++)
        picture->bytes[i] = i % 480 >= 336 && i / 480 >= 96 ? 0 : 255;
    setting->target.greys_in_black = true;
    for (int orientation = 1; orientation <= 8; orientation++) {
        g_autofree char *path = g_strdup_printf("photo-%d.png", orientation);
        g_autoptr(GBytes) file = NULL;

        write_turned(path, picture, orientation);
        show_part(setting, path, (Rect){288, 64, 96, 64});
        assert_printed(setting, &inks, 0);
        file = print(setting);
        g_assert_true(holds(file, orientation < 5 ? "/Width 98 /Height 66 "
                                                  : "/Width 66 /Height 98 "));
    }
}

static void test_more_pixels_than_are_wanted_are_taken_away(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(480, 320, 3, rgb_quarters);
    g_autoptr(GBytes) kept = NULL, reduced = NULL;
    Quarters inks;

    inks = find_inks(setting);
    write_png_pixels("a.png", rgb, (PngOptions){0});
    show(setting, "a.png"); /* 360 pixels per inch */
    setting->target.ppi = 240;
    kept = print(setting);
    g_assert_true(holds(kept, "/Width 480 /Height 320 "));
    setting->target.ppi = 90;
    reduced = print(setting);
    g_assert_true(holds(reduced, "/Width 120 /Height 80 "));
    assert_printed(setting, &inks, 2);
}

/* --- failures --- */

static void test_damaged_file_is_told(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(48, 32, 3, rgb_quarters);
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(GByteArray) bytes = NULL;
    g_autoptr(GError) error = NULL;
    Affine place;

    write_jpeg("a.jpg", rgb, &(JpegOptions){0});
    show(setting, "a.jpg");
    bytes = file_to_bytes("a.jpg");
    write_bytes("a.jpg", bytes->data, bytes->len - 30);
    g_assert_false(photo_add(part, pdf_part_reserve(part), setting->item,
                             &setting->target, &place, &error));
    g_assert_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_assert_cmpstr(error->message, ==, "'a.jpg' is no usable JPEG: it ends too early");
}

static void test_same_photo_makes_the_same_bytes(void) {
    g_autoptr(Setting) setting = setting_new();
    g_autoptr(Pixels) rgb = make_quarters(48, 32, 3, rgb_quarters);
    g_autoptr(GBytes) first = NULL, second = NULL;

    write_jpeg("a.jpg", rgb, &(JpegOptions){0});
    show(setting, "a.jpg");
    first = print(setting);
    second = print(setting);
    g_assert_true(g_bytes_equal(first, second));
}

static const UnitTest tests[] = {
    TEST(exact_pixels_become_exact_inks),
    TEST(a_jpeg_is_no_negative_to_anybody),
    TEST(a_pictures_own_profile_counts),
    TEST(the_ink_limit_holds),
    TEST(a_jpeg_in_the_conditions_inks_stays_as_it_is),
    TEST(inverted_jpeg_is_turned_right),
    TEST(jpeg_with_the_conditions_profile_stays_as_it_is),
    TEST(a_jpeg_with_too_much_ink_is_converted),
    TEST(of_a_large_jpeg_only_what_is_seen_is_there),
    TEST(greys_are_printed_in_black_or_in_four_inks),
    TEST(a_grey_jpeg_stays_as_it_is),
    TEST(what_stays_as_it_is_stays_whole),
    TEST(duotone_runs_from_recipe_to_recipe),
    TEST(duotone_takes_the_lightness_of_colours),
    TEST(duotone_of_a_spot_ink_is_mixed_by_who_knows_it),
    TEST(alpha_becomes_a_soft_mask),
    TEST(opaque_alpha_is_no_transparency),
    TEST(cut_out_shows_what_is_white_of_it),
    TEST(turned_pictures_stand_upright),
    TEST(turned_masks_lie_on_turned_pictures),
    TEST(only_what_is_seen_is_there_and_lies_where_it_was),
    TEST(more_pixels_than_are_wanted_are_taken_away),
    TEST(damaged_file_is_told),
    TEST(same_photo_makes_the_same_bytes),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
