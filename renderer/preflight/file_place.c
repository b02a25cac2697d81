#include "preflight/file_place.h"

#include "base/translate.h"
#include "base/units.h"

/* Points: numbers are rounded when they are written, and lines have a width. */
static const double SLACK = 1;

static Rect to_points(Rect place, double scale) {
    double points = scale * 72 / 25.4;

    return (Rect){place.x * points, place.y * points, place.width * points,
                  place.height * points};
}

static bool can_be_named(const Placed *placed) {
    return placed->item->kind != ITEM_GROUP && placed->item->origin.source != NULL;
}

/* Type is higher than what its letters blacken. */
static bool holds(const Placed *placed, Rect place) {
    double around = placed->item->kind == ITEM_TEXT ? placed->item->font_size / 2 : 0;

    return rect_contains(placed->area, place, SLACK + around);
}

const Item *file_place_item(const Places *places, const FileFinding *finding,
                            double scale) {
    Rect place = to_points(finding->place, scale);
    Rect middle = {place.x + place.width / 2, place.y + place.height / 2, 0, 0};
    const Item *near = NULL;

    if (!finding->has_place)
        return NULL;
    for (guint i = places->items->len; i > 0; i--) {
        const Placed *placed = places_at(places, i - 1);

        if (!can_be_named(placed))
            continue;
        if (holds(placed, place))
            return placed->item;
        if (near == NULL && holds(placed, middle))
            near = placed->item;
    }
    return near;
}

char *file_place_to_text(const FileFinding *finding) {
    g_autofree char *left = number_to_text(finding->place.x, 1);
    g_autofree char *top = number_to_text(finding->place.y, 1);

    if (!finding->has_place)
        return NULL;
    return g_strdup_printf(_("%s mm from the left and %s mm from the top"), left, top);
}

/* "on page 1, 12.3 mm from the left and 4.5 mm from the top"; NULL: nowhere. */
static char *where(const FileFinding *finding) {
    g_autofree char *place = file_place_to_text(finding);

    if (finding->page == 0)
        return NULL;
    return place == NULL ? g_strdup_printf(_("on page %u"), finding->page)
                         : g_strdup_printf(_("on page %u, %s"), finding->page, place);
}

char *file_finding_to_text(const FileFinding *finding, const char *item,
                           const char *file) {
    GString *text = g_string_new(finding->message);
    g_autofree char *at = where(finding);

    if (item != NULL)
        g_string_append_printf(text, ", \"%s\"", item);
    if (at != NULL)
        g_string_append_printf(text, ", %s", at);
    if (item != NULL)
        g_string_append_printf(text, _(" of %s"), file);
    if (finding->count > 1)
        g_string_append_printf(text, _(", and %u more like it"), finding->count - 1);
    if (finding->clause != NULL)
        g_string_append_printf(text, " (%s)", _(finding->clause));
    return g_string_free(text, FALSE);
}
