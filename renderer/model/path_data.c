#include "model/path_data.h"

#include <math.h>
#include <string.h>

typedef struct {
    Outline *outline;
    const char *at;
    double x, y;             /* the current point */
    double start_x, start_y; /* of the current part */
    double last_x, last_y;   /* the last control point, for S and T */
    char last;               /* the command before, in capitals */
} Parser;

static void skip_blanks(Parser *self) {
    while (*self->at != '\0' && strchr(" \t\r\n,", *self->at) != NULL)
        self->at++;
}

/* Digits with a sign, a point and an exponent. */
static bool read_number(Parser *self, double *number) {
    const char *start, *at;
    char *end = NULL;

    skip_blanks(self);
    start = at = self->at;
    if (*at == '+' || *at == '-')
        at++;
    if (!g_ascii_isdigit(*at) && !(*at == '.' && g_ascii_isdigit(at[1])))
        return false;
    *number = g_ascii_strtod(start, &end);
    self->at = end;
    return isfinite(*number) && fabs(*number) <= 1e7;
}

static bool read_numbers(Parser *self, double *numbers, int count) {
    for (int i = 0; i < count; i++) {
        if (!read_number(self, &numbers[i]))
            return false;
    }
    return true;
}

/* Flags of arcs may stand without blanks: a1 1 0 0110 10. */
static bool read_flag(Parser *self, bool *flag) {
    skip_blanks(self);
    if (*self->at != '0' && *self->at != '1')
        return false;
    *flag = *self->at++ == '1';
    return true;
}

static void go_to(Parser *self, double x, double y) {
    self->x = self->last_x = x;
    self->y = self->last_y = y;
}

static void curve_to(Parser *self, double x1, double y1, double x2, double y2, double x,
                     double y) {
    outline_curve(self->outline, x1, y1, x2, y2, x, y);
    go_to(self, x, y);
}

/* A curve with one control point as one with two. */
static void quadratic_to(Parser *self, double cx, double cy, double x, double y) {
    curve_to(self, self->x + (cx - self->x) * 2 / 3, self->y + (cy - self->y) * 2 / 3,
             x + (cx - x) * 2 / 3, y + (cy - y) * 2 / 3, x, y);
    self->last_x = cx;
    self->last_y = cy;
}

/* A piece of an ellipse about a centre, from one angle to another, at most a quarter.
 */
static void arc_piece(Parser *self, const double centre[2], const double radii[2],
                      double turn, double from, double to) {
    double k = 4.0 / 3 * tan((to - from) / 4), c = cos(turn), s = sin(turn);
    double points[3][2] = {{cos(from) - k * sin(from), sin(from) + k * cos(from)},
                           {cos(to) + k * sin(to), sin(to) - k * cos(to)},
                           {cos(to), sin(to)}};

    for (int i = 0; i < 3; i++) {
        double x = points[i][0] * radii[0], y = points[i][1] * radii[1];

        points[i][0] = centre[0] + c * x - s * y;
        points[i][1] = centre[1] + s * x + c * y;
    }
    curve_to(self, points[0][0], points[0][1], points[1][0], points[1][1], points[2][0],
             points[2][1]);
}

/* From end points to the centre: SVG 1.1, appendix F.6.5 and F.6.6. */
static void arc_to(Parser *self, const double radii_and_turn[3], bool is_large,
                   bool is_clockwise, double x, double y) {
    double turn = radii_and_turn[2] * M_PI / 180, c = cos(turn), s = sin(turn);
    double radii[2] = {fabs(radii_and_turn[0]), fabs(radii_and_turn[1])};
    double dx = (self->x - x) / 2, dy = (self->y - y) / 2;
    double px = c * dx + s * dy, py = -s * dx + c * dy, grow, root, cx, cy, from, sweep;
    double centre[2], end_x = x, end_y = y;
    int pieces;

    if (radii[0] == 0 || radii[1] == 0 || (dx == 0 && dy == 0)) {
        outline_line(self->outline, x, y);
        go_to(self, x, y);
        return;
    }
    grow = px * px / (radii[0] * radii[0]) + py * py / (radii[1] * radii[1]);
    if (grow > 1) {
        radii[0] *= sqrt(grow);
        radii[1] *= sqrt(grow);
        grow = 1;
    }
    root = sqrt(fmax(1 / grow - 1, 0)) * (is_large == is_clockwise ? -1 : 1);
    cx = root * radii[0] * py / radii[1];
    cy = -root * radii[1] * px / radii[0];
    from = atan2((py - cy) / radii[1], (px - cx) / radii[0]);
    sweep = atan2((-py - cy) / radii[1], (-px - cx) / radii[0]) - from;
    if (is_clockwise && sweep < 0)
        sweep += 2 * M_PI;
    else if (!is_clockwise && sweep > 0)
        sweep -= 2 * M_PI;
    centre[0] = c * cx - s * cy + (self->x + x) / 2;
    centre[1] = s * cx + c * cy + (self->y + y) / 2;
    pieces = (int)ceil(fabs(sweep) / (M_PI / 2) - 1e-9);
    for (int i = 0; i < MAX(pieces, 1); i++)
        arc_piece(self, centre, radii, turn, from + sweep * i / MAX(pieces, 1),
                  from + sweep * (i + 1) / MAX(pieces, 1));
    go_to(self, end_x, end_y);
}

