#include "resources/svg_transform.h"

#include <glib.h>
#include <math.h>
#include <string.h>

typedef struct {
    const char *name;
    unsigned counts; /* of numbers it may have, a bit each */
    Affine (*matrix)(const double *numbers, int count);
} Function;

static Affine matrix_of(const double *n, int count) {
    (void)count;
    return (Affine){n[0], n[1], n[2], n[3], n[4], n[5]};
}

static Affine translation_of(const double *n, int count) {
    return (Affine){1, 0, 0, 1, n[0], count > 1 ? n[1] : 0};
}

static Affine scale_of(const double *n, int count) {
    return (Affine){n[0], 0, 0, count > 1 ? n[1] : n[0], 0, 0};
}

static Affine rotation_of(const double *n, int count) {
    return affine_rotation(n[0], count > 1 ? n[1] : 0, count > 1 ? n[2] : 0);
}

static Affine skew_x_of(const double *n, int count) {
    (void)count;
    return (Affine){1, 0, tan(n[0] * G_PI / 180), 1, 0, 0};
}

static Affine skew_y_of(const double *n, int count) {
    (void)count;
    return (Affine){1, tan(n[0] * G_PI / 180), 0, 1, 0, 0};
}

static const Function functions[] = {
    {"matrix", 1 << 6, matrix_of},
    {"translate", 1 << 1 | 1 << 2, translation_of},
    {"scale", 1 << 1 | 1 << 2, scale_of},
    {"rotate", 1 << 1 | 1 << 3, rotation_of},
    {"skewX", 1 << 1, skew_x_of},
    {"skewY", 1 << 1, skew_y_of},
};

static const char separators[] = " \t\r\n,";

static const Function *find_function(const char *name, size_t length) {
    for (size_t i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (strlen(functions[i].name) == length &&
            memcmp(functions[i].name, name, length) == 0)
            return &functions[i];
    }
    return NULL;
}

/* "name(1 2)", from `at` on; NULL: it is none, else what stands behind it. */
static const char *read_function(const char *at, Affine *matrix) {
    size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzXY");
    const Function *function = find_function(at, length);
    double numbers[6];
    int count = 0;

    at += length;
    at += strspn(at, " \t\r\n");
    if (function == NULL || *at++ != '(')
        return NULL;
    for (at += strspn(at, separators); *at != ')'; at += strspn(at, separators)) {
        char *end;

        if (count == 6)
            return NULL;
        numbers[count++] = g_ascii_strtod(at, &end);
        if (end == at || !isfinite(numbers[count - 1]))
            return NULL;
        at = end;
    }
    if ((function->counts >> count & 1) == 0)
        return NULL;
    *matrix = function->matrix(numbers, count);
    return at + 1;
}

bool svg_transform_parse(const char *text, Affine *matrix) {
    Affine all = affine_identity(), one;

    for (text += strspn(text, separators); *text != '\0';
         text += strspn(text, separators)) {
        text = read_function(text, &one);
        if (text == NULL)
            return false;
        all = affine_then(one, all);
    }
    *matrix = all;
    return isnormal(all.xx * all.yy - all.xy * all.yx);
}
