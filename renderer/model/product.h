/* A file that was made. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *path;
    const char *kind; /* the name of its output, "pdf"; static */
    gsize bytes;
    char *sha256;   /* lower case hex */
    bool is_reused; /* it was made by another run */
} Product;

Product *product_new(const char *path, const char *kind, const void *bytes,
                     gsize length);
Product *product_copy(const Product *self);
void product_free(Product *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Product, product_free)
