/* Proof that a poster which people have approved gets the printer's line, and that
 * nothing else changes: both are compared item by item. */
#pragma once

#include "base/diagnostics.h"
#include "model/poster.h"

/* Of one poster laid out without the printer and with it. Adds a finding at `origin`,
 * where the order names the printer, for everything that differs but the line itself,
 * and for what the line covers; returns whether there was none. */
bool printed_check(const Poster *approved, const Poster *printed, const Origin *origin,
                   Diagnostics *diagnostics);

/* Whether the poster shows the printer's line. */
bool printed_has_line(const Poster *printed);
