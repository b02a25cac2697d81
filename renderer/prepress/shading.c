#include "prepress/conversion.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

enum { DECIMALS = 5, SAMPLES = 17, PARTS_MAX = 4096 };

static bool read_colour(const PdfValue *array, Rgb *colour) {
    if (array == NULL || array->kind != PDF_ARRAY || array->count != 3)
        return false;
    colour->red = pdf_value_number(&array->items[0], 0);
    colour->green = pdf_value_number(&array->items[1], 0);
    colour->blue = pdf_value_number(&array->items[2], 0);
    return true;
}

/* Exponential interpolation that is linear (ISO 32000-1, 7.10.3). */
static bool read_piece(const Conversion *self, const PdfValue *function, Stretch *piece,
                       GError **error) {
    if (pdf_value_number(pdf_value_find(function, "N"), 0) == 1 &&
        read_colour(pdf_file_find(self->file, function, "C0"), &piece->from) &&
        read_colour(pdf_file_find(self->file, function, "C1"), &piece->to))
        return true;
    return conversion_refuse(error, "function", "N");
}

static double type_of(const PdfValue *function) {
    return pdf_value_number(pdf_value_find(function, "FunctionType"), -1);
}

/* All pieces, stitched ones included: of Stretch. */
static bool collect_pieces(const Conversion *self, const PdfValue *function,
                           GArray *pieces, guint depth, GError **error) {
    const PdfValue *parts = pdf_file_find(self->file, function, "Functions");
    Stretch piece;

    if (type_of(function) == 2) {
        if (!read_piece(self, function, &piece, error))
            return false;
        g_array_append_val(pieces, piece);
        return true;
    }
    if (type_of(function) != 3 || parts == NULL || parts->kind != PDF_ARRAY ||
        depth == 0 || pieces->len > PARTS_MAX)
        return conversion_refuse(error, "function", "FunctionType");
    for (guint i = 0; i < parts->count; i++) {
        if (!collect_pieces(self, pdf_file_resolve(self->file, &parts->items[i]),
                            pieces, depth - 1, error))
            return false;
    }
    return true;
}

/* --- the space of a gradient --------------------------------------------------------
 */

typedef struct {
    bool has_process;
    const Ink *spot;
    const Ink *other; /* on another plate of its own */
} Mixture;

static void add_to_mixture(Mixture *self, const PrintColour *colour) {
    if (colour->plates == PLATES_PROCESS) {
        self->has_process = self->has_process || !print_colour_is_paper(colour);
        return;
    }
    if (self->spot != NULL && strcmp(self->spot->spot, colour->spot) != 0)
        self->other = colour->ink;
    else
        self->spot = colour->ink;
}

bool shading_choose_space(Conversion *self, const GArray *pieces, Space *space,
                          GError **error) {
    Mixture mixture = {0};

    for (guint i = 0; i < pieces->len; i++) {
        const Stretch *piece = &g_array_index(pieces, Stretch, i);
        PrintColour from = conversion_colour(self, piece->from);
        PrintColour to = conversion_colour(self, piece->to);

        if (from.plates == PLATES_ALL || to.plates == PLATES_ALL)
            return conversion_refuse(error, "gradient", "All");
        add_to_mixture(&mixture, &from);
        add_to_mixture(&mixture, &to);
    }
    if (mixture.other != NULL)
        return conversion_refuse_plates(error, mixture.spot, mixture.other);
    space->ink = mixture.spot;
    space->plates =
        mixture.spot == NULL || mixture.has_process ? PLATES_PROCESS : PLATES_SPOT;
    return true;
}

int shading_components(const Space *space, const PrintColour *colour,
                       double values[COMPONENTS_MAX]) {
    double tint = colour->plates == PLATES_SPOT ? colour->tint : 0;

    if (space->plates == PLATES_SPOT) {
        values[0] = tint;
        return 1;
    }
    for (int i = 0; i < 4; i++)
        values[i] = colour->plates == PLATES_PROCESS ? colour->cmyk[i] : 0;
    values[4] = tint;
    return space->ink == NULL ? 4 : 5;
}

