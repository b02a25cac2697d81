/* What a headline could be in a box, found out by trying everything: each line that
 * there can be is set by pango, each set of breaks is looked at. */
#pragma once

#include "headlines.h"
#include "model/campaign.h"
#include "resources/fonts.h"

/* The room that a layout gives a headline; points. */
typedef struct {
    double width, height;
    double minimum, maximum; /* font size; maximum INFINITY: none */
    int lines;               /* at most; 0: any number */
} Room;

/* All breaks into one number of lines; unit scale. */
typedef struct {
    double ratio;     /* the least there is of the longest line to the shortest */
    double longest;   /* the longest line of the breaks that have it; the least */
    double narrowest; /* the least longest line of any breaks */
} Division;

typedef struct {
    const Headline *headline;
    bool is_balanced;
    double cap_height, leading;            /* unit scale */
    double widths[PIECES_MAX][PIECES_MAX]; /* of lines, first to last piece: what of
                                              them counts in the box */
    double before[PIECES_MAX][PIECES_MAX]; /* what hangs out where they begin, … */
    double behind[PIECES_MAX][PIECES_MAX]; /* … and where they end */
    Division divisions[PIECES_MAX + 1];    /* [lines] */
} Oracle;

/* Which ends of lines hang out of the box, for lines that stand by `align`. */
Oracle *oracle_new(const Headline *headline, const Fonts *fonts, const TypeStyle *style,
                   int align);
void oracle_free(Oracle *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Oracle, oracle_free)

/* The font size of so many lines, the longest of them `width` at unit scale. */
double oracle_size(const Oracle *self, const Room *room, int lines, double width);

/* The largest font size that any number of lines has in a room; with `any_breaks`
 * whether they are even or not. */
double oracle_largest(const Oracle *self, const Room *room, bool any_breaks);

/* The longest line to the shortest, of lines that end behind these pieces. */
double oracle_ratio(const Oracle *self, const guint *ends, guint lines);
