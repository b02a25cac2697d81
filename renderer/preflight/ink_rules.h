/* What was found on plates: the one rule about finished posters that needs them, for
 * whoever has them. */
#pragma once

#include "base/diagnostics.h"
#include "model/campaign.h"
#include "model/poster.h"

/* Adds a finding that more ink than the condition takes, `ink` (3 is 300 %), lies in a
 * square of the poster: about the topmost item there. */
void ink_rules_report(const Poster *poster, const Condition *condition, double ink,
                      Rect square, Diagnostics *diagnostics);
