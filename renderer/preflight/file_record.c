#include "preflight/file_record.h"

static const FileSpace unset = {.family = FILE_SPACE_UNKNOWN};

const FileSpace *file_space_unset(void) {
    return &unset;
}

FileRecord *file_record_new(void) {
    FileRecord *self = g_new0(FileRecord, 1);

    self->events = g_array_new(FALSE, FALSE, sizeof(FileEvent));
    return self;
}

void file_record_free(FileRecord *self) {
    if (self == NULL)
        return;
    g_array_unref(self->events);
    g_free(self);
}
