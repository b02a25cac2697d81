/* What will not read or print, found on a poster before anything is drawn: the one door
 * for rules that need no pixels.
 *
 * Limits are data: `limits` of the campaign, those of its printing condition. A limit
 * that is not there is not checked. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"
#include "model/poster.h"
#include "resources/resources.h"

/* Adds a finding for each rule that the poster breaks. `brief` is what it was laid out
 * from. */
void poster_rules_check(const Poster *poster, const Brief *brief, Resources *resources,
                        Diagnostics *diagnostics);
