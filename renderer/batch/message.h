/* What a worker sends its parent, as bytes: one message a poster. */
#pragma once

#include "batch/task.h"

/* Findings and outcome as bytes; caller frees. */
GByteArray *message_pack(guint poster, const Diagnostics *diagnostics,
                         const Outcome *outcome);

/* Reads one message from the front of `bytes` and removes it; false when it is not
 * complete yet. Appends findings (of Finding) and sets `outcome`, yours to free. */
bool message_unpack(GByteArray *bytes, guint *poster, GPtrArray *findings,
                    Outcome **outcome);
