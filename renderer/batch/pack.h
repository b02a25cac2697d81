/* Findings and products as bytes. */
#pragma once

#include "base/diagnostics.h"
#include "base/pack.h"
#include "model/product.h"

void pack_finding(GByteArray *bytes, const Finding *finding);
void pack_findings(GByteArray *bytes, const GPtrArray *findings);
void pack_product(GByteArray *bytes, const Product *product);
void pack_products(GByteArray *bytes, const GPtrArray *products);

/* Appends to `findings` (of Finding), `products` (of Product). */
void unpack_findings(Unpack *self, GPtrArray *findings);
void unpack_products(Unpack *self, GPtrArray *products);
