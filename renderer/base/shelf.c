#include "base/shelf.h"

#include "base/checksum.h"
#include "base/output.h"
#include "base/program.h"
#include "base/sealed.h"

#include <string.h>

struct Shelf {
    char *folder;
    char *program; /* which build this is */
};

Shelf *shelf_new(const char *folder) {
    Shelf *self = g_new0(Shelf, 1);

    self->folder = g_strdup(folder);
    self->program = program_id();
    return self;
}

void shelf_free(Shelf *self) {
    if (self == NULL)
        return;
    g_free(self->folder);
    g_free(self->program);
    g_free(self);
}

static char *path_of(const Shelf *self, const char *kind, const char *from) {
    g_autoptr(Checksum) sum = checksum_new();
    g_autofree char *name = NULL;

    checksum_update(sum, self->program, strlen(self->program) + 1);
    checksum_update(sum, kind, strlen(kind) + 1);
    checksum_update(sum, from, strlen(from));
    name = checksum_take_text(sum);
    return g_build_filename(self->folder, name, NULL);
}

GByteArray *shelf_find(const Shelf *self, const char *kind, const char *from) {
    g_autofree char *path = NULL;

    if (self == NULL)
        return NULL;
    path = path_of(self, kind, from);
    return sealed_read(path, kind);
}

void shelf_keep(const Shelf *self, const char *kind, const char *from,
                const GByteArray *bytes) {
    g_autofree char *path = NULL;

    if (self == NULL || output_is_begun())
        return;
    path = path_of(self, kind, from);
    sealed_write(path, kind, bytes, NULL);
}
