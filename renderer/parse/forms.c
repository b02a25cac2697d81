#include "parse/forms.h"

#include "base/units.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool all_of(const char *text, bool (*is_fine)(char)) {
    for (; *text != '\0'; text++) {
        if (!is_fine(*text))
            return false;
    }
    return true;
}

static bool is_name_letter(char letter) {
    return g_ascii_isalnum(letter) || letter == '-' || letter == '_';
}

bool value_is_name(const char *text) {
    return g_ascii_isalnum(*text) && strlen(text) <= 64 && all_of(text, is_name_letter);
}

/* The shape of a BCP 47 tag: subtags of one to eight letters or digits, the first of
 * two to eight letters. */
bool value_is_language(const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, "-", -1);

    if (parts[0] == NULL || strlen(parts[0]) < 2)
        return false;
    for (char **part = parts; *part != NULL; part++) {
        size_t length = strlen(*part);

        if (length < 1 || length > 8)
            return false;
        for (const char *at = *part; *at != '\0'; at++) {
            if (part == parts ? !g_ascii_isalpha(*at) : !g_ascii_isalnum(*at))
                return false;
        }
    }
    return true;
}

bool value_is_script(const char *text) {
    return strlen(text) == 4 && g_ascii_isupper(text[0]) && g_ascii_islower(text[1]) &&
           g_ascii_islower(text[2]) && g_ascii_islower(text[3]);
}

static bool is_tag(const char *text, size_t length, bool (*is_fine)(char)) {
    if (length != 4)
        return false;
    for (size_t i = 0; i < length; i++) {
        if (!is_fine(text[i]))
            return false;
    }
    return true;
}

static bool is_letter(char letter) {
    return g_ascii_isalpha(letter);
}

static bool is_letter_or_digit(char letter) {
    return g_ascii_isalnum(letter);
}

bool value_is_axis(const char *text) {
    return is_tag(text, strlen(text), is_letter);
}

/* "ss01", "kern=0" */
bool value_is_feature(const char *text) {
    size_t tag = strcspn(text, "=");

    return is_tag(text, tag, is_letter_or_digit) &&
           (text[tag] == '\0' ||
            (text[tag + 1] != '\0' &&
             strspn(text + tag + 1, "0123456789") == strlen(text + tag + 1) &&
             strlen(text + tag + 1) <= 4));
}

bool value_is_date(const char *text) {
    GDate date;

    g_date_clear(&date, 1);
    for (int i = 0; i < 10; i++) {
        if (i == 4 || i == 7 ? text[i] != '-' : !g_ascii_isdigit(text[i]))
            return false;
    }
    if (text[10] != '\0')
        return false;
    return g_date_valid_dmy((GDateDay)atoi(text + 8), (GDateMonth)atoi(text + 5),
                            (GDateYear)atoi(text));
}

bool value_is_colour(const char *text) {
    return text[0] == '#' && strlen(text) == 7 &&
           strspn(text + 1, "0123456789abcdefABCDEF") == 6;
}

bool value_is_plate(const char *text) {
    static const char *const others[] = {"Cyan",  "Magenta", "Yellow",
                                         "Black", "All",     "None"};

    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        if (g_ascii_strcasecmp(text, others[i]) == 0)
            return false;
    }
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        if (!g_unichar_isprint(g_utf8_get_char(at)))
            return false;
    }
    return *text != '\0' && strlen(text) <= 60 && *text != ' ' &&
           !g_str_has_suffix(text, " ");
}

/* Absolute paths would not survive another machine; control characters are a mistake.
 */
bool value_is_file(const char *text) {
    if (*text == '\0' || *text == '/')
        return false;
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text < 0x20 || *text == '\\')
            return false;
    }
    return true;
}

bool value_is_row_name(const char *text) {
    g_autofree char *column = NULL;

    if (!g_str_has_prefix(text, "{row.") || !g_str_has_suffix(text, "}"))
        return false;
    column = g_strndup(text + 5, strlen(text) - 6);
    return value_is_name(column);
}

static bool is_track(const char *text) {
    g_autofree char *number = NULL;
    double value;
    Length length;

    if (g_str_has_suffix(text, "fr")) {
        number = g_strndup(text, strlen(text) - 2);
        return number_parse(number, &value) && value > 0 && value <= 1000;
    }
    return length_parse(text, &length) == LENGTH_FINE && length.value >= 0 &&
           length.value <= 14400;
}

bool value_is_tracks(const char *text) {
    g_auto(GStrv) parts = g_strsplit(text, " ", -1);
    guint tracks = 0;
    double count;

    if (number_parse(text, &count))
        return count >= 1 && count <= 24 && count == floor(count);
    for (char **part = parts; *part != NULL; part++) {
        if (**part == '\0')
            continue;
        if (!is_track(*part))
            return false;
        tracks++;
    }
    return tracks >= 1 && tracks <= 24;
}
