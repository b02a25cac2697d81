/* Letters in pixels, and the rim around each, where its shape is seen.
 *
 * A letter is what hangs together; of letters that are joined, as in Arabic, and of
 * what is no letter, parts about as wide as one. */
#pragma once

#include <glib.h>

/* Pixels of the height of small letters, or of four modules of a code: strokes have two
 * or more. */
enum { LETTER_PIXELS = 12 };

/* How far from a letter its ground is looked at: a sixth of the height of small
 * letters, as wide as a stroke of text type. */
enum { RIM_PIXELS = LETTER_PIXELS / 6 };

typedef struct {
    int width, height;
    int count; /* of letters */
    int *rim;  /* whose rim a pixel belongs to; -1: no letter's; owned */
} PixelLetters;

/* `mask` is 255 in letters. */
PixelLetters *pixel_letters_new(const guint8 *mask, int width, int height);

/* Squares of a letter's size, without a rim, wherever the mask is. */
PixelLetters *pixel_letters_new_squares(const guint8 *mask, int width, int height);

void pixel_letters_free(PixelLetters *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PixelLetters, pixel_letters_free)
