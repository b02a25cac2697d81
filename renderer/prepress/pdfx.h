/* What makes a PDF a PDF/X-4 (ISO 15930-7), or a PDF/X-1a or PDF/X-3 (ISO 15930-4 and
 * -6): boxes, output intent, metadata. */
#pragma once

#include "model/condition.h"
#include "model/geometry.h"
#include "model/supplier.h"
#include "pdf/writer.h"
#include "resources/profiles.h"

/* The profile of a condition as a stream; made once for all files. Object 0. NULL: an
 * empty one, for pages that are only drawn again. */
PdfPart *pdfx_profile_part(Profile *profile);

/* The version of PDF that a standard wants, "1.6". The older ones are those of 2003,
 * whose PDF 1.4 knows transparency, which they forbid: their editions of 2001 and 2002
 * want 1.3, where words cannot say what their letters mean. */
const char *pdfx_version(Standard standard);

/* What a file calls the standard, "PDF/X-1a:2003"; static. */
const char *pdfx_standard_name(Standard standard);

/* All texts are UTF-8 and borrowed. */
typedef struct {
    Standard standard;
    const char *title;
    const char *language; /* BCP 47 */
    const char *date;     /* ISO 8601, "2026-11-22T00:00:00Z" */
    const char *content;  /* content id, hexadecimal */
    bool is_back;         /* it shows the same as another file, mirrored */
    const Condition *condition;
    Rect media, bleed, trim; /* points from the bottom left of the page; y upwards */
    const char *scale;       /* "1:10"; NULL: in final size */
    /* Which poster it is, so that whoever judges the file can say what to change; NULL:
     * not said. */
    const char *motif; /* its file */
    const char *size, *row;
    const char *order; /* the number of the job that it is for; NULL: not said */
} PdfxPage;

/* What a page refers to. */
typedef enum {
    PDFX_SLOT_CONTENT, /* a form that shows all of it */
    PDFX_SLOT_PROFILE,
    PDFX_SLOTS,
} PdfxSlot;

/* Objects of a document with one page: the catalogue is object 0, the information
 * dictionary object 1. */
PdfPart *pdfx_document_part(const PdfxPage *page);
