#include "resources/svg_colours.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *name;
    guint32 rgb;
} NamedColour;

/* CSS Color Module Level 4, 6.1; in the order of bsearch. */
static const NamedColour named[] = {
    {"aliceblue", 0xf0f8ff},
    {"antiquewhite", 0xfaebd7},
    {"aqua", 0x00ffff},
    {"aquamarine", 0x7fffd4},
    {"azure", 0xf0ffff},
    {"beige", 0xf5f5dc},
    {"bisque", 0xffe4c4},
    {"black", 0x000000},
    {"blanchedalmond", 0xffebcd},
    {"blue", 0x0000ff},
    {"blueviolet", 0x8a2be2},
    {"brown", 0xa52a2a},
    {"burlywood", 0xdeb887},
    {"cadetblue", 0x5f9ea0},
    {"chartreuse", 0x7fff00},
    {"chocolate", 0xd2691e},
    {"coral", 0xff7f50},
    {"cornflowerblue", 0x6495ed},
    {"cornsilk", 0xfff8dc},
    {"crimson", 0xdc143c},
    {"cyan", 0x00ffff},
    {"darkblue", 0x00008b},
    {"darkcyan", 0x008b8b},
    {"darkgoldenrod", 0xb8860b},
    {"darkgray", 0xa9a9a9},
    {"darkgreen", 0x006400},
    {"darkgrey", 0xa9a9a9},
    {"darkkhaki", 0xbdb76b},
    {"darkmagenta", 0x8b008b},
    {"darkolivegreen", 0x556b2f},
    {"darkorange", 0xff8c00},
    {"darkorchid", 0x9932cc},
    {"darkred", 0x8b0000},
    {"darksalmon", 0xe9967a},
    {"darkseagreen", 0x8fbc8f},
    {"darkslateblue", 0x483d8b},
    {"darkslategray", 0x2f4f4f},
    {"darkslategrey", 0x2f4f4f},
    {"darkturquoise", 0x00ced1},
    {"darkviolet", 0x9400d3},
    {"deeppink", 0xff1493},
    {"deepskyblue", 0x00bfff},
    {"dimgray", 0x696969},
    {"dimgrey", 0x696969},
    {"dodgerblue", 0x1e90ff},
    {"firebrick", 0xb22222},
    {"floralwhite", 0xfffaf0},
    {"forestgreen", 0x228b22},
    {"fuchsia", 0xff00ff},
    {"gainsboro", 0xdcdcdc},
    {"ghostwhite", 0xf8f8ff},
    {"gold", 0xffd700},
    {"goldenrod", 0xdaa520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xadff2f},
    {"grey", 0x808080},
    {"honeydew", 0xf0fff0},
    {"hotpink", 0xff69b4},
    {"indianred", 0xcd5c5c},
    {"indigo", 0x4b0082},
    {"ivory", 0xfffff0},
    {"khaki", 0xf0e68c},
    {"lavender", 0xe6e6fa},
    {"lavenderblush", 0xfff0f5},
    {"lawngreen", 0x7cfc00},
    {"lemonchiffon", 0xfffacd},
    {"lightblue", 0xadd8e6},
    {"lightcoral", 0xf08080},
    {"lightcyan", 0xe0ffff},
    {"lightgoldenrodyellow", 0xfafad2},
    {"lightgray", 0xd3d3d3},
    {"lightgreen", 0x90ee90},
    {"lightgrey", 0xd3d3d3},
    {"lightpink", 0xffb6c1},
    {"lightsalmon", 0xffa07a},
    {"lightseagreen", 0x20b2aa},
    {"lightskyblue", 0x87cefa},
    {"lightslategray", 0x778899},
    {"lightslategrey", 0x778899},
    {"lightsteelblue", 0xb0c4de},
    {"lightyellow", 0xffffe0},
    {"lime", 0x00ff00},
    {"limegreen", 0x32cd32},
    {"linen", 0xfaf0e6},
    {"magenta", 0xff00ff},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66cdaa},
    {"mediumblue", 0x0000cd},
    {"mediumorchid", 0xba55d3},
    {"mediumpurple", 0x9370db},
    {"mediumseagreen", 0x3cb371},
    {"mediumslateblue", 0x7b68ee},
    {"mediumspringgreen", 0x00fa9a},
    {"mediumturquoise", 0x48d1cc},
    {"mediumvioletred", 0xc71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xf5fffa},
    {"mistyrose", 0xffe4e1},
    {"moccasin", 0xffe4b5},
    {"navajowhite", 0xffdead},
    {"navy", 0x000080},
    {"oldlace", 0xfdf5e6},
    {"olive", 0x808000},
    {"olivedrab", 0x6b8e23},
    {"orange", 0xffa500},
    {"orangered", 0xff4500},
    {"orchid", 0xda70d6},
    {"palegoldenrod", 0xeee8aa},
    {"palegreen", 0x98fb98},
    {"paleturquoise", 0xafeeee},
    {"palevioletred", 0xdb7093},
    {"papayawhip", 0xffefd5},
    {"peachpuff", 0xffdab9},
    {"peru", 0xcd853f},
    {"pink", 0xffc0cb},
    {"plum", 0xdda0dd},
    {"powderblue", 0xb0e0e6},
    {"purple", 0x800080},
    {"rebeccapurple", 0x663399},
    {"red", 0xff0000},
    {"rosybrown", 0xbc8f8f},
    {"royalblue", 0x4169e1},
    {"saddlebrown", 0x8b4513},
    {"salmon", 0xfa8072},
    {"sandybrown", 0xf4a460},
    {"seagreen", 0x2e8b57},
    {"seashell", 0xfff5ee},
    {"sienna", 0xa0522d},
    {"silver", 0xc0c0c0},
    {"skyblue", 0x87ceeb},
    {"slateblue", 0x6a5acd},
    {"slategray", 0x708090},
    {"slategrey", 0x708090},
    {"snow", 0xfffafa},
    {"springgreen", 0x00ff7f},
    {"steelblue", 0x4682b4},
    {"tan", 0xd2b48c},
    {"teal", 0x008080},
    {"thistle", 0xd8bfd8},
    {"tomato", 0xff6347},
    {"turquoise", 0x40e0d0},
    {"violet", 0xee82ee},
    {"wheat", 0xf5deb3},
    {"white", 0xffffff},
    {"whitesmoke", 0xf5f5f5},
    {"yellow", 0xffff00},
    {"yellowgreen", 0x9acd32},
};

