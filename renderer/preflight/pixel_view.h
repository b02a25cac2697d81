/* A small part of a poster in pixels, as the press prints it or the screen shows it, so
 * that rules can look where only pixels tell.
 *
 * Everything is painted in inks, one after the other as in the print PDF: panels and
 * shapes in their recipes, drawings and photos in what their colours become. */
#pragma once

#include "preflight/judge.h"

#include <gio/gio.h>

typedef enum {
    VIEW_BELOW, /* what lies below an item, without words and codes */
    VIEW_SHOWN, /* the same with the item's paint all over it */
    VIEW_ALL,   /* everything */
} ViewKind;

/* What is looked at. */
typedef struct {
    Rect area;    /* points */
    double scale; /* pixels a point */
    ViewKind kind;
    guint target; /* the index of the item among the places; of VIEW_ALL: not used */
} Look;

enum { LOOK_PIXELS_MAX = 2000000 };

typedef struct {
    Look
        look; /* its scale less than was asked for, if there would be too many pixels */
    int width, height;
    float *light; /* luminance relative to white, 0 to 1, row by row; owned */
} PixelView;

/* NULL with `error` when a drawing or a photo cannot be drawn. */
PixelView *pixel_view_new(const Judge *judge, const Look *look, GError **error);
void pixel_view_free(PixelView *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PixelView, pixel_view_free)

/* What the letters of a text, or the whole of another item, cover in the pixels of a
 * look: one byte each, 255 is all. Caller frees. */
guint8 *pixel_mask(const Judge *judge, const Look *look, int width, int height);

/* Pixels of a look, its scale made smaller where they would be too many. */
Look look_within_limit(Look look, int *width, int *height);
