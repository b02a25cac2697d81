/* What the poster rules share. */
#pragma once

#include "preflight/ground.h"
#include "preflight/poster_rules.h"

typedef struct {
    const Poster *poster;
    const Brief *brief;
    const Campaign *campaign;
    const Limits *limits;
    const Condition *condition; /* NULL: not for print, or none is named */
    Profile *profile;           /* of the condition; NULL likewise, or of no use */
    Diagnostics *diagnostics;
    const Places *places;
    Resources *resources;
    guint8 *told; /* by item, 1: an error that nobody can read it */
} Judge;

/* A rule looks at the whole poster. */
typedef void (*Rule)(const Judge *self);

/* For rules about single items: calls `check` for each that `concerns` it. */
typedef bool (*Concerns)(const Placed *placed);
typedef void (*Check)(const Judge *self, guint index);
void judge_each(const Judge *self, Concerns concerns, Check check);

/* So that one cause is told once. */
void judge_tell(const Judge *self, guint index);
bool judge_is_told(const Judge *self, guint index);

/* Whether it is words that a designer set, which the rules are about; the draft band
 * and the names on placeholders are not. */
bool placed_is_words(const Placed *placed);

bool placed_is_code(const Placed *placed);
bool placed_is_logo(const Placed *placed);

/* Whether no designer put it there: the draft band, the names on placeholders. */
bool placed_is_ours(const Placed *placed);

/* "headline", or what else findings call the item; borrowed. */
const char *placed_title(const Placed *placed);

/* The words that a text says; NULL: they are nobody's. Borrowed from the brief. */
const Words *judge_words(const Judge *self, const Placed *placed);

/* How light a tone is to an eye, 0 to 1: printed where there is a condition. */
double judge_luminance(const Judge *self, const Tone *tone);

/* A length of the campaign or a condition in points; 0 when it is not there. */
double judge_limit(const Judge *self, Length length);

/* What was found, rounded down: too little never reads as enough; caller frees. */
char *judge_found(double number, int decimals);

/* Of points; caller frees. */
char *judge_millimetres(double points);

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

void rule_codes_are_dark(const Judge *self);
void rule_contrast(const Judge *self);
void rule_colour_pairs(const Judge *self);

void rule_joints(const Judge *self);

void rule_words_on_pictures(const Judge *self);
void rule_codes_are_read(const Judge *self);

void rule_quotes(const Judge *self);
void rule_spaces_and_dashes(const Judge *self);
void rule_digits(const Judge *self);
void rule_simple_language(const Judge *self);

void rule_what_must_be_there(const Judge *self);
