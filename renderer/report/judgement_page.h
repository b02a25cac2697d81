/* How a judgement looks on paper: the verdict and what the file says of itself, pages
 * in outline, then a table of findings on as many pages as it takes. */
#pragma once

#include "report/judgement.h"
#include "report/sheet.h"

/* Begins pages of its own. */
void judgement_lay_out(const Judgement *judgement, Sheet *sheet);
