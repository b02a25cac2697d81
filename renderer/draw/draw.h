/* A poster on any cairo context: the one door of this stage.
 *
 * The context's unit is a point, its origin the top left of the trim box; the caller
 * has set scale, translation and clip. Nothing is decided here any more. */
#pragma once

#include "draw/band_source.h"
#include "model/poster.h"

#include <cairo.h>
#include <gio/gio.h>

/* For a surface whose colours become inks later: what stands in for them, and for
 * pictures that are made elsewhere. */
typedef struct {
    void *self;

    /* What a paint of the item is on the surface. */
    Rgb (*colour)(void *self, const Item *item, Paint paint);

    /* Leave the place of a drawing or a photo. The context is turned and clipped as the
     * item is; its unit is a point. */
    bool (*art)(void *self, cairo_t *cr, const Item *item, GError **error);
    bool (*photo)(void *self, cairo_t *cr, const Item *item, GError **error);
} DrawStandIns;

typedef struct {
    /* Draw text as outlines: exact at any scale on surfaces of pixels. Otherwise it
     * stays text that can be selected and searched. */
    bool text_as_paths;

    /* What pixels a photo has, it gets at least so many of an inch. */
    double photo_ppi;

    /* The device's units are pixels: upright rectangles go to whole ones, so that
     * neighbours leave no seam. What must be put together before it is painted is
     * clipped to the pixels it touches, which stay the same. A recording that is
     * replayed in parts then costs little where nothing is. */
    bool in_pixels;

    /* Whoever draws, in pixels, draws bands and enters each of them before: photos and
     * fades are then made for it. NULL: they are cairo's. */
    BandSources *bands;

    bool dithers; /* fades made for bands, where else they would have stripes */

    const DrawStandIns *stand_ins; /* NULL: everything is drawn, in screen colours */
} DrawOptions;

/* False with `error` when a drawing or photo (G_IO_ERROR_INVALID_DATA, naming it) or
 * cairo fails; the context is then unusable. */
bool draw_poster(cairo_t *cr, const Poster *poster, const DrawOptions *options,
                 GError **error);
