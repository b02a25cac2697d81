/* A box of a layout: what a designer asks for, lengths still as written.
 *
 * Filled from the key table (parse/keys.c), which says what each key means to people.
 */
#pragma once

#include "base/source.h"
#include "base/units.h"

#include <stdbool.h>

typedef enum {
    BOX_STACK,
    BOX_ROW,
    BOX_COLUMN,
    BOX_GRID,
    BOX_GROUP,
    BOX_PANEL,
    BOX_SHAPE,
    BOX_PATTERN,
    BOX_ART,
    BOX_PHOTO,
    BOX_TEXT,
    BOX_QR,
    BOX_LOGOS,
    BOX_SPACE,
    BOX_KIND_COUNT,
} BoxKind;

typedef enum {
    INSIDE_PARENT,
    INSIDE_TRIM,
    INSIDE_BLEED,
    INSIDE_VISIBLE,
    INSIDE_SAFE
} Inside;

typedef enum { ALIGN_STRETCH, ALIGN_START, ALIGN_CENTER, ALIGN_END } Align;

typedef enum { FIT_CONTAIN, FIT_COVER } Fit;

typedef enum { CAPS_BUTT, CAPS_ROUND } Caps;

/* Whether the joints of posters that are pasted in parts must keep off it. */
typedef enum { KEEP_AUTO, KEEP_YES, KEEP_NO } Keep;

typedef enum { FADE_LINEAR, FADE_RADIAL } FadeKind;

typedef enum {
    MARK_DOTS,
    MARK_ARCHES,
    MARK_SQUARES,
    MARK_STRIPES,
    MARK_WAVES,
    MARK_CONFETTI,
} Mark;

typedef enum { BLEND_NORMAL, BLEND_MULTIPLY } Blend;

/* Where something stands in its box. */
typedef struct {
    bool is_set;
    int x; /* -1 left, 0 centre, 1 right */
    int y; /* -1 top, 0 middle, 1 bottom */
} Anchor;

/* How an ink runs into another one. */
typedef struct {
    const char *to; /* a role or an ink; borrowed; NULL: it does not */
    double tint;
    double angle; /* degrees: 0 to the right, 90 downwards */
    int kind;     /* FadeKind */
} BoxFade;

/* Marks in rows, the same for the same seed. */
typedef struct {
    int of;        /* Mark */
    Length step;   /* from one mark to the next */
    double size;   /* of a mark, times the step */
    double chance; /* of a mark being there, 0 to 1 */
    double jitter; /* how far it may stand off its place, times the step */
    double turn;   /* degrees: of stripes and waves; at random of others */
    int seed;
    GPtrArray *inks; /* of char *: roles or inks, by chance; may be NULL; owned */
} BoxPattern;

typedef struct Box Box;
struct Box {
    BoxKind kind;
    char *name; /* unique within a shape; owned */
    Origin origin;

    /* every box */
    int inside; /* Inside */
    Length width, height;
    Length padding[4]; /* top, right, bottom, left */
    double grow;       /* share of the room left over in a row or column */
    double aspect;     /* width / height; 0: free */
    int align;         /* Align: of the items across the flow; of a text's lines */
    Anchor anchor;     /* in the room it is given; a text's lines in their box */
    Length shift[2];   /* right, down */
    double rotate;     /* clockwise degrees about its middle */
    bool hide;
    int keep_whole; /* Keep */
    bool mirror;    /* take part in mirroring for right-to-left languages */
    int span;       /* grid columns */
    int column;     /* grid column to stand in, from 1; 0: the next */

    /* containers */
    Length gap[2];       /* between rows, between columns */
    const char *columns; /* grid: "6" or "2fr 1fr 20u"; borrowed */
    bool isolate;        /* group: members blend among themselves only */
    GPtrArray *items;    /* of Box, back to front; owned */

    /* what is shown */
    const char *ink; /* a role or an ink; borrowed */
    double tint;
    int blend; /* Blend */
    double opacity;
    BoxFade fade;
    Length radius[4]; /* panel, photo: of its corners, top left and on clockwise */
    const char *path; /* shape: path data; borrowed */
    double view[4];   /* shape, photo: the box of the path: x, y, width, height; 0: its
                       * own */
    bool stretch;     /* shape, photo: to the width and the height of its room */
    Length stroke;    /* shape: of its line; none: it is filled */
    int caps;         /* Caps */
    BoxPattern pattern;
    const char *show;    /* artwork or photo, or "funders"; borrowed */
    const char *sits_on; /* the name of an art box; borrowed */
    double at[2];        /* where its origin stands on that, in units of that drawing */
    Length unit;         /* art: the length of one unit of the drawing */
    Length art_origin[2]; /* art: where its origin stands in its room */
    double scale;         /* art: times the size it would have */
    int fit;              /* Fit */
    double focus[2];      /* photo: what stays in view, 0 to 1 from the left, the top */
    const char *mask;     /* photo: path data that cuts it out; borrowed */
    const char *cut_out;  /* photo: a grey picture that does; borrowed */
    const char *duotone[2]; /* photo: roles or inks, dark and light; borrowed */
    const char *say;        /* words; borrowed */
    const char *style;      /* a type style; borrowed */
    Length min, max;        /* font size */
    int lines;              /* at most; 0: as many as it takes */
    double arc;        /* text: degrees of the arc it stands on; 0: a straight line */
    const char *along; /* text: path data that it stands on; borrowed */
};

Box *box_new(BoxKind kind);
void box_free(Box *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Box, box_free)

const char *box_kind_to_text(BoxKind kind);

/* The kind called `name`; false when there is none. */
bool box_kind_find(const char *name, BoxKind *kind);

/* The box of that name in a tree; NULL when there is none. */
const Box *box_find(const Box *self, const char *name);
