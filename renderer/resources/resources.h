/* What is loaded once for all posters. */
#pragma once

#include "resources/fonts.h"
#include "resources/hyphens.h"
#include "resources/images.h"
#include "resources/profiles.h"
#include "resources/svgs.h"

typedef struct {
    Fonts *fonts;       /* owned */
    Svgs *svgs;         /* owned */
    Images *images;     /* owned */
    Hyphens *hyphens;   /* owned */
    Profiles *profiles; /* owned */
    GData *kept;        /* what stages found out and need again, by name; owned */
    GData *of_files;    /* likewise, as long as text files stay as they are; owned */
} Resources;

Resources *resources_load(const char *fonts_folder, GError **error);

/* Text files may have been read anew: forgets what was found out about them, drawings
 * and pictures whose files have changed. False: so have fonts or
 * profiles, and everything has to be loaded anew. */
bool resources_renew(Resources *self);

void resources_free(Resources *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Resources, resources_free)
