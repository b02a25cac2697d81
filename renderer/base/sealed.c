#include "base/sealed.h"

#include "base/checksum.h"
#include "base/output.h"

#include <string.h>

static void digest_of(const char *kind, const void *bytes, gsize length,
                      guint8 digest[CHECKSUM_BYTES]) {
    g_autoptr(Checksum) sum = checksum_new();

    checksum_update(sum, kind, strlen(kind) + 1);
    checksum_update(sum, bytes, length);
    checksum_take(sum, digest);
}

GByteArray *sealed_read(const char *path, const char *kind) {
    guint8 digest[CHECKSUM_BYTES];
    gsize length = 0;
    char *bytes = NULL;

    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return NULL;
    if (length >= CHECKSUM_BYTES) {
        length -= CHECKSUM_BYTES;
        digest_of(kind, bytes, length, digest);
        if (memcmp(digest, bytes + length, CHECKSUM_BYTES) == 0)
            return g_byte_array_new_take((guint8 *)bytes, length);
    }
    g_free(bytes);
    return NULL;
}

bool sealed_write(const char *path, const char *kind, const GByteArray *bytes,
                  GError **error) {
    g_autoptr(OutputFile) file = output_begin(path, error);
    guint8 digest[CHECKSUM_BYTES];

    digest_of(kind, bytes->data, bytes->len, digest);
    return file != NULL && output_append(file, bytes->data, bytes->len, error) &&
           output_append(file, digest, sizeof digest, error) &&
           output_commit_unsynced(file, error);
}
