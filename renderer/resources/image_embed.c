#include "base/translate.h"
#include "resources/image_format.h"
#include "resources/profiles.h"

#include <string.h>

/* Markers of a JPEG: ITU-T T.81, table B.1. */
enum {
    MARKER_SCAN = 0xDA,
    MARKER_END = 0xD9,
    MARKER_RESTART_FIRST = 0xD0,
    MARKER_RESTART_LAST = 0xD7,
    MARKER_JFIF = 0xE0,
    MARKER_ADOBE = 0xEE,
    MARKER_APPLICATION_LAST = 0xEF,
    MARKER_COMMENT = 0xFE,
};

/* What says nothing of how to decode it. */
static bool is_beside_the_picture(int marker) {
    return marker == MARKER_COMMENT ||
           (marker > MARKER_JFIF && marker <= MARKER_APPLICATION_LAST &&
            marker != MARKER_ADOBE);
}

/* The first marker from `at` on that ends the coded data of a scan. */
static size_t end_of_scan(const guint8 *bytes, size_t length, size_t at) {
    for (; at + 1 < length; at++) {
        int after = bytes[at + 1];

        if (bytes[at] == 0xFF && after != 0 && after != 0xFF &&
            !(after >= MARKER_RESTART_FIRST && after <= MARKER_RESTART_LAST))
            return at;
    }
    return length;
}

/* Where the segment of a marker ends, with the coded data that follows it; 0 when it
 * does not. */
static size_t end_of_segment(const guint8 *bytes, size_t length, size_t at) {
    size_t end;

    if (at + 4 > length)
        return 0;
    end = at + 2 + (size_t)(bytes[at + 2] << 8 | bytes[at + 3]);
    if (bytes[at + 1] == MARKER_SCAN)
        end = end_of_scan(bytes, length, end);
    return end > at + 3 && end < length ? end : 0;
}

/* Moves what belongs to the picture together; its length, or 0 when the file is not as
 * files mostly are. */
static size_t take_picture(guint8 *bytes, size_t length) {
    size_t at = 2, taken = 2;

    while (at + 1 < length && bytes[at] == 0xFF) {
        size_t end = bytes[at + 1] == MARKER_END ? at + 2
                     : bytes[at + 1] == 0xFF     ? at + 1 /* padding */
                                                 : end_of_segment(bytes, length, at);
        int marker = bytes[at + 1];

        if (end == 0)
            return 0;
        if (marker != 0xFF && !is_beside_the_picture(marker)) {
            memmove(bytes + taken, bytes + at, end - at);
            taken += end - at;
        }
        if (marker == MARKER_END)
            return taken;
        at = end;
    }
    return 0;
}

static int most_ink_of(const guint8 *row, int width) {
    int most = 0;

    for (int x = 0; x < width; x++, row += 4)
        most = MAX(most, row[0] + row[1] + row[2] + row[3]);
    return most;
}

static bool read_to_the_end(Image *self, GError **error) {
    ImageReaderOptions options = {.reduction = 8, .as_stored = true};
    g_autoptr(ImageReader) reader = image_reader_new(self, &options, error);
    g_autofree guint8 *row = NULL;
    int width, most_ink = 0;

    if (reader == NULL)
        return false;
    width = image_reader_width(reader);
    row = g_malloc((size_t)width * (size_t)image_components(&self->info));
    for (int y = 0; y < image_reader_height(reader); y++) {
        if (!image_reader_next(reader, row, error))
            return false;
        if (self->info.model == IMAGE_CMYK && !self->info.has_alpha)
            most_ink = MAX(most_ink, most_ink_of(row, width));
    }
    self->is_sound = true;
    self->most_ink = most_ink;
    return true;
}

/* What nobody decodes here must not break elsewhere. */
static bool check_sound(Image *self, GError **error) {
    return self->is_sound || read_to_the_end(self, error);
}

bool image_find_most_ink(Image *self, double *ink, GError **error) {
    if (self->most_ink < 0 && !read_to_the_end(self, error))
        return false;
    *ink = self->most_ink / 255.0;
    return true;
}

static guint8 *read_file(const Image *self, size_t *length, GError **error) {
    g_autoptr(ImageInput) input = image_input_new(self->path, error);
    g_autofree guint8 *bytes = NULL;

    if (input == NULL)
        return NULL;
    *length = input->length;
    bytes = g_try_malloc(*length);
    if (bytes != NULL && image_input_read_all(input, bytes, *length))
        return g_steal_pointer(&bytes);
    image_input_fail(input, "JPEG", _("out of memory"), error);
    return NULL;
}

GBytes *image_to_jpeg(Image *self, GError **error) {
    guint8 *bytes;
    size_t length = 0;

    if (!self->info.is_plain_jpeg || !check_sound(self, error))
        return NULL;
    bytes = read_file(self, &length, error);
    if (bytes == NULL)
        return NULL;
    length = take_picture(bytes, length);
    if (length > 0)
        return g_bytes_new_take(bytes, length);
    g_free(bytes);
    return NULL;
}
