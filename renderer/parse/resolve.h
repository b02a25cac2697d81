/* Everything merged for one poster: campaign, then layout, motif, and the motif's
 * `when` entries that fit, in file order; later wins. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"

/* `row` is one of the motif's; NULL when it has none. NULL when findings of severity
 * error were added. */
Brief *resolve_brief(const Motif *motif, const Size *size, const char *language,
                     const DataRow *row, Diagnostics *diagnostics);
