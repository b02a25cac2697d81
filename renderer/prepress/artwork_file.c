#include "prepress/artwork_file.h"

#include "base/pack.h"

static void pack_slot(GByteArray *bytes, const Slot *slot) {
    pack_number(bytes, slot->kind);
    pack_text(bytes, slot->ink != NULL ? slot->ink->name : NULL);
    pack_bytes(bytes, &slot->points, sizeof slot->points);
    pack_number(bytes, slot->picture);
}

static Slot unpack_slot(Unpack *unpack, const Campaign *campaign) {
    Slot slot = {.kind = (SlotKind)unpack_number(unpack)};
    g_autofree char *ink = unpack_text(unpack);

    if (ink != NULL)
        slot.ink = campaign_find_ink(campaign, ink);
    unpack->failed |= (ink != NULL) != (slot.ink != NULL);
    unpack_bytes(unpack, &slot.points, sizeof slot.points);
    slot.picture = unpack_number(unpack);
    return slot;
}

GByteArray *artwork_pack(const Artwork *self) {
    GByteArray *bytes = g_byte_array_new();

    pack_bytes(bytes, &self->scale, sizeof self->scale);
    pack_bytes(bytes, &self->extents, sizeof self->extents);
    pack_number(bytes, self->sees_through);
    pack_array(bytes, self->doubtful);
    pack_number(bytes, self->slots->len);
    for (guint i = 0; i < self->slots->len; i++)
        pack_slot(bytes, &g_array_index(self->slots, Slot, i));
    pdf_part_pack(self->part, bytes);
    return bytes;
}

Artwork *artwork_unpack(const GByteArray *bytes, const Campaign *campaign) {
    g_autoptr(Artwork) self = g_new0(Artwork, 1);
    Unpack unpack = unpack_of(bytes);
    guint32 slots;

    self->doubtful = g_array_new(FALSE, FALSE, sizeof(Rgb));
    self->slots = g_array_new(FALSE, FALSE, sizeof(Slot));
    unpack_bytes(&unpack, &self->scale, sizeof self->scale);
    unpack_bytes(&unpack, &self->extents, sizeof self->extents);
    self->sees_through = unpack_number(&unpack) != 0;
    unpack_array(&unpack, self->doubtful);
    slots = unpack_number(&unpack);
    for (guint32 i = 0; i < slots && !unpack.failed; i++) {
        Slot slot = unpack_slot(&unpack, campaign);

        g_array_append_val(self->slots, slot);
    }
    self->part = pdf_part_unpack(&unpack);
    return unpack.failed ? NULL : g_steal_pointer(&self);
}
