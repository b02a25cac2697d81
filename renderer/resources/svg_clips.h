/* A drawing whose groups are clipped to whole pixels around what they blacken: so that
 * a part of a page which a group does not touch costs nothing, and its pixels stay the
 * same.
 *
 * librsvg paints a group as a picture as large as the page. Here each of them gets a
 * rectangle as its clip path, and a style sheet says where that lies, which depends on
 * where the drawing is placed. */
#pragma once

#include "base/source.h"
#include "resources/svg_render.h"
#include "resources/svgs.h"

typedef struct SvgClips SvgClips;

/* `text`: the file, mended. Measures everything. NULL with `error`. */
SvgClips *svg_clips_new(const char *text, size_t length, Rect view_box, GError **error);
void svg_clips_free(SvgClips *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SvgClips, svg_clips_free)

/* What all of it blackens, with a little around, in units of the drawing; false: nobody
 * knows. */
bool svg_clips_ink(const SvgClips *self, Rect *ink);

/* As svg_filtered. */
const SvgStep *svg_clips_filtered(const SvgClips *self);

/* As svg_draw_pixels, for a step; `sheet` is what else is to be set. */
cairo_surface_t *svg_clips_picture(const SvgClips *self, const SvgStep *step,
                                   Affine to_pixels, int width, int height,
                                   const char *sheet, GError **error);

/* Whether it has groups. */
bool svg_clips_are_some(const SvgClips *self);

/* Of SvgStep; borrowed. Empty: it is to be drawn as a whole. */
const GArray *svg_clips_steps(const SvgClips *self);

/* The drawing with clips to set, where there are groups; for the whole of it or for
 * its steps; borrowed. NULL with `error`. */
RsvgHandle *svg_clips_handle(SvgClips *self, bool in_steps, GError **error);

/* The style sheet that sets them when units of the drawing become pixels this way, by a
 * matrix that does not turn; a later sheet replaces it. In steps what begins and ends
 * is no group any more. Caller frees. */
char *svg_clips_sheet(const SvgClips *self, Affine to_pixels, bool in_steps);
