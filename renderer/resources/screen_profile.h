/* The colour space of a picture for screens: sRGB, as posters have it, or that of an
 * ICC profile. */
#pragma once

#include <gio/gio.h>

typedef struct ScreenProfile ScreenProfile;

/* The same bytes always. */
ScreenProfile *screen_profile_new_srgb(void);

/* Of an RGB screen, printer or colour space. NULL with `error`: G_IO_ERROR_INVALID_DATA
 * when the file can be read, but is none. */
ScreenProfile *screen_profile_load(const char *path, GError **error);

void screen_profile_free(ScreenProfile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ScreenProfile, screen_profile_free)

/* To be put into files; borrowed. */
GBytes *screen_profile_bytes(const ScreenProfile *self);

/* From sRGB, in place: R G B, 8 bits each; relative colorimetric with black point
 * compensation. */
void screen_profile_convert(const ScreenProfile *self, guint8 *rgb, gsize pixels);
