#include "prepress/colours.h"

#include "base/checksum.h"

#include <math.h>

/* Colours this alike are taken for one another (print buyers' usual tolerance). */
#define NEAR_MISS 5.0

struct PrintColours {
    const Campaign *campaign;
    const Condition *condition;
    Profile *profile;
    PressTransform *to_press;
    GHashTable *converted; /* packed colour to PrintColour */
    char *id;              /* NULL: nobody has asked */
};

PrintColours *print_colours_new(const Campaign *campaign, const Condition *condition,
                                Profiles *profiles, GError **error) {
    Profile *profile = condition == condition_usual()
                           ? profiles_load(profiles, condition->profile, error)
                           : profiles_load_for(profiles, condition, error);
    PrintColours *self;

    if (profile == NULL)
        return NULL;
    self = g_new0(PrintColours, 1);
    self->campaign = campaign;
    self->condition = condition;
    self->profile = profile;
    self->to_press = press_transform_new(profile, NULL, 3, condition->ink_limit);
    self->converted = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return self;
}

void print_colours_free(PrintColours *self) {
    if (self == NULL)
        return;
    press_transform_free(self->to_press);
    g_hash_table_unref(self->converted);
    g_free(self->id);
    g_free(self);
}

const Condition *print_colours_condition(const PrintColours *self) {
    return self->condition;
}

Profile *print_colours_profile(const PrintColours *self) {
    return self->profile;
}

static void append_numbers(GString *id, const double *numbers, int count) {
    for (int i = 0; i < count; i++)
        g_string_append_printf(id, " %a", numbers[i]);
}

static void append_ink(GString *id, const Ink *ink) {
    const double screen[] = {ink->screen.red, ink->screen.green, ink->screen.blue};

    g_string_append_printf(id, "ink %s", ink->name);
    append_numbers(id, screen, 3);
    append_numbers(id, ink->recipe, 4);
    g_string_append_printf(id, " %s\n", ink->spot != NULL ? ink->spot : "");
}

/* Of the condition also what black asks of it: it goes into graphics states. */
static char *make_id(const PrintColours *self) {
    const Condition *condition = self->condition;
    GBytes *profile = profile_bytes(self->profile);
    g_autofree char *digest =
        checksum_of(g_bytes_get_data(profile, NULL), g_bytes_get_size(profile));
    const Length lengths[] = {condition->black_type_under,
                              condition->black_lines_under};
    GString *id = g_string_new(NULL);

    g_string_append_printf(id, "profile %s neutrals %d black", digest,
                           condition->neutrals);
    for (size_t i = 0; i < G_N_ELEMENTS(lengths); i++)
        g_string_append_printf(id, " %a %d", lengths[i].value, (int)lengths[i].unit);
    append_numbers(id, condition->rich_black, condition->has_rich_black ? 4 : 0);
    append_numbers(id, &condition->ink_limit, 1);
    g_string_append_c(id, '\n');
    for (guint i = 0; i < self->campaign->inks->len; i++)
        append_ink(id, g_ptr_array_index(self->campaign->inks, i));
    return g_string_free(id, FALSE);
}

const char *print_colours_id(PrintColours *self) {
    if (self->id == NULL)
        self->id = make_id(self);
    return self->id;
}

/* Whether it is one of those of 8 bits, to cairo's six decimals. */
static bool is_whole(Rgb colour) {
    const double components[3] = {colour.red, colour.green, colour.blue};

    for (int i = 0; i < 3; i++) {
        if (fabs(components[i] * 255 - round(components[i] * 255)) > 1e-3)
            return false;
    }
    return true;
}

static const Ink *find_ink(const PrintColours *self, Rgb screen, const Ink *but) {
    if (!is_whole(screen))
        return NULL;
    return campaign_find_ink_on_screen(self->campaign, rgb_pack(screen), but);
}

PrintColour print_colours_convert(PrintColours *self, Rgb screen) {
    PrintColour colour = {.certainty = BY_PROFILE};
    const double from[3] = {screen.red, screen.green, screen.blue};

    if (rgb_pack((Rgb){from[0], from[0], from[0]}) == rgb_pack(screen)) {
        double black = print_colours_black(self, from[0]);

        if (black >= 0) {
            colour.certainty = BY_NEUTRAL;
            colour.cmyk[3] = black;
            return colour;
        }
    }
    press_transform_colour(self->to_press, from, colour.cmyk);
    return colour;
}

PrintColour print_colours_find(PrintColours *self, Rgb screen) {
    const Ink *ink = find_ink(self, screen, NULL);
    gpointer key = GUINT_TO_POINTER(rgb_pack(screen));
    PrintColour *known;

    if (ink != NULL)
        return print_colour_of_paint((Paint){ink, 1});
    if (!is_whole(screen))
        return print_colours_convert(self, screen);
    known = g_hash_table_lookup(self->converted, key);
    if (known == NULL) {
        known = g_new(PrintColour, 1);
        *known = print_colours_convert(self, screen);
        g_hash_table_insert(self->converted, key, known);
    }
    return *known;
}

double print_colours_black(const PrintColours *self, double grey) {
    if (self->condition->neutrals != NEUTRALS_BLACK)
        return -1;
    return profile_black_for_grey(self->profile, grey);
}

static double distance(const double a[3], const double b[3]) {
    return hypot(hypot(a[0] - b[0], a[1] - b[1]), a[2] - b[2]);
}

/* Both as the profile sees screen colours: what the recipe is does not matter. */
static void lab_of(const PrintColours *self, Rgb screen, double lab[3]) {
    const double from[3] = {screen.red, screen.green, screen.blue};
    double cmyk[4];

    press_transform_colour(self->to_press, from, cmyk);
    profile_to_lab(self->profile, cmyk, lab);
}

const Ink *print_colours_near_miss(PrintColours *self, Rgb screen) {
    const Ink *nearest = NULL;
    double lab[3], least = NEAR_MISS;

    if (find_ink(self, screen, NULL) != NULL)
        return NULL;
    lab_of(self, screen, lab);
    for (guint i = 0; i < self->campaign->inks->len; i++) {
        const Ink *ink = g_ptr_array_index(self->campaign->inks, i);
        double other[3], apart;

        lab_of(self, ink->screen, other);
        apart = distance(lab, other);
        if (apart < least) {
            least = apart;
            nearest = ink;
        }
    }
    return nearest;
}

const Ink *print_colours_look_alike(const PrintColours *self, Rgb screen) {
    const Ink *first = find_ink(self, screen, NULL), *second;
    PrintColour a, b;

    if (first == NULL)
        return NULL;
    second = find_ink(self, screen, first);
    if (second == NULL)
        return NULL;
    a = print_colour_of_paint((Paint){first, 1});
    b = print_colour_of_paint((Paint){second, 1});
    return print_colour_equal(&a, &b) ? NULL : second;
}

void print_colours_run(PrintColours *self, const guint8 *rgb, guint8 *cmyk,
                       int pixels) {
    press_transform_run(self->to_press, rgb, cmyk, pixels);
}
