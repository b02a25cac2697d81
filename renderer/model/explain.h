/* Every finding id with what it means and how to mend it: `plakat explain`. */
#pragma once

typedef struct {
    const char *id;
    const char *text; /* plain sentences */
} Explanation;

extern const Explanation explanations[]; /* by id; ends with a NULL id */

/* NULL when there is no such id. */
const Explanation *explanation_find(const char *id);
