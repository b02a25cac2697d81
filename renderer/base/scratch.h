/* Files without a name, on the disk: for what is too large for memory. They are gone
 * when they are closed, or the process ends. */
#pragma once

/* Open for reading and writing; -1 with errno. */
int scratch_open(void);

/* Where they lie: TMPDIR, else /var/tmp, as /tmp is often memory. */
const char *scratch_folder(void);
