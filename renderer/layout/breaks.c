#include "layout/breaks.h"

#include <math.h>

static const Unbroken *part_at(const GArray *parts, guint index) {
    return &g_array_index(parts, Unbroken, index);
}

/* The part alone on a line. */
static double line_of_one(const Unbroken *part) {
    return part->width - part->before - part->after;
}

/* Fills lines up to `width`; `breaks` may be NULL. Returns the lines needed. */
static int fill(const GArray *parts, double width, Breaks *breaks) {
    double used =
        0; /* from the line's first black, with the space behind its last part */
    int lines = 0;

    for (guint i = 0; i < parts->len; i++) {
        const Unbroken *part = part_at(parts, i);
        bool is_forced = i == 0 || part_at(parts, i - 1)->ends_line;

        if (is_forced || used + part->width - part->after > width) {
            lines++;
            used = -part->before;
        }
        used += part->width;
        if (breaks != NULL && lines <= BREAKS_LINES_MAX) {
            breaks->ends[lines - 1] = i;
            breaks->count = lines;
            breaks->longest = fmax(breaks->longest, used - part->after);
        }
        used += part->space;
    }
    return MAX(lines, 1);
}

int breaks_fewest(const GArray *parts) {
    return fill(parts, INFINITY, NULL);
}

/* The narrowest width that holds the text in so many lines. */
static double narrowest(const GArray *parts, int lines) {
    double low = 0, high = 0, exact;

    for (guint i = 0; i < parts->len; i++) {
        low = fmax(low, line_of_one(part_at(parts, i)));
        high += part_at(parts, i)->width + part_at(parts, i)->space;
    }
    if (fill(parts, low, NULL) <= lines)
        return low;
    exact = high * 1e-6;
    while (high - low > exact) {
        double middle = (low + high) / 2;

        if (fill(parts, middle, NULL) <= lines)
            high = middle;
        else
            low = middle;
    }
    return high;
}

bool breaks_fill(const GArray *parts, int lines, Breaks *breaks) {
    *breaks = (Breaks){0};
    if (breaks_fewest(parts) > lines || lines > BREAKS_LINES_MAX)
        return false;
    fill(parts, narrowest(parts, lines), breaks);
    return true;
}

/* Widths of all possible lines, and the best breaks found so far. */
typedef struct {
    guint count;
    double *widths; /* [first * count + last]; INFINITY: crosses a forced break */
    double *best;   /* [line * count + last]: shortest longest line up to there */
    guint *from;    /* [line * count + last]: first part of that line */
} Table;

static Table table_new(const GArray *parts, int lines) {
    Table table = {.count = parts->len};
    gsize count = parts->len;

    table.widths = g_new(double, count *count);
    table.best = g_new(double, (gsize)lines *count);
    table.from = g_new(guint, (gsize)lines * count);
    for (guint first = 0; first < count; first++) {
        double width = -part_at(parts, first)->before;
        bool is_over = false;

        for (guint last = first; last < count; last++) {
            const Unbroken *part = part_at(parts, last);

            width += part->width;
            table.widths[first * count + last] =
                is_over ? INFINITY : width - part->after;
            is_over |= part->ends_line;
            width += part->space;
        }
    }
    return table;
}

static void table_clear(Table *table) {
    g_free(table->widths);
    g_free(table->best);
    g_free(table->from);
}

/* The shortest longest line of all breaks whose lines are at least `least` long. */
static double shortest_longest(Table *table, int lines, double least) {
    guint count = table->count;

    for (int line = 0; line < lines; line++) {
        for (guint last = 0; last < count; last++) {
            double *best = &table->best[(guint)line * count + last];

            *best = INFINITY;
            for (guint first = line == 0 ? 0 : 1; first <= last; first++) {
                double width = table->widths[first * count + last];
                double before =
                    line == 0 ? (first == 0 ? 0 : INFINITY)
                              : table->best[(guint)(line - 1) * count + first - 1];

                if (width >= least && fmax(width, before) < *best) {
                    *best = fmax(width, before);
                    table->from[(guint)line * count + last] = first;
                }
            }
        }
    }
    return table->best[(guint)lines * count - 1];
}

static void read_breaks(const Table *table, int lines, Breaks *breaks) {
    guint last = table->count - 1;

    breaks->count = lines;
    breaks->longest = table->best[(guint)lines * table->count - 1];
    for (int line = lines - 1; line >= 0; line--) {
        breaks->ends[line] = last;
        last = table->from[(guint)line * table->count + last] - 1;
    }
}

/* Every line that there can be is tried as the shortest one. */
static bool find_balance(Table *table, int lines, Breaks *breaks) {
    double best_ratio = INFINITY;

    for (guint i = 0; i < table->count * table->count; i++) {
        guint first = i / table->count, last = i % table->count;
        double least = table->widths[i], longest;

        if (first > last || !isfinite(least) || least <= 0)
            continue;
        longest = shortest_longest(table, lines, least);
        if (longest / least < best_ratio * (1 - 1e-9)) {
            best_ratio = longest / least;
            read_breaks(table, lines, breaks);
        }
    }
    return isfinite(best_ratio);
}

bool breaks_balance(const GArray *parts, int lines, Breaks *breaks) {
    Table table;
    bool found;

    *breaks = (Breaks){0};
    if (parts->len > BREAKS_BALANCED_MAX)
        return breaks_fill(parts, lines, breaks);
    if (lines > BREAKS_LINES_MAX || lines > (int)parts->len ||
        lines < breaks_fewest(parts))
        return false;
    table = table_new(parts, lines);
    found = find_balance(&table, lines, breaks);
    table_clear(&table);
    return found;
}
