#!/usr/bin/env bash
# Full disks and limits: a line each, others go on, nothing half is left.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=../lib.sh
. "${BASH_SOURCE[0]%/*}/../lib.sh"
make_project "$work/project"
cd -- "$work/project"
for name in a b c d; do make_motif motifs "$name"; done
render=("$program" render --quiet --size portrait --lang de --to png)
expect 0 '' '' "${render[@]}" --out whole

# write(2) fails for what is larger than LIMIT bytes, as on a full disk.
cc -shared -fPIC -o full.so -xc - -ldl <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/types.h>
typedef ssize_t Write(int, const void *, size_t);
Write write;
ssize_t write(int file, const void *bytes, size_t length) {
    Write *real = (Write *)dlsym(RTLD_NEXT, "write");
    struct stat about;

    if (fstat(file, &about) == 0 && S_ISREG(about.st_mode) &&
        (size_t)about.st_size + length > (size_t)atoi(getenv("LIMIT"))) {
        errno = ENOSPC;
        return -1;
    }
    return real(file, bytes, length);
}
END
say() {
    printf "plakat: cannot write 'out/%s/%s_portrait_de.png': %s\n" "$1" "$1" "$2"
}
lines=$(for name in a b c d; do say "$name" 'No space left on device'; done)
for jobs in 1 2; do
    expect 3 '' "$lines
plakat: 1 more poster could not be written" \
        env LD_PRELOAD=./full.so LIMIT=100 "${render[@]}" --jobs "$jobs"
    same_text 'below out without room' '' "$(files_in out)"
done

# One is too large for the limit of the process; the others are made.
sed -i 's/^layout: gruss/layout: noise/' motifs/b.yaml
{
    printf '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100">\n'
    awk 'BEGIN {
        srand(1)
        for (i = 0; i < 10000; i++)
            printf "<rect x=\"%d\" y=\"%d\" width=\"1\" height=\"1\" fill=\"#%06x\"/>\n",
                i % 100, i / 100, rand() * 16777216
    }'
    printf '</svg>\n'
} >motifs/noise.svg
cat >motifs/layouts/noise.yaml <<'END'
layout: noise
art: {noise: {file: ../noise.svg, state: reviewed}}
portrait: {art: {show: noise, fit: cover}}
END
# shellcheck disable=SC2016 # the inner shell expands
expect 3 '' "$(say b 'File too large')" \
    bash -c 'ulimit -f 8 && exec "$0" "$@"' "${render[@]}" --jobs 2
same_text 'made below the limit' "$(checksums whole | grep -v ' ./b/')" "$(checksums out)"
rm -r out

# A folder that can only be read, as on a disk that is mounted so.
cat >read_only.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <sys/stat.h>
static int refuse(void) { errno = EROFS; return -1; }
int mkdir(const char *path, mode_t mode) {
    struct stat about;

    (void)mode;
    errno = EEXIST;
    return stat(path, &about) == 0 ? -1 : refuse();
}
int link(const char *from, const char *to) { return (void)from, (void)to, refuse(); }
int rename(const char *from, const char *to) { return (void)from, (void)to, refuse(); }
int open(const char *path, int flags, ...) {
    int (*real)(const char *, int, ...) = dlsym(RTLD_NEXT, "open");

    return (flags & O_CREAT) != 0 ? refuse() : real(path, flags);
}
END
cc -shared -fPIC -o read_only.so read_only.c -ldl
expect 3 '' "$(for name in a b c d; do
    printf "plakat: cannot make the folder 'out/%s': Read-only file system\n" "$name"
done)
plakat: 1 more poster could not be written" \
    env LD_PRELOAD=./read_only.so "${render[@]}"
same_text 'below what is not there' '' "$(find . -name out)"
mkdir out out/{a,b,c,d,gruss}
expect 3 '' "$(for name in a b c d; do say "$name" 'Read-only file system'; done)
plakat: 1 more poster could not be written" \
    env LD_PRELOAD=./read_only.so "${render[@]}"
same_text 'below what can only be read' '' "$(find out -type f)"
rm -r out

# Hardly any files may be open.
# shellcheck disable=SC2016 # the inner shell expands
run bash -c 'ulimit -n 24 && exec "$0" "$@"' "${render[@]}" --jobs 40
same_text 'with few descriptors' '0 ' "$code $stderr"
same_text 'made with few descriptors' 5 "$(files_in out | wc -l)"

# A link to a folder is a folder, one to nothing is none; one that vanishes is made again.
rm -r out
ln -s nowhere out
expect 3 '' "$(for name in a b c d; do
    printf "plakat: cannot make the folder 'out/%s': No such file or directory\n" "$name"
done)
plakat: 1 more poster could not be written" "${render[@]}"
rm out
mkdir elsewhere
ln -s elsewhere out
expect 0 '' '' "${render[@]}"
same_text 'through a link' 5 "$(files_in elsewhere | wc -l)"
rm -r out elsewhere
cat >vanish.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>
int poll(struct pollfd *files, nfds_t count, int wait) {
    int (*real)(struct pollfd *, nfds_t, int) = dlsym(RTLD_NEXT, "poll");
    int ready = real(files, count, wait);

    /* Somebody has the folder go when the second poster is there. */
    if (ready > 0 && access("out/b/b_portrait_de.png", F_OK) == 0)
        rename("out", "gone");
    return ready;
}
END
cc -shared -fPIC -o vanish.so vanish.c -ldl
expect 3 '' "plakat: cannot sync 'out/a': No such file or directory
plakat: cannot sync 'out/b': No such file or directory" env LD_PRELOAD=./vanish.so "${render[@]}" --jobs 1
same_text 'before and after it vanished' "$(checksums whole | grep -v ' ./b/')" \
    "$( (checksums gone && checksums out) | grep -v ' ./b/')"
