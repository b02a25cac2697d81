/* Texts that were measured for other posters: a motif's are the same in every size. */
#pragma once

#include "layout/text.h"
#include "resources/resources.h"

/* As text_measure, which adds findings; caller frees. `style` belongs to a campaign,
 * and lives until resources_renew. */
MeasuredText *text_store_measure(Resources *resources, const TextSource *source,
                                 Diagnostics *diagnostics);
