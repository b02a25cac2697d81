#include "base/sandbox.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Linux 6.2; the headers of Debian 12 are older than many kernels that run it. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

enum {
    READS_FILES = LANDLOCK_ACCESS_FS_READ_FILE,
    READS = READS_FILES | LANDLOCK_ACCESS_FS_READ_DIR,
    WRITES_FILES = LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE,
    CHANGES = LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE |
              LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |
              LANDLOCK_ACCESS_FS_REFER,
    NEVER = LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_MAKE_CHAR |
            LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |
            LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM,
};

/* What libraries read when they get to it: tables of letters, messages, modules of
 * their own; chance; what this process takes. And where those are that are loaded late
 * (base/late). */
static const char *const of_libraries[] = {
    "/usr/lib", "/usr/share", "/etc/ld.so.cache", "/dev/urandom", "/proc/self", NULL};

/* --- files, by Landlock, which the C library has no functions for --------------------
 */

/* What a kernel knows of it; 0: nothing at all. */
static uint64_t known_rights(void) {
    long version =
        syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    uint64_t rights = READS | WRITES_FILES | CHANGES | NEVER;

    if (version < 1)
        return 0;
    if (version < 2)
        rights &= ~(uint64_t)LANDLOCK_ACCESS_FS_REFER;
    if (version < 3)
        rights &= ~(uint64_t)LANDLOCK_ACCESS_FS_TRUNCATE;
    return rights;
}

static bool allow(int ruleset, const char *path, uint64_t rights) {
    struct landlock_path_beneath_attr beneath = {.parent_fd =
                                                     open(path, O_PATH | O_CLOEXEC)};
    struct stat about;
    bool allowed;

    if (beneath.parent_fd < 0)
        return errno == ENOENT || errno == ENOTDIR || errno == EACCES;
    if (fstat(beneath.parent_fd, &about) == 0 && !S_ISDIR(about.st_mode))
        rights &= READS_FILES | WRITES_FILES;
    beneath.allowed_access = rights;
    allowed = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH,
                      &beneath, 0) == 0;
    close(beneath.parent_fd);
    return allowed;
}

static bool allow_all(int ruleset, const char *const *paths, uint64_t rights) {
    for (; paths != NULL && *paths != NULL; paths++) {
        if (!allow(ruleset, *paths, rights))
            return false;
    }
    return true;
}

static bool close_files(const SandboxFolders *folders) {
    uint64_t known = known_rights();
    struct landlock_ruleset_attr attributes = {.handled_access_fs = known};
    int ruleset;
    bool closed;

    if (known == 0)
        return false;
    ruleset =
        (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return false;
    closed =
        allow_all(ruleset, of_libraries, READS & known) &&
        allow_all(ruleset, folders->readable, READS & known) &&
        allow_all(ruleset, folders->writable,
                  (READS | WRITES_FILES | CHANGES) & known) &&
        allow_all(ruleset, folders->scratch, (READS_FILES | WRITES_FILES) & known) &&
        syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return closed;
}

/* --- calls: seccomp ------------------------------------------------------------------
 */

/* Nothing that draws a poster needs any of them. A list of those that are refused, not
 * of those that are let through: libraries may call what they like to work. */
static const int refused[] = {
    /* the network, and other processes by it */
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(connect),
    SCMP_SYS(bind),
    SCMP_SYS(listen),
    SCMP_SYS(accept),
    SCMP_SYS(accept4),
    /* programs */
    SCMP_SYS(execve),
    SCMP_SYS(execveat),
    SCMP_SYS(uselib),
    /* other processes */
    SCMP_SYS(ptrace),
    SCMP_SYS(process_vm_readv),
    SCMP_SYS(process_vm_writev),
    SCMP_SYS(pidfd_getfd),
    SCMP_SYS(kcmp),
    /* the system */
    SCMP_SYS(mount),
    SCMP_SYS(umount2),
    SCMP_SYS(pivot_root),
    SCMP_SYS(chroot),
    SCMP_SYS(unshare),
    SCMP_SYS(setns),
    SCMP_SYS(bpf),
    SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),
    SCMP_SYS(io_uring_setup),
    SCMP_SYS(add_key),
    SCMP_SYS(request_key),
    SCMP_SYS(keyctl),
    SCMP_SYS(init_module),
    SCMP_SYS(finit_module),
    SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),
    SCMP_SYS(reboot),
    SCMP_SYS(swapon),
    SCMP_SYS(swapoff),
    SCMP_SYS(settimeofday),
    SCMP_SYS(clock_settime),
    SCMP_SYS(open_by_handle_at),
};

static bool close_calls(void) {
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    bool closed = filter != NULL;

    for (size_t i = 0; closed && i < sizeof refused / sizeof *refused; i++)
        closed = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), refused[i], 0) == 0;
    closed = closed && seccomp_load(filter) == 0;
    if (filter != NULL)
        seccomp_release(filter);
    return closed;
}

int sandbox_enter(const SandboxFolders *folders) {
    int lacks = 0;

    /* Stays open: else the system may make another one of that name, which is not what
     * was allowed. */
    (void)!open("/proc/self", O_PATH | O_CLOEXEC);
    /* Both want it: a program that gains rights would be let out. */
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return SANDBOX_LACKS_FILES | SANDBOX_LACKS_CALLS;
    if (!close_files(folders))
        lacks |= SANDBOX_LACKS_FILES;
    if (!close_calls())
        lacks |= SANDBOX_LACKS_CALLS;
    return lacks;
}

const char *sandbox_lacks_to_text(int lacks) {
    static const char *const texts[] = {
        [SANDBOX_LACKS_FILES] = N_("files of strangers were read by processes that "
                                   "reach all files: this system has no Landlock"),
        [SANDBOX_LACKS_CALLS] = N_("files of strangers were read by processes that "
                                   "reach the network: this system has no seccomp"),
        [SANDBOX_LACKS_FILES | SANDBOX_LACKS_CALLS] =
            N_("files of strangers were read by processes that nothing shuts in: this "
               "system has neither Landlock nor seccomp"),
    };

    return texts[lacks & (SANDBOX_LACKS_FILES | SANDBOX_LACKS_CALLS)];
}