enum { NAME_MAX_LENGTH = 20 };

static int compare_name(const void *key, const void *row) {
    return strcmp(key, ((const NamedColour *)row)->name);
}

static guint32 rgb_of(double red, double green, double blue) {
    guint32 parts[] = {(guint32)lround(CLAMP(red, 0, 255)),
                       (guint32)lround(CLAMP(green, 0, 255)),
                       (guint32)lround(CLAMP(blue, 0, 255))};

    return parts[0] << 16 | parts[1] << 8 | parts[2];
}

/* Reads three, four, six or eight digits after a #; NULL: there are not as many. */
static const char *read_hex(const char *at, const char *end, guint32 *rgb) {
    guint32 digits[8] = {0};
    size_t count = 0;

    for (; at < end && g_ascii_isxdigit(*at); at++, count++) {
        if (count < G_N_ELEMENTS(digits))
            digits[count] = (guint32)g_ascii_xdigit_value(*at);
    }
    if (count == 3 || count == 4)
        *rgb = digits[0] * 0x110000 + digits[1] * 0x1100 + digits[2] * 0x11;
    else if (count == 6 || count == 8)
        *rgb = digits[0] << 20 | digits[1] << 16 | digits[2] << 12 | digits[3] << 8 |
               digits[4] << 4 | digits[5];
    else
        return NULL;
    return at;
}

/* A number between commas, spaces or a slash; `percent` tells whether it was one. */
static const char *read_number(const char *at, const char *end, double *number,
                               bool *percent) {
    char digits[32] = {0};
    size_t count = 0;

    while (at < end && (g_ascii_isspace(*at) || *at == ','))
        at++;
    for (; at < end && count < sizeof digits - 1 && memchr("+-.0123456789eE", *at, 15);
         at++)
        digits[count++] = *at;
    *number = g_ascii_strtod(digits, NULL);
    *percent = at < end && *at == '%';
    if (count == 0)
        return NULL;
    while (at < end && (*at == '%' || g_ascii_isalpha(*at)))
        at++;
    return at;
}

