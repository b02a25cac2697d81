#include "base/units.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    Unit unit;
    double points; /* 0: depends on the poster */
} units[] = {
    {"mm", UNIT_MM, 72 / 25.4}, {"cm", UNIT_CM, 720 / 25.4}, {"in", UNIT_IN, 72},
    {"pt", UNIT_PT, 1},         {"px", UNIT_PX, 0},          {"u", UNIT_U, 0},
    {"%", UNIT_PERCENT, 0},
};

/* The length of the number at the start of `text`; 0 when there is none. */
static size_t number_span(const char *text) {
    size_t at = text[0] == '-' || text[0] == '+' ? 1 : 0;
    size_t digits = 0;

    for (; g_ascii_isdigit(text[at]); at++)
        digits++;
    if (text[at] == '.')
        at++;
    for (; g_ascii_isdigit(text[at]); at++)
        digits++;
    return digits == 0 ? 0 : at;
}

bool number_parse(const char *text, double *number) {
    size_t span = number_span(text);

    if (span == 0 || text[span] != '\0')
        return false;
    *number = g_ascii_strtod(text, NULL);
    return isfinite(*number);
}

LengthProblem length_parse(const char *text, Length *length) {
    size_t span = number_span(text);

    if (span == 0)
        return LENGTH_NO_NUMBER;
    length->value = g_ascii_strtod(text, NULL);
    length->unit = UNIT_PT;
    if (!isfinite(length->value))
        return LENGTH_NO_NUMBER;
    if (text[span] == '\0')
        return length->value == 0 ? LENGTH_FINE : LENGTH_NO_UNIT;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (strcmp(text + span, units[i].name) == 0) {
            length->unit = units[i].unit;
            return LENGTH_FINE;
        }
    }
    return LENGTH_BAD_UNIT;
}

double length_to_points(Length length, const Ruler *ruler, double whole) {
    switch (length.unit) {
    case UNIT_NONE:
        return 0;
    case UNIT_PX:
        return length.value * ruler->px;
    case UNIT_U:
        return length.value * ruler->u;
    case UNIT_PERCENT:
        return length.value / 100 * whole;
    case UNIT_MM:
    case UNIT_CM:
    case UNIT_IN:
    case UNIT_PT:
        break;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (units[i].unit == length.unit)
            return length.value * units[i].points;
    }
    return 0;
}

void number_append(GString *text, double number, int decimals) {
    char format[8], digits[G_ASCII_DTOSTR_BUF_SIZE + 320];
    size_t length;

    g_snprintf(format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd(digits, sizeof digits, format, number);
    length = strlen(digits);
    if (strchr(digits, '.') != NULL) {
        while (digits[length - 1] == '0')
            length--;
        if (digits[length - 1] == '.')
            length--;
        digits[length] = '\0';
    }
    g_string_append(text, strcmp(digits, "-0") == 0 ? "0" : digits);
}

char *number_to_text(double number, int decimals) {
    GString *text = g_string_new(NULL);

    number_append(text, number, decimals);
    return g_string_free(text, FALSE);
}
