/* The mark of a severity, told by its form as well as by its colour. */
#pragma once

#include "base/diagnostics.h"
#include "report/sheet.h"

/* In the middle of a badge stands a number; 0: what the severity means as a sign. */
void badge_put(Sheet *sheet, Severity severity, guint number, Point middle,
               double radius);

/* The colour of words that name a severity. */
SheetColour badge_words(Severity severity);

/* The sign of a file without any finding. */
void badge_put_fine(Sheet *sheet, Point middle, double radius);
