/* Lengths as designers write them, and numbers without a locale.
 *
 * Absolute units are mm, cm, in and pt (1/72 inch). px, u and % mean something only on
 * a certain poster: a Ruler says what. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    UNIT_NONE, /* no length was given */
    UNIT_MM,
    UNIT_CM,
    UNIT_IN,
    UNIT_PT,
    UNIT_PX,      /* one pixel at the size's own resolution */
    UNIT_U,       /* a hundredth of the trim's shorter side */
    UNIT_PERCENT, /* of the side of the box around it */
} Unit;

typedef struct {
    double value;
    Unit unit;
} Length;

/* Points for the units that depend on the poster. */
typedef struct {
    double px;
    double u;
} Ruler;

/* Decimal digits with at most one point, an optional sign, no exponent; all of `text`.
 */
bool number_parse(const char *text, double *number);

typedef enum {
    LENGTH_FINE,
    LENGTH_NO_NUMBER,
    LENGTH_NO_UNIT,
    LENGTH_BAD_UNIT,
} LengthProblem;

/* A number and a unit without a space between them; a bare 0 needs no unit. */
LengthProblem length_parse(const char *text, Length *length);

/* `whole` is what 100 % is, in points. */
double length_to_points(Length length, const Ruler *ruler, double whole);

/* Appends at most `decimals` decimals, no trailing zeros, "-0" as "0". */
void number_append(GString *text, double number, int decimals);

/* The same as a new string; caller frees. */
char *number_to_text(double number, int decimals);
