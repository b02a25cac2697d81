/* Where lines of a text end, from the widths of what cannot be broken.
 *
 * Widths have one unit, any unit. Nothing here knows fonts. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum {
    BREAKS_LINES_MAX = 200,
    BREAKS_BALANCED_MAX = 40, /* longer texts are filled, whatever was asked for */
};

/* What cannot be broken: a word with the space behind it, or a part of a word. */
typedef struct {
    double width;
    double space;  /* of what stands behind it on the same line */
    double before; /* of the width: what is not black before the first letter, … */
    double after;  /* … and behind the last; lines are measured from black to black */
    double hyphen; /* what a hyphen adds where a line ends inside a word; 0: none */
    bool ends_line; /* a new line was asked for here */
} Unbroken;

typedef struct {
    int count;                    /* lines */
    guint ends[BREAKS_LINES_MAX]; /* the last unbroken part of each line */
    double longest;               /* width of the longest line */
} Breaks;

/* The lines that were asked for: 1, or more where parts end lines. `parts` is of
 * Unbroken. */
int breaks_fewest(const GArray *parts);

/* The narrowest width that holds the text in so many lines; INFINITY when there is
 * none. With `hyphens` lines may end inside words. */
double breaks_narrowest(const GArray *parts, int lines, bool hyphens);

/* Exactly so many lines, none longer than `width`: with as few hyphens as can be, no
 * word alone on the last line where that can be helped, and as even as can be. False
 * when the text cannot be broken so. */
bool breaks_fill(const GArray *parts, int lines, double width, Breaks *breaks);

/* Whether a word stands alone on the last line of a paragraph. */
bool breaks_are_poor(const GArray *parts, const Breaks *breaks);

/* How wide every line would be that there can be: [first part * parts + last part];
 * INFINITY where no line goes from one to the other without a hyphen. Caller frees. */
double *breaks_widths(const GArray *parts);

/* Exactly so many lines, the ratio of the longest to the shortest as small as can be;
 * of several such breaks those with the shortest longest line. `widths` is what
 * breaks_widths says, or knows better. False when the text cannot be broken into so
 * many or so few. Never inside words. */
bool breaks_balance(const GArray *parts, const double *widths, int lines,
                    Breaks *breaks);
