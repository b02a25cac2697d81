/* A printing condition: what a press does with inks on a paper. */
#pragma once

#include "base/source.h"
#include "base/units.h"
#include "model/variant.h"

#include <stdbool.h>

/* What grey of vectors (r = g = b) becomes that no ink of the campaign is. */
typedef enum {
    NEUTRALS_BLACK,   /* black alone */
    NEUTRALS_PROFILE, /* as the profile has it: all four */
} Neutrals;

typedef struct {
    const char *name; /* borrowed from the file */
    const char *title;
    const char *note; /* what to know before choosing it; NULL: nothing */
    Origin origin;
    const char *registered; /* in the ICC's registry; NULL: not there */
    const char *profile;    /* as written */
    Origin profile_origin;
    const char *profile_licence; /* under which it may be handed on; NULL: it may not */
    double ink_limit;            /* all plates together, 4 is 400 % */
    Length type_min, reversed_type_min, mixed_type_min;
    Length line_min, mixed_line_min;
    int neutrals; /* Neutrals */
    /* Type and lines in solid black alone overprint when they are smaller; 0: never. */
    Length black_type_under, black_lines_under;
    double rich_black[4]; /* percent; what larger solid black on one plate takes */
    bool has_rich_black;  /* without it that black knocks out as it is */
    Origin rich_black_origin;
    const char *variant_name; /* NULL: none */
    Origin variant_origin;
    const Variant *variant; /* borrowed from the campaign; NULL: the usual one */
    double flat_ppi;        /* of what is flattened, where effects have 300 */
    double picture_ppi;     /* seen from a metre; 0: not checked */
} Condition;

/* For campaigns that name none: offset on coated paper, FOGRA39, whose profile every
 * set-up fetches; 300 % of ink, GWG 2022's limits for black. */
const Condition *condition_usual(void);
