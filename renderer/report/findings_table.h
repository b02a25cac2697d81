/* Findings one below the other: what is wrong and what would be right, where, and which
 * rule says so. */
#pragma once

#include "report/judgement.h"
#include "report/sheet.h"

/* Of the page the table begins on; further pages begin at the top. */
typedef struct {
    double left, right, top, bottom;
} FindingsRoom;

void findings_table_put(const Judgement *judgement, Sheet *sheet, FindingsRoom room);
