/* Posters made by hand: what tests of preflight look at. */
#pragma once

#include "../support.h"

#include "preflight/ground.h"
#include "resources/fonts.h"

static const Ink blue = {
    .name = "blue", .screen = {0, 0, 1}, .recipe = {100, 80, 0, 0}};
static const Ink grey = {
    .name = "grey", .screen = {0.5, 0.5, 0.5}, .recipe = {0, 0, 0, 50}};
static const Ink yellow = {
    .name = "yellow", .screen = {1, 1, 0}, .recipe = {0, 0, 100, 0}};
static const Ink white = {.name = "white", .screen = {1, 1, 1}, .recipe = {0, 0, 0, 0}};

/* Adds an item to a poster or a group; borrowed. */
static inline Item *add_item(GPtrArray *items, ItemKind kind, const Ink *ink,
                             Rect area) {
    Item *item = item_new(kind);

    item->area = area;
    item->paint = (Paint){ink, 1};
    g_ptr_array_add(items, item);
    return item;
}

/* A text of one line that blackens all of its area. */
static inline Item *add_line_of_text(GPtrArray *items, const Ink *ink, Rect area) {
    Item *item = add_item(items, ITEM_TEXT, ink, area);
    TextLine *line = g_new0(TextLine, 1);

    line->ink = area;
    g_ptr_array_add(item->lines, line);
    return item;
}

static inline void turn_item(Item *item, double degrees) {
    item->rotation = degrees;
    item->pivot_x = item->area.x + item->area.width / 2;
    item->pivot_y = item->area.y + item->area.height / 2;
}
