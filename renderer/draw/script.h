/* What a recording of cairo's shows, drawn once more with the gradients in it dithered.
 *
 * cairo tells nobody what it recorded, but writes it down as CairoScript, with numbers
 * as exact as those it draws with. */
#pragma once

#include "draw/band_source.h"
#include "model/geometry.h"

/* Draws on a context whose device has pixels of the page; `to_page` makes these of the
 * recording's units. False: nothing needs dithering, or the recording has what is not
 * understood (pictures, masks); nothing was drawn then. */
bool script_dithered(cairo_surface_t *recording, cairo_t *cr, Affine to_page,
                     BandSources *bands);
