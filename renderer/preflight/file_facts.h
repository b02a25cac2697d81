/* What a PDF says of itself and shows, for those who compare it with what they were
 * told. */
#pragma once

#include <gio/gio.h>

typedef struct {
    GHashTable *xmp; /* properties by the usual prefixes, as file_xmp_read has them;
                      * none where there is no XMP */
    char *pages;     /* SHA-256 of the contents of its pages, filters undone, one after
                      * the other; in small hexadecimal digits */
    guint count;     /* of pages */
} FileFacts;

/* NULL with `error`: no PDF, or none that can be read. */
FileFacts *file_facts_read(GBytes *bytes, GError **error);
void file_facts_free(FileFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileFacts, file_facts_free)

/* NULL: it does not say. Borrowed. */
const char *file_facts_find(const FileFacts *self, const char *property);
