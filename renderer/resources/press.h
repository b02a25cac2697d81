/* Colours turned into the inks of a printing condition. */
#pragma once

#include "resources/profiles.h"

/* From pictures' or screens' colours to the inks of a condition: relative colorimetric
 * with black point compensation, and never more ink in one place than the limit. */
typedef struct PressTransform PressTransform;

/* `from` is the profile of a device with so many colours (1, 3, 4); NULL: sRGB, or grey
 * of sRGB's lightness, or the inks of the condition itself, which then only are kept
 * under the limit. `ink_limit` as in Condition: 3 is 300 %; what has more ink loses
 * cyan, magenta and yellow in proportion. NULL when `from` cannot be used. `to` may go
 * first. */
PressTransform *press_transform_new(Profile *to, GBytes *from, int colours,
                                    double ink_limit);
void press_transform_free(PressTransform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PressTransform, press_transform_free)

/* C M Y K, 8 bits each, 255 is solid. The first call makes a table, which takes some
 * 40 ms: keep a transform for all pictures of a kind. */
void press_transform_run(PressTransform *self, const guint8 *from, guint8 *cmyk,
                         int pixels);

/* One colour, all components 0 to 1, in floating point. */
void press_transform_colour(const PressTransform *self, const double *from,
                            double cmyk[4]);

/* Transforms to one condition, made when they are first asked for and then kept. */
typedef struct PressTransforms PressTransforms;

/* `to` must outlive it. */
PressTransforms *press_transforms_new(Profile *to);
void press_transforms_free(PressTransforms *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PressTransforms, press_transforms_free)

/* As press_transform_new has it; borrowed until the next call. */
PressTransform *press_transforms_find(PressTransforms *self, GBytes *from, int colours,
                                      double ink_limit);

/* Lab (D50, relative to the paper) to inks, 0 to 1, within the limit: recipes of one
 * condition for another. */
void profile_from_lab(Profile *self, const double lab[3], double ink_limit,
                      double cmyk[4]);

/* The amount of black alone, 0 to 1, that is as light as this grey of sRGB (0 to 1),
 * black point compensated: 0 gives 1, 1 gives 0. */
double profile_black_for_grey(Profile *self, double grey);
