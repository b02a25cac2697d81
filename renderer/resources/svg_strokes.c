#include "resources/svg_strokes.h"

#include "resources/svg_colours.h"

#include <math.h>
#include <string.h>

enum { USES_MAX = 32, VISITS_MAX = 200000, COLOURS_MAX = 256 };

typedef struct {
    const SvgTree *tree;
    const SvgStyle *style;
    GArray *found; /* of SvgStroke */
    guint visits;
} Search;

/* What an element gets from those around it. */
typedef struct {
    double scale; /* units of the drawing to one of its own; NAN: nobody knows */
    const char *stroke, *fill, *width, *visibility, *opacity;
    int uses; /* it is inside */
} Context;

/* --- numbers -----------------------------------------------------------------------
 */

/* A length in units; NAN: it is relative, or none. */
static double length_of(const char *text) {
    static const struct {
        const char *name;
        double units;
    } units[] = {{"", 1},    {"px", 1},         {"pt", 4.0 / 3},  {"pc", 16},
                 {"in", 96}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}};
    char *end;
    double number = g_ascii_strtod(text, &end);

    for (size_t i = 0; end > text && i < G_N_ELEMENTS(units); i++) {
        if (strcmp(end, units[i].name) == 0)
            return number * units[i].units;
    }
    return NAN;
}

/* The numbers of a function or a viewBox, at most six; how many there are. */
static int read_numbers(const char *at, double *numbers) {
    int count = 0;

    while (count < 6) {
        char *end;

        at += strspn(at, " \t\r\n,(");
        numbers[count] = g_ascii_strtod(at, &end);
        if (end == at)
            break;
        count++;
        at = end;
    }
    return count;
}

/* How a transform changes lengths, the mean of all directions. */
static double scale_of(const char *transform) {
    double scale = 1;

    for (const char *at = transform; at != NULL && *at != '\0';) {
        const char *open = strchr(at, '(');
        double n[6] = {0};
        int count = open == NULL ? 0 : read_numbers(open, n);

        if (open == NULL)
            break;
        at += strspn(at, " \t\r\n,");
        if (g_str_has_prefix(at, "scale(") || g_str_has_prefix(at, "scale "))
            scale *= sqrt(fabs(count > 1 ? n[0] * n[1] : n[0] * n[0]));
        else if (g_str_has_prefix(at, "scaleX") || g_str_has_prefix(at, "scaleY"))
            scale *= sqrt(fabs(n[0]));
        else if (g_str_has_prefix(at, "matrix(") && count == 6)
            scale *= sqrt(fabs(n[0] * n[3] - n[1] * n[2]));
        at = strchr(open, ')');
        at = at == NULL ? NULL : at + 1;
    }
    return scale;
}

/* What a viewBox makes of the width and height of its element, or of the <use> that
 * shows it. */
static double view_scale(const SvgElement *element, const SvgElement *use) {
    const char *view = svg_element_get(element, "viewBox");
    const char *aspect = svg_element_get(element, "preserveAspectRatio");
    const char *sides[2] = {svg_element_get(element, "width"),
                            svg_element_get(element, "height")};
    double numbers[6], x, y;

    if (view == NULL)
        return 1;
    if (use != NULL && svg_element_get(use, "width") != NULL)
        sides[0] = svg_element_get(use, "width");
    if (use != NULL && svg_element_get(use, "height") != NULL)
        sides[1] = svg_element_get(use, "height");
    if (sides[0] == NULL || sides[1] == NULL || read_numbers(view, numbers) != 4)
        return NAN;
    x = length_of(sides[0]) / numbers[2];
    y = length_of(sides[1]) / numbers[3];
    if (aspect != NULL && strstr(aspect, "none") != NULL)
        return sqrt(x * y);
    return aspect != NULL && strstr(aspect, "slice") != NULL ? fmax(x, y) : fmin(x, y);
}

/* --- strokes -----------------------------------------------------------------------
 */

static bool is_zero(const char *text) {
    return text != NULL && *text != '\0' && g_ascii_strtod(text, NULL) <= 0;
}

static bool set_colour(SvgStroke *stroke, const char *colour) {
    stroke->is_current = g_ascii_strcasecmp(colour, "currentColor") == 0;
    return stroke->is_current || svg_colour_parse(colour, &stroke->rgb);
}

