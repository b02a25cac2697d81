/* What was found about a finished file, for the report. */
#pragma once

#include "model/poster.h"
#include "preflight/file_rules.h"
#include "report/judgement.h"

/* What the file says of itself, and its pages. */
void judged_add_file(Judgement *judgement, const FileVerdict *verdict);

/* One finding; `item` is that of the poster which lies at its place; NULL: none. */
void judged_add(Judgement *judgement, const FileFinding *finding, const Item *item);

/* All of it, about the file of a poster; `scale` is 10 when that is a tenth of it. */
void judged_add_all(Judgement *judgement, const FileVerdict *verdict,
                    const Poster *poster, double scale);
