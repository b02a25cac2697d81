#include "base/watch.h"

#include "base/translate.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

enum {
    CHANGES = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE,
    ROOM = 64 << 10,
    GATHERED_MAX =
        250 * 1000, /* microseconds: whoever writes on and on is not awaited */
};

struct Watch {
    int file;
    GHashTable *folders; /* number that the kernel gave to char *, its path */
};

static bool fail(const char *folder, GError **error) {
    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(errno),
                _("cannot watch '%s': %s"), folder, g_strerror(errno));
    return false;
}

Watch *watch_new(GError **error) {
    int file = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    Watch *self;

    if (file < 0) {
        fail(".", error);
        return NULL;
    }
    self = g_new0(Watch, 1);
    self->file = file;
    self->folders = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return self;
}

void watch_free(Watch *self) {
    if (self == NULL)
        return;
    close(self->file);
    g_hash_table_unref(self->folders);
    g_free(self);
}

bool watch_add(Watch *self, const char *folder, GError **error) {
    int number = inotify_add_watch(self->file, folder, CHANGES | IN_ONLYDIR);

    if (number < 0)
        return errno == ENOENT || errno == ENOTDIR || fail(folder, error);
    g_hash_table_insert(self->folders, GINT_TO_POINTER(number), g_strdup(folder));
    return true;
}

static void add_path(const Watch *self, const struct inotify_event *event,
                     GHashTable *paths) {
    const char *folder = g_hash_table_lookup(self->folders, GINT_TO_POINTER(event->wd));

    if (folder != NULL && event->len > 0)
        g_hash_table_add(paths, g_build_filename(folder, event->name, NULL));
}

/* False: the kernel lost some. */
static bool read_events(Watch *self, GHashTable *paths) {
    _Alignas(struct inotify_event) char room[ROOM];
    bool is_whole = true;
    ssize_t length;

    while ((length = read(self->file, room, sizeof room)) > 0) {
        for (char *at = room; at < room + length;) {
            const struct inotify_event *event = (const void *)at;

            is_whole &= (event->mask & IN_Q_OVERFLOW) == 0;
            /* A new file is not whole before it is closed; a new folder is. */
            if ((event->mask & IN_CREATE) == 0 || (event->mask & IN_ISDIR) != 0)
                add_path(self, event, paths);
            at += sizeof *event + event->len;
        }
    }
    return is_whole;
}

/* Whether there is anything to read. */
static bool wait_for_events(const Watch *self, int milliseconds) {
    struct pollfd file = {self->file, POLLIN, 0};

    return poll(&file, 1, milliseconds) > 0;
}

static int compare_paths(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static GPtrArray *sort_paths(GHashTable *paths) {
    GPtrArray *sorted = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter each;
    gpointer path;

    g_hash_table_iter_init(&each, paths);
    while (g_hash_table_iter_next(&each, &path, NULL)) {
        g_hash_table_iter_steal(&each);
        g_ptr_array_add(sorted, path);
    }
    g_ptr_array_sort(sorted, compare_paths);
    return sorted;
}

GPtrArray *watch_wait(Watch *self, int milliseconds, int quiet) {
    g_autoptr(GHashTable) paths =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bool is_whole = true;
    gint64 end = 0;

    for (int wait = milliseconds; wait_for_events(self, wait); wait = quiet) {
        is_whole &= read_events(self, paths);
        if (end == 0)
            end = g_get_monotonic_time() + GATHERED_MAX;
        else if (g_get_monotonic_time() > end)
            break;
    }
    return is_whole ? sort_paths(paths) : NULL;
}
