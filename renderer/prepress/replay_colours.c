#include "prepress/replay_parts.h"

#include <string.h>

void ink_space_clear(InkSpace *self) {
    g_clear_pointer(&self->table, g_free);
}

static int find_plate(const Replayer *self, const PdfValue *name) {
    for (int i = 0; name != NULL && i < self->page->plate_count; i++) {
        if (pdf_value_is_name(name, self->page->plates[i]))
            return i;
    }
    return REPLAY_NO_PLATE;
}

static void read_process(InkSpace *space) {
    space->count = 4;
    for (int i = 0; i < 4; i++)
        space->plates[i] = i;
}

static bool read_device(const PdfValue *name, InkSpace *space, GError **error) {
    if (pdf_value_is_name(name, "DeviceCMYK")) {
        read_process(space);
        return true;
    }
    if (pdf_value_is_name(name, "DeviceGray")) {
        space->count = 1;
        space->plates[0] = REPLAY_BLACK;
        space->is_grey = true;
        return true;
    }
    return replay_refuse(error, "colour space",
                         name != NULL && name->kind == PDF_NAME ? name->text : "?");
}

static bool read_separation(const Replayer *self, const PdfValue *name, InkSpace *space,
                            GError **error) {
    space->count = 1;
    space->is_all = pdf_value_is_name(name, "All");
    space->plates[0] = find_plate(self, name);
    return space->is_all || space->plates[0] != REPLAY_NO_PLATE ||
           replay_refuse(error, "colour space", "Separation");
}

static bool read_mix(const Replayer *self, const PdfValue *names, InkSpace *space,
                     GError **error) {
    if (names == NULL || names->kind != PDF_ARRAY || names->count > INK_COMPONENTS_MAX)
        return replay_refuse(error, "colour space", "DeviceN");
    space->count = (int)names->count;
    for (guint i = 0; i < names->count; i++) {
        space->plates[i] = find_plate(self, &names->items[i]);
        if (space->plates[i] == REPLAY_NO_PLATE)
            return replay_refuse(error, "colour space", "DeviceN");
    }
    return true;
}

static bool read_array(const Replayer *self, const PdfValue *space, InkSpace *result,
                       GError **error) {
    const PdfValue *kind = pdf_file_resolve(self->page->file, &space->items[0]);
    const PdfValue *inks = pdf_file_resolve(self->page->file, &space->items[1]);

    if (pdf_value_is_name(kind, "Separation"))
        return read_separation(self, inks, result, error);
    if (pdf_value_is_name(kind, "DeviceN"))
        return read_mix(self, inks, result, error);
    return replay_refuse(error, "colour space",
                         kind->kind == PDF_NAME ? kind->text : "?");
}

static bool read_plain(const Replayer *self, const PdfValue *space, InkSpace *result,
                       GError **error) {
    if (space != NULL && space->kind == PDF_ARRAY && space->count >= 2)
        return read_array(self, space, result, error);
    return read_device(space, result, error);
}

/* [/Indexed base 255 table] */
static bool read_indexed(const Replayer *self, const PdfValue *space, InkSpace *result,
                         GError **error) {
    const PdfFile *file = self->page->file;
    const PdfValue *table =
        space->count == 4 ? pdf_file_resolve(file, &space->items[3]) : NULL;

    if (table == NULL || table->kind != PDF_STRING ||
        pdf_value_number(&space->items[2], 0) != TONES - 1)
        return replay_refuse(error, "colour space", "Indexed");
    if (!read_plain(self, pdf_file_resolve(file, &space->items[1]), result, error))
        return false;
    if (table->count < (guint)(TONES * result->count))
        return replay_refuse(error, "colour space", "Indexed");
    result->table = g_memdup2(table->text, (gsize)(TONES * result->count));
    return true;
}

bool ink_space_read(const Replayer *self, const PdfValue *value, InkSpace *result,
                    GError **error) {
    const PdfValue *space = pdf_file_resolve(self->page->file, value);

    *result = (InkSpace){0};
    if (space != NULL && space->kind == PDF_ARRAY && space->count > 0 &&
        pdf_value_is_name(&space->items[0], "Indexed"))
        return read_indexed(self, space, result, error);
    return read_plain(self, space, result, error);
}

int ink_space_samples(const InkSpace *self) {
    return self->table != NULL ? 1 : self->count;
}

double ink_space_channel(const Replayer *self, const InkSpace *space,
                         const double *components, int channel) {
    int plate = self->page->channels[channel];
    double ink = 0;

    if (self->is_lightness)
        return space->is_grey ? components[0] : 1;
    for (int i = 0; i < space->count; i++) {
        if (space->plates[i] == plate || space->is_all)
            ink += space->is_grey ? 1 - components[i] : components[i];
    }
    return plate == REPLAY_NO_PLATE ? 1 : 1 - CLAMP(ink, 0, 1);
}

Shade ink_space_shade(const Replayer *self, const InkSpace *space,
                      const double *components) {
    Shade shade;

    for (int i = 0; i < REPLAY_CHANNELS; i++)
        shade.channels[i] = ink_space_channel(self, space, components, i);
    return shade;
}
