#include "layout/breaks.h"

#include <math.h>

static const Unbroken *part_at(const GArray *parts, guint index) {
    return &g_array_index(parts, Unbroken, index);
}

/* Whether a line may end behind a part. */
static bool may_end(const GArray *parts, guint index, bool hyphens) {
    return hyphens || part_at(parts, index)->hyphen == 0;
}

/* What a line adds behind the width of its last part: a hyphen, or less than nothing,
 * for what is not black. */
static double line_end(const Unbroken *part) {
    return part->hyphen > 0 ? part->hyphen : -part->after;
}

/* The last part of a line that begins at `first` and is at most so long; the first
 * place to end it when even that is longer. */
static guint fill_line(const GArray *parts, guint first, double width, bool hyphens) {
    double used = -part_at(parts, first)->before;
    guint end = parts->len;

    for (guint i = first; i < parts->len; i++) {
        const Unbroken *part = part_at(parts, i);
        bool is_over = used + part->width > width + part->after;

        if (is_over && end < parts->len)
            break;
        used += part->width;
        if (may_end(parts, i, hyphens) &&
            (end == parts->len || used + line_end(part) <= width))
            end = i;
        if (part->ends_line)
            break;
        used += part->space;
    }
    return MIN(end, parts->len - 1);
}

static double line_width(const GArray *parts, guint first, guint last) {
    double width = -part_at(parts, first)->before;

    for (guint i = first; i <= last; i++) {
        const Unbroken *part = part_at(parts, i);

        width += part->width + (i < last ? part->space : line_end(part));
    }
    return width;
}

/* How many lines filled up to `width` there are, and the longest of them. */
static int count_lines(const GArray *parts, double width, bool hyphens,
                       double *longest) {
    int lines = 0;

    *longest = 0;
    for (guint first = 0; first < parts->len; lines++) {
        guint last = fill_line(parts, first, width, hyphens);

        *longest = fmax(*longest, line_width(parts, first, last));
        first = last + 1;
    }
    return MAX(lines, 1);
}

int breaks_fewest(const GArray *parts) {
    double longest;

    return count_lines(parts, INFINITY, false, &longest);
}

double breaks_narrowest(const GArray *parts, int lines, bool hyphens) {
    double low = 0, high, longest;

    if (lines > BREAKS_LINES_MAX ||
        count_lines(parts, INFINITY, hyphens, &high) > lines)
        return INFINITY;
    /* What no line can be shorter than. */
    count_lines(parts, 0, hyphens, &low);
    if (count_lines(parts, low, hyphens, &longest) <= lines)
        return longest;
    for (double exact = high * 1e-6; high - low > exact;) {
        double middle = (low + high) / 2;

        if (count_lines(parts, middle, hyphens, &longest) <= lines)
            high = longest;
        else
            low = middle;
    }
    return high;
}

/* --- filled lines ------------------------------------------------------------- */

/* What is worse than any unevenness. */
static const double hyphen_cost = 1000, widow_cost = 100;

typedef struct {
    const GArray *parts;
    double width;
    double *best; /* [line * parts + last]: the least cost of lines up to there */
    guint *from;  /* [line * parts + last]: the first part of that line */
} Filling;

/* The last word of a paragraph, or less, alone on a line that is mostly empty. */
static bool is_widow(const GArray *parts, guint first, guint last, double width,
                     double longest) {
    bool ends = last + 1 == parts->len || part_at(parts, last)->ends_line;
    bool begins = first == 0 || part_at(parts, first - 1)->ends_line;

    if (!ends || begins || width > longest / 3)
        return false;
    for (guint i = first; i < last; i++) {
        if (part_at(parts, i)->space > 0)
            return false;
    }
    return true;
}

static double line_cost(const Filling *self, guint first, guint last, double width) {
    double cost = width * width / (self->width * self->width);

    if (part_at(self->parts, last)->hyphen > 0)
        cost += hyphen_cost;
    if (is_widow(self->parts, first, last, width, self->width))
        cost += widow_cost;
    return cost;
}

static double cost_before(const Filling *self, int line, guint first) {
    if (line == 0)
        return first == 0 ? 0 : INFINITY;
    return first == 0 ? INFINITY
                      : self->best[(guint)(line - 1) * self->parts->len + first - 1];
}

