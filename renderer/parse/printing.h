/* What print shops want: conditions, suppliers, and inks by condition. */
#pragma once

#include "base/diagnostics.h"
#include "model/campaign.h"
#include "model/node.h"

/* The recipes of an ink, from its map. */
void printing_fill_ink(Ink *ink, const Node *map);

/* Adds conditions and suppliers; the same name replaces. */
void printing_add(Campaign *self, const Node *root);

/* After all of them were added: names that must exist, spot inks, black. */
void printing_check(const Campaign *self, Diagnostics *diagnostics);

/* Follows a supplier: its condition comes into use, and print sizes get at least its
 * bleed, of which they must have room. */
void printing_use_supplier(Campaign *self, const Supplier *supplier,
                           Diagnostics *diagnostics);
