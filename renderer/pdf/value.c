#include "pdf/value.h"

#include <string.h>

const PdfValue *pdf_value_find(const PdfValue *self, const char *key) {
    if (self == NULL || self->kind != PDF_DICTIONARY)
        return NULL;
    for (guint i = 0; i < self->count; i++)
        if (strcmp(self->entries[i].key, key) == 0)
            return &self->entries[i].value;
    return NULL;
}

bool pdf_value_is_name(const PdfValue *self, const char *name) {
    return self != NULL && self->kind == PDF_NAME && strcmp(self->text, name) == 0;
}

double pdf_value_number(const PdfValue *self, double fallback) {
    return self != NULL && self->kind == PDF_NUMBER ? self->number : fallback;
}
