/* A poster on any cairo context: the one door of this stage.
 *
 * The context's unit is a point, its origin the top left of the trim box; the caller
 * has set scale, translation and clip. Nothing is decided here any more. */
#pragma once

#include "model/poster.h"

#include <cairo.h>
#include <gio/gio.h>

typedef struct {
    /* Draw text as outlines: exact at any scale on surfaces of pixels. Otherwise it
     * stays text that can be selected and searched. */
    bool text_as_paths;

    /* What pixels a photo has, it gets at least so many of an inch. */
    double photo_ppi;

    /* Hand on the files of JPEGs where nothing is to be changed about them; for
     * surfaces that can take them. */
    bool jpegs_as_they_are;
} DrawOptions;

/* False with `error` when a drawing or photo (G_IO_ERROR_INVALID_DATA, naming it) or
 * cairo fails; the context is then unusable. */
bool draw_poster(cairo_t *cr, const Poster *poster, const DrawOptions *options,
                 GError **error);
