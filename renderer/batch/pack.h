/* Findings, products and what they are made of as bytes: through pipes and into files
 * of the same machine. */
#pragma once

#include "base/diagnostics.h"
#include "model/product.h"

void pack_number(GByteArray *bytes, guint32 number);
void pack_long(GByteArray *bytes, guint64 number);
void pack_text(GByteArray *bytes, const char *text); /* may be NULL */
void pack_bytes(GByteArray *bytes, const void *block, gsize length);
void pack_finding(GByteArray *bytes, const Finding *finding);
void pack_findings(GByteArray *bytes, const GPtrArray *findings);
void pack_product(GByteArray *bytes, const Product *product);
void pack_products(GByteArray *bytes, const GPtrArray *products);

/* Reads on from `at`. What would go past `end` comes as 0 or NULL, and sets `failed`.
 */
typedef struct {
    const guint8 *at, *end;
    bool failed;
} Unpack;

/* From the first of some bytes on, which are borrowed. */
Unpack unpack_of(const GByteArray *bytes);

guint32 unpack_number(Unpack *self);
guint64 unpack_long(Unpack *self);
char *unpack_text(Unpack *self); /* caller frees */
void unpack_bytes(Unpack *self, void *block, gsize length);

/* Appends to `findings` (of Finding), `products` (of Product). */
void unpack_findings(Unpack *self, GPtrArray *findings);
void unpack_products(Unpack *self, GPtrArray *products);
