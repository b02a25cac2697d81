#include "preflight/judge.h"

static const Rule rules[] = {
    rule_inside_page_boxes,  rule_code_size,    rule_code_quiet_zone,
    rule_thin_lines,         rule_logos,        rule_photo_ppi,
    rule_distance,           rule_type_size,    rule_codes_are_dark,
    rule_contrast,           rule_colour_pairs, rule_quotes,
    rule_spaces_and_dashes,  rule_digits,       rule_simple_language,
    rule_what_must_be_there, rule_joints,       rule_words_on_pictures,
    rule_codes_are_read,
};

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
    g_autoptr(Places) places = places_new(poster);
    g_autofree guint8 *told = g_new0(guint8, places->items->len + 1);
    Judge judge = {.poster = poster,
                   .brief = brief,
                   .campaign = campaign,
                   .limits = &campaign->limits,
                   .condition = is_print ? campaign->condition : NULL,
                   .diagnostics = diagnostics,
                   .places = places,
                   .resources = resources,
                   .told = told};

    judge.profile = load_profile(judge.condition, resources, diagnostics);
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        rules[i](&judge);
}
