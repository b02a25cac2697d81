/* Texts that were measured for other posters: a motif's are the same in every size. */
#pragma once

#include "layout/text.h"
#include "resources/resources.h"

/* What the words of a text box are measured from; borrows from all. */
TextSource text_source_of(const Brief *brief, const Resources *resources,
                          const Box *box);

/* Tells the hyphens which texts of a tree they will be asked for. */
void text_store_expect(const Brief *brief, Resources *resources, const Box *root);

/* As text_measure, which adds findings; caller frees. `style` belongs to a campaign,
 * and lives until resources_renew. */
MeasuredText *text_store_measure(Resources *resources, const TextSource *source,
                                 Diagnostics *diagnostics);
