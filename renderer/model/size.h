/* A print or screen size with its four boxes. */
#pragma once

#include "base/source.h"
#include "base/units.h"
#include "model/geometry.h"

typedef enum { SIZE_PRINT, SIZE_SCREEN } SizeKind;

typedef enum {
    SHAPE_TALL,
    SHAPE_PORTRAIT,
    SHAPE_SQUARE,
    SHAPE_LANDSCAPE,
    SHAPE_WIDE,
    SHAPE_CARD,
    SHAPE_COUNT,
} Shape;

/* As written in sizes.yaml. */
typedef struct {
    const char *id; /* borrowed from the file */
    const char *title;
    Origin origin;
    int kind;       /* SizeKind */
    Length trim[2]; /* width, height */
    Length bleed;
    Length visible[4]; /* insets from the trim: top, right, bottom, left */
    Length safe[4];
    double ppi;         /* of the PNG; a screen's own pitch */
    double effects_ppi; /* of what cannot stay vector, at final size */
    double distance;    /* metres a reader stands away */
    GPtrArray *parts; /* of char *, "3x2": columns and rows it may be pasted in; may be
                       * NULL; owned */
    Length overlap;   /* of parts */
    bool back;        /* lit from behind: printed on its back, too */
    double scan;      /* metres from which codes are scanned; 0: unknown */
} Size;

/* All lengths in points from the top left of the trim box; y grows downwards. */
typedef struct {
    Rect bleed;   /* trim plus the part cut away */
    Rect trim;    /* the finished poster; origin is always 0,0 */
    Rect visible; /* what a frame or case leaves to see */
    Rect safe;    /* text stays inside */
} PageBoxes;

void size_free(Size *self);

PageBoxes size_boxes(const Size *self);

/* What px and u mean on this size. */
Ruler size_ruler(const Size *self);

/* Pixels of a side of `points`: round(mm x ppi / 25.4). */
int size_pixels(double points, double ppi);

Shape size_shape(const Size *self);
const char *shape_to_text(Shape shape);
