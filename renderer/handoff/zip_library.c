#include "handoff/zip_library.h"

/* That of libarchive 3. */
#define LIBRARY "libarchive.so.13"

G_STATIC_ASSERT(ARCHIVE_VERSION_NUMBER / 1000000 == 3);

ZipLibrary zip_library;

bool zip_library_load(GError **error) {
    static const char *const names[] = {ZIP_FUNCTIONS(LATE_NAME) NULL};

    return late_load(LIBRARY, names, &zip_library, error);
}
