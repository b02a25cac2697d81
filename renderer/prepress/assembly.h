/* Converted parts put together into one file: what they left open is bound, and what
 * they share is written once. */
#pragma once

#include "model/condition.h"
#include "model/supplier.h"
#include "prepress/artwork.h"
#include "prepress/pdfx.h"
#include "prepress/photo_store.h"

/* A picture at a placeholder; one of both. */
typedef struct {
    const Artwork *artwork; /* borrowed */
    double scale; /* of the drawing here: points of the finished poster a unit */
    const PrintedPhoto *photo; /* borrowed */
} Picture;

typedef struct {
    const PdfxPage *page;
    PdfPart *profile; /* borrowed */
    PdfPart *content; /* borrowed; object 0 shows the page */
    GArray *slots;    /* of Slot; borrowed */
    double scale;     /* points of the finished poster a unit of the content */
    GArray *pictures; /* of Picture, by number; borrowed */
    bool overprint;   /* whether small black may */
} Assembly;

GBytes *assembly_finish(const Assembly *self);
