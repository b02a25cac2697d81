#include "resources/image_format.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool set_errno_error(GError **error, const char *name, int code) {
    g_set_error(error, G_IO_ERROR, (gint)g_io_error_from_errno(code),
                "cannot read '%s': %s", name, g_strerror(code));
    return false;
}

static bool check_file(ImageInput *self, GError **error) {
    struct stat about;

    if (fstat(self->file, &about) != 0)
        return set_errno_error(error, self->name, errno);
    if (!S_ISREG(about.st_mode)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                    "cannot read '%s': not a regular file", self->name);
        return false;
    }
    self->length = (guint64)about.st_size;
    if (self->length > (guint64)IMAGE_FILE_MIB_MAX << 20) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                    _("cannot read '%s': larger than %d MiB"), self->name,
                    IMAGE_FILE_MIB_MAX);
        return false;
    }
    return true;
}

ImageInput *image_input_new(const char *path, GError **error) {
    g_autoptr(ImageInput) self = g_new0(ImageInput, 1);

    self->name = g_strdup(path);
    /* O_NONBLOCK: opening a named pipe must not wait for somebody to write to it. */
    self->file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (self->file < 0) {
        set_errno_error(error, path, errno);
        return NULL;
    }
    if (!check_file(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

void image_input_free(ImageInput *self) {
    if (self == NULL)
        return;
    if (self->file >= 0)
        close(self->file);
    g_free(self->name);
    g_free(self);
}

size_t image_input_read(ImageInput *self, void *bytes, size_t count) {
    size_t done = 0;

    while (done < count && self->position < self->length && self->failure == 0) {
        ssize_t got = pread(self->file, (guint8 *)bytes + done, count - done,
                            (off_t)self->position);

        if (got < 0 && errno != EINTR)
            self->failure = errno;
        if (got < 0)
            continue;
        if (got == 0) /* somebody has made the file shorter */
            break;
        done += (size_t)got;
        self->position += (guint64)got;
    }
    return done;
}

bool image_input_read_all(ImageInput *self, void *bytes, size_t count) {
    if (image_input_read(self, bytes, count) == count)
        return true;
    self->ended = true;
    return false;
}

/* Words of a library as part of one line. */
static char *words_to_text(const char *words) {
    char *text = g_utf8_make_valid(words, -1);

    for (char *at = text; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    g_strstrip(text);
    if (g_str_has_suffix(text, "."))
        text[strlen(text) - 1] = '\0';
    return text;
}

bool image_input_fail(const ImageInput *self, const char *format, const char *words,
                      GError **error) {
    g_autofree char *text = words_to_text(words);

    if (self->failure != 0)
        return set_errno_error(error, self->name, self->failure);
    if (self->ended)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                    _("'%s' is no usable %s: it ends too early"), self->name, format);
    else
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("'%s' is no usable %s: %s"), self->name, format, text);
    return false;
}

static guint mib_max = IMAGE_MEMORY_MIB_MAX;

void image_input_limit_memory(guint mib) {
    mib_max = mib;
}

bool image_input_check_memory(const ImageInput *self, guint64 bytes, const char *why,
                              GError **error) {
    if (bytes <= (guint64)mib_max << 20)
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                _("'%s' %s and would take %.0f MiB of memory; such a picture may take "
                  "%u"),
                self->name, why, ceil((double)bytes / (1 << 20)), mib_max);
    return false;
}
