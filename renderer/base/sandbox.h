/* A process that shuts itself in before it reads files of strangers: with Landlock
 * (Linux 5.13) it sees the named folders only, and what libraries need of the system's
 * own (/usr/lib, /usr/share, the list of libraries); with seccomp it reaches no network
 * and starts no programs. */
#pragma once

/* Each ends with NULL; folders that are not there are passed over. */
typedef struct {
    const char *const *readable; /* files and folders */
    const char *const *writable; /* folders: read, written, made and removed in */
    const char *const *scratch;  /* folders for files without names (O_TMPFILE) */
} SandboxFolders;

/* What the kernel, or whoever it obeys, does not have. */
typedef enum {
    SANDBOX_LACKS_FILES = 1 << 0, /* all files can still be reached */
    SANDBOX_LACKS_CALLS = 1 << 1, /* network and programs, likewise */
} SandboxLacks;

/* For good, and for all processes that are forked from now on. What is open stays open.
 * Returns SandboxLacks, 0 for none. */
int sandbox_enter(const SandboxFolders *folders);

/* What that means, for people; not for 0. static, in English (see N_). */
const char *sandbox_lacks_to_text(int lacks);
