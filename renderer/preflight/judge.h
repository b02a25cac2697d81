/* What the poster rules share: all items in the order they are painted, each with where
 * it really lies, and what lies behind a place. */
#pragma once

#include "preflight/poster_rules.h"

/* A colour on the way to the eye: what the press prints and what screens show. */
typedef struct {
    double cmyk[4]; /* 0 to 1 */
    Rgb screen;
} Tone;

typedef struct {
    const Item *item;
    Affine to_page; /* from the item's place to the page, turned groups included */
    Rect area;      /* on the page; of text: what is black */
    Rect body;      /* likewise, without what letters let hang out of their box */
} Placed;

enum { TONES_MAX = 8 };

/* What may lie behind a place: more than one where inks run into one another. */
typedef struct {
    Tone tones[TONES_MAX];
    int count;
} Ground;

typedef struct {
    const Poster *poster;
    const Brief *brief;
    const Campaign *campaign;
    const Limits *limits;
    const Condition *condition; /* NULL: not for print, or none is named */
    Profile *profile;           /* of the condition; NULL likewise */
    Diagnostics *diagnostics;
    GArray *placed; /* of Placed, in the order they are painted */
} Judge;

/* A rule looks at the whole poster. */
typedef void (*Rule)(const Judge *self);

static inline const Placed *judge_placed(const Judge *self, guint index) {
    return &g_array_index(self->placed, Placed, index);
}

/* Whether it is words that a designer set, which the rules are about; the draft band
 * and the names on placeholders are not. */
bool placed_is_words(const Placed *placed);

Tone tone_of(Paint paint);

/* On how many plates of the press it lies. */
int tone_plates(const Tone *tone);

/* What panels leave behind a place below the item at `index`: paper where nothing is.
 * Artwork, photos and free shapes are left out: only pixels tell. */
Ground judge_ground(const Judge *self, guint index, Rect place);

/* How light a tone is to an eye, 0 to 1: printed where there is a condition. */
double judge_luminance(const Judge *self, const Tone *tone);

/* Points as people read them; caller frees. */
char *judge_points(double points);

/* "headline", or what else findings call the item; borrowed. */
const char *placed_title(const Placed *placed);

/* --- the rules, by what they are about ----------------------------------------------
 */

void rule_inside_page_boxes(const Judge *self);
void rule_code_size(const Judge *self);
void rule_code_quiet_zone(const Judge *self);
void rule_thin_lines(const Judge *self);
void rule_logos(const Judge *self);

void rule_photo_ppi(const Judge *self);

void rule_distance(const Judge *self);
void rule_type_size(const Judge *self);

void rule_contrast(const Judge *self);
void rule_colour_pairs(const Judge *self);

void rule_quotes(const Judge *self);
void rule_spaces_and_dashes(const Judge *self);
void rule_simple_language(const Judge *self);

void rule_what_must_be_there(const Judge *self);
