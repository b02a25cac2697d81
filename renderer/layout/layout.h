/* From a brief to a poster: the one door of this stage. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"
#include "model/poster.h"
#include "resources/resources.h"

/* To be called before layout_poster, which ends it, where a core is idle: it begins
 * with what can be found out meanwhile. */
void layout_ahead(const Brief *brief, Resources *resources);

/* NULL when findings of severity error were added. The poster borrows inks from the
 * campaign and drawings from the resources. */
Poster *layout_poster(const Brief *brief, Resources *resources,
                      Diagnostics *diagnostics);
