#include "handoff/order_lists.h"

#include "report/badge.h"

#include <math.h>
#include <string.h>

#define LINE 14.0 /* from line to line of a list */
#define GAP 12.0

/* Facts beside one another. */
#define FACT_GAP 24.0
#define FACT_WIDTH ((FLOW_WIDTH - FACT_GAP) / 2)
#define FACT_NAME 62.0

/* --- deliveries ----------------------------------------------------------------------
 */

/* How many of a poster go to an address. */
static guint copies_to(const DocketPoster *poster, guint address) {
    guint copies = 0;

    for (guint i = 0; i < poster->deliveries->len; i++) {
        const DocketDelivery *part =
            &g_array_index(poster->deliveries, DocketDelivery, i);

        if (part->address == address)
            copies += part->copies;
    }
    return copies;
}

static guint all_copies_to(const Docket *docket, guint address) {
    guint copies = 0;

    for (guint i = 0; i < docket->posters->len; i++)
        copies += copies_to(docket_poster(docket, i), address);
    return copies;
}

/* Those positions from `first` on of which as many go there as of that one. */
static GArray *with_as_many(const Docket *docket, guint address, guint first) {
    GArray *chosen = g_array_new(FALSE, TRUE, sizeof(gboolean));
    guint copies = copies_to(docket_poster(docket, first), address);

    for (guint i = 0; i < docket->posters->len; i++) {
        gboolean is_one = copies_to(docket_poster(docket, i), address) == copies;

        g_array_append_val(chosen, is_one);
    }
    return chosen;
}

static bool was_told(const Docket *docket, guint address, guint index) {
    for (guint i = 0; i < index; i++)
        if (copies_to(docket_poster(docket, i), address) ==
            copies_to(docket_poster(docket, index), address))
            return true;
    return false;
}

/* "Position 1 bis 4: je 100", a line for each number of copies. */
static GPtrArray *amounts_to(const Docket *docket, guint address) {
    GPtrArray *lines = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < docket->posters->len; i++) {
        guint copies = copies_to(docket_poster(docket, i), address);
        g_autoptr(GArray) chosen = NULL;
        g_autofree char *positions = NULL;
        bool are_several;

        if (copies == 0 || was_told(docket, address, i))
            continue;
        chosen = with_as_many(docket, address, i);
        positions = flow_positions(chosen);
        are_several = strpbrk(positions, ", ") != NULL;
        g_ptr_array_add(lines, g_strdup_printf("Position %s: %s%u", positions,
                                               are_several ? "je " : "", copies));
    }
    return lines;
}

/* A column of lines; where it ends. */
static double put_lines(const OrderFlow *flow, const GPtrArray *lines, double left,
                        double y, double width) {
    double end = y;

    for (guint i = 0; i < lines->len; i++) {
        end = flow_put(flow, flow_plain, g_ptr_array_index(lines, i), left, y, width);
        y = end + 6.5;
    }
    return end;
}

static void add_line(GPtrArray *lines, const char *words) {
    if (words != NULL && *words != '\0')
        g_ptr_array_add(lines, g_strdup(words));
}

static void put_delivery(OrderFlow *flow, guint index) {
    const DocketAddress *address = docket_address(flow->docket, index);
    g_autoptr(GPtrArray) place = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GPtrArray) amounts = amounts_to(flow->docket, index);
    g_autofree char *sum =
        g_strdup_printf("%u Stück", all_copies_to(flow->docket, index));
    double y, end;

    if (address->area != NULL)
        add_line(place, address->name);
    add_line(place, address->address);
    add_line(place, address->note);
    flow_need(flow, 36 + LINE * (MAX(place->len, amounts->len) + 1));
    y = flow->y + GAP;
    sheet_put_right(flow->sheet, sheet_set(flow->sheet, flow_strong, sum, 100),
                    FLOW_RIGHT, y);
    y = flow_put(flow, flow_strong,
                 address->area != NULL ? address->area : docket_address_title(address),
                 FLOW_LEFT, y, 300) +
        7;
    end = put_lines(flow, place, FLOW_LEFT, y, 236);
    end = fmax(end, put_lines(flow, amounts, FLOW_LEFT + 256, y, FLOW_WIDTH - 256));
    flow->y = end + GAP;
    flow_rule(flow, flow->y, 0.25, 0.5);
}

static void put_deliveries(OrderFlow *flow) {
    flow_section(flow, "Lieferungen", 60);
    for (guint i = 0; i < flow->docket->addresses->len; i++)
        if (all_copies_to(flow->docket, i) > 0)
            put_delivery(flow, i);
}

/* --- approvals -----------------------------------------------------------------------
 */

static bool is_same(const DocketApproval *a, const DocketApproval *b) {
    return g_strcmp0(a->role, b->role) == 0 && g_strcmp0(a->date, b->date) == 0 &&
           g_strcmp0(a->remark, b->remark) == 0;
}

static bool has_approval(const DocketPoster *poster, const DocketApproval *approval) {
    for (guint i = 0; i < poster->approvals->len; i++)
        if (is_same(g_ptr_array_index(poster->approvals, i), approval))
            return true;
    return false;
}

