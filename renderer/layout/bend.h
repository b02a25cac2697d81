/* Words along a path: one line, each cluster of letters turned to it.
 *
 * The path is a flattened outline in points; what stands on it reads along it. */
#pragma once

#include "layout/text.h"
#include "model/poster.h"

/* What a box asks for. */
bool box_is_bent(const Box *box);

/* A line set on a path. */
typedef struct {
    Outline *path; /* where the baseline runs, from the left to the right; owned */
    FittedText *fitted;
    double width, height; /* that it takes of its box */
} BentText;

/* The words of a box in an area; mirrored at x = axis unless that is NAN. */
BentText *bend_text(const Box *box, const MeasuredText *text, const TextRoom *room,
                    Rect area, double axis);
void bent_text_free(BentText *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BentText, bent_text_free)

/* An arc of a circle: its highest point is 0, 0 (its lowest, when `degrees` is
 * negative), and it runs from the left to the right. */
Outline *bend_arc(double radius, double degrees);

/* Sets the line on the path: at its start, in the middle, or at its end (-1, 0, 1). */
void bend_line(TextLine *line, const Outline *path, double font_size, int side);
