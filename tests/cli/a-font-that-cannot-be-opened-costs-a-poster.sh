#!/usr/bin/env bash
# Words are never set in another font than they should be: neither on the poster that could
# not open it, nor on those after it.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
for name in a b; do make_motif motifs "$name"; done
render=("$program" render --quiet --size portrait --lang de --to pdf --jobs 1)
expect 0 '' '' "${render[@]}" --out whole

cat >once.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static pid_t first;
static int *done; /* by any process */

__attribute__((constructor)) static void begin(void) {
    first = getpid();
    done = mmap(NULL, sizeof *done, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
}

int open(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");

    if (getpid() == first || strstr(path, "InterDisplay") == NULL || (*done)++ > 0)
        return real(path, flags, 0666);
    errno = EMFILE;
    return -1;
}
END
cc -shared -fPIC -o once.so once.c -ldl
expect 3 '' "plakat: cannot use the font 'Inter Display Heavy 1000'" \
    env LD_PRELOAD=./once.so "${render[@]}"
same_text 'made' "$(checksums whole | grep -v ' ./a/')" "$(checksums out)"
expect 0 '' '' "${render[@]}"
same_text 'made in the end' "$(checksums whole)" "$(checksums out)"