/* The best line of that number that ends with `last`. */
static void fill_table(Filling *self, int line, guint last) {
    guint at = (guint)line * self->parts->len + last;
    const Unbroken *end = part_at(self->parts, last);
    double width = line_end(end) - end->space;

    self->best[at] = INFINITY;
    for (guint first = last + 1; first-- > 0;) {
        const Unbroken *part = part_at(self->parts, first);
        double cost;

        if (first < last && part->ends_line)
            break;
        width += part->width + part->space;
        if (width - part->before > self->width)
            break;
        cost = cost_before(self, line, first) +
               line_cost(self, first, last, width - part->before);
        if (cost < self->best[at]) {
            self->best[at] = cost;
            self->from[at] = first;
        }
    }
}

static void read_filling(const Filling *self, int lines, Breaks *breaks) {
    guint last = self->parts->len - 1;

    breaks->count = lines;
    for (int line = lines - 1; line >= 0; line--) {
        guint first = self->from[(guint)line * self->parts->len + last];

        breaks->ends[line] = last;
        breaks->longest = fmax(breaks->longest, line_width(self->parts, first, last));
        last = first - 1;
    }
}

bool breaks_fill(const GArray *parts, int lines, double width, Breaks *breaks) {
    guint count = parts->len;
    /* What was narrowest must fit again, whatever rounding did. */
    Filling filling = {parts, width * (1 + 1e-9), NULL, NULL};
    g_autofree double *best = NULL;
    g_autofree guint *from = NULL;

    *breaks = (Breaks){0};
    if (count == 0 || lines > BREAKS_LINES_MAX)
        return count == 0;
    filling.best = best = g_new(double, (gsize)lines *count);
    filling.from = from = g_new(guint, (gsize)lines * count);
    for (int line = 0; line < lines; line++) {
        for (guint last = 0; last < count; last++)
            fill_table(&filling, line, last);
    }
    if (!isfinite(best[(gsize)lines * count - 1]))
        return false;
    read_filling(&filling, lines, breaks);
    return true;
}

bool breaks_are_poor(const GArray *parts, const Breaks *breaks) {
    guint first = 0;

    for (int i = 0; i < breaks->count; i++) {
        double width = line_width(parts, first, breaks->ends[i]);

        if (is_widow(parts, first, breaks->ends[i], width, breaks->longest))
            return true;
        first = breaks->ends[i] + 1;
    }
    return false;
}

/* --- balanced lines ----------------------------------------------------------- */

/* The best breaks found so far. */
typedef struct {
    guint count;
    const double *widths; /* as breaks_widths has them */
    double *best;         /* [line * count + last]: shortest longest line up to there */
    guint *from;          /* [line * count + last]: first part of that line */
} Table;

double *breaks_widths(const GArray *parts) {
    gsize count = parts->len;
    double *widths = g_new(double, count *count);

    for (guint first = 0; first < count; first++) {
        double width = -part_at(parts, first)->before;
        bool is_over = false;

        for (guint last = first; last < count; last++) {
            const Unbroken *part = part_at(parts, last);

            width += part->width;
            widths[first * count + last] =
                is_over || part->hyphen > 0 ? INFINITY : width - part->after;
            is_over |= part->ends_line;
            width += part->space;
        }
    }
    return widths;
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

/* Rounding makes no difference. Of breaks that are as even as others those are better
 * that let the text be larger. */
static bool is_better(double ratio, double longest, double best_ratio,
                      const Breaks *best) {
    return ratio < best_ratio * (1 - 1e-9) ||
           (ratio <= best_ratio * (1 + 1e-9) && longest < best->longest * (1 - 1e-9));
}

/* Every line that there can be is tried as the shortest one. */
static bool find_balance(Table *table, int lines, Breaks *breaks) {
    double best_ratio = INFINITY, narrowest = shortest_longest(table, lines, 0);

    for (guint i = 0; i < table->count * table->count; i++) {
        guint first = i / table->count, last = i % table->count;
        double least = table->widths[i], longest;

        if (first > last || !isfinite(least) || least <= 0 ||
            narrowest / least > best_ratio * (1 + 1e-9))
            continue;
        longest = shortest_longest(table, lines, least);
        if (is_better(longest / least, longest, best_ratio, breaks)) {
            best_ratio = longest / least;
            read_breaks(table, lines, breaks);
        }
    }
    return isfinite(best_ratio);
}

bool breaks_balance(const GArray *parts, const double *widths, int lines,
                    Breaks *breaks) {
    gsize count = parts->len;
    Table table = {.count = parts->len, .widths = widths};
    g_autofree double *best = NULL;
    g_autofree guint *from = NULL;

    *breaks = (Breaks){0};
    if (lines > BREAKS_LINES_MAX || lines > (int)parts->len ||
        lines < breaks_fewest(parts))
        return false;
    table.best = best = g_new(double, (gsize)lines *count);
    table.from = from = g_new(guint, (gsize)lines * count);
    return find_balance(&table, lines, breaks);
}
