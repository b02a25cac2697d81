#include "pdf/writer.h"

#include "base/checksum.h"
#include "pdf/part.h"

#include <string.h>

enum {
    DIGEST_BYTES = 32,
    ID_BYTES = 16,
    /* 7.5.4: "0000000000 00000 n" and two bytes of line end. */
    ENTRY_BYTES = 20,
    OFFSET_DIGITS = 10
};

struct PdfWriter {
    GByteArray *bytes;
    GArray *offsets;    /* of guint32, by number; 0: not written yet */
    Checksum *checksum; /* of what decides about the bytes: parts and their places */
};

static void append(PdfWriter *self, const void *bytes, gsize length) {
    g_assert(length <= G_MAXUINT32 - self->bytes->len);
    g_byte_array_append(self->bytes, bytes, (guint)length);
}

static void append_text(PdfWriter *self, const char *text) {
    append(self, text, strlen(text));
}

static void append_number(PdfWriter *self, guint number) {
    char digits[PDF_NUMBER_SIZE];

    append(self, digits, pdf_number_print(digits, number, 0));
}

static void hash_number(PdfWriter *self, guint32 number) {
    checksum_update(self->checksum, &number, sizeof number);
}

PdfWriter *pdf_writer_new(const char *version) {
    PdfWriter *self = g_new0(PdfWriter, 1);
    static const guint32 free_number = 0;

    self->bytes = g_byte_array_new();
    self->offsets = g_array_new(FALSE, TRUE, sizeof(guint32));
    self->checksum = checksum_new();
    g_array_append_val(self->offsets, free_number);
    append_text(self, "%PDF-");
    append_text(self, version);
    /* 7.5.2: four bytes that say that it is no text. */
    append_text(self, "\n%\xE2\xE3\xCF\xD3\n");
    checksum_update(self->checksum, self->bytes->data, self->bytes->len);
    return self;
}

void pdf_writer_free(PdfWriter *self) {
    if (self == NULL)
        return;
    g_clear_pointer(&self->bytes, g_byte_array_unref);
    g_array_unref(self->offsets);
    checksum_free(self->checksum);
    g_free(self);
}

guint pdf_writer_reserve(PdfWriter *self, const PdfPart *part) {
    guint base = self->offsets->len;

    g_array_set_size(self->offsets, base + part->count);
    return base;
}

/* --- placing --- */

typedef struct {
    const PdfPart *part;
    guint base;
    const guint *slots;
    guint reference; /* the next one of the part */
} Placing;

static void append_reference(PdfWriter *self, const Placing *placing,
                             const PartReference *reference) {
    append_number(self, reference->is_slot ? placing->slots[reference->number]
                                           : placing->base + reference->number);
    append_text(self, " 0 R");
}

static void place_object(PdfWriter *self, Placing *placing, const PartObject *object) {
    const PdfPart *part = placing->part;
    guint number = placing->base + object->number;
    guint32 *offset = &g_array_index(self->offsets, guint32, number);
    guint32 at = object->start;

    g_assert(*offset == 0);
    *offset = self->bytes->len;
    append_number(self, number);
    append_text(self, " 0 obj\n");
    for (; placing->reference < object->references_end; placing->reference++) {
        const PartReference *reference =
            &g_array_index(part->references, PartReference, placing->reference);

        append(self, part->bytes->data + at, reference->offset - at);
        append_reference(self, placing, reference);
        at = reference->offset;
    }
    append(self, part->bytes->data + at, object->end - at);
    append_text(self, "\nendobj\n");
}

static void hash_placing(PdfWriter *self, const Placing *placing) {
    guint8 digest[DIGEST_BYTES];

    pdf_part_digest(placing->part, digest);
    checksum_update(self->checksum, digest, sizeof digest);
    hash_number(self, placing->base);
    for (guint i = 0; i < placing->part->slots; i++)
        hash_number(self, placing->slots[i]);
}

void pdf_writer_place(PdfWriter *self, const PdfPart *part, guint base,
                      const guint *slots) {
    Placing placing = {part, base, slots, 0};

    g_assert(!part->is_open && part->objects->len == part->count);
    g_assert(base > 0 && base + part->count <= self->offsets->len);
    g_assert(slots != NULL || part->slots == 0);
    for (guint i = 0; i < part->objects->len; i++)
        place_object(self, &placing, &g_array_index(part->objects, PartObject, i));
    hash_placing(self, &placing);
}

/* --- the end --- */

static void append_entry(PdfWriter *self, guint32 offset) {
    char entry[ENTRY_BYTES + 1] = "0000000000 00000 n \n";

    g_assert(offset > 0);
    for (int i = OFFSET_DIGITS - 1; offset > 0; i--) {
        entry[i] = (char)('0' + offset % 10);
        offset /= 10;
    }
    append(self, entry, ENTRY_BYTES);
}

static void append_id(PdfWriter *self) {
    guint8 digest[DIGEST_BYTES];
    char id[2 * ID_BYTES + 1];

    checksum_take(self->checksum, digest);
    for (int i = 0; i < ID_BYTES; i++)
        g_snprintf(id + 2 * i, 3, "%02X", (guint)digest[i]);
    append_text(self, " /ID [<");
    append_text(self, id);
    append_text(self, "> <");
    append_text(self, id);
    append_text(self, ">]");
}

GBytes *pdf_writer_finish(PdfWriter *self, guint catalog, guint info) {
    guint32 start = self->bytes->len;

    hash_number(self, catalog);
    hash_number(self, info);
    append_text(self, "xref\n0 ");
    append_number(self, self->offsets->len);
    append_text(self, "\n0000000000 65535 f \n");
    for (guint i = 1; i < self->offsets->len; i++)
        append_entry(self, g_array_index(self->offsets, guint32, i));
    append_text(self, "trailer\n<< /Size ");
    append_number(self, self->offsets->len);
    append_text(self, " /Root ");
    append_number(self, catalog);
    append_text(self, " 0 R /Info ");
    append_number(self, info);
    append_text(self, " 0 R");
    append_id(self);
    append_text(self, " >>\nstartxref\n");
    append_number(self, start);
    append_text(self, "\n%%EOF\n");
    return g_byte_array_free_to_bytes(g_steal_pointer(&self->bytes));
}
