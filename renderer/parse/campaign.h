/* From checked trees to a Campaign; and what the key table cannot check: names that one
 * file uses and another one gives. */
#pragma once

#include "base/diagnostics.h"
#include "model/motif.h"

/* `root` is borrowed and must live as long as the campaign. */
Campaign *campaign_parse(const Node *root);

/* Adds sizes to those known; the same id replaces. */
void campaign_add_sizes(Campaign *self, const Node *root, Diagnostics *diagnostics);

/* Whether the boxes of a size are possible. */
void campaign_check_size(const Size *size, Diagnostics *diagnostics);

/* Adds a layout; the same name replaces that of a folder above, but not of its own. */
void campaign_add_layout(Campaign *self, const Node *root, Diagnostics *diagnostics);

/* After all sizes and layouts were added. */
void campaign_check(const Campaign *self, Diagnostics *diagnostics);

/* Returns whether the motif can be used. */
bool motif_check(const Motif *motif, Diagnostics *diagnostics);
