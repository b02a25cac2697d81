#include "handoff/printed.h"

#include "base/translate.h"
#include "base/words.h"
#include "draw/content_id.h"

#include <string.h>

typedef struct {
    const Origin *origin;
    Diagnostics *diagnostics;
} Check;

/* --- what is the same --------------------------------------------------------------
 */

/* The items that were approved, back to front, those of groups behind them. */
static void collect(const GPtrArray *items, bool is_apart, GPtrArray *collected) {
    for (guint i = 0; i < items->len; i++) {
        Item *item = g_ptr_array_index(items, i);

        if (item->is_apart == is_apart)
            g_ptr_array_add(collected, item);
        collect(item->items, is_apart, collected);
    }
}

static const char *name_of(const Item *item) {
    if (item->name != NULL)
        return item->name;
    return item->says != NULL ? item->says : "?";
}

static bool rects_are_same(Rect a, Rect b) {
    return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static bool boxes_are_same(const PageBoxes *a, const PageBoxes *b) {
    return rects_are_same(a->trim, b->trim) && rects_are_same(a->bleed, b->bleed) &&
           rects_are_same(a->visible, b->visible) && rects_are_same(a->safe, b->safe);
}

/* What is cut off counts here: its area as a whole. */
static bool items_are_same(const Item *a, const Item *b, Rect trim) {
    g_autofree char *id = item_content_id(a, trim), *other = item_content_id(b, trim);

    return strcmp(name_of(a), name_of(b)) == 0 && rects_are_same(a->area, b->area) &&
           strcmp(id, other) == 0;
}

/* `message` takes the names of items. */
static void tell(const Check *self, const GPtrArray *names, const char *message) {
    g_autofree char *list = words_join(names, "and");

    if (names->len > 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "handoff/not-as-approved",
                        self->origin, message, list);
}

static void add_name(GPtrArray *names, const Item *item) {
    const char *name = name_of(item);

    if (!g_ptr_array_find_with_equal_func(names, name, g_str_equal, NULL))
        g_ptr_array_add(names, (gpointer)name);
}

/* Where one is missing those behind it have others beside them: they are not compared.
 */
static void compare(const Check *self, const Poster *approved, const Poster *printed) {
    g_autoptr(GPtrArray) before = g_ptr_array_new(), after = g_ptr_array_new();
    g_autoptr(GPtrArray) others = g_ptr_array_new();
    Rect trim = approved->boxes.trim;

    collect(approved->items, false, before);
    collect(printed->items, false, after);
    if (before->len != after->len)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "handoff/not-as-approved",
                        self->origin,
                        "with the printer's line the poster shows %u things instead of "
                        "the %u that were approved",
                        after->len, before->len);
    for (guint i = 0; i < MIN(before->len, after->len); i++) {
        const Item *a = g_ptr_array_index(before, i), *b = g_ptr_array_index(after, i);

        if (!items_are_same(a, b, trim))
            add_name(others, a);
        if (!items_are_same(a, b, trim) && before->len != after->len)
            break;
    }
    tell(self, others,
         N_("with the printer's line these are not as they were approved, they move or "
            "look otherwise: %s"));
}

/* --- what the line covers ----------------------------------------------------------
 */

static bool is_line(const Item *item) {
    return item->kind == ITEM_TEXT && item->says != NULL;
}

bool printed_has_line(const Poster *printed) {
    g_autoptr(GPtrArray) apart = g_ptr_array_new();

    collect(printed->items, true, apart);
    for (guint i = 0; i < apart->len; i++) {
        if (is_line(g_ptr_array_index(apart, i)))
            return true;
    }
    return false;
}

/* Words, codes and logos; of grounds and drawings people expect words on them. */
static bool covers(const Item *item, Rect ink) {
    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);

        if (rects_overlap(line->ink, ink))
            return true;
    }
    return (item->kind == ITEM_QR || item->funder != NULL) &&
           rects_overlap(item->area, ink);
}

static void check_line(const Check *self, const Item *line, const GPtrArray *items) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        for (guint j = 0; j < line->lines->len; j++) {
            const TextLine *words = g_ptr_array_index(line->lines, j);

            if (!covers(item, words->ink))
                continue;
            diagnostics_add(self->diagnostics, SEVERITY_ERROR, "handoff/line-on-others",
                            self->origin,
                            "the printer's line lies on \"%s\"; give it more room in "
                            "the layout, or say the printer's name in fewer words",
                            name_of(item));
            break;
        }
    }
}

static void check_lines(const Check *self, const Poster *printed) {
    g_autoptr(GPtrArray) apart = g_ptr_array_new(), others = g_ptr_array_new();

    collect(printed->items, true, apart);
    collect(printed->items, false, others);
    for (guint i = 0; i < apart->len; i++) {
        if (is_line(g_ptr_array_index(apart, i)))
            check_line(self, g_ptr_array_index(apart, i), others);
    }
}

bool printed_check(const Poster *approved, const Poster *printed, const Origin *origin,
                   Diagnostics *diagnostics) {
    const Check check = {origin, diagnostics};
    unsigned before = diagnostics->errors;

    if (!boxes_are_same(&approved->boxes, &printed->boxes))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "handoff/not-as-approved", origin,
                        "with the printer's line the page has another size");
    compare(&check, approved, printed);
    check_lines(&check, printed);
    return diagnostics->errors == before;
}
