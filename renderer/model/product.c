#include "model/product.h"

Product *product_new(const char *path, const char *kind, const void *bytes,
                     gsize length) {
    g_autoptr(Checksum) sum = checksum_new();

    checksum_update(sum, bytes, length);
    return product_new_summed(path, kind, length, sum);
}

Product *product_new_summed(const char *path, const char *kind, gsize bytes,
                            Checksum *sum) {
    Product *self = g_new0(Product, 1);

    self->path = g_strdup(path);
    self->kind = kind;
    self->bytes = bytes;
    self->sha256 = checksum_take_text(sum);
    return self;
}

Product *product_copy(const Product *self) {
    Product *copy = g_memdup2(self, sizeof *self);

    copy->path = g_strdup(self->path);
    copy->sha256 = g_strdup(self->sha256);
    return copy;
}

void product_free(Product *self) {
    if (self == NULL)
        return;
    g_free(self->path);
    g_free(self->sha256);
    g_free(self);
}
