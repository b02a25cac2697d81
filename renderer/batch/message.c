#include "batch/message.h"

#include "batch/pack.h"

#include <string.h>

GByteArray *message_pack(guint poster, const Diagnostics *diagnostics,
                         const Outcome *outcome) {
    GByteArray *bytes = g_byte_array_new();
    guint32 length;

    pack_number(bytes, 0);
    pack_number(bytes, poster);
    pack_findings(bytes, diagnostics->findings);
    pack_text(bytes, outcome->problem);
    pack_number(bytes, outcome->tasks);
    pack_number(bytes, outcome->done);
    pack_number(bytes, outcome->spends);
    pack_products(bytes, outcome->products);
    length = bytes->len;
    memcpy(bytes->data, &length, sizeof length);
    return bytes;
}

bool message_unpack(GByteArray *bytes, guint *poster, GPtrArray *findings,
                    Outcome **outcome) {
    Unpack unpack = unpack_of(bytes);
    guint32 length = unpack_number(&unpack);

    if (unpack.failed || bytes->len < length)
        return false;
    *poster = unpack_number(&unpack);
    *outcome = outcome_new();
    unpack_findings(&unpack, findings);
    (*outcome)->problem = unpack_text(&unpack);
    (*outcome)->tasks = unpack_number(&unpack);
    (*outcome)->done = unpack_number(&unpack);
    (*outcome)->spends = unpack_number(&unpack) != 0;
    unpack_products(&unpack, (*outcome)->products);
    g_byte_array_remove_range(bytes, 0, length);
    return true;
}