/* --- functions ----------------------------------------------------------------------
 */

static void write_straight(Conversion *self, guint number, const double *from,
                           const double *to, int count) {
    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<</FunctionType 2/Domain[0 1]/N 1");
    pdf_part_text(self->part, "/C0");
    pdf_part_numbers(self->part, from, count, DECIMALS);
    pdf_part_text(self->part, "/C1");
    pdf_part_numbers(self->part, to, count, DECIMALS);
    pdf_part_text(self->part, ">>");
    pdf_part_end(self->part);
}

static Rgb between(Rgb from, Rgb to, double at) {
    return (Rgb){from.red + (to.red - from.red) * at,
                 from.green + (to.green - from.green) * at,
                 from.blue + (to.blue - from.blue) * at};
}

/* What a gradient has at its ends beyond what the profile makes of them runs out
 * towards the other end: exact ends, no jump. */
typedef struct {
    double from[COMPONENTS_MAX], to[COMPONENTS_MAX];
} Surplus;

static Surplus surplus_of(Conversion *self, const Stretch *piece, const Space *space,
                          const PrintColour *from, const PrintColour *to) {
    PrintColour start = print_colours_convert(self->colours, piece->from);
    PrintColour end = print_colours_convert(self->colours, piece->to);
    double wanted[COMPONENTS_MAX], made[COMPONENTS_MAX];
    Surplus surplus;
    int count = shading_components(space, from, wanted);

    shading_components(space, &start, made);
    for (int i = 0; i < count; i++)
        surplus.from[i] = wanted[i] - made[i];
    shading_components(space, to, wanted);
    shading_components(space, &end, made);
    for (int i = 0; i < count; i++)
        surplus.to[i] = wanted[i] - made[i];
    return surplus;
}

static int sample(Conversion *self, const Stretch *piece, const Space *space,
                  const Surplus *surplus, double at, double values[COMPONENTS_MAX]) {
    PrintColour colour =
        print_colours_convert(self->colours, between(piece->from, piece->to, at));
    int count = shading_components(space, &colour, values);

    for (int i = 0; i < count; i++)
        values[i] =
            CLAMP(values[i] + (1 - at) * surplus->from[i] + at * surplus->to[i], 0, 1);
    return count;
}

static void write_sampled(Conversion *self, guint number, const Stretch *piece,
                          const Space *space, const Surplus *surplus) {
    guint8 bytes[SAMPLES * COMPONENTS_MAX * 2];
    gsize length = 0;
    int count = 0;

    for (int i = 0; i < SAMPLES; i++) {
        double values[COMPONENTS_MAX];

        count = sample(self, piece, space, surplus, (double)i / (SAMPLES - 1), values);
        for (int j = 0; j < count; j++) {
            long level = lround(values[j] * 65535);

            bytes[length++] = (guint8)(level >> 8);
            bytes[length++] = (guint8)(level & 255);
        }
    }
    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<</FunctionType 0/Domain[0 1]/Size[17]"
                              "/BitsPerSample 16/Range[0 1");
    for (int j = 1; j < count; j++)
        pdf_part_text(self->part, " 0 1");
    pdf_part_text(self->part, "]");
    pdf_part_end_stream(self->part, &(PdfStream){bytes, length, 9, NULL});
}

static bool convert_piece(Conversion *self, const PdfValue *function, guint number,
                          const Space *space, GError **error) {
    double start[COMPONENTS_MAX], end[COMPONENTS_MAX];
    PrintColour from, to;
    Surplus surplus;
    Stretch piece;
    int count;

    if (!read_piece(self, function, &piece, error))
        return false;
    from = conversion_colour(self, piece.from);
    to = conversion_colour(self, piece.to);
    count = shading_components(space, &from, start);
    shading_components(space, &to, end);
    if (from.certainty == BY_INK && to.certainty == BY_INK) {
        write_straight(self, number, start, end, count);
        return true;
    }
    surplus = surplus_of(self, &piece, space, &from, &to);
    write_sampled(self, number, &piece, space, &surplus);
    return true;
}

