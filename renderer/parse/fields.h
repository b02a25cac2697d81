/* What the fields hold that the table of keys fills, to compare it with what they held
 * before. */
#pragma once

#include "parse/keys.h"

/* Appends the values of a filled struct: the same bytes for the same values. Fields
 * that are read otherwise (an offset of -1) are not among them. */
void fields_append(GString *bytes, const void *filled, const Section *section);
