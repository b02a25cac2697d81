/* What a screen shows for what a press prints: plates through the profile of their
 * condition. */
#pragma once

#include "model/ink.h"
#include "resources/profiles.h"

typedef struct ProofColours ProofColours;

/* `spots` (of const Ink) have the plates behind C, M, Y and K. Relative colorimetric
 * with black point compensation; `paper_white`: absolute colorimetric, so that paper is
 * as it is under the light for which the profile was made.
 *
 * A spot ink lies on what the process inks have become as a filter, in linear light:
 * with what its recipe, tinted, lets through of the paper's light. Real inks of their
 * own are mostly purer than their recipes. NULL when the profile lacks a table. */
ProofColours *proof_colours_new(const Profile *condition, const GPtrArray *spots,
                                bool paper_white);
void proof_colours_free(ProofColours *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ProofColours, proof_colours_free)

/* `plates`: one after the other, each of so many pixels, 255 is solid. Pixels as
 * cairo's RGB24 has them, 0xrrggbb. */
void proof_colours_run(ProofColours *self, const guint8 *plates, gsize pixels,
                       guint32 *rgb);
