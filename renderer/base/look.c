#include "base/look.h"

#include <sys/stat.h>

static gint64 nanoseconds(struct timespec time) {
    return (gint64)time.tv_sec * 1000000000 + time.tv_nsec;
}

static bool take(int result, const struct stat *about, Look *look) {
    *look = (Look){0};
    if (result != 0 || !S_ISREG(about->st_mode))
        return false;
    *look = (Look){.size = (guint64)about->st_size,
                   .number = about->st_ino,
                   .device = about->st_dev,
                   .modified = nanoseconds(about->st_mtim),
                   .changed = nanoseconds(about->st_ctim)};
    return true;
}

bool look_at(const char *path, Look *look) {
    struct stat about;
    int result = stat(path, &about);

    return take(result, &about, look);
}

bool look_at_open(int file, Look *look) {
    struct stat about;
    int result = fstat(file, &about);

    return take(result, &about, look);
}

bool look_is_same(const Look *a, const Look *b) {
    return a->size == b->size && a->number == b->number && a->device == b->device &&
           a->modified == b->modified && a->changed == b->changed;
}
