/* Pages of paper for people, set in the campaign's fonts and colours.
 *
 * Text is measured first and put down later, so that whoever lays out a page knows what
 * fits on it. Lengths are points from the top left of a page. */
#pragma once

#include "model/poster.h"
#include "resources/resources.h"

#define SHEET_WIDTH 595.276 /* A4 */
#define SHEET_HEIGHT 841.89

typedef enum {
    SHEET_PAPER,
    SHEET_NIGHT,
    SHEET_BLUE,
    SHEET_SKY,
    SHEET_RED,
    SHEET_SUN,
    SHEET_GREEN,
    SHEET_COLOURS
} SheetColour;

typedef enum { SHEET_PLAIN, SHEET_STRONG, SHEET_DISPLAY, SHEET_FACES } SheetFace;

/* How a text is set. */
typedef struct {
    SheetFace face;
    double size;
    SheetColour colour;
    double tint;
} SheetVoice;

typedef struct Sheet Sheet;

/* `resources` must outlive it. */
Sheet *sheet_new(Resources *resources);
void sheet_free(Sheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Sheet, sheet_free)

/* Begins a page; what is put down after it stands on it. */
void sheet_begin_page(Sheet *self);

/* Goes back to one of its pages, from 0. */
void sheet_choose_page(Sheet *self, guint page);

/* Its pages so far; of Poster, borrowed. */
const GPtrArray *sheet_pages(const Sheet *self);

/* Words in lines no wider than `width`, from the first capital's top to the last
 * baseline; not put down yet: the caller's. A word that is too wide makes all smaller.
 */
Item *sheet_set(Sheet *self, SheetVoice voice, const char *words, double width);

/* Puts words down, which it takes over, with the area's top left there; returns the y
 * of the last baseline. */
double sheet_put(Sheet *self, Item *words, double x, double y);

/* The same so that they end at the right, or stand in the middle. */
double sheet_put_right(Sheet *self, Item *words, double right, double y);
void sheet_put_centered(Sheet *self, Item *words, double x, double y);

void sheet_fill(Sheet *self, SheetColour colour, double tint, Rect area);

/* A picture, all of it, as large as the room allows, in its middle; it must outlive the
 * sheet. Returns the area it takes. */
Rect sheet_picture(Sheet *self, Image *image, Rect room);

/* An outline, which it takes over; `stroke` 0 fills it. */
void sheet_shape(Sheet *self, SheetColour colour, double opacity, Outline *outline,
                 double stroke);
