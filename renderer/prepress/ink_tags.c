#include "prepress/ink_tags.h"

#include <math.h>

enum { STEP = 257, FIRST = 16, SPACING = 5, DIGITS = 16 };

typedef struct {
    Rgb screen;
    PrintColour colour;
    double text; /* points; 0: not for letters */
} Tag;

struct InkTags {
    GArray *tags; /* of Tag, by number */
};

InkTags *ink_tags_new(void) {
    InkTags *self = g_new0(InkTags, 1);

    self->tags = g_array_new(FALSE, FALSE, sizeof(Tag));
    return self;
}

void ink_tags_free(InkTags *self) {
    if (self == NULL)
        return;
    g_array_unref(self->tags);
    g_free(self);
}

static double encode_component(double screen, guint digit) {
    long level = lround(CLAMP(screen, 0, 1) * 255);
    long offset = FIRST + SPACING * (long)digit;
    long value = level * STEP + (level < 128 ? offset : -offset);

    return (double)value / 65535;
}

/* The digit, and the level of 8 bits it stands at; false when it is neither. */
static bool decode_component(double value, guint *digit, long *level) {
    long bits = lround(value * 65535), nearest = (bits + STEP / 2) / STEP;
    long offset = bits - nearest * STEP, distance = labs(offset);

    if (bits < 0 || bits > 65535 || offset == 0 || (offset > 0) != (nearest < 128))
        return false;
    if (distance < FIRST || (distance - FIRST) % SPACING != 0)
        return false;
    *digit = (guint)(distance - FIRST) / SPACING;
    *level = nearest;
    return *digit < DIGITS;
}

static Rgb encode(Rgb screen, guint number) {
    return (Rgb){encode_component(screen.red, number / 256),
                 encode_component(screen.green, number / 16 % 16),
                 encode_component(screen.blue, number % 16)};
}

static bool decode(Rgb colour, guint *number, long levels[3]) {
    guint red, green, blue;

    if (!decode_component(colour.red, &red, &levels[0]) ||
        !decode_component(colour.green, &green, &levels[1]) ||
        !decode_component(colour.blue, &blue, &levels[2]))
        return false;
    *number = red * 256 + green * 16 + blue;
    return true;
}

static bool has_levels(Rgb screen, const long levels[3]) {
    return lround(screen.red * 255) == levels[0] &&
           lround(screen.green * 255) == levels[1] &&
           lround(screen.blue * 255) == levels[2];
}

static bool same_screen(Rgb a, Rgb b) {
    long levels[3] = {lround(b.red * 255), lround(b.green * 255), lround(b.blue * 255)};

    return has_levels(a, levels);
}

Rgb ink_tags_add_text(InkTags *self, Rgb screen, const PrintColour *colour,
                      double points) {
    Tag tag = {screen, *colour, points};
    guint number = 0;

    for (; number < self->tags->len; number++) {
        const Tag *known = &g_array_index(self->tags, Tag, number);

        if (same_screen(known->screen, screen) && known->text == points &&
            print_colour_equal(&known->colour, colour))
            return encode(screen, number);
    }
    if (number == INK_TAGS_MAX)
        return screen;
    g_array_append_val(self->tags, tag);
    return encode(screen, number);
}

Rgb ink_tags_add(InkTags *self, Rgb screen, const PrintColour *colour) {
    return ink_tags_add_text(self, screen, colour, 0);
}

static const Tag *find(const InkTags *self, Rgb colour) {
    guint number = 0;
    long levels[3];
    const Tag *tag;

    if (!decode(colour, &number, levels) || number >= self->tags->len)
        return NULL;
    tag = &g_array_index(self->tags, Tag, number);
    return has_levels(tag->screen, levels) ? tag : NULL;
}

const PrintColour *ink_tags_find(const InkTags *self, Rgb colour) {
    const Tag *tag = find(self, colour);

    return tag == NULL ? NULL : &tag->colour;
}

double ink_tags_text(const InkTags *self, Rgb colour) {
    const Tag *tag = self == NULL ? NULL : find(self, colour);

    return tag == NULL ? 0 : tag->text;
}

Rgb picture_tag(guint picture) {
    return encode((Rgb){0.5, 0.5, 0.5}, INK_TAGS_MAX + picture);
}

bool picture_tag_read(Rgb colour, guint *picture) {
    guint number = 0;
    long levels[3];

    if (!decode(colour, &number, levels) || number < INK_TAGS_MAX)
        return false;
    *picture = number - INK_TAGS_MAX;
    return has_levels((Rgb){0.5, 0.5, 0.5}, levels);
}
