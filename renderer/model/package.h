/* What is in a package for a print shop: the names on which whoever writes one and
 * whoever reads one agree. */
#pragma once

/* Entries that every package has, beside the files of its posters. */
#define PACKAGE_SHEET "Druckauftrag.pdf"
#define PACKAGE_TABLE "auftrag.csv"
#define PACKAGE_TICKET "ticket.xjdf"
#define PACKAGE_PAGE "PRUEFEN.html"
#define PACKAGE_LETTER "LIESMICH.txt"
#define PACKAGE_SUMS "SHA256SUMS"

/* What the files beside a print PDF are called: its name without ".pdf", and one of
 * these. */
#define PACKAGE_PREVIEW "_vorschau.png"
#define PACKAGE_PROOF "_softproof.png"
#define PACKAGE_REPORT "_preflight.pdf"

/* Properties in the XMP of Druckauftrag.pdf: the table, as it stands in auftrag.csv;
 * how many bytes the file had before XMP was added to it, and their SHA-256. */
#define PACKAGE_XMP_TABLE "plakat:OrderTable"
#define PACKAGE_XMP_BYTES "plakat:PagesBytes"
#define PACKAGE_XMP_PAGES "plakat:PagesSHA256"

/* In that of Druckauftrag.pdf and of print PDFs: the job number; in that of print PDFs
 * what they show, and 1:10 where that is their scale. */
#define PACKAGE_XMP_ORDER "plakat:Order"
#define PACKAGE_XMP_CONTENT "pdfx:ContentID"
#define PACKAGE_XMP_SCALE "pdfx:Scale"

/* The columns of the table, in their order. */
typedef enum {
    COLUMN_ORDER,
    COLUMN_CUSTOMER,
    COLUMN_SUPPLIER,
    COLUMN_DUE,
    COLUMN_POSITION,
    COLUMN_FILE,
    COLUMN_MOTIF,
    COLUMN_SIZE,
    COLUMN_LANGUAGE,
    COLUMN_ROW,
    COLUMN_CONTENT,
    COLUMN_TRIM,
    COLUMN_BLEED,
    COLUMN_SCALE,
    COLUMN_CONDITION,
    COLUMN_STANDARD,
    COLUMN_INKS,
    COLUMN_COVERAGE,
    COLUMN_PPI,
    COLUMN_COPIES,
    COLUMN_PAPER,
    COLUMN_FINISHING,
    COLUMN_DELIVERY,
    COLUMN_DELIVERED,
    COLUMN_ADDRESS,
    COLUMN_CHECKSUM,
    PACKAGE_COLUMNS
} PackageColumn;

/* "Auftrag": never translated. */
extern const char *const package_columns[PACKAGE_COLUMNS];
