/* Files without a name: for what takes room on the disk, not memory, and is gone with
 * the process. */
#pragma once

/* Where they lie: TMPDIR, else /var/tmp, as /tmp is often memory. */
const char *scratch_folder(void);

/* An open file to write and read, closed in programs that are started; -1 with errno.
 */
int scratch_open(void);
