/* One poster with every decision made.
 *
 * Layout builds it, everything after only reads it. All lengths are points (1/72 inch)
 * from the top left of the trim box; y grows downwards. */
#pragma once

#include "model/box.h"
#include "model/campaign.h"
#include "model/ink.h"
#include "model/outline.h"
#include "model/review.h"
#include "model/size.h"

#include <pango/pango.h>

typedef struct Svg Svg;     /* resources/svgs.h */
typedef struct Image Image; /* resources/images.h */

typedef enum {
    ITEM_PANEL,
    ITEM_SHAPE,
    ITEM_TEXT,
    ITEM_ART,
    ITEM_PHOTO,
    ITEM_QR,
    ITEM_GROUP,
} ItemKind;

/* Where a cluster of glyphs stands that is set along a path. */
typedef struct {
    double x, y;  /* of its left end on the baseline */
    double angle; /* degrees, clockwise */
} Bend;

/* A line of text, laid out at unit scale; drawn times font_size / FONTS_UNIT. */
typedef struct {
    PangoLayout *layout;          /* one line; owned */
    char *text;                   /* owned */
    double x, baseline;           /* where its origin stands */
    Rect ink;                     /* what it blackens */
    double hang_left, hang_right; /* what of that hangs out of the text's box */
    GArray *bends; /* of Bend, a cluster each, as seen from the left; NULL: straight */
    GArray *inks;  /* of Quad: what each bent cluster blackens; NULL likewise */
} TextLine;

/* A picture of pixels, and what of it is seen. The point x, y of the upright picture
 * stands at the area's top left plus (x - crop.x, y - crop.y) * 72 / ppi. */
typedef struct {
    Image *image; /* borrowed from the resources; decodes when it is drawn */
    Image
        *cut_out; /* what is white of it shows; lies on the whole picture; NULL: all */
    Rect crop;    /* what fills the area; pixels */
    double focus_x, focus_y; /* what stays in view; 0 to 1 from the left and the top */
    double ppi;              /* its pixels per inch, here */
    Paint dark, light;    /* its lightness runs from one to the other; no inks: its own
                           * colours */
    GBytes *cmyk_profile; /* of CMYK without one; NULL: not needed; borrowed */
} Photo;

typedef struct Item Item;
struct Item {
    ItemKind kind;
    char *name;        /* of the box; owned; may be NULL */
    char *says;        /* the words it says, by name; "funders"; owned; may be NULL */
    Origin origin;     /* of what it shows */
    Origin box_origin; /* of the box in the layout */
    int keep_whole;    /* Keep */
    State state;       /* the least reviewed of what it shows */
    State words_state; /* of the words of texts and codes alone */
    bool is_apart;     /* no part of what people approve: it comes or goes afterwards,
                        * as the band of drafts and the line of the printer do */
    Rect area;         /* text: from the first cap height to the last baseline */
    Paint paint;
    Fade fade; /* panels and shapes */
    Blend blend;
    double opacity;  /* 0 to 1 */
    double rotation; /* clockwise degrees about the pivot, with all that it holds */
    double pivot_x, pivot_y;
    Outline *clip; /* what is seen of it; NULL: all; owned */

    /* shape */
    Outline *outline; /* owned */
    double stroke;    /* the width of its line; 0: it is filled */
    bool round;       /* how the line ends and turns */

    /* text */
    const TypeStyle *style; /* borrowed from the campaign */
    char *words;            /* all its lines in one; what a code says; owned */
    double font_size;
    double x_height;  /* of its small Latin letters, or of capitals alone; points */
    char *language;   /* BCP 47; owned */
    GPtrArray *lines; /* of TextLine; owned */

    /* artwork */
    const Funder *funder;      /* whose logo it is; NULL: it is none; borrowed */
    Svg *svg;                  /* borrowed from the resources */
    char *path;                /* of its file; owned */
    double unit;               /* points a unit of the drawing has */
    double origin_x, origin_y; /* where the drawing's origin stands */
    bool mirrored;             /* left and right swapped about the origin */

    Photo photo; /* its file is `path` */

    /* QR code */
    GByteArray *modules; /* row by row, 1 is dark; owned */
    int side;            /* modules a side */

    /* group */
    bool isolate;
    GPtrArray *items; /* of Item, back to front; owned */
};

typedef struct {
    char *title;
    char *alt;      /* what it shows, in its language; may be NULL */
    char *author;   /* what its words call the sender, on one line; may be NULL */
    char *language; /* BCP 47 */
    char *size;     /* id */
    bool right_to_left;
    bool is_draft; /* shows something nobody has reviewed */
    PageBoxes boxes;
    double ppi;         /* of its PNG */
    double effects_ppi; /* of what cannot stay vector, at final size */
    GPtrArray *items;   /* of Item, back to front; owned */
} Poster;

Poster *poster_new(void);
void poster_free(Poster *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Poster, poster_free)

/* What a picture shows of it; and its pixels per inch, if not 0 are asked for. */
Rect poster_area(const Poster *self, bool with_bleed);
double poster_ppi(const Poster *self, double asked);

/* A drawing or a photo: what of it is seen where, only its pixels tell. */
static inline bool item_is_picture(const Item *self) {
    return self->kind == ITEM_ART || self->kind == ITEM_PHOTO;
}

/* Reviewed until told otherwise. */
Item *item_new(ItemKind kind);

/* The item shows something of this state, too. */
void item_add_state(Item *self, int state);
void item_free(Item *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Item, item_free)

/* The least reviewed of what a poster shows. */
State poster_state(const Poster *self);

/* Moves a text item with its lines. */
void item_move(Item *self, double right, double down);

void text_line_free(TextLine *self);
