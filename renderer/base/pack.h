/* Numbers, texts and blocks as bytes: through pipes and into files of the same machine.
 */
#pragma once

#include <glib.h>
#include <stdbool.h>

void pack_number(GByteArray *bytes, guint32 number);
void pack_long(GByteArray *bytes, guint64 number);
void pack_text(GByteArray *bytes, const char *text); /* may be NULL */
void pack_bytes(GByteArray *bytes, const void *block, gsize length);

/* Reads on from `at`. What would go past `end` comes as 0 or NULL, and sets `failed`.
 */
typedef struct {
    const guint8 *at, *end;
    bool failed;
} Unpack;

/* From the first of some bytes on, which are borrowed. */
Unpack unpack_of(const GByteArray *bytes);
Unpack unpack_part(const guint8 *bytes, gsize length);

guint32 unpack_number(Unpack *self);
guint64 unpack_long(Unpack *self);
char *unpack_text(Unpack *self); /* caller frees */
void unpack_bytes(Unpack *self, void *block, gsize length);

/* Appends as many elements to an array as were packed from one, by pack_array. */
void pack_array(GByteArray *bytes, const GArray *array);
void unpack_array(Unpack *self, GArray *array);
