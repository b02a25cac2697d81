/* SVG artwork, read once and looked up by path. */
#pragma once

#include "base/diagnostics.h"
#include "model/geometry.h"
#include "model/ink.h"
#include "resources/fonts.h"
#include "resources/svg_strokes.h"

#include <cairo.h>
#include <gio/gio.h>

enum { SVG_BYTES_MAX = 32 << 20 };

typedef struct Svg Svg;
typedef struct Svgs Svgs;

/* `fonts` are those that drawings may use; NULL: nobody looks. Borrowed. */
Svgs *svgs_new(const Fonts *fonts);
void svgs_free(Svgs *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Svgs, svgs_free)

/* From now on librsvg reads a drawing when it is drawn for the first time: for those
 * who draw it anyway, some of them in parts alone. */
void svgs_read_late(Svgs *self);

/* Reads a file, or finds it read; a file that cannot be used fails the same way each
 * time. References to other files are not followed. Owned by `self`. */
Svg *svgs_load(Svgs *self, const char *path, GError **error);

/* What is wrong or doubtful in it, told once for the file; of Finding, without posters;
 * borrowed. */
const GPtrArray *svg_remarks(const Svg *self);

/* The thinnest stroke of each colour; of SvgStroke; borrowed. */
const GArray *svg_strokes(const Svg *self);

/* An element that must stay whole where a poster is pasted in parts: of the class
 * "keep-whole", with an id. */
typedef struct {
    char *id; /* owned */
    Rect ink; /* in units of the drawing */
} SvgWhole;

/* Of SvgWhole; measured when first asked for; borrowed. */
const GArray *svg_wholes(Svg *self);

/* Forgets drawings that were not asked for since the last time, when there are many:
 * between posters, as all others are then gone. Those whose lines findings may cite
 * stay. */
void svgs_trim(Svgs *self);

/* Forgets the drawings whose files do not look as they did when they were read. */
void svgs_renew(Svgs *self);

/* A finding says something about a line of it. */
void svg_cite(Svg *self);

/* The drawing's box in its own units. */
Rect svg_view_box(const Svg *self);

/* Whether parts of it blend, so that it must be drawn as one isolated picture. */
bool svg_blends(const Svg *self);

/* Whether it sets letters. librsvg draws them as outlines but on a PDF. */
bool svg_has_text(const Svg *self);

/* Whether parts of it become pixels in a PDF: what goes through a filter or a mask,
 * pictures, letters in colours of their own (emoji). */
bool svg_needs_pixels(const Svg *self);

/* Whether it defines gradients. */
bool svg_has_gradients(const Svg *self);

/* The SHA-256 of the file, in small hexadecimal digits; borrowed. */
const char *svg_digest(const Svg *self);

/* Whether a colour, 0xrrggbb, stands somewhere in the file, in whatever notation: #rgb,
 * #rrggbb, rgb(), hsl(), a name. Rather yes than no. Black always does: it is what
 * shapes are filled with that say nothing. */
bool svg_has_colour(const Svg *self, guint32 rgb);

/* Draws it so that a unit of the drawing is a unit of `cr` and the origins coincide;
 * `colour` is its currentColor. */
bool svg_draw(Svg *self, cairo_t *cr, Rgb colour, GError **error);

/* The same pixels, on a context whose device units are pixels and whose matrix does not
 * turn: its groups are clipped to those they touch, and cost nothing elsewhere. The
 * context keeps what it draws, such as a recording; else this is slower. */
bool svg_draw_clipped(Svg *self, cairo_t *cr, Rgb colour, GError **error);

typedef enum {
    SVG_STEP_PART,   /* is drawn */
    SVG_STEP_PIXELS, /* goes through a filter: a picture of it is painted */
    SVG_STEP_BEGIN,  /* what follows is a picture of its own … */
    SVG_STEP_END     /* … up to here, where it is painted */
} SvgStepKind;

/* A drawing in which parts multiply, are filtered or have gradients, taken apart, so
 * that whoever draws them puts them together. */
typedef struct {
    SvgStepKind kind;
    char *id; /* of a part or a beginning; owned */
    Rect ink; /* what that blackens, in units of the drawing; no width: nothing */
    bool multiplies;    /* of an end; else it is painted as it is */
    double opacity;     /* likewise; 0 to 1 */
    bool has_gradients; /* of a part */

    /* Of what is painted as pixels. */
    char *name;     /* what messages call it; owned */
    Rect region;    /* what librsvg makes pixels of, in units of the drawing */
    guint surfaces; /* pictures of that which librsvg has at a time, at most */
    guint pictures; /* those that are left if the drawing's recorded; 0: nobody knows */
} SvgStep;

/* Of SvgStep; borrowed. Empty: it is to be drawn as a whole. NULL with `error`. */
const GArray *svg_steps(Svg *self, GError **error);

/* Draws a part, as svg_draw_clipped does the whole. */
bool svg_draw_part(Svg *self, const SvgStep *part, cairo_t *cr, Rgb colour,
                   GError **error);

/* All of it as one step of pixels, without an id, if anything is filtered; borrowed.
 * NULL without `error`: nothing is. */
const SvgStep *svg_filtered(Svg *self, GError **error);

/* The picture of a step of pixels, or of all of it, from pixel 0, 0, ARGB32; the matrix
 * does not turn. The caller destroys it. NULL with `error`. */
cairo_surface_t *svg_draw_pixels(Svg *self, const SvgStep *step, Affine to_pixels,
                                 int width, int height, Rgb colour, GError **error);

/* All of it (no part), or a part, as a recording in pixels, and what it blackens there.
 * The caller destroys it. NULL: nobody knows what it blackens, or `error` says what
 * failed. */
cairo_surface_t *svg_record_clipped(Svg *self, const SvgStep *part, Affine to_pixels,
                                    Rgb colour, Rect *pixels, GError **error);

/* Likewise, without bounds, whatever it blackens. NULL with `error`. */
cairo_surface_t *svg_record_part(Svg *self, const SvgStep *part, Affine to_pixels,
                                 Rgb colour, GError **error);

/* Whether it may blacken something of a rectangle within its box, in its own units: the
 * first time it is drawn for that, coarsely. */
bool svg_may_cover(Svg *self, Rect place);

/* What it blackens, with a little around, in its own units. False: nobody knows, or
 * `error` says why it cannot be drawn. */
bool svg_ink(Svg *self, Rect *ink, GError **error);

/* The drawing as a recording, at `scale` units to one of its own, and what it blackens:
 * whole units, with one around. The caller destroys it. NULL with `error`. */
cairo_surface_t *svg_record(Svg *self, double scale, Rgb colour,
                            cairo_rectangle_t *extents, GError **error);
