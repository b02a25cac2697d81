/* What screen colours become on the press.
 *
 * A colour that is exactly the screen colour of an ink is that ink, whatever it looks
 * like on paper; a grey is black alone where the condition wants that; anything else is
 * what the condition's profile makes of it, within its ink limit. */
#pragma once

#include "model/campaign.h"
#include "prepress/print_colour.h"
#include "resources/press.h"

typedef struct PrintColours PrintColours;

/* NULL with `error` when the condition's profile cannot be used. */
PrintColours *print_colours_new(const Campaign *campaign, const Condition *condition,
                                Profiles *profiles, GError **error);
void print_colours_free(PrintColours *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PrintColours, print_colours_free)

const Condition *print_colours_condition(const PrintColours *self);
Profile *print_colours_profile(const PrintColours *self);

/* Everything that decides what they become, in a text; borrowed. */
const char *print_colours_id(PrintColours *self);

PrintColour print_colours_find(PrintColours *self, Rgb screen);

/* Without looking for inks: how points within a gradient are printed. */
PrintColour print_colours_convert(PrintColours *self, Rgb screen);

/* A grey as black alone, 0 to 1, where the condition wants that; -1 where it does not.
 */
double print_colours_black(const PrintColours *self, double grey);

/* The ink that a colour was meant to be, which it is not exactly: on paper it would
 * look alike to most (dE*76 under 5). NULL: it is none, or is one. */
const Ink *print_colours_near_miss(PrintColours *self, Rgb screen);

/* Another ink that the same screen colour could be, and is not printed alike; NULL:
 * there is none. */
const Ink *print_colours_look_alike(const PrintColours *self, Rgb screen);

/* RGB, 8 bits each, to C, M, Y and K. */
void print_colours_run(PrintColours *self, const guint8 *rgb, guint8 *cmyk, int pixels);
