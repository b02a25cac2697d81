#include "prepress/replay_parts.h"

#include <math.h>
#include <string.h>

enum { FUNCTIONS_DEPTH = 8, STOPS_MAX = 65536, MESH_MAX = 64 << 20 };

/* While the stops of a gradient are collected. */
typedef struct {
    const Replayer *replayer;
    const InkSpace *space;
    cairo_pattern_t *pattern;
    double start, length; /* the domain of the shading */
    int stops;
} Stops;

/* A stretch of the domain, and what of a function's domain it shows. */
typedef struct {
    double from, to;
    double at_from, at_to;
} Span;

static void add_stop(Stops *self, double at, const double *components) {
    Shade shade = ink_space_shade(self->replayer, self->space, components);
    const double *channels = shade.channels;
    double offset = (at - self->start) / self->length;

    if (self->replayer->is_lightness)
        cairo_pattern_add_color_stop_rgba(self->pattern, offset, 1, 1, 1, channels[0]);
    else
        cairo_pattern_add_color_stop_rgb(self->pattern, offset, channels[0],
                                         channels[1], channels[2]);
    self->stops++;
}

static bool read_components(const PdfFile *file, const PdfValue *function,
                            const char *key, const InkSpace *space,
                            double *components) {
    const PdfValue *array = pdf_file_find(file, function, key);

    if (array == NULL || array->kind != PDF_ARRAY || (int)array->count != space->count)
        return false;
    for (guint i = 0; i < array->count; i++)
        components[i] = pdf_value_number(&array->items[i], 0);
    return true;
}

static double at(const Span *span, double argument) {
    double share = span->at_to == span->at_from
                       ? 0
                       : (argument - span->at_from) / (span->at_to - span->at_from);

    return span->from + share * (span->to - span->from);
}

/* --- straight ones (ISO 32000-1, 7.10.3) --- */

static bool add_straight(Stops *self, const PdfValue *function, const Span *span,
                         GError **error) {
    const PdfFile *file = self->replayer->page->file;
    double first[INK_COMPONENTS_MAX], last[INK_COMPONENTS_MAX];
    double mixed[INK_COMPONENTS_MAX];
    const double ends[2] = {span->at_from, span->at_to};

    if (pdf_value_number(pdf_value_find(function, "N"), 0) != 1 ||
        !read_components(file, function, "C0", self->space, first) ||
        !read_components(file, function, "C1", self->space, last))
        return replay_refuse(error, "function", "N");
    for (int i = 0; i < 2; i++) {
        for (int j = 0; j < self->space->count; j++)
            mixed[j] = first[j] + ends[i] * (last[j] - first[j]);
        add_stop(self, i == 0 ? span->from : span->to, mixed);
    }
    return true;
}

/* --- sampled ones (7.10.2), of 16 bits --- */

static void take_sample(const Stops *self, const guint8 *bytes, double argument,
                        int samples, double *components) {
    double place = CLAMP(argument, 0, 1) * (samples - 1);
    int first = MIN((int)floor(place), samples - 1), next = MIN(first + 1, samples - 1);

    for (int i = 0; i < self->space->count; i++) {
        const guint8 *a = bytes + 2 * (first * self->space->count + i);
        const guint8 *b = bytes + 2 * (next * self->space->count + i);
        double from = a[0] << 8 | a[1], to = b[0] << 8 | b[1];

        components[i] = (from + (place - first) * (to - from)) / 65535;
    }
}

/* Stops at the ends and at all samples between them, in the direction of the span. */
static void add_samples(Stops *self, const guint8 *bytes, int samples,
                        const Span *span) {
    bool goes_up = span->at_from <= span->at_to;
    double components[INK_COMPONENTS_MAX];

    take_sample(self, bytes, span->at_from, samples, components);
    add_stop(self, span->from, components);
    for (int i = 0; i < samples; i++) {
        double argument = (goes_up ? i : samples - 1 - i) / (samples - 1.0);

        if (argument <= MIN(span->at_from, span->at_to) ||
            argument >= MAX(span->at_from, span->at_to))
            continue;
        take_sample(self, bytes, argument, samples, components);
        add_stop(self, at(span, argument), components);
    }
    take_sample(self, bytes, span->at_to, samples, components);
    add_stop(self, span->to, components);
}