static bool is_same_as_fill(const Context *context) {
    SvgStroke stroke = {0}, fill = {0};

    return set_colour(&stroke, context->stroke) && set_colour(&fill, context->fill) &&
           stroke.is_current == fill.is_current && stroke.rgb == fill.rgb;
}

static void add_stroke(Search *self, const SvgStroke *stroke) {
    for (guint i = 0; i < self->found->len; i++) {
        SvgStroke *known = &g_array_index(self->found, SvgStroke, i);

        if (known->is_current != stroke->is_current || known->rgb != stroke->rgb)
            continue;
        if (stroke->width < known->width)
            *known = *stroke;
        return;
    }
    if (self->found->len < COLOURS_MAX)
        g_array_append_val(self->found, *stroke);
}

static void see_shape(Search *self, const SvgElement *element, const Context *context) {
    const char *effect = svg_style_get(self->style, element, "vector-effect");
    SvgStroke stroke = {.width = length_of(context->width) * context->scale,
                        .origin = svg_tree_place(self->tree, element)};

    if (isfinite(stroke.width) && stroke.width > 0 && !is_zero(context->opacity) &&
        strcmp(context->visibility, "visible") == 0 &&
        (effect == NULL || strcmp(effect, "none") == 0) &&
        set_colour(&stroke, context->stroke) && !is_same_as_fill(context))
        add_stroke(self, &stroke);
}

/* --- the walk ----------------------------------------------------------------------
 */

static void inherit(const Search *self, const SvgElement *element, const char *property,
                    const char **value) {
    const char *own = svg_style_get(self->style, element, property);

    if (own != NULL && strcmp(own, "inherit") != 0)
        *value = own;
}

static void walk(Search *self, const SvgElement *element, Context context,
                 const SvgElement *use);

static void walk_children(Search *self, const SvgElement *element,
                          const Context *context) {
    for (guint i = 0; element->children != NULL && i < element->children->len; i++)
        walk(self, g_ptr_array_index(element->children, i), *context, NULL);
}

static void walk_used(Search *self, const SvgElement *use, Context context) {
    const SvgElement *used = svg_tree_shown(self->tree, use);

    if (used != NULL && context.uses++ < USES_MAX)
        walk(self, used, context, use);
}

static void look(Search *self, const SvgElement *element, Context *context,
                 const SvgElement *use) {
    static const char *const shapes[] = {"circle", "ellipse", "line",
                                         "path",   "polygon", "polyline",
                                         "rect",   "text",    NULL};
    static const char *const holders[] = {"a", "g", "svg", "switch", NULL};

    if (element->parent != NULL &&
        (svg_element_is(element, "svg") || svg_element_is(element, "symbol")))
        context->scale *= view_scale(element, use);
    if (g_strv_contains(shapes, element->name))
        see_shape(self, element, context);
    else if (svg_element_is(element, "use"))
        walk_used(self, element, *context);
    else if (g_strv_contains(holders, element->name) ||
             (use != NULL && svg_element_is(element, "symbol")))
        walk_children(self, element, context);
}

/* `use`: that shows it; NULL: it stands where it is. */
static void walk(Search *self, const SvgElement *element, Context context,
                 const SvgElement *use) {
    if (self->visits++ >= VISITS_MAX ||
        g_strcmp0(svg_style_get(self->style, element, "display"), "none") == 0 ||
        is_zero(svg_style_get(self->style, element, "opacity")))
        return;
    inherit(self, element, "stroke", &context.stroke);
    inherit(self, element, "fill", &context.fill);
    inherit(self, element, "stroke-width", &context.width);
    inherit(self, element, "stroke-opacity", &context.opacity);
    inherit(self, element, "visibility", &context.visibility);
    context.scale *= scale_of(svg_style_get(self->style, element, "transform"));
    look(self, element, &context, use);
}

GArray *svg_strokes_find(const SvgTree *tree, const SvgStyle *style) {
    Search self = {tree, style, g_array_new(FALSE, FALSE, sizeof(SvgStroke)), 0};
    Context context = {.scale = 1,
                       .stroke = "none",
                       .fill = "black",
                       .width = "1",
                       .opacity = "1",
                       .visibility = "visible"};

    walk(&self, g_ptr_array_index(tree->elements, 0), context, NULL);
    return self.found;
}
