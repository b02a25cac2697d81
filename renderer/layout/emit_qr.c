#include "layout/emit_qr.h"

#include <math.h>
#include <qrencode.h>
#include <string.h>

/* Phones open an address only when it says how. */
static char *address_to_encode(const char *text) {
    g_autofree char *bare = g_strstrip(g_strdup(text));

    return strstr(bare, "://") != NULL ? g_strdup(bare)
                                       : g_strdup_printf("https://%s", bare);
}

static bool is_ascii(const char *text) {
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

/* The largest square in the area, where the box's anchor says. */
static Rect square_in(const Box *box, Rect area) {
    double side = fmin(area.width, area.height);
    int x = box->anchor.is_set ? box->anchor.x : 0;
    int y = box->anchor.is_set ? box->anchor.y : 0;

    return (Rect){area.x + (area.width - side) * (x + 1) / 2,
                  area.y + (area.height - side) * (y + 1) / 2, side, side};
}

/* Level M: a sixth of the code may be damaged, as posters get. */
static QRcode *encode(Emit *self, const Box *box, const Words *words,
                      const char *address) {
    QRcode *code;

    if (!is_ascii(address)) {
        diagnostics_add(
            self->diagnostics, SEVERITY_ERROR, "qr/not-ascii", &words->origin,
            "a QR code needs the ASCII form of the address, found \"%s\"", address);
        return NULL;
    }
    code = QRcode_encodeString8bit(address, 0, QR_ECLEVEL_M);
    if (code == NULL)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "qr/too-long",
                        &words->origin, "\"%s\" is too long for a QR code", box->say);
    return code;
}

void emit_qr(Emit *self, const Box *box, GPtrArray *items) {
    const Words *words = g_hash_table_lookup(self->brief->words, box->say);
    g_autofree char *address = address_to_encode(words->text);
    QRcode *code = encode(self, box, words, address);
    Item *item;

    if (code == NULL)
        return;
    item = emit_item(self, ITEM_QR, box);
    item->origin = words->origin;
    item->area = emit_mirror(self, square_in(box, flow_area(self->flow, box)));
    item_add_state(item, words->state);
    item->words_state = (State)words->state;
    item->words = g_steal_pointer(&address);
    item->side = code->width;
    item->modules = g_byte_array_sized_new((guint)(code->width * code->width));
    for (int i = 0; i < code->width * code->width; i++) {
        guint8 module = code->data[i] & 1;

        g_byte_array_append(item->modules, &module, 1);
    }
    QRcode_free(code);
    g_ptr_array_add(items, item);
}
