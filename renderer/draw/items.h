/* The poster as text: each item with what is decided about it, back to front. */
#pragma once

#include "model/poster.h"

/* Lengths in points with two decimals; caller frees. */
char *items_to_text(const Poster *poster);