static bool is_first(const Docket *docket, guint poster,
                     const DocketApproval *approval) {
    for (guint i = 0; i < poster; i++)
        if (has_approval(docket_poster(docket, i), approval))
            return false;
    return true;
}

static char *approved_positions(const Docket *docket, const DocketApproval *approval) {
    g_autoptr(GArray) chosen = g_array_new(FALSE, TRUE, sizeof(gboolean));
    g_autofree char *positions = NULL;

    for (guint i = 0; i < docket->posters->len; i++) {
        gboolean is_one = has_approval(docket_poster(docket, i), approval);

        g_array_append_val(chosen, is_one);
    }
    positions = flow_positions(chosen);
    return g_strdup_printf("Position %s", positions);
}

/* A line of a table with four columns. */
static void put_cells(OrderFlow *flow, SheetVoice voice, const char *const words[4]) {
    static const double lefts[] = {0, 66, 200, 360}, widths[] = {60, 124, 150, 133};
    double y = flow->y + 8, end = y;

    for (int i = 0; i < 4; i++)
        if (words[i] != NULL)
            end = fmax(end, flow_put(flow, voice, words[i], FLOW_LEFT + lefts[i], y,
                                     widths[i]));
    flow->y = end + 6;
    flow_rule(flow, flow->y, 0.25, 0.5);
}

static void put_approval(OrderFlow *flow, const DocketApproval *approval) {
    g_autofree char *date = flow_date(approval->date);
    g_autofree char *positions = approved_positions(flow->docket, approval);

    flow_need(flow, 40);
    put_cells(flow, flow_plain,
              (const char *const[]){date, approval->role, positions, approval->remark});
}

static bool has_approvals(const Docket *docket) {
    for (guint i = 0; i < docket->posters->len; i++)
        if (docket_poster(docket, i)->approvals->len > 0)
            return true;
    return false;
}

static void put_approvals(OrderFlow *flow) {
    const Docket *docket = flow->docket;

    if (!has_approvals(docket))
        return;
    flow_section(flow, "Freigaben", 40);
    for (guint i = 0; i < docket->posters->len; i++) {
        const GPtrArray *approvals = docket_poster(docket, i)->approvals;

        for (guint j = 0; j < approvals->len; j++)
            if (is_first(docket, i, g_ptr_array_index(approvals, j)))
                put_approval(flow, g_ptr_array_index(approvals, j));
    }
    flow->y += 10;
    flow->y =
        flow_put(flow, flow_quiet,
                 "Freigegeben ist, was ein Plakat zeigt: der Inhalt, den es in der "
                 "Tabelle nennt. Danach kam nur die Zeile mit der Druckerei dazu.",
                 FLOW_LEFT, flow->y, FLOW_WIDTH);
}

/* --- gates that were opened ----------------------------------------------------------
 */

/* What shops read; ids are for whoever has plakat. */
static const struct {
    const char *id, *title;
} titles[] = {
    {"handoff/address-not-checked", "Die Adresse im Code hat niemand geprüft"},
    {"handoff/draft", "Ein Plakat zeigt einen Entwurf"},
    {"handoff/error", "Die Prüfung findet in einem Plakat Fehler"},
    {"handoff/no-printer", "Der Auftrag nennt keine Druckerei"},
    {"handoff/no-printer-line", "Ein Plakat hat keinen Platz für die Druckerei"},
    {"handoff/not-approved", "Ein Plakat ist nicht freigegeben"},
    {"handoff/placeholder", "Ein Plakat zeigt einen Platzhalter"},
    {"handoff/size-not-printed", "Ein Format ist größer, als die Druckerei druckt"},
};

static const char *title_of(const char *id) {
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
        if (strcmp(titles[i].id, id) == 0)
            return titles[i].title;
    return id;
}

static void put_opening(OrderFlow *flow, const DocketOpening *opening) {
    double y;

    flow_need(flow, 40);
    y = flow->y + GAP;
    badge_put(flow->sheet, SEVERITY_WARNING, 0, (Point){FLOW_LEFT + 8, y + 6}, 7.5);
    sheet_put_right(flow->sheet, sheet_set(flow->sheet, flow_tiny, opening->id, 150),
                    FLOW_RIGHT, y + 1);
    y = flow_put(flow, flow_strong, title_of(opening->id), FLOW_LEFT + 28, y,
                 FLOW_WIDTH - 180);
    y = flow_put(flow, flow_plain, opening->reason, FLOW_LEFT + 28, y + 7,
                 FLOW_WIDTH - 28);
    flow->y = y + GAP;
    flow_rule(flow, flow->y, 0.25, 0.5);
}

static void put_openings(OrderFlow *flow) {
    const GPtrArray *openings = flow->docket->openings;

    if (openings->len == 0)
        return;
    flow_section(flow, "Trotzdem bestellt", 50);
    for (guint i = 0; i < openings->len; i++)
        put_opening(flow, g_ptr_array_index(openings, i));
}

/* --- colours -------------------------------------------------------------------------
 */

