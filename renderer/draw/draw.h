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

/* For a surface whose units are pixels, and whose owner puts together what must be a
 * picture of its own before it is painted. The context for what comes next changes
 * then; it has neither a clip nor a known matrix. Pixels are whole ones of the surface.
 */
typedef struct {
    void *self;

    /* Anything can be drawn as fast as it can be found out where it lies. */
    bool is_small;

    /* Where to draw something that blackens nothing outside these pixels. */
    cairo_t *(*context)(void *self, Rect pixels);

    /* What follows, up to the end, is a picture of its own, within these pixels. If a
     * mask is asked for before the end, only what is drawn on that is seen of it. */
    void (*begin)(void *self, Rect pixels);
    cairo_t *(*mask)(void *self);
    void (*end)(void *self, Blend blend, double opacity);
} DrawLayers;

typedef struct {
    /* Draw text as outlines: exact at any scale on surfaces of pixels. Otherwise it
     * stays text that can be selected and searched. */
    bool text_as_paths;

    /* What pixels a photo has, it gets at least so many of an inch. */
    double photo_ppi;

    /* The device's units are pixels: upright rectangles go to whole ones, so that
     * neighbours leave no seam. */
    bool in_pixels;

    const DrawLayers *layers; /* in pixels; NULL: everything is drawn on the context */

    /* Whoever draws, in pixels, draws bands and enters each of them before: photos and
     * fades are then made for it. NULL: they are cairo's. */
    BandSources *bands;

    /* A helper scales photos for bands while everything else is drawn. */
    bool has_helper;

    bool dithers; /* fades made for bands, where else they would have stripes */

    /* On layers: how many bytes librsvg may take at a time when it filters something;
     * pictures of all that is filtered may take a fourth as much. They have fewer
     * pixels than the page then. 0: 56 MiB. */
    gint64 filter_bytes;
    double filter_pixels; /* of one such picture; draw_poster finds it */
    double turned_pixels; /* of a photo that is turned, likewise: all such photos
                           * together take as much as filters; 0: as many as it has */

    const DrawStandIns *stand_ins; /* NULL: everything is drawn, in screen colours */
} DrawOptions;

/* With layers the context only says by its matrix where points become pixels. False
 * with `error` when a drawing or photo (G_IO_ERROR_INVALID_DATA, naming it) or cairo
 * fails; the context is then unusable. */
bool draw_poster(cairo_t *cr, const Poster *poster, const DrawOptions *options,
                 GError **error);
