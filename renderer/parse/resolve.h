/* Everything merged for one poster: campaign, then layout, then motif, each of the two
 * followed by those of its `when` entries that fit, in file order; later wins. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"

/* Which poster. */
typedef struct {
    const Motif *motif;
    const Size *size;
    const char *language;
    const DataRow *row; /* NULL: the motif has none */
} Request;

/* The maps of layout and motif that apply, in that order; of const Node *, borrowed;
 * free the array. */
GPtrArray *resolve_layers(const Request *request);

/* What all layers say under inks, art, alt, words and items, merged; places are those
 * of the layers; caller frees. */
Node *resolve_changes(const Request *request);

/* `row` is one of the motif's; NULL when it has none. NULL when findings of severity
 * error were added. */
Brief *resolve_brief(const Motif *motif, const Size *size, const char *language,
                     const DataRow *row, Diagnostics *diagnostics);
