/* To be preloaded: fsync sends the process the signal SIGNAL, as if somebody had
 * pressed a key just then. */
#include <signal.h>
#include <stdlib.h>

int fsync(int file);

int fsync(int file) {
    (void)file;
    raise(atoi(getenv("SIGNAL")));
    return 0;
}
