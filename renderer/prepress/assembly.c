#include "prepress/assembly.h"

#include <string.h>

/* What several parts may use: colour spaces of plates, and two graphics states. */
typedef enum {
    SHARED_SPOT,
    SHARED_MIX,
    SHARED_ALL,
    SHARED_OVERPRINT,
    SHARED_KNOCK_OUT,
} SharedKind;

typedef struct {
    SharedKind kind;
    const Ink *ink;
} Shared;

typedef struct {
    const Assembly *assembly;
    PdfWriter *writer;
    GArray *shared; /* of Shared; its place is its number in their part */
    guint shared_base;
    GHashTable *bases; /* PdfPart to its base number */
} Binder;

/* --- what is shared ------------------------------------------------------------------
 */

static const char *plate_of(const Ink *ink) {
    return ink == NULL ? "" : ink->spot;
}

static guint shared_number(Binder *self, SharedKind kind, const Ink *ink) {
    Shared shared = {kind, ink};

    for (guint i = 0; i < self->shared->len; i++) {
        const Shared *known = &g_array_index(self->shared, Shared, i);

        if (known->kind == kind && strcmp(plate_of(known->ink), plate_of(ink)) == 0)
            return i;
    }
    g_array_append_val(self->shared, shared);
    return self->shared->len - 1;
}

static double limit_of(const Assembly *self, SlotKind kind) {
    const Condition *condition = self->page->condition;
    Length limit =
        kind == SLOT_TEXT ? condition->black_type_under : condition->black_lines_under;

    return self->overprint ? length_to_points(limit, &(Ruler){0}, 0) : 0;
}

/* Of the shared objects; `scale` is that of the slot's content. */
static guint bind_shared(Binder *self, const Slot *slot, double scale) {
    switch (slot->kind) {
    case SLOT_SPOT:
        return shared_number(self, SHARED_SPOT, slot->ink);
    case SLOT_MIX:
        return shared_number(self, SHARED_MIX, slot->ink);
    case SLOT_ALL:
        return shared_number(self, SHARED_ALL, NULL);
    case SLOT_TEXT:
    case SLOT_LINE:
        if (slot->points * scale < limit_of(self->assembly, slot->kind))
            return shared_number(self, SHARED_OVERPRINT, NULL);
        break;
    default:
        break;
    }
    return shared_number(self, SHARED_KNOCK_OUT, NULL);
}

/* NULL: all inks, all of them. */
static void write_alternate(PdfPart *part, const Ink *ink) {
    double amounts[4];

    for (int i = 0; i < 4; i++)
        amounts[i] = ink == NULL ? 1 : ink->recipe[i] / 100;
    pdf_part_numbers(part, amounts, 4, 4);
}

static void write_separation(PdfPart *part, const char *plate, const Ink *ink) {
    pdf_part_text(part, "[/Separation");
    pdf_part_name(part, plate);
    pdf_part_text(part, "/DeviceCMYK<</FunctionType 2/Domain[0 1]/N 1"
                        "/C0[0 0 0 0]/C1");
    write_alternate(part, ink);
    pdf_part_text(part, ">>]");
}

/* C, M, Y and K as they are, the plate's alternate added to them. */
static void write_mix_function(PdfPart *part, const Ink *ink) {
    GString *program = g_string_new("{");

    for (int i = 0; i < 4; i++) {
        g_autofree char *amount = number_to_text(ink->recipe[i] / 100, 4);

        g_string_append_printf(program, "5 -1 roll %d index %s mul add ", i + 1,
                               amount);
    }
    g_string_append(program, "5 -1 roll pop}");
    pdf_part_text(part, "<</FunctionType 4/Domain[0 1 0 1 0 1 0 1 0 1]"
                        "/Range[0 1 0 1 0 1 0 1]");
    pdf_part_end_stream(part, &(PdfStream){program->str, program->len, 0, NULL});
    g_string_free(program, TRUE);
}

/* ISO 32000-1, 8.6.6.5; before PDF 1.6 only the last entry was known. */
static void write_mix(PdfPart *part, Standard standard, const Ink *ink,
                      guint function) {
    pdf_part_text(part, "[/DeviceN[/Cyan/Magenta/Yellow/Black");
    pdf_part_name(part, ink->spot);
    pdf_part_text(part, "]/DeviceCMYK ");
    pdf_part_reference(part, function);
    pdf_part_text(part, "<<");
    if (standard == STANDARD_X4)
        pdf_part_text(part, "/Subtype/NChannel/Process<</ColorSpace/DeviceCMYK"
                            "/Components[/Cyan/Magenta/Yellow/Black]>>");
    pdf_part_text(part, "/Colorants<<");
    pdf_part_name(part, ink->spot);
    write_separation(part, ink->spot, ink);
    pdf_part_text(part, ">>>>]");
}

static void write_shared(PdfPart *part, Standard standard, guint number,
                         const Shared *shared) {
    guint function;

    pdf_part_begin(part, number);
    switch (shared->kind) {
    case SHARED_SPOT:
        write_separation(part, shared->ink->spot, shared->ink);
        break;
    case SHARED_ALL:
        write_separation(part, "All", NULL);
        break;
    case SHARED_OVERPRINT:
        pdf_part_text(part, "<</Type/ExtGState/OP true/op true/OPM 1>>");
        break;
    case SHARED_KNOCK_OUT:
        pdf_part_text(part, "<</Type/ExtGState/OP false/op false/OPM 0>>");
        break;
    case SHARED_MIX:
        function = pdf_part_reserve(part);
        write_mix(part, standard, shared->ink, function);
        pdf_part_end(part);
        pdf_part_begin(part, function);
        write_mix_function(part, shared->ink);
        return;
    }
    pdf_part_end(part);
}

