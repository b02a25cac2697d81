/* What a photo takes on its way into a print PDF; tests/bench/photos asks and makes the
 * table.
 *
 *   bench-photos make WIDTH HEIGHT FILE      writes a JPEG as cameras do: the same
 * always bench-photos print FILE WIDTH PDF        the photo in FOGRA39's inks, WIDTH
 * points wide
 *
 * The latter prints, with tabs between: CPU milliseconds, peak memory in MiB, bytes of
 * the PDF. */
#include "prepress/photos.h"
#include "resources/images.h"

#include <gio/gio.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

/* It needs stdio.h. */
#include <jpeglib.h>

static _Noreturn void stop(const char *words) {
    fprintf(stderr, "bench-photos: %s\n", words);
    exit(3);
}

/* --- a picture from a seed --- */

enum { TILE = 1024, OCTAVES = 8 };

static guint32 hash(guint32 x, guint32 y, guint32 seed) {
    guint32 value = x * 374761393u + y * 668265263u + seed * 2246822519u;

    value = (value ^ (value >> 13)) * 1274126177u;
    return value ^ (value >> 16);
}

static double corner(int x, int y, int count, guint32 seed) {
    return hash((guint32)(x % count), (guint32)(y % count), seed) / 4294967295.0;
}

/* Smooth noise with `count` hills a side of the tile. */
static double noise(int x, int y, int count, guint32 seed) {
    double at_x = (double)x * count / TILE, at_y = (double)y * count / TILE;
    int left = (int)at_x, top = (int)at_y;
    double right = at_x - left, below = at_y - top;

    right *= right * (3 - 2 * right);
    below *= below * (3 - 2 * below);
    return (corner(left, top, count, seed) * (1 - right) +
            corner(left + 1, top, count, seed) * right) *
               (1 - below) +
           (corner(left, top + 1, count, seed) * (1 - right) +
            corner(left + 1, top + 1, count, seed) * right) *
               below;
}

/* As lights and surfaces are: the finer, the fainter. */
static void fill_tile(guint8 *tile) {
    for (int i = 0; i < TILE * TILE * 3; i++) {
        int x = i / 3 % TILE, y = i / 3 / TILE, count = 2;
        double value = 0, weight = 0.5;

        for (int octave = 0; octave < OCTAVES; octave++, count *= 2, weight *= 0.55) {
            bool is_fine = octave > 3;

            value += weight * (noise(x, y, count,
                                     (guint32)(octave * 3 + (is_fine ? 0 : i % 3))) -
                               0.5);
        }
        tile[i] = (guint8)CLAMP(lround(128 + 220 * value), 0, 255);
    }
}

static void fill_row(const guint8 *tile, guint8 *row, int width, int y) {
    for (int x = 0; x < width; x++) {
        const guint8 *pixel = tile + ((y % TILE) * TILE + x % TILE) * 3;
        int grain = (int)(hash((guint32)x, (guint32)y, 99) & 7) - 3;

        for (int i = 0; i < 3; i++)
            row[x * 3 + i] = (guint8)CLAMP(pixel[i] + grain, 0, 255);
    }
}

static void make(int width, int height, const char *path) {
    g_autofree guint8 *tile = g_malloc(TILE * TILE * 3);
    g_autofree guint8 *row = g_malloc((size_t)width * 3);
    struct jpeg_compress_struct info;
    struct jpeg_error_mgr errors;
    FILE *file = fopen(path, "wb");

    if (file == NULL)
        stop("cannot write");
    fill_tile(tile);
    info.err = jpeg_std_error(&errors);
    jpeg_create_compress(&info);
    jpeg_stdio_dest(&info, file);
    info.image_width = (JDIMENSION)width;
    info.image_height = (JDIMENSION)height;
    info.input_components = 3;
    info.in_color_space = JCS_RGB;
    jpeg_set_defaults(&info);
    jpeg_set_quality(&info, 90, TRUE);
    jpeg_start_compress(&info, TRUE);
    for (int y = 0; y < height; y++) {
        fill_row(tile, row, width, y);
        jpeg_write_scanlines(&info, &row, 1);
    }
    jpeg_finish_compress(&info);
    jpeg_destroy_compress(&info);
    fclose(file);
}

/* --- a PDF with it --- */

static PdfPart *make_catalog(void) {
    PdfPart *part = pdf_part_new();
    guint catalog = pdf_part_reserve(part), info = pdf_part_reserve(part);

    pdf_part_begin(part, catalog);
    pdf_part_text(part, "<< /Type /Catalog >>");
    pdf_part_end(part);
    pdf_part_begin(part, info);
    pdf_part_text(part, "<< >>");
    pdf_part_end(part);
    return part;
}

static GBytes *write_file(const PdfPart *photo) {
    g_autoptr(PdfWriter) writer = pdf_writer_new("1.6");
    g_autoptr(PdfPart) catalog = make_catalog();
    guint base = pdf_writer_reserve(writer, catalog);

    pdf_writer_place(writer, catalog, base, NULL);
    pdf_writer_place(writer, photo, pdf_writer_reserve(writer, photo), NULL);
    return pdf_writer_finish(writer, base, base + 1);
}

static Item *make_item(Images *images, const char *path, double width, GError **error) {
    Item *item = item_new(ITEM_PHOTO);
    const ImageInfo *info;

    item->photo.image = images_load(images, path, error);
    if (item->photo.image == NULL)
        stop((*error)->message);
    info = image_info(item->photo.image);
    item->path = g_strdup(path);
    item->photo.crop = (Rect){0, 0, info->width, info->height};
    item->photo.ppi = info->width / width * 72;
    item->area = (Rect){0, 0, width, width * info->height / info->width};
    return item;
}

static double cpu_milliseconds(void) {
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
}

static double peak_mebibytes(void) {
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static void print(const char *path, double width, const char *pdf) {
    g_autoptr(Images) images = images_new();
    g_autoptr(Profiles) profiles = profiles_new(TEST_FONTS);
    g_autoptr(GError) error = NULL;
    Profile *profile = profiles_load(profiles, "FOGRA39L_coated.icc", &error);
    g_autoptr(PressTransforms) transforms = NULL;
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(Item) item = make_item(images, path, width, &error);
    g_autoptr(GBytes) file = NULL;
    PhotoTarget target = {.profile = profile, .ink_limit = 3, .ppi = 300};
    Affine place;

    if (profile == NULL)
        stop(error->message);
    transforms = press_transforms_new(profile);
    target.transforms = transforms;
    if (!photo_add(part, pdf_part_reserve(part), item, &target, &place, &error))
        stop(error->message);
    file = write_file(part);
    if (!g_file_set_contents(pdf, g_bytes_get_data(file, NULL),
                             (gssize)g_bytes_get_size(file), &error))
        stop(error->message);
    printf("%.0f\t%.1f\t%zu\n", cpu_milliseconds(), peak_mebibytes(),
           (size_t)g_bytes_get_size(file));
}

int main(int argc, char **argv) {
    if (argc == 5 && strcmp(argv[1], "make") == 0)
        make(atoi(argv[2]), atoi(argv[3]), argv[4]);
    else if (argc == 5 && strcmp(argv[1], "print") == 0)
        print(argv[2], g_ascii_strtod(argv[3], NULL), argv[4]);
    else
        stop("make WIDTH HEIGHT FILE, or print FILE WIDTH PDF");
    return 0;
}