static bool add_sampled(Stops *self, const PdfObject *function, const Span *span,
                        GError **error) {
    const PdfFile *file = self->replayer->page->file;
    const PdfValue *size = pdf_file_find(file, &function->value, "Size");
    g_autoptr(GBytes) bytes = pdf_file_inflate(file, function, MESH_MAX, error);
    int samples;

    if (bytes == NULL)
        return false;
    if (size == NULL || size->kind != PDF_ARRAY || size->count != 1 ||
        pdf_value_number(pdf_value_find(&function->value, "BitsPerSample"), 0) != 16)
        return replay_refuse(error, "function", "BitsPerSample");
    samples = (int)pdf_value_number(&size->items[0], 0);
    if (samples < 2 || samples > STOPS_MAX ||
        g_bytes_get_size(bytes) < (gsize)(2 * samples * self->space->count))
        return replay_refuse(error, "function", "Size");
    add_samples(self, g_bytes_get_data(bytes, NULL), samples, span);
    return true;
}

/* --- stitched ones (7.10.4) --- */

static bool add_function(Stops *self, const PdfValue *function, const Span *span,
                         guint depth, GError **error);

/* The part of a span that a function between two bounds shows; false: none. */
static bool clip_span(const Span *span, double low, double high, const double encode[2],
                      Span *part) {
    double from = CLAMP(span->at_from, low, high), to = CLAMP(span->at_to, low, high);
    double scale = high > low ? (encode[1] - encode[0]) / (high - low) : 0;

    *part = (Span){at(span, from), at(span, to), encode[0] + (from - low) * scale,
                   encode[0] + (to - low) * scale};
    return from != to;
}

static bool add_stitched(Stops *self, const PdfValue *function, const Span *span,
                         guint depth, GError **error) {
    const PdfFile *file = self->replayer->page->file;
    const PdfValue *parts = pdf_file_find(file, function, "Functions");
    const PdfValue *bounds = pdf_file_find(file, function, "Bounds");
    const PdfValue *encode = pdf_file_find(file, function, "Encode");
    const PdfValue *domain = pdf_file_find(file, function, "Domain");
    bool goes_up = span->at_from <= span->at_to;

    if (parts == NULL || parts->kind != PDF_ARRAY || parts->count == 0 ||
        bounds == NULL || bounds->kind != PDF_ARRAY ||
        bounds->count + 1 != parts->count || encode == NULL ||
        encode->kind != PDF_ARRAY || encode->count != 2 * parts->count ||
        domain == NULL || domain->kind != PDF_ARRAY || domain->count != 2)
        return replay_refuse(error, "function", "Functions");
    for (guint step = 0; step < parts->count; step++) {
        guint i = goes_up ? step : parts->count - 1 - step;
        const PdfValue *below = i == 0 ? domain->items : bounds->items + i - 1;
        const PdfValue *above =
            i + 1 == parts->count ? domain->items + 1 : bounds->items + i;
        const double ends[2] = {pdf_value_number(&encode->items[2 * i], 0),
                                pdf_value_number(&encode->items[2 * i + 1], 1)};
        Span part;

        if (clip_span(span, pdf_value_number(below, 0), pdf_value_number(above, 1),
                      ends, &part) &&
            !add_function(self, &parts->items[i], &part, depth, error))
            return false;
    }
    return true;
}

static bool add_function(Stops *self, const PdfValue *value, const Span *span,
                         guint depth, GError **error) {
    const PdfFile *file = self->replayer->page->file;
    const PdfValue *function = pdf_file_resolve(file, value);
    double type = pdf_value_number(pdf_value_find(function, "FunctionType"), -1);

    if (depth == 0 || self->stops > STOPS_MAX)
        return replay_refuse(error, "function", "FunctionType");
    if (type == 0)
        return add_sampled(self, replay_object(self->replayer, value), span, error);
    if (type == 2)
        return add_straight(self, function, span, error);
    if (type == 3)
        return add_stitched(self, function, span, depth - 1, error);
    return replay_refuse(error, "function", "FunctionType");
}

