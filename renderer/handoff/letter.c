#include "handoff/letter.h"

#include "model/package.h"

#include <string.h>

static void append_files(GString *text, const Docket *docket) {
    g_string_append_printf(
        text,
        "Was in diesem Paket liegt\n\n"
        "  %-20s der Auftrag: Plakate, Auflagen, Papier, Lieferungen, Freigaben\n"
        "  %-20s dasselbe als Tabelle, eine Zeile je Plakat und Lieferung\n"
        "  %-20s dasselbe für Programme (XJDF 2.1)\n"
        "  %-20s Seite zum Prüfen des Pakets, ohne Netz\n"
        "  %-20s Prüfsummen aller Dateien\n",
        PACKAGE_SHEET, PACKAGE_TABLE, PACKAGE_TICKET, PACKAGE_PAGE, PACKAGE_SUMS);
    if (docket->profile.name != NULL)
        g_string_append_printf(text, "  %-20s ICC-Profil der Druckbedingung (%s)\n",
                               docket->profile.name, docket->condition);
    g_string_append(text, "\nDruckdaten, in der Reihenfolge des Druckauftrags\n\n");
    for (guint i = 0; i < docket->posters->len; i++) {
        const DocketPoster *poster = docket_poster(docket, i);
        g_autofree char *name = docket_poster_to_text(poster);

        g_string_append_printf(text, "  %u  %s\n     %s, Auflage %u", i + 1,
                               poster->files[DOCKET_PDF].name, name, poster->copies);
        if (poster->scale != 1)
            g_string_append_printf(text, ", Daten 1:%d", poster->scale);
        g_string_append_c(text, '\n');
    }
    g_string_append_printf(
        text,
        "\nZu jeder Druckdatei gehören drei weitere, die nicht gedruckt werden:\n\n"
        "  …%-15s Vorschau mit Endformat, sichtbarem Bereich und Sicherheitsabstand\n"
        "  …%-15s Softproof, kein verbindlicher Prüfdruck\n"
        "  …%-15s Bericht über die Prüfung der Druckdatei\n",
        PACKAGE_PREVIEW, PACKAGE_PROOF, PACKAGE_REPORT);
}

static bool is_scaled(const Docket *docket) {
    for (guint i = 0; i < docket->posters->len; i++)
        if (docket_poster(docket, i)->scale != 1)
            return true;
    return false;
}

static void append_steps(GString *text, const Docket *docket) {
    const DocketParty *customer = &docket->customer;

    g_string_append_printf(
        text,
        "Zuerst\n\n"
        "  1  %s in einem Browser öffnen und das Paket (die .zip-Datei) darauf ziehen.\n"
        "     Die Seite vergleicht Prüfsummen, Druckauftrag, Tabelle, Ticket und Maße.\n"
        "     Nichts verlässt dabei den Rechner.\n"
        "  2  %s lesen; er ist verbindlich.\n",
        PACKAGE_PAGE, PACKAGE_SHEET);
    if (is_scaled(docket))
        g_string_append(
            text,
            "  3  Achtung: Druckdaten sind verkleinert, siehe Maßstab je Plakat.\n");
    g_string_append_printf(text, "\nRückfragen: %s%s%s\n\n",
                           customer->contact != NULL ? customer->contact
                                                     : customer->name,
                           customer->email != NULL ? ", " : "",
                           customer->email != NULL ? customer->email : "");
}

char *letter_make(const Docket *docket) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_auto(GStrv) lines = NULL;

    g_string_append_printf(text, "Druckauftrag %s\n%s\n%s\n\n", docket->id,
                           docket->title, docket->customer.name);
    append_steps(text, docket);
    append_files(text, docket);
    lines = g_strsplit(text->str, "\n", -1);
    return g_strjoinv("\r\n", lines);
}
