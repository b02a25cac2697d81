/* What the files leave open of a campaign's inks, worked out through ICC profiles. */
#pragma once

#include "base/diagnostics.h"
#include "model/campaign.h"
#include "resources/profiles.h"

/* Gives every ink a screen colour and, under the condition in use, a recipe. Once, when
 * it is known which condition that is:
 *
 * - A screen colour that is not given is the recipe for the campaign's own condition,
 *   else the first one, as that condition's paper shows it; whoever prints it.
 * - A recipe that is not given is derived through Lab from the first one there is, in
 *   whole percent and within the ink limit, with a warning. Black alone stays alone
 *   (small type must not need four plates), and where both conditions have one profile
 *   a recipe within the limit stays as it is.
 *
 * A profile that cannot be used is a finding; the ink then stays as it is. */
void inks_complete(Campaign *campaign, Profiles *profiles, Diagnostics *diagnostics);