/* --- gradients along a line and between circles
 * ----------------------------------------
 */

static cairo_pattern_t *make_pattern(const PdfValue *coords, double type) {
    double n[6] = {0};

    if (coords == NULL || coords->kind != PDF_ARRAY ||
        coords->count != (type == 2 ? 4 : 6))
        return NULL;
    for (guint i = 0; i < coords->count; i++)
        n[i] = pdf_value_number(&coords->items[i], 0);
    return type == 2 ? cairo_pattern_create_linear(n[0], n[1], n[2], n[3])
                     : cairo_pattern_create_radial(n[0], n[1], n[2], n[3], n[4], n[5]);
}

static bool is_true(const PdfValue *value) {
    return value->kind == PDF_BOOLEAN && value->number == 1;
}

/* Both ends, or neither: so cairo writes them. */
static bool set_extend(cairo_pattern_t *pattern, const PdfValue *extend,
                       GError **error) {
    bool first = false, last = false;

    if (extend != NULL && extend->kind == PDF_ARRAY && extend->count == 2) {
        first = is_true(&extend->items[0]);
        last = is_true(&extend->items[1]);
    }
    if (first != last)
        return replay_refuse(error, "gradient", "Extend");
    cairo_pattern_set_extend(pattern, first ? CAIRO_EXTEND_PAD : CAIRO_EXTEND_NONE);
    return true;
}

static bool add_stops(const Replayer *self, const PdfValue *shading,
                      const InkSpace *space, cairo_pattern_t *pattern, GError **error) {
    const PdfFile *file = self->page->file;
    const PdfValue *domain = pdf_file_find(file, shading, "Domain");
    const PdfValue *function = pdf_value_find(shading, "Function");
    Span span = {0, 1, 0, 1};
    Stops stops = {self, space, pattern, 0, 1, 0};

    if (domain != NULL && domain->kind == PDF_ARRAY && domain->count == 2) {
        span.from = span.at_from = pdf_value_number(&domain->items[0], 0);
        span.to = span.at_to = pdf_value_number(&domain->items[1], 1);
        stops.start = span.from;
        stops.length = span.to - span.from;
    }
    if (function == NULL || stops.length <= 0)
        return replay_refuse(error, "gradient", "Function");
    return add_function(&stops, function, &span, FUNCTIONS_DEPTH, error) &&
           set_extend(pattern, pdf_file_find(file, shading, "Extend"), error);
}

static cairo_pattern_t *make_gradient(const Replayer *self, const PdfValue *shading,
                                      const InkSpace *space, double type,
                                      GError **error) {
    cairo_pattern_t *pattern =
        make_pattern(pdf_file_find(self->page->file, shading, "Coords"), type);

    if (pattern == NULL) {
        replay_refuse(error, "gradient", "Coords");
        return NULL;
    }
    if (add_stops(self, shading, space, pattern, error))
        return pattern;
    cairo_pattern_destroy(pattern);
    return NULL;
}

/* --- meshes (8.7.4.5.8)
 * ----------------------------------------------------------------
 */

enum { POINTS = 16, CORNERS = 4, PLACE_BYTES = 1 + POINTS * 8 };

typedef struct {
    const guint8 *bytes;
    double low[2], step[2]; /* of the coordinates */
} Patch;

static double read_place(const Patch *patch, int index, int axis) {
    const guint8 *at = patch->bytes + 1 + 8 * index + 4 * axis;
    guint32 number =
        (guint32)at[0] << 24 | (guint32)at[1] << 16 | (guint32)at[2] << 8 | at[3];

    return patch->low[axis] + patch->step[axis] * number;
}

