/* ICC profiles and what they say of colours.
 *
 * A device has 1 (grey), 3 (RGB) or 4 (CMYK) colours. */
#pragma once

#include "model/condition.h"

#include <gio/gio.h>
#include <stdbool.h>

/* --- of printing conditions, read once --- */

typedef struct Profile Profile;
typedef struct Profiles Profiles;

/* `folder` holds the profiles that a set-up fetched. */
Profiles *profiles_new(const char *folder);
void profiles_free(Profiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profiles, profiles_free)

/* Whether the files of all that were loaded look as they did then. */
bool profiles_are_current(const Profiles *self);

/* A CMYK output profile of that file name in the set-up's folder, else the file at
 * `path`. One that cannot be used fails the same way each time. Owned by `self`. */
Profile *profiles_load(Profiles *self, const char *path, GError **error);

/* The same for what a condition names, from the folder of its file. */
Profile *profiles_load_for(Profiles *self, const Condition *condition, GError **error);

/* The file that this reads, whether it can be used or not; NULL: there is none; caller
 * frees. */
char *profiles_find_file(const Profiles *self, const Condition *condition);

/* The profile as its file has it; borrowed. */
GBytes *profile_bytes(const Profile *self);

/* What inks (C M Y K, 0 to 1) look like on the condition's paper, which is white: CIE
 * Lab (D50), relative colorimetric. */
void profile_to_lab(Profile *self, const double cmyk[4], double lab[3]);

/* What screens show for inks: sRGB, 0 to 1, relative colorimetric with black point
 * compensation. */
void profile_to_screen(const Profile *self, const double cmyk[4], double rgb[3]);

/* --- of pictures, as their files carry them --- */

/* Why these bytes are no profile of a device with so many colours: a constant text;
 * NULL if they are. */
const char *profile_problem(GBytes *bytes, int colours);

/* From the colours of a device to sRGB, 8 bits a component: relative colorimetric with
 * black point compensation. */
typedef struct ColourTransform ColourTransform;

/* NULL when the profile cannot be used. */
ColourTransform *colour_transform_new(GBytes *bytes, int colours);
void colour_transform_free(ColourTransform *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ColourTransform, colour_transform_free)

void colour_transform_run(const ColourTransform *self, const guint8 *from, guint8 *rgb,
                          int pixels);

/* Whether grey or RGB looks the same with this profile as taken for sRGB, to one of
 * 255 steps; cameras like to say so at length. */
bool profile_is_srgb(GBytes *bytes, int colours);
