#include "model/product.h"

#include "base/checksum.h"

Product *product_new(const char *path, const char *kind, const void *bytes,
                     gsize length) {
    Product *self = g_new0(Product, 1);

    self->path = g_strdup(path);
    self->kind = kind;
    self->bytes = length;
    self->sha256 = checksum_of(bytes, length);
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