/* The control point of S and T mirrors that of the curve before. */
static void mirrored_control(const Parser *self, const char *after, double *x,
                             double *y) {
    bool follows = self->last != '\0' && strchr(after, self->last) != NULL;

    *x = follows ? 2 * self->x - self->last_x : self->x;
    *y = follows ? 2 * self->y - self->last_y : self->y;
}

static bool read_arc(Parser *self, double left, double top) {
    double numbers[3], end[2];
    bool is_large, is_clockwise;

    if (!read_numbers(self, numbers, 3) || !read_flag(self, &is_large) ||
        !read_flag(self, &is_clockwise) || !read_numbers(self, end, 2))
        return false;
    arc_to(self, numbers, is_large, is_clockwise, left + end[0], top + end[1]);
    return true;
}

static bool read_curve(Parser *self, char command, double left, double top) {
    double n[6], cx, cy;

    switch (command) {
    case 'C':
        if (!read_numbers(self, n, 6))
            return false;
        outline_curve(self->outline, left + n[0], top + n[1], left + n[2], top + n[3],
                      left + n[4], top + n[5]);
        break;
    case 'S':
        mirrored_control(self, "CS", &cx, &cy);
        if (!read_numbers(self, n + 2, 4))
            return false;
        outline_curve(self->outline, cx, cy, left + n[2], top + n[3], left + n[4],
                      top + n[5]);
        break;
    case 'Q':
        if (!read_numbers(self, n, 4))
            return false;
        quadratic_to(self, left + n[0], top + n[1], left + n[2], top + n[3]);
        return true;
    default:
        mirrored_control(self, "QT", &cx, &cy);
        if (!read_numbers(self, n, 2))
            return false;
        quadratic_to(self, cx, cy, left + n[0], top + n[1]);
        return true;
    }
    go_to(self, left + n[4], top + n[5]);
    self->last_x = left + n[2];
    self->last_y = top + n[3];
    return true;
}

static bool read_line(Parser *self, char command, double left, double top) {
    double end[2] = {self->x - left, self->y - top};
    bool read = command == 'H'   ? read_number(self, &end[0])
                : command == 'V' ? read_number(self, &end[1])
                                 : read_numbers(self, end, 2);

    if (!read)
        return false;
    go_to(self, left + end[0], top + end[1]);
    if (command == 'M') {
        outline_move(self->outline, self->x, self->y);
        self->start_x = self->x;
        self->start_y = self->y;
    } else {
        outline_line(self->outline, self->x, self->y);
    }
    return true;
}

/* One command with its numbers, once. */
static bool read_command(Parser *self, char command, bool is_relative) {
    double left = is_relative ? self->x : 0, top = is_relative ? self->y : 0;
    bool read = true;

    if (self->outline->steps->len >= PATH_STEPS_MAX)
        return false;
    if (strchr("CSQT", command) != NULL)
        read = read_curve(self, command, left, top);
    else if (command == 'A')
        read = read_arc(self, left, top);
    else if (command != 'Z')
        read = read_line(self, command, left, top);
    else if (self->last == 'Z')
        read = false;
    else {
        outline_close(self->outline);
        go_to(self, self->start_x, self->start_y);
    }
    self->last = command;
    return read;
}

static bool has_number(Parser *self) {
    skip_blanks(self);
    return *self->at != '\0' && strchr("+-.0123456789", *self->at) != NULL;
}

/* What is drawn behind a closed part begins where that began. */
static void begin_again(Parser *self, char command) {
    if (self->last == 'Z' && command != 'M' && command != 'Z')
        outline_move(self->outline, self->x, self->y);
}

static bool read_path(Parser *self) {
    skip_blanks(self);
    while (*self->at != '\0') {
        char command = g_ascii_toupper(*self->at);
        bool is_relative = g_ascii_islower(*self->at);

        if (strchr("MLHVCSQTAZ", command) == NULL ||
            (self->last == '\0' && command != 'M'))
            return false;
        self->at++;
        begin_again(self, command);
        if (!read_command(self, command, is_relative))
            return false;
        while (command != 'Z' && has_number(self)) {
            /* More points behind the first of M are lines. */
            if (!read_command(self, command == 'M' ? 'L' : command, is_relative))
                return false;
        }
        skip_blanks(self);
    }
    return self->last != '\0';
}

Outline *path_data_parse(const char *data, size_t *mistake) {
    g_autoptr(Outline) outline = outline_new();
    Parser parser = {.outline = outline, .at = data};

    if (read_path(&parser))
        return g_steal_pointer(&outline);
    *mistake = (size_t)(parser.at - data);
    return NULL;
}
