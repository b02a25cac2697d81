/* Pages in outline, with numbers where findings are. */
#pragma once

#include "report/judgement.h"
#include "report/sheet.h"

/* The numbers of the pages (from 0) of which a sketch tells something: those with
 * places, else the first; at most SKETCHES_MAX. Of guint, yours. */
enum { SKETCHES_MAX = 8 };
GArray *sketch_choose(const Judgement *judgement);

/* Draws a page as large as the room allows, at its top, at the left (`side` 0) or the
 * right (1); returns its height. */
double sketch_put(Sheet *sheet, const Judgement *judgement, guint page, Rect room,
                  double side);
