#include "report/badge.h"

/* Warnings and notes stand on light colours, in dark words. */
static const struct {
    SheetColour ground, figure, words;
} looks[] = {
    [SEVERITY_NOTE] = {SHEET_SKY, SHEET_NIGHT, SHEET_BLUE},
    [SEVERITY_WARNING] = {SHEET_SUN, SHEET_NIGHT, SHEET_NIGHT},
    [SEVERITY_ERROR] = {SHEET_RED, SHEET_PAPER, SHEET_RED},
};

SheetColour badge_words(Severity severity) {
    return looks[severity].words;
}

/* Errors are round, warnings stand on a corner, notes on a side. */
static Outline *outline_of(Severity severity, Point middle, double radius) {
    Outline *outline = outline_new();
    double half = 0.88 * radius, corner = 0.24 * radius;
    double radii[4] = {corner, corner, corner, corner};
    Rect square = {middle.x - half, middle.y - half, 2 * half, 2 * half};

    if (severity == SEVERITY_ERROR) {
        outline_add_circle(outline, middle.x, middle.y, radius);
        return outline;
    }
    outline_add_rect(outline, square, radii);
    if (severity == SEVERITY_WARNING)
        outline_transform(outline, affine_rotation(45, middle.x, middle.y));
    return outline;
}

/* Strokes, each from a point to the next, about the middle, in radii. */
static void put_sign(Sheet *sheet, SheetColour colour, Point middle, double radius,
                     const Point *points, guint count) {
    Outline *sign = outline_new();

    for (guint i = 0; i < count; i++)
        (i % 2 == 0 ? outline_move : outline_line)(
            sign, middle.x + points[i].x * radius, middle.y + points[i].y * radius);
    sheet_shape(sheet, colour, 1, sign, 0.2 * radius);
}

static void put_meaning(Sheet *sheet, Severity severity, Point middle, double radius) {
    static const Point cross[] = {
        {-0.36, -0.36}, {0.36, 0.36}, {0.36, -0.36}, {-0.36, 0.36}};
    static const Point stroke[] = {{0, -0.52}, {0, 0.16}, {0, 0.34}, {0, 0.54}};

    if (severity == SEVERITY_ERROR)
        put_sign(sheet, looks[severity].figure, middle, radius, cross, 4);
    else
        put_sign(sheet, looks[severity].figure, middle, radius, stroke, 4);
}

void badge_put(Sheet *sheet, Severity severity, guint number, Point middle,
               double radius) {
    g_autofree char *digits = g_strdup_printf("%u", number);
    double size = radius * (number < 10 ? 1.25 : number < 100 ? 1.1 : 0.8);
    SheetVoice voice = {SHEET_STRONG, size, looks[severity].figure, 1};

    sheet_shape(sheet, looks[severity].ground, 1, outline_of(severity, middle, radius),
                0);
    if (number == 0)
        put_meaning(sheet, severity, middle, radius);
    else
        sheet_put_centered(sheet, sheet_set(sheet, voice, digits, 4 * radius), middle.x,
                           middle.y);
}

void badge_put_fine(Sheet *sheet, Point middle, double radius) {
    static const Point tick[] = {
        {-0.42, 0.02}, {-0.12, 0.34}, {-0.12, 0.34}, {0.44, -0.34}};
    Outline *disc = outline_new();

    outline_add_circle(disc, middle.x, middle.y, radius);
    sheet_shape(sheet, SHEET_GREEN, 1, disc, 0);
    put_sign(sheet, SHEET_PAPER, middle, radius, tick, 4);
}
