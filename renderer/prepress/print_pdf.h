/* The PDF for the print shop: a PDF/X-4, or what the supplier asks for, whose plates
 * hold the recipes of the inks.
 *
 * cairo draws the poster with inks carried in its colours and places kept free for
 * pictures; what it wrote is read, put into the inks of the condition, and joined with
 * the pictures, which are converted once for all posters. */
#pragma once

#include "base/diagnostics.h"
#include "model/campaign.h"
#include "model/poster.h"
#include "prepress/print_room.h"

typedef struct {
    const Campaign *campaign; /* its condition and supplier decide */
    const char *job;          /* what the slug line calls it; the motif */
    const char *row;          /* NULL: none */
    const char *date;         /* ISO 8601, "2026-11-22T00:00:00Z"; never the clock's */
    /* What the file says of where it comes from: the motif's file and the id of the
     * data row; NULL: nothing. */
    const char *motif, *row_id;
    const char *order;   /* the job's number, which the file then says; NULL: none */
    const char *content; /* what the file calls what it shows; NULL: the content id */

    /* For the back of a sheet that is lit from behind: the poster, up to its bleed, is
     * mirrored, so that it lies on that of the front when one looks through. Marks are
     * where they are on the front, and the line in the margin can be read on the back,
     * where it says what it is. */
    bool is_back;
} PrintJob;

/* The bytes of the file. What is doubtful about the colours of drawings becomes
 * findings; where nothing may be seen through, so do words that would become pixels,
 * which is NULL without an error. NULL with `error`: G_IO_ERROR_INVALID_DATA is the
 * author's mistake. */
GBytes *print_pdf_make(PrintRoom *self, const Poster *poster, const PrintJob *job,
                       Diagnostics *diagnostics, GError **error);
