/* A poster that is judged beside the drawing of its picture, by whoever is free first.
 */
#pragma once

#include "preflight/poster_rules.h"

typedef struct {
    const Poster *poster;
    const Brief *brief;
    Resources *resources;
    Diagnostics *judged; /* where findings go */
    Subject subject;     /* of them */
} Judging;

/* Judges it in this process: findings are there afterwards. */
void judging_do(const Judging *self);

/* Judges it in whatever process; appends what was found, as bytes. */
void judging_make(const Judging *self, GByteArray *made);

/* Takes that over. */
void judging_take(const Judging *self, const guint8 *made, gsize length);
