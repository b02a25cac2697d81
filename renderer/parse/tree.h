/* The layout's tree for one poster: chosen by size and shape, changed by name, and read
 * into boxes whose every reference (words, art, ink, style) is known to hold. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"

/* The layout's tree for a size and what it is called: the size, its shape or the
 * nearest one; NULL when there is none. */
const Node *tree_choose(const Node *layout, const Size *size, const char **name);

/* What a box with these keys is called: its name, else what it says or shows; or NULL.
 */
const char *tree_box_name(const Node *keys);

/* The box of that name (NULL: of none) in a tree, "kind: keys", or NULL. */
const Node *tree_find_box(const Node *tree, const char *name);

/* Adds the names of all its boxes (of const char *, borrowed). */
void tree_collect_names(const Node *tree, GPtrArray *names);

/* Sets the brief's tree and root; `changes` holds `items`. The brief already has its
 * words, artwork and inks. */
void tree_resolve(Brief *brief, const Node *changes, Diagnostics *diagnostics);