static bool convert_stitched(Conversion *self, const PdfValue *function, guint number,
                             const Space *space, GError **error) {
    static const char *const kept[] = {"Domain", "Bounds", "Encode"};
    const PdfValue *parts = pdf_file_find(self->file, function, "Functions");
    guint index = conversion_space(self, *space);

    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<</FunctionType 3");
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        const PdfValue *value = pdf_file_find(self->file, function, kept[i]);

        if (value == NULL)
            return conversion_refuse(error, "function", kept[i]);
        pdf_part_name(self->part, kept[i]);
        pdf_part_value(self->part, value);
    }
    pdf_part_text(self->part, "/Functions[");
    for (guint i = 0; i < parts->count; i++) {
        if (parts->items[i].kind != PDF_REFERENCE)
            return conversion_refuse(error, "function", "Functions");
        pdf_part_text(self->part, i > 0 ? " " : "");
        pdf_part_reference(
            self->part,
            convert_reference(self, parts->items[i].reference, USE_FUNCTION, index));
    }
    pdf_part_text(self->part, "]>>");
    pdf_part_end(self->part);
    return true;
}

bool convert_function(Conversion *self, const PdfObject *function, guint number,
                      const Space *space, GError **error) {
    if (type_of(&function->value) == 3)
        return convert_stitched(self, &function->value, number, space, error);
    return convert_piece(self, &function->value, number, space, error);
}

/* --- shadings -----------------------------------------------------------------------
 */

void shading_write_space(Conversion *self, const Space *space) {
    Slot slot = {.kind = space->plates == PLATES_SPOT ? SLOT_SPOT : SLOT_MIX,
                 .ink = space->ink};

    pdf_part_text(self->part, "/ColorSpace ");
    if (space->ink == NULL)
        pdf_part_text(self->part, "/DeviceCMYK");
    else
        pdf_part_slot(self->part, conversion_slot(self, slot));
}

static bool write_shading(Conversion *self, const PdfValue *shading, guint function,
                          const Space *space, GError **error) {
    static const char *const kept[] = {"ShadingType", "Coords", "Domain", "Extend"};
    guint index = conversion_space(self, *space);

    pdf_part_text(self->part, "<<");
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++) {
        const PdfValue *value = pdf_file_find(self->file, shading, kept[i]);

        if (value == NULL)
            continue;
        pdf_part_name(self->part, kept[i]);
        pdf_part_text(self->part, " ");
        pdf_part_value(self->part, value);
    }
    if (pdf_value_find(shading, "Background") != NULL)
        return conversion_refuse(error, "gradient", "Background");
    shading_write_space(self, space);
    pdf_part_text(self->part, "/Function ");
    pdf_part_reference(self->part,
                       convert_reference(self, function, USE_FUNCTION, index));
    pdf_part_text(self->part, ">>");
    return true;
}

bool convert_shading(Conversion *self, const PdfObject *object, guint number,
                     GError **error) {
    const PdfValue *shading = &object->value;
    const PdfValue *function = pdf_value_find(shading, "Function");
    double type = pdf_value_number(pdf_value_find(shading, "ShadingType"), 0);
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Stretch));
    Space space = {0};

    if (type == 7)
        return convert_mesh(self, object, number, error);
    if ((type != 2 && type != 3) || object->stream != NULL)
        return conversion_refuse(error, "gradient", "ShadingType");
    if (!pdf_value_is_name(pdf_value_find(shading, "ColorSpace"), "DeviceRGB"))
        return conversion_refuse(error, "gradient", "ColorSpace");
    if (function == NULL || function->kind != PDF_REFERENCE)
        return conversion_refuse(error, "gradient", "Function");
    if (!collect_pieces(self, pdf_file_resolve(self->file, function), pieces, 8,
                        error) ||
        !shading_choose_space(self, pieces, &space, error))
        return false;
    pdf_part_begin(self->part, number);
    if (!write_shading(self, shading, function->reference, &space, error))
        return false;
    pdf_part_end(self->part);
    return true;
}
