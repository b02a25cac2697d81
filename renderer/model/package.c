#include "model/package.h"

const char *const package_columns[PACKAGE_COLUMNS] = {
    [COLUMN_ORDER] = "Auftrag",         [COLUMN_CUSTOMER] = "Kunde",
    [COLUMN_SUPPLIER] = "Lieferant",    [COLUMN_DUE] = "Termin",
    [COLUMN_POSITION] = "Position",     [COLUMN_FILE] = "Datei",
    [COLUMN_MOTIF] = "Motiv",           [COLUMN_SIZE] = "Groesse",
    [COLUMN_LANGUAGE] = "Sprache",      [COLUMN_ROW] = "Zeile",
    [COLUMN_CONTENT] = "Inhalt",        [COLUMN_TRIM] = "Endformat_mm",
    [COLUMN_BLEED] = "Anschnitt_mm",    [COLUMN_SCALE] = "Massstab",
    [COLUMN_CONDITION] = "Bedingung",   [COLUMN_STANDARD] = "Standard",
    [COLUMN_INKS] = "Farben",           [COLUMN_COVERAGE] = "Farbauftrag_max",
    [COLUMN_PPI] = "Aufloesung_ppi",    [COLUMN_COPIES] = "Auflage",
    [COLUMN_PAPER] = "Papier",          [COLUMN_FINISHING] = "Veredelung",
    [COLUMN_DELIVERY] = "Lieferung",    [COLUMN_DELIVERED] = "Liefermenge",
    [COLUMN_ADDRESS] = "Lieferadresse", [COLUMN_CHECKSUM] = "SHA256",
};
