/* What the writer knows of a part: its bytes, and where numbers are missing in them. */
#pragma once

#include "pdf/writer.h"

/* "12 0 R" is to be put in before the byte at `offset`. */
typedef struct {
    guint32 offset;
    guint32 number; /* of the object in the part, or of the slot */
    guint32 is_slot;
} PartReference;

typedef struct {
    guint32 number;
    guint32 start, end;     /* in the bytes of the part */
    guint32 references_end; /* in those of the part */
} PartObject;

struct PdfPart {
    GByteArray *bytes;  /* of the objects without "1 0 obj" and "endobj" */
    GArray *references; /* of PartReference, as they stand in the bytes */
    GArray *objects;    /* of PartObject, as they stand in the bytes */
    guint count;        /* of numbers */
    guint slots;        /* the highest one used, plus 1 */
    bool is_open;       /* an object has begun */
    GBytes **digest;    /* of the part as it is; NULL there: not made yet */
};
