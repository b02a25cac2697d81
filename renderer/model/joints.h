/* Where the sheets meet that a large poster is pasted from. */
#pragma once

#include "model/size.h"

typedef struct {
    bool is_upright;
    double at;     /* points from the left or the top of the trim */
    GString *fits; /* the splits that have it: "2x2, 3x2"; owned */
} Joint;

/* Those of all parts that the size may be pasted in; of Joint, none for most sizes;
 * caller unrefs. */
GArray *size_joints(const Size *self);