/* In one of two columns; where it ends. */
static double put_fact(const OrderFlow *flow, guint column, double y, const char *name,
                       const char *value) {
    double left = FLOW_LEFT + column * (FACT_WIDTH + FACT_GAP);
    double width = FACT_WIDTH - FACT_NAME;

    if (value == NULL)
        return y;
    flow_put(flow, flow_quiet, name, left, y + 9.5, FACT_NAME - 6);
    return flow_put(flow, flow_plain, value, left + FACT_NAME, y + 9, width) + 3;
}

static const char *clause_of(const char *standard) {
    static const char *const clauses[][2] = {{"PDF/X-4", "ISO 15930-7"},
                                             {"PDF/X-1a", "ISO 15930-4"},
                                             {"PDF/X-3", "ISO 15930-6"}};

    for (size_t i = 0; i < G_N_ELEMENTS(clauses); i++)
        if (g_str_has_prefix(standard, clauses[i][0]))
            return clauses[i][1];
    return "ISO 15930";
}

static char *profile_text(const Docket *docket) {
    if (docket->profile_name == NULL)
        return NULL;
    return docket->profile.name != NULL
               ? g_strdup_printf("%s, liegt bei (Lizenz: %s)", docket->profile.name,
                                 docket->profile_licence)
               : g_strdup_printf(
                     "%s, aus Gründen der Lizenz nicht beigelegt; es steckt "
                     "in jeder Druckdatei",
                     docket->profile_name);
}

static void put_colours(OrderFlow *flow) {
    const Docket *docket = flow->docket;
    g_autofree char *standard =
        g_strdup_printf("%s (%s)", docket->standard, clause_of(docket->standard));
    g_autofree char *condition =
        docket->condition_title == NULL
            ? g_strdup(docket->condition)
            : g_strdup_printf("%s – %s", docket->condition, docket->condition_title);
    g_autofree char *profile = profile_text(docket);

    double left, right;

    flow_section(flow, "Farbe und Druckdaten", 80);
    left = right = flow->y + 3;
    left = put_fact(flow, 0, left, "Standard", standard);
    left = put_fact(flow, 0, left, "Bedingung", condition);
    left = put_fact(flow, 0, left, "ICC-Profil", profile);
    right = put_fact(flow, 1, right, "Vorgaben", docket->supplier_title);
    right = put_fact(flow, 1, right, "Marken", docket->marks);
    right = put_fact(flow, 1, right, "Softproofs",
                     "zeigen, wie der Druck gemeint ist, und sind kein verbindlicher "
                     "Prüfdruck");
    flow->y = fmax(left, right);
}

/* --- how it is checked ---------------------------------------------------------------
 */

static const char *const steps[] = {
    "PRUEFEN.html in einem Browser öffnen und das Paket darauf ziehen: Prüfsummen, "
    "Druckauftrag, Tabelle, Ticket und Maße der Druckdaten werden verglichen. Nichts "
    "verlässt dabei den Rechner.",
    "Oder im entpackten Ordner: sha256sum -c SHA256SUMS. Wer plakat hat: plakat verify.",
    ("Gedruckt werden nur die Dateien, die in der Tabelle oben stehen; was auf _vorschau, "
     "_softproof oder _preflight endet, gehört nicht auf die Maschine."),
};

static void put_steps(OrderFlow *flow) {
    flow_section(flow, "So lässt sich das Paket prüfen", 110);
    flow->y += 3;
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
        g_autofree char *number = g_strdup_printf("%zu", i + 1);
        double y;

        flow_need(flow, 40);
        y = flow->y + 9;
        flow_put(flow, flow_label, number, FLOW_LEFT, y, 12);
        flow->y =
            flow_put(flow, flow_plain, steps[i], FLOW_LEFT + 18, y, FLOW_WIDTH - 18) +
            2;
    }
}

/* Where the shop answers, and whom it asks. */
static void put_receipt(OrderFlow *flow) {
    static const char *const names[] = {"Erhalten am", "Geprüft von",
                                        "Stempel, Unterschrift"};
    static const double lefts[] = {0, 120, 270}, widths[] = {104, 134, 223};
    const DocketParty *customer = &flow->docket->customer;
    g_autofree char *words =
        g_strdup_printf("Rückfragen an %s%s%s",
                        customer->contact != NULL ? customer->contact : customer->name,
                        customer->email != NULL ? ", " : "",
                        customer->email != NULL ? customer->email : "");

    flow->y += 18;
    flow->section = NULL;
    flow_need(flow, 64);
    flow_put(flow, flow_strong, words, FLOW_LEFT, flow->y, FLOW_WIDTH);
    flow->y += 44;
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        sheet_fill(flow->sheet, SHEET_NIGHT, 1,
                   (Rect){FLOW_LEFT + lefts[i], flow->y, widths[i], 0.5});
        flow_put(flow, flow_tiny, names[i], FLOW_LEFT + lefts[i], flow->y + 6,
                 widths[i]);
    }
    flow->y += 16;
}

void order_lists_put(OrderFlow *flow) {
    put_deliveries(flow);
    put_approvals(flow);
    put_openings(flow);
    put_colours(flow);
    put_steps(flow);
    put_receipt(flow);
}
