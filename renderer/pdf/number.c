#include "pdf/writer.h"

#include <math.h>
#include <string.h>

enum { DECIMALS_MAX = 9, DIGITS_MAX = 20 };

#define NUMBER_LIMIT 1e15

static const guint32 powers[DECIMALS_MAX + 1] = {
    1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000};

/* Prints so that the last digit stands before `end`; returns the first one. */
static char *print_backwards(char *end, guint64 number) {
    do {
        *--end = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    return end;
}

/* `fraction` (0 to below 1) times 10^decimals, rounded half up. The product is rounded
 * itself, by less than 1e-7: near the middle its error, which is exact, decides. */
static guint32 scale_fraction(double fraction, int decimals) {
    double factor = powers[decimals], product = fraction * factor;
    guint32 whole = (guint32)product;
    double over = product - whole - 0.5;

    if (fabs(over) < 1e-6)
        over += fma(fraction, factor, -product);
    return whole + (over >= 0);
}

/* The point and `decimals` digits without zeros at the end; returns what is behind. */
static char *print_fraction(char *at, guint32 fraction, int decimals) {
    while (fraction % 10 == 0) {
        fraction /= 10;
        decimals--;
    }
    *at++ = '.';
    for (int i = decimals - 1; i >= 0; i--) {
        at[i] = (char)('0' + fraction % 10);
        fraction /= 10;
    }
    return at + decimals;
}

guint pdf_number_print(char buffer[PDF_NUMBER_SIZE], double number, int decimals) {
    double size = fabs(number);
    char digits[DIGITS_MAX], *first, *at = buffer;
    guint64 whole;
    guint32 fraction;

    g_assert(decimals >= 0 && decimals <= DECIMALS_MAX);
    if (!(size < NUMBER_LIMIT))
        size = number = 0;
    whole = (guint64)size;
    fraction = scale_fraction(size - (double)whole, decimals);
    if (fraction == powers[decimals]) {
        whole++;
        fraction = 0;
    }

    if (number < 0 && (whole > 0 || fraction > 0))
        *at++ = '-';
    first = print_backwards(digits + DIGITS_MAX, whole);
    memcpy(at, first, (size_t)(digits + DIGITS_MAX - first));
    at += digits + DIGITS_MAX - first;
    if (fraction > 0)
        at = print_fraction(at, fraction, decimals);
    *at = '\0';
    return (guint)(at - buffer);
}
