/* How much words and codes stand out from what is known of their ground. */
#pragma once

#include "preflight/judge.h"

/* The least there is: where the ground is known, and where a drawing or an edge lies,
 * too; INFINITY where there is none of them. */
typedef struct {
    double certain, uncertain;
} Least;

typedef struct {
    Least ratio, michelson;
    bool is_certain; /* all of the ground is known */
} Contrasts;

Contrasts contrast_measure(const Judge *judge, guint index);

/* Of the language. */
double contrast_limit(const Judge *judge);

/* Whether it is there to be read, in an ink. */
bool placed_is_read(const Placed *placed);
