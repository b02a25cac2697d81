#include "preflight/pixel_colours.h"

#include "preflight/colour.h"
#include "resources/press.h"

#include <math.h>

enum { SLOTS = 1 << 14 };

/* Of a colour: the one that was asked for last of those that share a slot. */
typedef struct {
    guint32 key;
    bool is_used;
    guint32 inks;
    double light;
} Slot;

struct PixelColours {
    Profile *profile; /* NULL: a screen */
    double ink_limit;
    PressTransform *press; /* made when it is first needed; owned */
    Slot *inks;            /* by screen colour; owned */
    Slot *lights;          /* by pixel; owned */
};

static void free_colours(gpointer pointer) {
    PixelColours *self = pointer;

    press_transform_free(self->press);
    g_free(self->inks);
    g_free(self->lights);
    g_free(self);
}

static PixelColours *make_colours(Profile *profile, double ink_limit) {
    PixelColours *self = g_new0(PixelColours, 1);

    self->profile = profile;
    self->ink_limit = ink_limit;
    self->inks = g_new0(Slot, SLOTS);
    self->lights = g_new0(Slot, SLOTS);
    return self;
}

PixelColours *pixel_colours_for(Resources *resources, Profile *profile,
                                const Condition *condition) {
    const char *name = profile == NULL ? "screen-colours" : "press-colours";
    double ink_limit = profile == NULL ? 0 : condition->ink_limit;
    PixelColours *self = g_datalist_get_data(&resources->kept, name);

    if (self != NULL && self->profile == profile && self->ink_limit == ink_limit)
        return self;
    self = make_colours(profile, ink_limit);
    g_datalist_set_data_full(&resources->kept, name, self, free_colours);
    return self;
}

static Slot *slot_of(Slot *slots, guint32 key) {
    return &slots[(key * 2654435761U) >> 18];
}

static guint32 convert(const PixelColours *self, guint32 rgb) {
    Rgb colour = rgb_unpack(rgb);
    double cmyk[4];
    guint32 inks = 0;

    press_transform_colour(self->press,
                           (double[3]){colour.red, colour.green, colour.blue}, cmyk);
    for (int i = 0; i < 4; i++)
        inks = inks << 8 | (guint32)lround(cmyk[i] * 255);
    return inks;
}

guint32 pixel_colours_inks(PixelColours *self, guint32 rgb) {
    Slot *slot = slot_of(self->inks, rgb);

    if (self->press == NULL)
        self->press = press_transform_new(self->profile, NULL, 3, self->ink_limit);
    if (!slot->is_used || slot->key != rgb)
        *slot = (Slot){.key = rgb, .is_used = true, .inks = convert(self, rgb)};
    return slot->inks;
}

static double light_of(const PixelColours *self, guint32 pixel) {
    double cmyk[4], lab[3];

    if (self->profile == NULL)
        return colour_luminance(rgb_unpack(pixel));
    for (int i = 0; i < 4; i++)
        cmyk[i] = (pixel >> (24 - 8 * i) & 255) / 255.0;
    profile_to_lab(self->profile, cmyk, lab);
    return colour_lab_luminance(lab);
}

double pixel_colours_light(PixelColours *self, guint32 pixel) {
    Slot *slot = slot_of(self->lights, pixel);

    if (!slot->is_used || slot->key != pixel)
        *slot = (Slot){.key = pixel, .is_used = true, .light = light_of(self, pixel)};
    return slot->light;
}
