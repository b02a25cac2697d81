#include "base/source.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static GArray *find_line_starts(const char *text, size_t length) {
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t start = 0;

    g_array_append_val(starts, start);
    for (size_t i = 0; i < length; i++) {
        if (text[i] == '\n') {
            start = i + 1;
            g_array_append_val(starts, start);
        }
    }
    return starts;
}

/* Takes over `bytes`. */
static Source *source_new(const char *name, char *bytes, size_t length) {
    Source *self = g_new0(Source, 1);

    self->name = g_strdup(name);
    self->bytes = bytes;
    self->length = length;
    self->line_starts = find_line_starts(bytes, length);
    return self;
}

Source *source_new_for_text(const char *name, const char *text, size_t length) {
    char *bytes = g_malloc(length + 1);

    memcpy(bytes, text, length);
    bytes[length] = '\0';
    return source_new(name, bytes, length);
}

static bool set_errno_error(GError **error, const char *name) {
    int code = errno;

    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(code),
                _("cannot read '%s': %s"), name, g_strerror(code));
    return false;
}

static bool read_all(int file, char *bytes, size_t length, size_t *done,
                     const char *name, GError **error) {
    *done = 0;
    while (*done < length) {
        ssize_t got = read(file, bytes + *done, length - *done);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return set_errno_error(error, name);
        if (got == 0)
            break;
        *done += (size_t)got;
    }
    return true;
}

static Source *load_from(int file, const char *name, size_t limit, GError **error) {
    struct stat about;
    g_autofree char *bytes = NULL;
    size_t length = 0;

    if (fstat(file, &about) != 0) {
        set_errno_error(error, name);
        return NULL;
    }
    if (!S_ISREG(about.st_mode)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                    _("cannot read '%s': not a regular file"), name);
        return NULL;
    }
    if ((size_t)about.st_size > limit) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                    _("cannot read '%s': larger than %zu KiB"), name, limit / 1024);
        return NULL;
    }
    bytes = g_malloc((size_t)about.st_size + 1);
    if (!read_all(file, bytes, (size_t)about.st_size, &length, name, error))
        return NULL;
    bytes[length] = '\0';
    return source_new(name, g_steal_pointer(&bytes), length);
}

Source *source_load(const char *path, const char *name, size_t limit, GError **error) {
    /* O_NONBLOCK: opening a named pipe must not wait for somebody to write to it. */
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    Source *self;

    if (file < 0) {
        set_errno_error(error, name);
        return NULL;
    }
    self = load_from(file, name, limit, error);
    close(file);
    return self;
}

void source_free(Source *self) {
    if (self == NULL)
        return;
    g_free(self->name);
    g_free(self->bytes);
    g_array_free(self->line_starts, TRUE);
    g_free(self);
}

static size_t line_start(const Source *self, size_t index) {
    return g_array_index(self->line_starts, size_t, index);
}

static unsigned count_characters(const char *bytes, size_t length) {
    unsigned count = 0;

    for (size_t i = 0; i < length; i++)
        count += ((unsigned char)bytes[i] & 0xC0) != 0x80;
    return count;
}

Place source_place(const Source *self, size_t offset) {
    size_t low = 0, high = self->line_starts->len;
    size_t start;

    if (offset > self->length)
        offset = self->length;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;

        if (line_start(self, middle) <= offset)
            low = middle;
        else
            high = middle;
    }
    start = line_start(self, low);
    return (Place){
        .line = (unsigned)low + 1,
        .column = count_characters(self->bytes + start, offset - start) + 1,
    };
}

size_t source_line_start(const Source *self, unsigned line) {
    if (line == 0 || line > self->line_starts->len)
        return self->length;
    return line_start(self, line - 1);
}

char *source_line_to_text(const Source *self, unsigned line) {
    size_t start = source_line_start(self, line);
    size_t end = source_line_start(self, line + 1);

    while (end > start &&
           (self->bytes[end - 1] == '\n' || self->bytes[end - 1] == '\r'))
        end--;
    return g_utf8_make_valid(self->bytes + start, (gssize)(end - start));
}

Origin origin_find(Origin origin, const char *part) {
    const char *start, *found;

    if (origin.source == NULL)
        return origin;
    start = origin.source->bytes + origin.offset;
    found = g_strstr_len(start, (gssize)origin.length, part);
    if (found == NULL)
        return origin;
    return (Origin){origin.source, origin.offset + (size_t)(found - start),
                    strlen(part), origin.label};
}
