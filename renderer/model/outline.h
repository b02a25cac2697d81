/* A shape of lines and curves. */
#pragma once

#include "model/geometry.h"

#include <glib.h>

typedef enum { STEP_MOVE, STEP_LINE, STEP_CURVE, STEP_CLOSE } StepKind;

typedef struct {
    StepKind kind;
    /* Where it leads: points[2]; of a curve also its control points before that. */
    struct {
        double x, y;
    } points[3];
} Step;

typedef struct {
    GArray *steps; /* of Step; the first one is STEP_MOVE; owned */
} Outline;

Outline *outline_new(void);
void outline_free(Outline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Outline, outline_free)

void outline_move(Outline *self, double x, double y);
void outline_line(Outline *self, double x, double y);
void outline_curve(Outline *self, double x1, double y1, double x2, double y2, double x,
                   double y);
void outline_close(Outline *self);

/* A rectangle with rounded corners (top left, top right, bottom right, bottom left),
 * clockwise; radii that do not fit shrink together, as in CSS (Backgrounds 3, 5.5). */
void outline_add_rect(Outline *self, Rect rect, const double radii[4]);
void outline_add_circle(Outline *self, double x, double y, double radius);

/* Every point through a matrix. */
void outline_transform(Outline *self, Affine matrix);

/* The box of all its points, control points included: what it covers lies within. */
Rect outline_bounds(const Outline *self);

/* Lines alone: curves as pieces that are at most `tolerance` off. */
Outline *outline_flatten(const Outline *self, double tolerance);

/* The first part of a flattened outline from its end to its beginning. */
Outline *outline_reversed(const Outline *self);

/* How long the lines of a flattened outline's first part are. */
double outline_length(const Outline *self);

/* The point at a distance along them, and the direction there in degrees, clockwise
 * from the right; beyond the ends straight on. */
void outline_point_at(const Outline *self, double distance, double *x, double *y,
                      double *angle);

/* Of a flattened outline: whether a point lies in it when it is filled (nonzero
 * winding), and whether one of its lines goes into a rectangle, or comes nearer than
 * `reach` to it; a filled one is closed by lines of its own. */
bool outline_holds(const Outline *self, Point point);
bool outline_meets(const Outline *self, const Quad *quad, double reach, bool is_filled);
