#include "base/checksum.h"

#include <nettle/sha2.h>

struct Checksum {
    struct sha256_ctx context;
};

Checksum *checksum_new(void) {
    Checksum *self = g_new(Checksum, 1);

    sha256_init(&self->context);
    return self;
}

void checksum_free(Checksum *self) {
    g_free(self);
}

void checksum_update(Checksum *self, const void *bytes, gsize length) {
    sha256_update(&self->context, length, bytes);
}

void checksum_take(Checksum *self, guint8 digest[CHECKSUM_BYTES]) {
    sha256_digest(&self->context, CHECKSUM_BYTES, digest);
}

char *checksum_to_text(const guint8 digest[CHECKSUM_BYTES]) {
    static const char digits[] = "0123456789abcdef";
    char *text = g_new(char, 2 * CHECKSUM_BYTES + 1);

    for (gsize i = 0; i < CHECKSUM_BYTES; i++) {
        text[2 * i] = digits[digest[i] >> 4];
        text[2 * i + 1] = digits[digest[i] & 15];
    }
    text[2 * CHECKSUM_BYTES] = '\0';
    return text;
}

char *checksum_take_text(Checksum *self) {
    guint8 digest[CHECKSUM_BYTES];

    checksum_take(self, digest);
    return checksum_to_text(digest);
}

char *checksum_of(const void *bytes, gsize length) {
    g_autoptr(Checksum) sum = checksum_new();

    checksum_update(sum, bytes, length);
    return checksum_take_text(sum);
}
