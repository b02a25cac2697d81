/* ICC profiles of printing conditions, read once; the only file that asks Little CMS
 * about them. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

typedef struct Profile Profile;
typedef struct Profiles Profiles;

/* `folder` holds the profiles that a set-up fetched. */
Profiles *profiles_new(const char *folder);
void profiles_free(Profiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Profiles, profiles_free)

/* A CMYK output profile of that file name in the set-up's folder, else the file at
 * `path`. One that cannot be used fails the same way each time. Owned by `self`. */
Profile *profiles_load(Profiles *self, const char *path, GError **error);

/* What inks (C M Y K, 0 to 1) look like on the condition's paper, which is white: CIE
 * Lab (D50), relative colorimetric. */
void profile_to_lab(Profile *self, const double cmyk[4], double lab[3]);
