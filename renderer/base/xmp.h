/* XMP packets (ISO 16684-1): what a file says of itself, for programs that do not know
 * its format. */
#pragma once

#include <glib.h>

typedef struct {
    const char *prefix, *address; /* "dc", "http://purl.org/dc/elements/1.1/" */
} XmpNamespace;

#define XMP_DUBLIN_CORE \
    { "dc", "http://purl.org/dc/elements/1.1/" }

/* Our own: which poster a file is. */
#define XMP_PLAKAT_ADDRESS "https://koelnervielfalt.de/ns/plakat/1.0/"
#define XMP_PLAKAT \
    { "plakat", XMP_PLAKAT_ADDRESS }

/* A packet that has these namespaces; the last one is {0}. Caller frees. */
GString *xmp_begin(const XmpNamespace *namespaces);

/* Properties by their names, "dc:format". A text of words says in which language they
 * are; NULL: that is not known. */
void xmp_add_text(GString *self, const char *name, const char *text);
void xmp_add_words(GString *self, const char *name, const char *words,
                   const char *language);

/* Somebody who made it, "dc:creator"; the only one. */
void xmp_add_person(GString *self, const char *name, const char *person);

/* Nothing can be added after it. */
void xmp_end(GString *self);
