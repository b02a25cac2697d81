/* A print shop: how it wants its files. */
#pragma once

#include "base/source.h"
#include "base/units.h"
#include "model/condition.h"
#include "model/size.h"

#include <stdbool.h>

typedef enum {
    MARKS_NONE,
    MARKS_CROP, /* where to cut */
    MARKS_ALL,  /* crop, bleed and registration marks, colour bar, slug line */
    MARKS_SLUG, /* the slug line alone */
} Marks;

/* What its PDFs follow. */
typedef enum {
    STANDARD_X4,  /* ISO 15930-7 */
    STANDARD_X1A, /* ISO 15930-4: inks of the press only, nothing is seen through */
    STANDARD_X3,  /* ISO 15930-6: may have more colours, which ours has not */
} Standard;

typedef struct {
    const char *name; /* borrowed from the file */
    const char *title;
    Origin origin;
    const char *condition_name;
    Origin condition_origin;
    const Condition *condition; /* borrowed from the campaign */
    const char *variant_name;   /* NULL: that of the condition */
    Origin variant_origin;
    const Variant *variant; /* borrowed from the campaign; NULL likewise */
    Length bleed;           /* at least so much; 0: each size's own */
    int standard;           /* Standard */
    int marks;              /* Marks */
    bool outlines;          /* text is drawn as outlines: no fonts in the file */
    bool overprint;         /* small black text and thin black lines overprint */
    int scale;              /* 10: delivered at 1:10 */
    Length largest[2];      /* what it prints in one piece; no unit: anything */
    Origin file_name_origin;
    const char *file_name; /* NULL: the usual one */
} Supplier;

/* Whether it can print a size with its bleed: in one piece, upright or lying, or in
 * one of the ways that the size is pasted in parts. */
bool supplier_prints(const Supplier *self, const Size *size);
