/* What an item blackens at most. */
#pragma once

#include "model/poster.h"

/* Around all of it, in the units that it is drawn in when it is turned. False: nobody
 * knows. */
bool item_extent(const Item *self, Rect *extent);
