#include "prepress/conversion.h"

#include <math.h>
#include <string.h>

/* A patch as cairo writes it (ISO 32000-1, 8.7.4.5.8): a flag that is 0, 16 points of
 * two 32-bit numbers, 4 corners of three 16-bit colours. */
enum { PLACE_BYTES = 1 + 16 * 8, CORNERS = 4, PATCH_BYTES = PLACE_BYTES + CORNERS * 6 };

enum { MESH_MAX = 64 << 20, MESH_LEVEL = 6 };

static Rgb read_corner(const guint8 *patch, int corner) {
    const guint8 *bytes = patch + PLACE_BYTES + (gsize)corner * 6;

    return (Rgb){(bytes[0] << 8 | bytes[1]) / 65535.0,
                 (bytes[2] << 8 | bytes[3]) / 65535.0,
                 (bytes[4] << 8 | bytes[5]) / 65535.0};
}

static bool is_number(const PdfValue *mesh, const char *key, double wanted) {
    return pdf_value_number(pdf_value_find(mesh, key), -1) == wanted;
}

static bool check_mesh(const PdfObject *mesh, GError **error) {
    const PdfValue *decode = pdf_value_find(&mesh->value, "Decode");

    if (mesh->stream == NULL || !is_number(&mesh->value, "BitsPerCoordinate", 32) ||
        !is_number(&mesh->value, "BitsPerComponent", 16) ||
        !is_number(&mesh->value, "BitsPerFlag", 8) ||
        !pdf_value_is_name(pdf_value_find(&mesh->value, "ColorSpace"), "DeviceRGB") ||
        decode == NULL || decode->kind != PDF_ARRAY || decode->count != 10)
        return conversion_refuse(error, "gradient", "ShadingType 7");
    return true;
}

static bool check_patches(const guint8 *patches, gsize length, GError **error) {
    if (length % PATCH_BYTES != 0)
        return conversion_refuse(error, "gradient", "Length");
    for (gsize at = 0; at < length; at += PATCH_BYTES) {
        if (patches[at] != 0)
            return conversion_refuse(error, "gradient", "Flag");
    }
    return true;
}

static bool choose_space(Conversion *self, const guint8 *patches, gsize length,
                         Space *space, GError **error) {
    g_autoptr(GArray) pieces = g_array_new(FALSE, FALSE, sizeof(Stretch));

    for (gsize at = 0; at < length; at += PATCH_BYTES) {
        for (int i = 0; i < CORNERS; i += 2) {
            Stretch piece = {read_corner(patches + at, i),
                             read_corner(patches + at, i + 1)};

            g_array_append_val(pieces, piece);
        }
    }
    return shading_choose_space(self, pieces, space, error);
}

static void append_corner(Conversion *self, GByteArray *bytes, Rgb screen,
                          const Space *space) {
    PrintColour colour = conversion_colour(self, screen);
    double values[COMPONENTS_MAX];
    int count = shading_components(space, &colour, values);

    for (int i = 0; i < count; i++) {
        long level = lround(CLAMP(values[i], 0, 1) * 65535);
        const guint8 pair[2] = {(guint8)(level >> 8), (guint8)(level & 255)};

        g_byte_array_append(bytes, pair, sizeof pair);
    }
}

static GByteArray *convert_patches(Conversion *self, const guint8 *patches,
                                   gsize length, const Space *space) {
    GByteArray *bytes = g_byte_array_new();

    for (gsize at = 0; at < length; at += PATCH_BYTES) {
        g_byte_array_append(bytes, patches + at, PLACE_BYTES);
        for (int i = 0; i < CORNERS; i++)
            append_corner(self, bytes, read_corner(patches + at, i), space);
    }
    return bytes;
}

static void write_mesh(Conversion *self, const PdfValue *mesh, guint number,
                       const Space *space, const GByteArray *bytes) {
    const PdfValue *decode = pdf_value_find(mesh, "Decode");
    PrintColour none = {.plates = PLATES_PROCESS};
    double values[COMPONENTS_MAX];
    int count = shading_components(space, &none, values);

    pdf_part_begin(self->part, number);
    pdf_part_text(self->part, "<</ShadingType 7/BitsPerCoordinate 32"
                              "/BitsPerComponent 16/BitsPerFlag 8/Decode[");
    for (guint i = 0; i < 4; i++) {
        pdf_part_value(self->part, &decode->items[i]);
        pdf_part_text(self->part, " ");
    }
    for (int i = 0; i < count; i++)
        pdf_part_text(self->part, i == 0 ? "0 1" : " 0 1");
    pdf_part_text(self->part, "]");
    shading_write_space(self, space);
    pdf_part_end_stream(self->part,
                        &(PdfStream){bytes->data, bytes->len, MESH_LEVEL, NULL});
}

bool convert_mesh(Conversion *self, const PdfObject *mesh, guint number,
                  GError **error) {
    g_autoptr(GBytes) old = NULL;
    g_autoptr(GByteArray) new = NULL;
    const guint8 *patches;
    gsize length = 0;
    Space space = {0};

    if (!check_mesh(mesh, error))
        return false;
    old = pdf_file_inflate(self->file, mesh, MESH_MAX, error);
    if (old == NULL)
        return false;
    patches = g_bytes_get_data(old, &length);
    if (!check_patches(patches, length, error) ||
        !choose_space(self, patches, length, &space, error))
        return false;
    new = convert_patches(self, patches, length, &space);
    write_mesh(self, &mesh->value, number, &space, new);
    return true;
}
