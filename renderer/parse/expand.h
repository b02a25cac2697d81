/* What stands in braces: other words of the poster, and fields of its data row. */
#pragma once

#include "base/diagnostics.h"
#include "model/brief.h"

typedef struct {
    char *text;      /* nothing is left to put in; owned by the caller */
    int state;       /* State: the least reviewed of all that is in it */
    Origin origin;   /* of the words; of the first field put in, if there is one */
    GArray *pieces;  /* of Piece; owned by the caller */
    bool of_printer; /* names who prints; without anybody known the text is "" */
} Expanded;

/* `{name}` stands for words, `{row.name}` for a field, `{printer.name}` and
 * `{printer.address}` for who prints, `{{` and `}}` for braces. Adds a
 * finding for what is not there, what is empty, and what contains itself. */
Expanded expand_words(const Brief *brief, const Words *words, Diagnostics *diagnostics);

/* Only `{row.name}`, for what is no words; other braces stay. */
Expanded expand_row(const Brief *brief, const Words *words, Diagnostics *diagnostics);
