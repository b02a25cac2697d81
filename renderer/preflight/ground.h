/* Tones, and what lies behind an item: panels and shapes painted as the press and the
 * screen would, without pixels. */
#pragma once

#include "preflight/places.h"

/* A colour on the way to the eye: what the press prints and what screens show. */
typedef struct {
    double cmyk[4]; /* 0 to 1 */
    Rgb screen;
} Tone;

Tone tone_of(Paint paint);

/* On how many plates of the process inks it lies. */
int tone_plates(const Tone *tone);

/* On how many plates of the press a paint lies: a spot ink has one of its own. */
int paint_plates(Paint paint);

/* Whether no eye and no reader of codes tells them apart. */
bool tones_are_alike(const Tone *a, const Tone *b);

/* What an item becomes at a place, mixed with what lies behind it there. */
typedef struct {
    Tone shown, behind;
    bool is_certain; /* false: a drawing, or the edge of something, lies there too */
} Sight;

enum { SIGHTS_MAX = 16 };

/* More than one where inks run into one another, and where something ends. */
typedef struct {
    Sight sights[SIGHTS_MAX];
    int count;
} Ground;

/* Of all parts of the item at `index`; where nothing lies there is paper. */
Ground ground_of(const Places *places, guint index);

/* What lies at a place below the item at `index`; `shown` is what is `behind`. */
Ground ground_below(const Places *places, guint index, const Quad *place);
