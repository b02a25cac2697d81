/* For builds that count which lines run (PLAKAT_COVERAGE): processes that end at once,
 * as forked ones do, write their counts before, and may write them wherever they are.
 */
#include <errno.h>
#include <stdarg.h>
#include <sys/syscall.h>
#include <unistd.h>

void __gcov_dump(void);
_Noreturn void __real__exit(int code);
long __real_syscall(long number, ...);

_Noreturn void __wrap__exit(int code);
long __wrap_syscall(long number, ...);

_Noreturn void __wrap__exit(int code) {
    __gcov_dump();
    __real__exit(code);
}

/* Landlock is as if the kernel had none. */
long __wrap_syscall(long number, ...) {
    long values[5];
    va_list list;

    if (number == SYS_landlock_create_ruleset) {
        errno = ENOSYS;
        return -1;
    }
    va_start(list, number);
    for (int i = 0; i < 5; i++)
        values[i] = va_arg(list, long);
    va_end(list);
    return __real_syscall(number, values[0], values[1], values[2], values[3],
                          values[4]);
}
