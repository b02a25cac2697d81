/* A printing condition: what a press does with inks on a paper. */
#pragma once

#include "base/source.h"
#include "base/units.h"

typedef struct {
    const char *name; /* borrowed from the file */
    const char *title;
    Origin origin;
    const char *registered; /* in the ICC's registry; NULL: not there */
    const char *profile;    /* as written */
    Origin profile_origin;
    double ink_limit; /* all plates together, 4 is 400 % */
    Length type_min, reversed_type_min, mixed_type_min;
    Length line_min, mixed_line_min;
    double picture_ppi; /* seen from a metre; 0: not checked */
} Condition;
