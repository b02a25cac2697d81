#include "batch/pack.h"

#include "batch/plan.h"

void pack_finding(GByteArray *bytes, const Finding *finding) {
    pack_number(bytes, finding->severity);
    pack_text(bytes, finding->id);
    pack_text(bytes, finding->file);
    pack_number(bytes, finding->line);
    pack_number(bytes, finding->column);
    pack_number(bytes, finding->width);
    pack_text(bytes, finding->excerpt);
    pack_number(bytes, finding->caret);
    pack_text(bytes, finding->message);
    pack_number(bytes, finding->subjects->len);
    for (guint i = 0; i < finding->subjects->len; i++)
        pack_text(bytes, g_ptr_array_index(finding->subjects, i));
}

void pack_findings(GByteArray *bytes, const GPtrArray *findings) {
    pack_number(bytes, findings->len);
    for (guint i = 0; i < findings->len; i++)
        pack_finding(bytes, g_ptr_array_index(findings, i));
}

void pack_product(GByteArray *bytes, const Product *product) {
    Output output = OUTPUT_PDF;

    output_find(product->kind, &output);
    pack_text(bytes, product->path);
    pack_number(bytes, output);
    pack_text(bytes, product->sha256);
    pack_long(bytes, product->bytes);
    pack_number(bytes, product->is_reused);
}

void pack_products(GByteArray *bytes, const GPtrArray *products) {
    pack_number(bytes, products->len);
    for (guint i = 0; i < products->len; i++)
        pack_product(bytes, g_ptr_array_index(products, i));
}

/* --- and back ------------------------------------------------------------------------
 */

static Finding *unpack_finding(Unpack *self) {
    Finding *finding = g_new0(Finding, 1);
    guint32 severity, subjects;

    severity = unpack_number(self);
    finding->severity = (Severity)MIN(severity, SEVERITY_ERROR);
    finding->id = unpack_text(self);
    finding->file = unpack_text(self);
    finding->line = unpack_number(self);
    finding->column = unpack_number(self);
    finding->width = unpack_number(self);
    finding->excerpt = unpack_text(self);
    finding->caret = unpack_number(self);
    finding->message = unpack_text(self);
    finding->subjects = g_ptr_array_new_with_free_func(g_free);
    subjects = unpack_number(self);
    for (guint32 i = 0; i < subjects && !self->failed; i++)
        g_ptr_array_add(finding->subjects, unpack_text(self));
    return finding;
}

void unpack_findings(Unpack *self, GPtrArray *findings) {
    guint32 count = unpack_number(self);

    for (guint32 i = 0; i < count && !self->failed; i++)
        g_ptr_array_add(findings, unpack_finding(self));
}

static Product *unpack_product(Unpack *self) {
    Product *product = g_new0(Product, 1);
    guint32 output;

    product->path = unpack_text(self);
    output = unpack_number(self);
    self->failed |= output >= OUTPUT_COUNT;
    product->kind = output_to_text(self->failed ? OUTPUT_PDF : (Output)output);
    product->sha256 = unpack_text(self);
    product->bytes = unpack_long(self);
    product->is_reused = unpack_number(self) != 0;
    return product;
}

void unpack_products(Unpack *self, GPtrArray *products) {
    guint32 count = unpack_number(self);

    for (guint32 i = 0; i < count && !self->failed; i++)
        g_ptr_array_add(products, unpack_product(self));
}
