/* Files of anybody's, judged in a process of its own, with limits of time and memory:
 * whatever a file does, it costs a finding. */
#pragma once

#include "preflight/file_facts.h"
#include "preflight/file_rules.h"

/* Never NULL. */
FileVerdict *file_guard_check(GBytes *bytes, const FileOrder *order);

/* The same for what a file says of itself; NULL with `error`. */
FileFacts *file_guard_read(GBytes *bytes, GError **error);