static PdfPart *make_shared(const Binder *self) {
    PdfPart *part = pdf_part_new();

    for (guint i = 0; i < self->shared->len; i++)
        pdf_part_reserve(part);
    for (guint i = 0; i < self->shared->len; i++)
        write_shared(part, self->assembly->page->standard, i,
                     &g_array_index(self->shared, Shared, i));
    return part;
}

/* --- binding -------------------------------------------------------------------------
 */

static const PdfPart *part_of(const Picture *picture) {
    return picture->artwork != NULL ? picture->artwork->part : picture->photo->part;
}

static const GArray *slots_of(const Picture *picture) {
    return picture->artwork != NULL ? picture->artwork->slots : picture->photo->slots;
}

/* The same drawing in several sizes is one form; the smallest decides what is small. */
static double scale_of(const Assembly *self, const Picture *picture) {
    double scale = G_MAXDOUBLE;

    for (guint i = 0; i < self->pictures->len; i++) {
        const Picture *other = &g_array_index(self->pictures, Picture, i);

        if (other->artwork != NULL && other->artwork == picture->artwork)
            scale = MIN(scale, other->scale / other->artwork->scale);
    }
    return scale;
}

static guint base_of(const Binder *self, const PdfPart *part) {
    return GPOINTER_TO_UINT(g_hash_table_lookup(self->bases, part));
}

/* True when it was not there yet. */
static bool reserve(Binder *self, const PdfPart *part) {
    if (base_of(self, part) != 0)
        return false;
    g_hash_table_insert(self->bases, (gpointer)part,
                        GUINT_TO_POINTER(pdf_writer_reserve(self->writer, part)));
    return true;
}

static void collect_shared(Binder *self, const GArray *slots, double scale) {
    for (guint i = 0; slots != NULL && i < slots->len; i++) {
        const Slot *slot = &g_array_index(slots, Slot, i);

        if (slot->kind != SLOT_PICTURE)
            bind_shared(self, slot, scale);
    }
}

static void place(Binder *self, const PdfPart *part, const GArray *slots,
                  double scale) {
    guint count = slots == NULL ? 0 : slots->len;
    g_autofree guint *numbers = g_new0(guint, count + 1);

    for (guint i = 0; i < count; i++) {
        const Slot *slot = &g_array_index(slots, Slot, i);

        if (slot->kind == SLOT_PICTURE)
            numbers[i] = base_of(self, part_of(&g_array_index(self->assembly->pictures,
                                                              Picture, slot->picture)));
        else
            numbers[i] = self->shared_base + bind_shared(self, slot, scale);
    }
    pdf_writer_place(self->writer, part, base_of(self, part), numbers);
}

/* Numbers first, in the order in which the page shows things; then everything. */
static void reserve_all(Binder *self, const PdfPart *document) {
    const Assembly *assembly = self->assembly;

    reserve(self, document);
    reserve(self, assembly->content);
    collect_shared(self, assembly->slots, assembly->scale);
    for (guint i = 0; i < assembly->pictures->len; i++) {
        const Picture *picture = &g_array_index(assembly->pictures, Picture, i);

        if (reserve(self, part_of(picture)))
            collect_shared(self, slots_of(picture), scale_of(assembly, picture));
    }
    reserve(self, assembly->profile);
}

static void place_pictures(Binder *self) {
    const Assembly *assembly = self->assembly;
    g_autoptr(GHashTable) placed = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < assembly->pictures->len; i++) {
        const Picture *picture = &g_array_index(assembly->pictures, Picture, i);

        if (g_hash_table_add(placed, (gpointer)part_of(picture)))
            place(self, part_of(picture), slots_of(picture),
                  scale_of(assembly, picture));
    }
}

static GBytes *write_all(Binder *self, const PdfPart *document) {
    const Assembly *assembly = self->assembly;
    g_autoptr(PdfPart) shared = NULL;
    guint slots[PDFX_SLOTS];

    reserve_all(self, document);
    shared = make_shared(self);
    self->shared_base = pdf_writer_reserve(self->writer, shared);
    slots[PDFX_SLOT_CONTENT] = base_of(self, assembly->content);
    slots[PDFX_SLOT_PROFILE] = base_of(self, assembly->profile);
    pdf_writer_place(self->writer, document, base_of(self, document), slots);
    place(self, assembly->content, assembly->slots, assembly->scale);
    place_pictures(self);
    pdf_writer_place(self->writer, assembly->profile, base_of(self, assembly->profile),
                     NULL);
    pdf_writer_place(self->writer, shared, self->shared_base, NULL);
    return pdf_writer_finish(self->writer, base_of(self, document),
                             base_of(self, document) + 1);
}

GBytes *assembly_finish(const Assembly *self) {
    g_autoptr(PdfPart) document = pdfx_document_part(self->page);
    g_autoptr(PdfWriter) writer = pdf_writer_new(pdfx_version(self->page->standard));
    Binder binder = {.assembly = self,
                     .writer = writer,
                     .shared = g_array_new(FALSE, FALSE, sizeof(Shared)),
                     .bases = g_hash_table_new(NULL, NULL)};
    GBytes *bytes = write_all(&binder, document);

    g_array_unref(binder.shared);
    g_hash_table_unref(binder.bases);
    return bytes;
}
