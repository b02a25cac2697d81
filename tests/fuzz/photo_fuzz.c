/* Any bytes as a photo on its way into a print PDF: an image of it, or one line that
 * says why not. The first byte says what is asked for, the rest is the file. */
#include "fuzz.h"

#include "prepress/photos.h"
#include "resources/images.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* More than this is only slow: nothing new happens. */
enum { PIXELS_MAX = 1 << 16 };

/* Bits of the first byte. */
enum { DUOTONE = 1, CUT_OUT = 2, PART = 4, FEW_PIXELS = 8, BLACK = 16 };

static PhotoTarget target;

/* A file without a place in the file system, with these bytes; returns its path. */
static const char *write_bytes(const uint8_t *bytes, size_t length) {
    static char *path;
    static int file;

    if (path == NULL) {
        file = memfd_create("photo", MFD_CLOEXEC);
        path = g_strdup_printf("/proc/self/fd/%d", file);
    }
    g_assert_cmpint(ftruncate(file, 0), ==, 0);
    g_assert_cmpint(pwrite(file, bytes, length, 0), ==, (gssize)length);
    return path;
}

static void load_target(void) {
    static Profiles *profiles;

    if (profiles != NULL)
        return;
    profiles = profiles_new(TEST_FONTS);
    target.profile = profiles_load(profiles, "FOGRA39L_coated.icc", NULL);
    target.transforms = press_transforms_new(target.profile);
    target.ink_limit = 3;
}

static Item *make_item(Image *image, const char *path, unsigned wishes) {
    static const Ink dark = {.name = "dark", .recipe = {100, 50, 0, 20}};
    const ImageInfo *info = image_info(image);
    Item *item = item_new(ITEM_PHOTO);
    Rect crop = {0, 0, info->width, info->height};

    if ((wishes & PART) != 0)
        crop = (Rect){info->width * 0.4, info->height * 0.3, info->width * 0.1,
                      info->height * 0.5};
    item->path = g_strdup(path);
    item->area = (Rect){0, 0, 100, 100 * crop.height / crop.width};
    item->photo.image = image;
    item->photo.crop = crop;
    item->photo.ppi = crop.width / 100 * 72;
    if ((wishes & DUOTONE) != 0) {
        item->photo.dark = (Paint){&dark, 1};
        item->photo.light = (Paint){&dark, 0.1};
        item->photo.cmyk_profile = profile_bytes(target.profile);
    }
    if ((wishes & CUT_OUT) != 0) {
        item->photo.cut_out = image;
        item->photo.cmyk_profile = profile_bytes(target.profile);
    }
    return item;
}

static void check_error(const GError *error) {
    g_assert_nonnull(error);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_null(strchr(error->message, '\n'));
    g_assert_true(strstr(error->message, "/proc/self/fd/") != NULL);
}

static void print(Image *image, const char *path, unsigned wishes) {
    g_autoptr(Item) item = make_item(image, path, wishes);
    g_autoptr(PdfPart) part = pdf_part_new();
    g_autoptr(GError) error = NULL;
    guint8 digest[32];
    Affine place;

    target.ppi = (wishes & FEW_PIXELS) != 0 ? item->photo.ppi / 3 : 1e6;
    target.greys_in_black = (wishes & BLACK) != 0;
    if (photo_add(part, pdf_part_reserve(part), item, &target, &place, &error))
        pdf_part_digest(part, digest); /* it is whole */
    else
        check_error(error);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(Images) images = images_new();
    const char *path;
    Image *image;

    if (length == 0)
        return 0;
    load_target();
    path = write_bytes(bytes + 1, length - 1);
    image = images_load(images, path, NULL);
    if (image != NULL &&
        image_info(image)->width <= PIXELS_MAX / image_info(image)->height)
        print(image, path, bytes[0]);
    return 0;
}
