/* Any bytes as a photo: pixels, or one line that says why not. */
#include "fuzz.h"

#include "resources/images.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* More than this is only slow: nothing new happens. */
enum { PIXELS_MAX = 1 << 18 };

/* A file without a place in the file system, with these bytes; returns its path. */
static const char *write_bytes(const uint8_t *bytes, size_t length) {
    static char *path;
    static int file;

    if (path == NULL) {
        file = memfd_create("image", MFD_CLOEXEC);
        path = g_strdup_printf("/proc/self/fd/%d", file);
    }
    g_assert_cmpint(ftruncate(file, 0), ==, 0);
    g_assert_cmpint(pwrite(file, bytes, length, 0), ==, (gssize)length);
    return path;
}

static void check_error(const GError *error) {
    g_assert_nonnull(error);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_null(strchr(error->message, '\n'));
    g_assert_true(strstr(error->message, "/proc/self/fd/") != NULL);
}

static void check_info(const ImageInfo *info) {
    g_assert_cmpint(info->width, >=, 1);
    g_assert_cmpint(info->height, >=, 1);
    g_assert_cmpint(info->width, <=, IMAGE_SIDE_MAX);
    g_assert_cmpint(info->height, <=, IMAGE_PIXELS_MAX / info->width);
    g_assert_cmpint(info->orientation, >=, 1);
    g_assert_cmpint(info->orientation, <=, 8);
    g_assert_true(info->ppi == 0 || (info->ppi >= 1 && info->ppi <= 100000));
}

static void read_rows(const Image *image, int reduction, bool as_stored) {
    ImageReaderOptions options = {reduction, as_stored};
    g_autoptr(GError) error = NULL;
    g_autoptr(ImageReader) reader = image_reader_new(image, &options, &error);
    g_autofree guint8 *row = NULL;
    bool done = reader != NULL;

    if (reader != NULL)
        row = g_malloc((size_t)image_reader_width(reader) *
                       (size_t)image_components(image_info(image)));
    for (int y = 0; done && y < image_reader_height(reader); y++)
        done = image_reader_next(reader, row, &error);
    if (!done)
        check_error(error);
}

static void make_surface(Image *image, int width, int height) {
    ImageSurfaceOptions options = {width, height, .is_grey = width > height};
    g_autoptr(GError) error = NULL;
    cairo_surface_t *surface = image_to_surface(image, &options, &error);

    if (surface == NULL)
        check_error(error);
    else
        cairo_surface_destroy(surface);
}

static void make_jpeg(Image *image) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) jpeg = image_to_jpeg(image, &error);
    gsize length = 0;
    const guint8 *bytes = jpeg != NULL ? g_bytes_get_data(jpeg, &length) : NULL;

    if (error != NULL)
        check_error(error);
    g_assert_true(jpeg == NULL || error == NULL);
    g_assert_true(jpeg == NULL || memcmp(bytes, "\xff\xd8\xff", 3) == 0);
    g_assert_true(jpeg == NULL || memcmp(bytes + length - 2, "\xff\xd9", 2) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const char *path = write_bytes(bytes, length);
    g_autoptr(Images) images = images_new();
    g_autoptr(GError) error = NULL;
    Image *image = images_load(images, path, &error);

    if (image == NULL) {
        check_error(error);
        return 0;
    }
    check_info(image_info(image));
    if (image_info(image)->width > PIXELS_MAX / image_info(image)->height)
        return 0;
    make_jpeg(image);
    read_rows(image, 1, false);
    read_rows(image, 4, true);
    make_surface(image, 7, 5);
    return 0;
}