static void curve(cairo_pattern_t *mesh, const Patch *patch, int a, int b, int to) {
    cairo_mesh_pattern_curve_to(mesh, read_place(patch, a, 0), read_place(patch, a, 1),
                                read_place(patch, b, 0), read_place(patch, b, 1),
                                read_place(patch, to, 0), read_place(patch, to, 1));
}

static void set_corner(const Replayer *self, cairo_pattern_t *mesh, guint corner,
                       const InkSpace *space, const guint8 *bytes) {
    double components[INK_COMPONENTS_MAX];
    Shade shade;

    for (int i = 0; i < space->count; i++)
        components[i] = (bytes[2 * i] << 8 | bytes[2 * i + 1]) / 65535.0;
    shade = ink_space_shade(self, space, components);
    if (self->is_lightness)
        cairo_mesh_pattern_set_corner_color_rgba(mesh, corner, 1, 1, 1,
                                                 shade.channels[0]);
    else
        cairo_mesh_pattern_set_corner_color_rgb(mesh, corner, shade.channels[0],
                                                shade.channels[1], shade.channels[2]);
}

/* Points run around the patch, then come the four inside of it. */
static void add_patch(const Replayer *self, cairo_pattern_t *mesh, const Patch *patch,
                      const InkSpace *space) {
    const guint8 *colours = patch->bytes + PLACE_BYTES;

    cairo_mesh_pattern_begin_patch(mesh);
    cairo_mesh_pattern_move_to(mesh, read_place(patch, 0, 0), read_place(patch, 0, 1));
    for (int i = 1; i < 12; i += 3)
        curve(mesh, patch, i, i + 1, (i + 2) % 12);
    for (int i = 0; i < 4; i++)
        cairo_mesh_pattern_set_control_point(
            mesh, (guint)i, read_place(patch, 12 + i, 0), read_place(patch, 12 + i, 1));
    for (int i = 0; i < CORNERS; i++)
        set_corner(self, mesh, (guint)i, space, colours + 2 * i * space->count);
    cairo_mesh_pattern_end_patch(mesh);
}

static cairo_pattern_t *make_mesh(const Replayer *self, const PdfObject *object,
                                  const InkSpace *space, GError **error) {
    const PdfFile *file = self->page->file;
    const PdfValue *decode = pdf_file_find(file, &object->value, "Decode");
    g_autoptr(GBytes) bytes = pdf_file_inflate(file, object, MESH_MAX, error);
    gsize length = 0, each = (gsize)(PLACE_BYTES + CORNERS * 2 * space->count);
    const guint8 *data;
    cairo_pattern_t *mesh;
    Patch patch;

    if (bytes == NULL)
        return NULL;
    if (decode == NULL || decode->kind != PDF_ARRAY || decode->count < 4) {
        replay_refuse(error, "gradient", "Decode");
        return NULL;
    }
    for (int i = 0; i < 2; i++) {
        patch.low[i] = pdf_value_number(&decode->items[2 * i], 0);
        patch.step[i] =
            (pdf_value_number(&decode->items[2 * i + 1], 1) - patch.low[i]) /
            G_MAXUINT32;
    }
    data = g_bytes_get_data(bytes, &length);
    mesh = cairo_pattern_create_mesh();
    for (gsize from = 0; from + each <= length; from += each) {
        patch.bytes = data + from;
        add_patch(self, mesh, &patch, space);
    }
    return mesh;
}

cairo_pattern_t *shading_pattern(const Replayer *self, const PdfValue *reference,
                                 GError **error) {
    const PdfValue *shading = pdf_file_resolve(self->page->file, reference);
    double type = pdf_value_number(pdf_value_find(shading, "ShadingType"), 0);
    g_auto(InkSpace) space = {0};

    if (!ink_space_read(self, pdf_value_find(shading, "ColorSpace"), &space, error))
        return NULL;
    if (type == 2 || type == 3)
        return make_gradient(self, shading, &space, type, error);
    if (type == 7)
        return make_mesh(self, replay_object(self, reference), &space, error);
    replay_refuse(error, "gradient", "ShadingType");
    return NULL;
}