static double hue_part(double hue, double low, double high) {
    double sixth = fmod(fmod(hue, 360) + 360, 360) / 60;

    if (sixth < 1)
        return low + (high - low) * sixth;
    if (sixth < 3)
        return high;
    return sixth < 4 ? low + (high - low) * (4 - sixth) : low;
}

static guint32 rgb_of_hsl(double hue, double saturation, double lightness) {
    double l = CLAMP(lightness, 0, 100) / 100, s = CLAMP(saturation, 0, 100) / 100;
    double high = l <= 0.5 ? l * (1 + s) : l + s - l * s, low = 2 * l - high;

    return rgb_of(hue_part(hue + 120, low, high) * 255, hue_part(hue, low, high) * 255,
                  hue_part(hue - 120, low, high) * 255);
}

/* What stands behind "rgb(" or "hsl(", to the bracket's end. */
static const char *read_function(const char *at, const char *end, bool is_hsl,
                                 guint32 *rgb) {
    double parts[3];
    bool percent;

    for (int i = 0; i < 3; i++) {
        at = read_number(at, end, &parts[i], &percent);
        if (at == NULL)
            return NULL;
        if (percent && !is_hsl)
            parts[i] = parts[i] * 255 / 100;
    }
    *rgb = is_hsl ? rgb_of_hsl(parts[0], parts[1], parts[2])
                  : rgb_of(parts[0], parts[1], parts[2]);
    while (at < end && *at != ')')
        at++;
    return at < end ? at + 1 : at;
}

static bool is_in_word(char byte) {
    return g_ascii_isalnum(byte) || byte == '-' || byte == '_' || byte == '#';
}

/* A word: a name, or a function with what it is given. */
static const char *read_word(const char *at, const char *end, guint32 *rgb) {
    static const char *const functions[] = {"rgb", "rgba", "hsl", "hsla"};
    char word[NAME_MAX_LENGTH + 1] = {0};
    const NamedColour *found;
    size_t count = 0;

    for (; at < end && g_ascii_isalpha(*at); at++, count++) {
        if (count < NAME_MAX_LENGTH)
            word[count] = g_ascii_tolower(*at);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (at < end && *at == '(' && strcmp(word, functions[i]) == 0)
            return read_function(at + 1, end, *word == 'h', rgb);
    }
    if (count > NAME_MAX_LENGTH || (at < end && is_in_word(*at) && *at != '#'))
        return NULL;
    found = bsearch(word, named, G_N_ELEMENTS(named), sizeof named[0], compare_name);
    if (found == NULL)
        return NULL;
    *rgb = found->rgb;
    return at;
}

/* NULL: no colour begins here. */
static const char *read_colour(const char *at, const char *end, guint32 *rgb) {
    if (at < end && *at == '#')
        return read_hex(at + 1, end, rgb);
    return at < end && g_ascii_isalpha(*at) ? read_word(at, end, rgb) : NULL;
}

static int compare_rgb(const void *first, const void *second) {
    guint32 a = *(const guint32 *)first, b = *(const guint32 *)second;

    return (a > b) - (a < b);
}

GArray *svg_colours_find(const char *text, size_t length) {
    const char *end = text + length;
    GArray *found = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL);
    guint32 rgb = 0;

    g_array_append_val(found, rgb);
    g_hash_table_add(known, GUINT_TO_POINTER(rgb));
    for (const char *at = text; at < end;) {
        if (read_colour(at, end, &rgb) != NULL &&
            g_hash_table_add(known, GUINT_TO_POINTER(rgb)))
            g_array_append_val(found, rgb);
        for (at++; at < end && is_in_word(at[-1]) && is_in_word(*at) && *at != '#';)
            at++;
    }
    g_array_sort(found, compare_rgb);
    return found;
}

bool svg_colours_have(const GArray *self, guint32 rgb) {
    return bsearch(&rgb, self->data, self->len, sizeof rgb, compare_rgb) != NULL;
}

bool svg_colour_parse(const char *value, guint32 *rgb) {
    const char *end = value + strlen(value);
    const char *rest;

    while (g_ascii_isspace(*value))
        value++;
    rest = read_colour(value, end, rgb);
    if (rest == NULL)
        return false;
    while (g_ascii_isspace(*rest))
        rest++;
    return rest == end;
}
