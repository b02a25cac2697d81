#include "../support.h"
#include "docket.h"

#include "handoff/order_csv.h"

#define SUM "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static void test_a_line_is_a_poster_and_a_delivery(void) {
    g_autoptr(Docket) docket = sample_docket();
    g_autofree char *csv = order_csv_make(docket);

    g_assert_cmpstr(
        csv, ==,
        "\xEF\xBB\xBF"
        "Auftrag;Kunde;Lieferant;Termin;Position;Datei;Motiv;Groesse;Sprache;Zeile;"
        "Inhalt;Endformat_mm;Anschnitt_mm;Massstab;Bedingung;Standard;Farben;"
        "Farbauftrag_max;Aufloesung_ppi;Auflage;Papier;Veredelung;Lieferung;"
        "Liefermenge;Lieferadresse;SHA256\r\n"
        "KV-1;Stadt Köln;bogen;2026-12-10;1;boot_clp_de.pdf;boot;clp;de;;0123456789ab;"
        "1185x1750;3;1:1;FOGRA39;PDF/X-4;C M Y K;245 %;150;120;Affichenpapier;;mitte;"
        "100;\"Lager; \"\"Mitte\"\", Beispielweg 12, 50667 Köln\";" SUM "\r\n"
        "KV-1;Stadt Köln;bogen;2026-12-10;1;boot_clp_de.pdf;boot;clp;de;;0123456789ab;"
        "1185x1750;3;1:1;FOGRA39;PDF/X-4;C M Y K;245 %;150;120;Affichenpapier;;west;20;"
        "Allee 3, 50823 Köln;" SUM "\r\n"
        "KV-1;Stadt Köln;bogen;2026-12-10;2;boot_clp_tr.pdf;boot;clp;tr;;0123456789ab;"
        "1185x1750;3;1:1;FOGRA39;PDF/X-4;C M Y K;245 %;150;50;Affichenpapier;;mitte;50;"
        "\"Lager; \"\"Mitte\"\", Beispielweg 12, 50667 Köln\";" SUM "\r\n");
}

static const UnitTest tests[] = {
    TEST(a_line_is_a_poster_and_a_delivery),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
