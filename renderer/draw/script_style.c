#include "draw/script_operators.h"

#include <string.h>

/* --- words ---------------------------------------------------------------------------
 */

typedef struct {
    const char *word;
    int value;
} Word;

static const Word extends[] = {{"EXTEND_NONE", CAIRO_EXTEND_NONE},
                               {"EXTEND_REPEAT", CAIRO_EXTEND_REPEAT},
                               {"EXTEND_REFLECT", CAIRO_EXTEND_REFLECT},
                               {"EXTEND_PAD", CAIRO_EXTEND_PAD},
                               {NULL, 0}};

static const Word filters[] = {{"FILTER_FAST", CAIRO_FILTER_FAST},
                               {"FILTER_GOOD", CAIRO_FILTER_GOOD},
                               {"FILTER_BEST", CAIRO_FILTER_BEST},
                               {"FILTER_NEAREST", CAIRO_FILTER_NEAREST},
                               {"FILTER_BILINEAR", CAIRO_FILTER_BILINEAR},
                               {NULL, 0}};

static const Word rules[] = {{"WINDING", CAIRO_FILL_RULE_WINDING},
                             {"EVEN_ODD", CAIRO_FILL_RULE_EVEN_ODD},
                             {NULL, 0}};

static const Word caps[] = {{"LINE_CAP_BUTT", CAIRO_LINE_CAP_BUTT},
                            {"LINE_CAP_ROUND", CAIRO_LINE_CAP_ROUND},
                            {"LINE_CAP_SQUARE", CAIRO_LINE_CAP_SQUARE},
                            {NULL, 0}};

static const Word joins[] = {{"LINE_JOIN_MITER", CAIRO_LINE_JOIN_MITER},
                             {"LINE_JOIN_ROUND", CAIRO_LINE_JOIN_ROUND},
                             {"LINE_JOIN_BEVEL", CAIRO_LINE_JOIN_BEVEL},
                             {NULL, 0}};

static const Word blends[] = {{"OVER", CAIRO_OPERATOR_OVER},
                              {"MULTIPLY", CAIRO_OPERATOR_MULTIPLY},
                              {"SCREEN", CAIRO_OPERATOR_SCREEN},
                              {"OVERLAY", CAIRO_OPERATOR_OVERLAY},
                              {"DARKEN", CAIRO_OPERATOR_DARKEN},
                              {"LIGHTEN", CAIRO_OPERATOR_LIGHTEN},
                              {NULL, 0}};

static const Word antialiases[] = {{"ANTIALIAS_DEFAULT", CAIRO_ANTIALIAS_DEFAULT},
                                   {"ANTIALIAS_NONE", CAIRO_ANTIALIAS_NONE},
                                   {"ANTIALIAS_GRAY", CAIRO_ANTIALIAS_GRAY},
                                   {NULL, 0}};

static bool find_word(const Script *self, const Word *words, int *value) {
    for (; words->word != NULL; words++) {
        if (strcmp(words->word, self->name) == 0) {
            *value = words->value;
            return true;
        }
    }
    return false;
}

/* --- lines ---------------------------------------------------------------------------
 */

static bool set_line_width(Script *self) {
    cairo_set_line_width(script_context(self), self->numbers[0]);
    return true;
}

static bool set_mitre(Script *self) {
    cairo_set_miter_limit(script_context(self), self->numbers[0]);
    return true;
}

static bool set_tolerance(Script *self) {
    cairo_set_tolerance(script_context(self), self->numbers[0]);
    return true;
}

static bool set_dash(Script *self) {
    if (self->count != self->in_list + 1)
        return false;
    cairo_set_dash(script_context(self), self->numbers, (int)self->in_list,
                   self->numbers[self->in_list]);
    return true;
}

static bool set_rule(Script *self) {
    int value;

    if (!find_word(self, rules, &value))
        return false;
    cairo_set_fill_rule(script_context(self), (cairo_fill_rule_t)value);
    return true;
}

static bool set_cap(Script *self) {
    int value;

    if (!find_word(self, caps, &value))
        return false;
    cairo_set_line_cap(script_context(self), (cairo_line_cap_t)value);
    return true;
}

static bool set_join(Script *self) {
    int value;

    if (!find_word(self, joins, &value))
        return false;
    cairo_set_line_join(script_context(self), (cairo_line_join_t)value);
    return true;
}

static bool set_operator(Script *self) {
    int value;

    if (!find_word(self, blends, &value))
        return false;
    cairo_set_operator(script_context(self), (cairo_operator_t)value);
    return true;
}

static bool set_antialias(Script *self) {
    int value;

    if (!find_word(self, antialiases, &value))
        return false;
    cairo_set_antialias(script_context(self), (cairo_antialias_t)value);
    return true;
}

/* --- patterns ------------------------------------------------------------------------
 */

static bool set_extend(Script *self) {
    int value;

    if (self->pattern == NULL || !find_word(self, extends, &value))
        return false;
    cairo_pattern_set_extend(self->pattern, (cairo_extend_t)value);
    return true;
}

static bool set_filter(Script *self) {
    int value;

    if (self->pattern == NULL || !find_word(self, filters, &value))
        return false;
    cairo_pattern_set_filter(self->pattern, (cairo_filter_t)value);
    return true;
}

/* --- the table -----------------------------------------------------------------------
 */

static const Operator operators_of_style[] = {
    {"set-extend", 0, set_extend, false},
    {"set-filter", 0, set_filter, false},
    {"set-line-width", 1, set_line_width, false},
    {"set-line-cap", 0, set_cap, false},
    {"set-line-join", 0, set_join, false},
    {"set-miter-limit", 1, set_mitre, false},
    {"set-dash", ANY_NUMBERS, set_dash, false},
    {"set-fill-rule", 0, set_rule, false},
    {"set-operator", 0, set_operator, false},
    {"set-antialias", 0, set_antialias, false},
    {"set-tolerance", 1, set_tolerance, false},
};

const Operator *script_style_operator_find(const char *name, size_t length) {
    return script_operator_find_in(operators_of_style, G_N_ELEMENTS(operators_of_style),
                                   name, length);
}
