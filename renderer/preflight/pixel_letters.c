#include "preflight/pixel_letters.h"

/* A byte from which a pixel is a letter's, and up to which it is none's. */
enum { INSIDE_MIN = 128, OUTSIDE_MAX = 64 };

/* What is wider than the first is taken apart into parts as wide as the second. */
enum { WIDE_MIN = 3 * LETTER_PIXELS, PART_PIXELS = 2 * LETTER_PIXELS };

static PixelLetters *make_letters(int width, int height) {
    gsize count = (gsize)width * (gsize)height;
    PixelLetters *self = g_new0(PixelLetters, 1);

    self->width = width;
    self->height = height;
    self->rim = g_new(int, count);
    for (gsize i = 0; i < count; i++)
        self->rim[i] = -1;
    return self;
}

void pixel_letters_free(PixelLetters *self) {
    if (self == NULL)
        return;
    g_free(self->rim);
    g_free(self);
}

/* --- what hangs together -------------------------------------------------------------
 */

typedef struct {
    const PixelLetters *letters;
    const guint8 *mask;
    int *labels;   /* of letters' pixels; -1: none */
    GArray *found; /* of int: the pixels of one letter */
} Search;

static void visit(const Search *self, int x, int y, int label) {
    int pixel = y * self->letters->width + x;

    if (x < 0 || y < 0 || x >= self->letters->width || y >= self->letters->height ||
        self->mask[pixel] < INSIDE_MIN || self->labels[pixel] >= 0)
        return;
    self->labels[pixel] = label;
    g_array_append_val(self->found, pixel);
}

static void find_letter(const Search *self, int first, int label) {
    int width = self->letters->width;

    g_array_set_size(self->found, 0);
    visit(self, first % width, first / width, label);
    for (guint i = 0; i < self->found->len; i++) {
        int pixel = g_array_index(self->found, int, i);

        for (int dy = -1; dy <= 1; dy++) {
            for (int dx = -1; dx <= 1; dx++)
                visit(self, pixel % width + dx, pixel / width + dy, label);
        }
    }
}

/* Parts of the letter that was found get labels of their own; how many there are. */
static int take_apart(const Search *self, int label) {
    int width = self->letters->width, left = width, right = 0, parts;

    for (guint i = 0; i < self->found->len; i++) {
        int x = g_array_index(self->found, int, i) % width;

        left = MIN(left, x);
        right = MAX(right, x + 1);
    }
    if (right - left < WIDE_MIN)
        return 1;
    parts = (right - left) / PART_PIXELS;
    for (guint i = 0; i < self->found->len; i++) {
        int pixel = g_array_index(self->found, int, i);

        self->labels[pixel] = label + (pixel % width - left) * parts / (right - left);
    }
    return parts;
}

static int find_letters(const Search *self) {
    int count = 0;

    for (int i = 0; i < self->letters->width * self->letters->height; i++)
        self->labels[i] = -1;
    for (int i = 0; i < self->letters->width * self->letters->height; i++) {
        if (self->mask[i] < INSIDE_MIN || self->labels[i] >= 0)
            continue;
        find_letter(self, i, count);
        count += take_apart(self, count);
    }
    return count;
}

/* --- rims ----------------------------------------------------------------------------
 */

/* Labels go to where there are none, up to RIM_PIXELS along a row or a column; the
 * nearest one, and of two the first. */
static void spread(const int *from, int *to, int count, int step) {
    for (int i = 0; i < count; i++) {
        to[i * step] = from[i * step];
        for (int away = 1; to[i * step] < 0 && away <= RIM_PIXELS; away++) {
            if (i >= away && from[(i - away) * step] >= 0)
                to[i * step] = from[(i - away) * step];
            else if (i + away < count)
                to[i * step] = from[(i + away) * step];
        }
    }
}

static void find_rims(PixelLetters *self, const guint8 *mask, const int *labels) {
    int width = self->width, height = self->height;
    g_autofree int *across = g_new(int, (gsize)width *(gsize)height);

    for (int y = 0; y < height; y++)
        spread(labels + y * width, across + y * width, width, 1);
    for (int x = 0; x < width; x++)
        spread(across + x, self->rim + x, height, width);
    for (int i = 0; i < width * height; i++) {
        if (mask[i] > OUTSIDE_MAX)
            self->rim[i] = -1;
    }
}

PixelLetters *pixel_letters_new(const guint8 *mask, int width, int height) {
    PixelLetters *self = make_letters(width, height);
    g_autofree int *labels = g_new(int, (gsize)width *(gsize)height);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(int));
    Search search = {self, mask, labels, found};

    self->count = find_letters(&search);
    find_rims(self, mask, labels);
    return self;
}

PixelLetters *pixel_letters_new_squares(const guint8 *mask, int width, int height) {
    int across = (width + LETTER_PIXELS - 1) / LETTER_PIXELS;
    int down = (height + LETTER_PIXELS - 1) / LETTER_PIXELS;
    PixelLetters *self = make_letters(width, height);

    self->count = across * down;
    for (int i = 0; i < width * height; i++) {
        if (mask[i] >= INSIDE_MIN)
            self->rim[i] =
                i / width / LETTER_PIXELS * across + i % width / LETTER_PIXELS;
    }
    return self;
}
