/* What the files that ask Little CMS share; no others include it. */
#pragma once

#include "base/look.h"
#include "resources/profiles.h"

#include <lcms2.h>

enum { PROFILE_BLACKS = 256 }; /* steps from paper to solid black */

struct Profile {
    Look look; /* of its file, before it was read */
    GBytes *bytes;
    cmsHTRANSFORM to_lab;
    cmsHTRANSFORM from_lab;
    double *blacks; /* luminances of PROFILE_BLACKS + 1 tints of black; made when asked
                     * for; owned */
    GError *error;  /* why it cannot be used; NULL: it can */
};

/* NULL when the bytes are no profile. */
cmsHPROFILE profile_open(GBytes *bytes);
void profile_close(cmsHPROFILE profile);
