/* The layout's tree for one poster: chosen by size and shape, changed by name, and read
 * into boxes whose every reference (words, art, ink, style) is known to hold. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"

/* Sets the brief's tree and root; `changes` holds `items`. The brief already has its
 * words, artwork and inks. */
void tree_resolve(Brief *brief, const Node *changes, Diagnostics *diagnostics);
