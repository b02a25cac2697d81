/* What the checks of a package share. */
#pragma once

#include "handoff/table_reader.h"
#include "handoff/ticket_reader.h"
#include "handoff/verify.h"
#include "handoff/zip_reader.h"
#include "model/package.h"

typedef struct {
    const VerifyOptions *options;
    Diagnostics *found;
    ZipReader *zip;
    PackageTable *table; /* NULL: it cannot be read */
    Ticket *ticket;      /* likewise */
} Verify;

/* A finding about an entry (NULL: about the package), in a line of it (0: no line in
 * particular). `format` is translated. */
void verify_found(Verify *self, Severity severity, const char *id, const char *entry,
                  unsigned line, const char *format, ...) G_GNUC_PRINTF(6, 7);

/* The entry's bytes; NULL: there is none, which has been told. Borrowed. */
GBytes *verify_bytes(const Verify *self, const char *entry);

/* --- one file a subject: each adds what it finds ---
 */

/* SHA256SUMS against the entries. */
void verify_sums(Verify *self);

/* Which entries there must be, and no others; needs the table. */
void verify_entries(Verify *self);

/* The table's lines against each other. */
void verify_table(Verify *self);

/* Druckauftrag.pdf against the table. */
void verify_sheet(Verify *self, GBytes *bytes);

/* A print PDF against its line, and as preflight judges it. */
void verify_pdf(Verify *self, const PackagePoster *poster, GBytes *bytes);

/* ticket.xjdf against the rules of XJDF, then against the table and the files. */
void verify_ticket(Verify *self);
