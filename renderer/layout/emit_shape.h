/* Flat areas: panels, and shapes of lines and curves; and what photos share with them.
 * Everything lies as in a poster from left to right, unless it says otherwise. */
#pragma once

#include "layout/emit.h"

void emit_panel(Emit *self, const Box *box, GPtrArray *items);
void emit_shape(Emit *self, const Box *box, GPtrArray *items);

/* A flat area that reaches the cut must reach beyond it. */
Rect emit_run_into_bleed(const Emit *self, Rect area);

/* Of the box's corners, from the top left clockwise; false when all are square. */
bool emit_corner_radii(const Emit *self, const Box *box, Rect area, double radii[4]);

/* Into the bleed with sides between square corners; a round one ends where it was
 * drawn. */
Rect emit_run_straight_sides(const Emit *self, Rect area, const double radii[4]);

/* An area with round corners; it lies as on the poster, its corners mirrored with it.
 */
Outline *emit_rounded(const Emit *self, Rect area, const double radii[4]);

/* Path data fitted into the area by the box's view, anchor and `stretch`; the area
 * becomes what the view then covers. */
Outline *emit_fit_path(const Box *box, const char *path, Fit how, Rect *area);

/* Moves an outline, not mirrored, to where its area lies on the poster. */
void emit_move(const Emit *self, Outline *outline, Rect area);
