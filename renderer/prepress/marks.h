/* What stands around the bleed for the people at the press. */
#pragma once

#include "model/poster.h"
#include "model/supplier.h"
#include "prepress/ink_tags.h"
#include "resources/fonts.h"

#include <cairo.h>

/* Room that marks need outside the bleed on each side; points. */
double marks_room(Marks marks);

typedef struct {
    Marks marks;
    bool text_as_paths;
    Rect bleed, trim; /* points from the top left of the page */
    InkTags *tags;
    const Fonts *fonts;
    const TypeStyle *style;
    const GPtrArray *spots; /* of const Ink: plates of their own */
    const char *slug;       /* what the line in the margin says */
} MarksPage;

/* In the colour of registration, on all plates; the bar in each ink. The unit of `cr`
 * is a point of the page. */
void marks_draw(cairo_t *cr, const MarksPage *page);
