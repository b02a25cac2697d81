#include "base/watch.h"

#include "base/translate.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    CHANGES = IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE,
    ROOM = 64 << 10,
    GATHERED_MAX =
        250 * 1000, /* microseconds: whoever writes on and on is not awaited */
    AWAY_MS = 100,
};

struct Watch {
    int file;
    int until;           /* -1: none */
    GHashTable *folders; /* number that the kernel gave to char *, its path */
    GHashTable *paths;   /* that have changed; owned */
    GHashTable *away;    /* of them, those that were taken away last; owned */
    bool is_whole;       /* the kernel has lost none */
    bool (*cares)(const char *path, void *data);
    void *data;
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
    self->until = -1;
    self->is_whole = true;
    self->paths = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->away = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self->folders = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    return self;
}

void watch_free(Watch *self) {
    if (self == NULL)
        return;
    close(self->file);
    g_hash_table_unref(self->folders);
    g_hash_table_unref(self->paths);
    g_hash_table_unref(self->away);
    g_free(self);
}

void watch_care(Watch *self, bool (*cares)(const char *path, void *data), void *data) {
    self->cares = cares;
    self->data = data;
}

void watch_until(Watch *self, int file) {
    self->until = file;
}

bool watch_add(Watch *self, const char *folder, GError **error) {
    int number = inotify_add_watch(self->file, folder, CHANGES | IN_ONLYDIR);

    if (number < 0)
        return errno == ENOENT || errno == ENOTDIR || fail(folder, error);
    g_hash_table_insert(self->folders, GINT_TO_POINTER(number), g_strdup(folder));
    return true;
}

static bool counts(const Watch *self, const char *path) {
    return self->cares == NULL || self->cares(path, self->data);
}

/* A new file is not whole before it is closed; a folder is, and so is a link. */
static bool is_whole_at_once(const struct inotify_event *event, const char *path) {
    struct stat about;

    return (event->mask & IN_ISDIR) != 0 ||
           (lstat(path, &about) == 0 && (S_ISLNK(about.st_mode) || about.st_nlink > 1));
}

static void note(Watch *self, const struct inotify_event *event) {
    const char *folder = g_hash_table_lookup(self->folders, GINT_TO_POINTER(event->wd));
    g_autofree char *path = folder == NULL || event->len == 0
                                ? NULL
                                : g_build_filename(folder, event->name, NULL);

    self->is_whole &= (event->mask & IN_Q_OVERFLOW) == 0;
    if (path == NULL || !counts(self, path) ||
        ((event->mask & IN_CREATE) != 0 && !is_whole_at_once(event, path)))
        return;
    if ((event->mask & (IN_MOVED_FROM | IN_DELETE)) != 0)
        g_hash_table_add(self->away, g_strdup(path));
    else
        g_hash_table_remove(self->away, path);
    g_hash_table_add(self->paths, g_steal_pointer(&path));
}

static void read_events(Watch *self) {
    _Alignas(struct inotify_event) char room[ROOM];
    ssize_t length;

    while ((length = read(self->file, room, sizeof room)) > 0) {
        for (char *at = room; at < room + length;) {
            const struct inotify_event *event = (const void *)at;

            note(self, event);
            at += sizeof *event + event->len;
        }
    }
}

/* Whether there is anything to read. */
static bool wait_for_events(const Watch *self, int milliseconds) {
    struct pollfd files[] = {{self->file, POLLIN, 0}, {self->until, POLLIN, 0}};

    return poll(files, G_N_ELEMENTS(files), milliseconds) > 0 && files[1].revents == 0;
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

static bool has_some(const Watch *self) {
    return g_hash_table_size(self->paths) > 0 || !self->is_whole;
}

bool watch_has_news(Watch *self) {
    read_events(self);
    return has_some(self);
}

int watch_file(const Watch *self) {
    return self->file;
}

static int patience(const Watch *self, int quiet) {
    return g_hash_table_size(self->away) > 0 ? MAX(quiet, AWAY_MS) : quiet;
}

GPtrArray *watch_wait(Watch *self, int milliseconds, int quiet) {
    int wait = has_some(self) ? patience(self, quiet) : milliseconds;
    bool is_whole;
    gint64 end = 0;

    while (wait_for_events(self, wait)) {
        read_events(self);
        if (!has_some(self))
            continue;
        wait = patience(self, quiet);
        if (end == 0)
            end = g_get_monotonic_time() + GATHERED_MAX;
        else if (g_get_monotonic_time() > end)
            break;
    }
    is_whole = self->is_whole;
    self->is_whole = true;
    g_hash_table_remove_all(self->away);
    if (is_whole)
        return sort_paths(self->paths);
    g_hash_table_remove_all(self->paths);
    return NULL;
}
