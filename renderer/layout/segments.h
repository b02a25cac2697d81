/* What of a text cannot be broken: where it begins and ends, and how wide it is. */
#pragma once

#include "layout/breaks.h"
#include "resources/hyphens.h"

#include <pango/pango.h>

/* The bytes of an unbroken part; the space behind it not included. */
typedef struct {
    size_t start, end;
    bool hyphen; /* a line that ends here shows a hyphen */
} Segment;

typedef struct {
    GArray *segments; /* of Segment */
    GArray *parts;    /* of Unbroken, one for each segment; unit scale */
} Segments;

/* Sides of a line where quotes and points hang out of the text's box. */
typedef enum { HANG_NONE = 0, HANG_LEFT = 1, HANG_RIGHT = 2 } Hang;

typedef struct {
    const char *language; /* BCP 47 */
    bool right_to_left;
    bool never_inside; /* no line ends inside a word, not even at a soft hyphen */
    Hyphens *hyphens;  /* NULL: words are divided at soft hyphens only */
    double hyphen;     /* how wide a hyphen is */
    int hang;          /* of Hang */
} SegmentRules;

/* From a layout of one line; false with `error` when a dictionary cannot be read. */
bool segments_find(Segments *self, PangoLayout *layout, const SegmentRules *rules,
                   GError **error);
void segments_clear(Segments *self);

/* How far a line's quotes and points hang out to the left and to the right. */
void segments_hanging(PangoLayout *layout, int hang, double *left, double *right);
