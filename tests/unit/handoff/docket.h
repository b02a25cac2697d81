/* A docket as an order of two posters gives it. */
#pragma once

#include "handoff/docket.h"

static inline void sample_poster(Docket *docket, const char *language, guint here,
                                 guint there) {
    DocketPoster *poster = docket_add_poster(docket);
    DocketDelivery first = {0, here}, second = {1, there};

    poster->motif = g_strdup("boot");
    poster->title = g_strdup("In einem Boot");
    poster->size = g_strdup("clp");
    poster->size_title = g_strdup("City-Light-Poster");
    poster->language = g_strdup(language);
    poster->language_name = g_strdup(language);
    poster->content = g_strdup("0123456789ab");
    poster->width = 1185;
    poster->height = 1750;
    poster->bleed = 3;
    poster->ppi = 150;
    poster->inks = g_strdup("C M Y K");
    poster->ink = 2.446;
    poster->ink_limit = 3;
    poster->copies = here + there;
    poster->paper = g_strdup("Affichenpapier");
    poster->paper_weight = 115;
    poster->files[DOCKET_PDF] =
        (DocketFile){.name = g_strdup_printf("boot_clp_%s.pdf", language),
                     .bytes = 1234,
                     .sha256 = g_strnfill(64, 'a'),
                     .md5 = g_strnfill(32, 'B')};
    g_array_append_val(poster->deliveries, first);
    if (there > 0)
        g_array_append_val(poster->deliveries, second);
}

static inline Docket *sample_docket(void) {
    Docket *docket = docket_new();

    docket->id = g_strdup("KV-1");
    docket->title = g_strdup("Herbst");
    docket->campaign = g_strdup("Nachbarn");
    docket->date = g_strdup("2026-11-24");
    docket->due = g_strdup("2026-12-10");
    docket->customer.name = g_strdup("Stadt Köln");
    docket->customer.address = g_strdup("Ludwigstraße 8, 50667 Köln");
    docket->printer.name = g_strdup("Druckerei Muster GmbH");
    docket->supplier = g_strdup("bogen");
    docket->supplier_title = g_strdup("Bogenoffset");
    docket->standard = g_strdup("PDF/X-4");
    docket->condition = g_strdup("FOGRA39");
    docket->marks = g_strdup("keine");
    *docket_add_address(docket) =
        (DocketAddress){.id = g_strdup("mitte"),
                        .name = g_strdup("Lager; \"Mitte\""),
                        .address = g_strdup("Beispielweg 12, 50667 Köln"),
                        .area = g_strdup("Innenstadt")};
    *docket_add_address(docket) = (DocketAddress){
        .id = g_strdup("west"), .address = g_strdup("Allee 3, 50823 Köln")};
    sample_poster(docket, "de", 100, 20);
    sample_poster(docket, "tr", 50, 0);
    return docket;
}
