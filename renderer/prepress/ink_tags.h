/* Inks carried through cairo, which knows screen colours only.
 *
 * A tag is the screen colour with a number in the last bits of its 16 bits a component:
 * 16 + 5 d above a multiple of 257 (below it from the middle upwards), d from 0 to 15,
 * so that three components hold 12 bits. It looks the same, survives groups, gradients
 * and opacity, and is exact in cairo's six decimals. No colour of 8 bits is one. */
#pragma once

#include "prepress/print_colour.h"

#include <glib.h>

enum {
    INK_TAGS_MAX = 0xE00,     /* colours */
    PICTURE_TAGS_MAX = 0x200, /* places of pictures, numbered from 0 */
};

typedef struct InkTags InkTags;

InkTags *ink_tags_new(void);
void ink_tags_free(InkTags *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InkTags, ink_tags_free)

/* The colour to draw with; the same for the same screen and print colour. When there
 * are too many, `screen` itself, which is then found by its looks. */
Rgb ink_tags_add(InkTags *self, Rgb screen, const PrintColour *colour);

/* The same for letters, so many points large in the units of what is drawn: outlines of
 * letters are told from other paths by it. */
Rgb ink_tags_add_text(InkTags *self, Rgb screen, const PrintColour *colour,
                      double points);

/* The print colour of a tag; NULL when the colour is none of `self`. */
const PrintColour *ink_tags_find(const InkTags *self, Rgb colour);

/* How large the letters are that a tag is for; 0: it is for none, or none of `self`,
 * which may be NULL. */
double ink_tags_text(const InkTags *self, Rgb colour);

/* The colour of the placeholder for a picture. */
Rgb picture_tag(guint picture);

/* Its number; false when the colour is not a placeholder's. */
bool picture_tag_read(Rgb colour, guint *picture);
