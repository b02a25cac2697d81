/* Words in a box: measured once at unit scale, broken, fitted.
 *
 * The box of a text reaches from the cap height of its first line to the baseline of
 * its last, and from the first to the last black of its widest line; accents and
 * descenders hang out of it. Sizes and boxes here are points. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"
#include "resources/fonts.h"
#include "resources/hyphens.h"

#include <stdbool.h>

typedef struct MeasuredText MeasuredText;

/* What is to be measured; all borrowed. */
typedef struct {
    const Fonts *fonts;
    Hyphens *hyphens;       /* NULL: no word is divided */
    const TypeStyle *style; /* must outlive the measured text */
    const Words *words;
    const char *language; /* of the poster */
    const char *name;     /* what findings call the text */
    int align;            /* Align: of its lines */
} TextSource;

typedef struct {
    double width, height;    /* the room; INFINITY: free */
    double minimum, maximum; /* font size; maximum INFINITY: only the room limits it */
    int lines;               /* at most; 0: as many as it takes */
} TextRoom;

typedef struct {
    double font_size;     /* as large as the room allows, maybe below the minimum */
    bool fits;            /* not below the minimum */
    double width, height; /* of the text's box at that size */
    GPtrArray *lines;     /* of TextLine at unit scale, x and baseline unset; owned */
} FittedText;

/* Tells the source's hyphens which text they will be asked for, if any. */
void text_expect(const TextSource *source);

/* Adds a finding for each character that no family of the style has. */
MeasuredText *text_measure(const TextSource *source, Diagnostics *diagnostics);

/* The same once more: it is free when all have freed it. */
MeasuredText *measured_text_ref(MeasuredText *self);
void measured_text_free(MeasuredText *self);

/* Baseline to baseline at unit scale. */
double measured_text_leading(const MeasuredText *self);

/* From the baseline up to the cap height at unit scale. */
double measured_text_cap_height(const MeasuredText *self);

/* Of its style's Latin letters, at unit scale. */
double measured_text_x_height(const MeasuredText *self);

/* Whether findings were added about its characters, so that others would only confuse.
 */
bool measured_text_lacks_glyphs(const MeasuredText *self);

/* The words as they are set, all lines in one; borrowed. */
const char *measured_text_words(const MeasuredText *self);

/* Whether its paragraphs run from right to left. */
bool measured_text_is_right_to_left(const MeasuredText *self);

FittedText *text_fit(const MeasuredText *self, const TextRoom *room);
void fitted_text_free(FittedText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FittedText, fitted_text_free)
