/* From a place on a finished file of ours to the item of the poster that lies there. */
#pragma once

#include "preflight/file_rules.h"
#include "preflight/places.h"

/* The topmost item that holds all of a finding's place, else that lies at its middle;
 * without those that nobody placed. `scale` is 10 when the file is a tenth of the
 * poster. NULL: there is none, or no place. */
const Item *file_place_item(const Places *places, const FileFinding *finding,
                            double scale);

/* "12.3 mm from the left and 4.5 mm from the top"; NULL when it has no place. Caller
 * frees. */
char *file_place_to_text(const FileFinding *finding);

/* The whole finding for people, with its place and clause; `item` is that of the poster
 * (NULL: none), of which it is found in `file`. Caller frees. */
char *file_finding_to_text(const FileFinding *finding, const char *item,
                           const char *file);
