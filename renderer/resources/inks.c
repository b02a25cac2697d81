#include "resources/inks.h"

#include "resources/press.h"

#include <math.h>
#include <string.h>

typedef struct {
    Campaign *campaign;
    Profiles *profiles;
    Diagnostics *diagnostics;
} Completion;

/* NULL with a finding. */
static Profile *load_profile(const Completion *self, const Condition *condition) {
    g_autoptr(GError) error = NULL;
    Profile *profile = profiles_load_for(self->profiles, condition, &error);

    if (profile == NULL)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "printing/no-profile",
                        &condition->profile_origin, "%s", error->message);
    return profile;
}

/* --- screen colours --- */

/* In steps of 255, as #rrggbb would give it. */
static void see_screen(const Completion *self, Ink *ink) {
    const Condition *own = self->campaign->own_condition;
    const Recipe *recipe = own == NULL ? NULL : ink_find_recipe(ink, own->name);
    Profile *profile;
    double cmyk[4], rgb[3];

    if (recipe == NULL)
        recipe = &g_array_index(ink->recipes, Recipe, 0);
    profile =
        load_profile(self, campaign_find_condition(self->campaign, recipe->condition));
    if (profile == NULL)
        return;
    for (int i = 0; i < 4; i++)
        cmyk[i] = recipe->cmyk[i] / 100;
    profile_to_screen(profile, cmyk, rgb);
    for (int i = 0; i < 3; i++)
        rgb[i] = round(rgb[i] * 255) / 255;
    ink->screen = (Rgb){rgb[0], rgb[1], rgb[2]};
}

/* --- recipes --- */

static bool is_black_alone(const double cmyk[4]) {
    return cmyk[0] == 0 && cmyk[1] == 0 && cmyk[2] == 0;
}

static double sum_of(const double cmyk[4]) {
    return cmyk[0] + cmyk[1] + cmyk[2] + cmyk[3];
}

/* Down where rounding would pass the limit. */
static void round_to_percent(double cmyk[4], double ink_limit) {
    double exact[4];

    memcpy(exact, cmyk, sizeof exact);
    for (int i = 0; i < 4; i++)
        cmyk[i] = round(exact[i]);
    for (int i = 0; i < 4 && sum_of(cmyk) > ink_limit * 100 + 1e-9; i++)
        cmyk[i] = floor(exact[i] + 1e-9);
}

/* All in percent; false when a profile cannot be used. */
static bool derive(const Completion *self, const Recipe *from, const Condition *to,
                   double cmyk[4]) {
    const Condition *condition =
        campaign_find_condition(self->campaign, from->condition);
    Profile *source, *target;
    double inks[4], lab[3];

    memcpy(cmyk, from->cmyk, sizeof from->cmyk);
    if (is_black_alone(cmyk))
        return true;
    source = load_profile(self, condition);
    target = load_profile(self, to);
    if (source == NULL || target == NULL)
        return false;
    if (source == target && sum_of(cmyk) <= to->ink_limit * 100 + 1e-9)
        return true;
    for (int i = 0; i < 4; i++)
        inks[i] = from->cmyk[i] / 100;
    profile_to_lab(source, inks, lab);
    profile_from_lab(target, lab, to->ink_limit, inks);
    for (int i = 0; i < 4; i++)
        cmyk[i] = inks[i] * 100;
    round_to_percent(cmyk, to->ink_limit);
    return true;
}

static char *recipe_to_text(const double cmyk[4]) {
    GString *text = g_string_new("[");

    for (int i = 0; i < 4; i++) {
        g_string_append(text, i > 0 ? ", " : "");
        number_append(text, cmyk[i], 2);
    }
    g_string_append_c(text, ']');
    return g_string_free(text, FALSE);
}

/* Paper stays paper, of which nobody need be told. */
static void derive_recipe(const Completion *self, Ink *ink) {
    const Condition *to = self->campaign->condition;
    const Recipe *from = &g_array_index(ink->recipes, Recipe, 0);
    double cmyk[4];
    g_autofree char *text = NULL;

    if (!derive(self, from, to, cmyk))
        return;
    memcpy(ink->recipe, cmyk, sizeof ink->recipe);
    text = recipe_to_text(cmyk);
    if (!is_black_alone(cmyk) || cmyk[3] > 0)
        diagnostics_add(self->diagnostics, SEVERITY_WARNING, "ink/derived-recipe",
                        &ink->origin,
                        "ink \"%s\" has no recipe for \"%s\"; %s was derived from that "
                        "for \"%s\": let the print shop check it, then write it here",
                        ink->name, to->name, text, from->condition);
}

void inks_complete(Campaign *campaign, Profiles *profiles, Diagnostics *diagnostics) {
    Completion completion = {campaign, profiles, diagnostics};
    const Condition *condition = campaign->condition;

    for (guint i = 0; i < campaign->inks->len; i++) {
        Ink *ink = g_ptr_array_index(campaign->inks, i);

        if (!ink->has_screen)
            see_screen(&completion, ink);
        if (condition != NULL && ink_find_recipe(ink, condition->name) == NULL)
            derive_recipe(&completion, ink);
    }
}
