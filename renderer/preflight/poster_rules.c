#include "preflight/judge.h"

#include <math.h>

static const Rule rules[] = {
    rule_inside_page_boxes,
    rule_code_size,
    rule_code_quiet_zone,
    rule_thin_lines,
    rule_logos,
    rule_photo_ppi,
    rule_distance,
    rule_type_size,
    rule_contrast,
    rule_colour_pairs,
    rule_quotes,
    rule_spaces_and_dashes,
    rule_simple_language,
    rule_what_must_be_there,
};

static Affine turned(const Item *item, Affine around) {
    if (item->rotation == 0)
        return around;
    return affine_then(affine_rotation(item->rotation, item->pivot_x, item->pivot_y),
                       around);
}

/* What the lines of a text blacken. */
static Rect ink_of(const Item *item) {
    Rect all = item->area;

    for (guint i = 0; i < item->lines->len; i++) {
        Rect ink = ((const TextLine *)g_ptr_array_index(item->lines, i))->ink;

        all = i == 0 ? ink : rect_union(all, ink);
    }
    return all;
}

/* Points and quotes may hang out at the sides, parts of letters above and below. */
static Rect body_of(const Item *item) {
    Rect body = ink_of(item);
    double scale = item->font_size / FONTS_UNIT, left = 0, right = 0;

    for (guint i = 0; i < item->lines->len; i++) {
        const TextLine *line = g_ptr_array_index(item->lines, i);

        if (line->bends != NULL)
            return body;
        left = fmax(left, line->hang_left * scale);
        right = fmax(right, line->hang_right * scale);
    }
    return (Rect){body.x + left, item->area.y, body.width - left - right,
                  item->area.height};
}

static Placed place_item(const Item *item, Affine around) {
    Affine to_page = turned(item, around);
    bool is_text = item->kind == ITEM_TEXT;

    return (Placed){
        .item = item,
        .to_page = to_page,
        .area = affine_bounds(to_page, is_text ? ink_of(item) : item->area),
        .body = affine_bounds(to_page, is_text ? body_of(item) : item->area),
    };
}

static void place_items(Judge *self, const GPtrArray *items, Affine around) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);
        Placed placed = place_item(item, around);

        if (item->kind != ITEM_GROUP)
            g_array_append_val(self->placed, placed);
        place_items(self, item->items, placed.to_page);
    }
}

/* The profile of the condition; a finding when it cannot be used. */
static Profile *load_profile(const Condition *condition, Resources *resources,
                             Diagnostics *diagnostics) {
    g_autoptr(GError) error = NULL;
    Profile *profile;

    if (condition == NULL)
        return NULL;
    profile = profiles_load_for(resources->profiles, condition, &error);
    if (profile == NULL)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "printing/no-profile",
                        &condition->profile_origin, "%s", error->message);
    return profile;
}

void poster_rules_check(const Poster *poster, const Brief *brief, Resources *resources,
                        Diagnostics *diagnostics) {
    const Campaign *campaign = brief->motif->campaign;
    bool is_print = brief->size->kind == SIZE_PRINT;
    g_autoptr(GArray) placed = g_array_new(FALSE, FALSE, sizeof(Placed));
    Judge judge = {.poster = poster,
                   .brief = brief,
                   .campaign = campaign,
                   .limits = &campaign->limits,
                   .condition = is_print ? campaign->condition : NULL,
                   .diagnostics = diagnostics,
                   .placed = placed};

    judge.profile = load_profile(judge.condition, resources, diagnostics);
    place_items(&judge, poster->items, affine_identity());
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        rules[i](&judge);
}
