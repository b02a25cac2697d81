#include "handoff/order_page.h"

#include "handoff/order_lists.h"
#include "handoff/order_table.h"

#include <math.h>
#include <string.h>

#define BAND_PADDING 24.0
#define COLUMN_GAP 18.0

enum { COLUMNS = 3 };

static const SheetVoice large = {SHEET_DISPLAY, 30, SHEET_NIGHT, 1};
static const SheetVoice title_voice = {SHEET_STRONG, 13, SHEET_NIGHT, 1};
static const SheetVoice sum_voice = {SHEET_STRONG, 11, SHEET_NIGHT, 1};

/* --- the band at the top -------------------------------------------------------------
 */

static char *amounts(const Docket *docket) {
    guint posters = docket->posters->len, copies = docket_copies(docket);

    return g_strdup_printf(
        posters == 1 ? "%u Plakat, %u Stück" : "%u Plakate, %u Stück", posters, copies);
}

static void put_band(OrderFlow *flow) {
    const Docket *docket = flow->docket;
    Sheet *sheet = flow->sheet;
    g_autofree char *sum = amounts(docket);
    g_autofree char *due = flow_date(docket->due);
    g_autofree char *until = g_strdup_printf("Lieferung bis %s", due);
    Item *name = sheet_set(sheet, large, docket->id, FLOW_WIDTH);
    Item *title = sheet_set(sheet, title_voice, docket->title, FLOW_WIDTH - 170);
    double top = 72, bottom;

    bottom = top + name->area.height + 15 + title->area.height + BAND_PADDING;
    sheet_fill(sheet, SHEET_SKY, 0.38, (Rect){0, 0, SHEET_WIDTH, bottom});
    flow_put(flow, flow_label, "Druckauftrag", FLOW_LEFT, 40, 200);
    sheet_put_right(sheet, sheet_set(sheet, flow_quiet, docket->campaign, 300),
                    FLOW_RIGHT, 40.6);
    flow->y = sheet_put(sheet, name, FLOW_LEFT, top) + 15;
    sheet_put_right(sheet, sheet_set(sheet, sum_voice, until, 160), FLOW_RIGHT,
                    flow->y + title->area.height - 8);
    sheet_put_right(sheet, sheet_set(sheet, flow_plain, sum, 160), FLOW_RIGHT,
                    flow->y + title->area.height - 24);
    sheet_put(sheet, title, FLOW_LEFT, flow->y);
    flow->y = bottom;
}

/* --- who and when --------------------------------------------------------------------
 */

static void add_line(GPtrArray *lines, const char *words) {
    if (words != NULL && *words != '\0')
        g_ptr_array_add(lines, g_strdup(words));
}

/* Street and place on lines of their own. */
static void add_address(GPtrArray *lines, const char *address) {
    g_auto(GStrv) parts = address == NULL ? NULL : g_strsplit(address, ", ", -1);

    for (char **part = parts; part != NULL && *part != NULL; part++)
        add_line(lines, *part);
}

static void add_date(GPtrArray *lines, const char *format, const char *iso) {
    g_autofree char *date = flow_date(iso);

    if (iso != NULL)
        g_ptr_array_add(lines, g_strdup_printf("%s %s", format, date));
}

static GPtrArray *lines_new(void) {
    return g_ptr_array_new_with_free_func(g_free);
}

static GPtrArray *customer_lines(const Docket *docket) {
    GPtrArray *lines = lines_new();
    const DocketParty *customer = &docket->customer;

    add_line(lines, customer->name);
    add_line(lines, customer->office);
    add_address(lines, customer->address);
    add_line(lines, customer->contact);
    add_line(lines, customer->email);
    return lines;
}

static GPtrArray *printer_lines(const Docket *docket) {
    GPtrArray *lines = lines_new();

    add_line(lines, docket->printer.name);
    add_address(lines, docket->printer.address);
    return lines;
}

static GPtrArray *date_lines(const Docket *docket) {
    GPtrArray *lines = lines_new();

    add_date(lines, "Auftrag vom", docket->date);
    add_date(lines, "Lieferung bis", docket->due);
    if (docket->checked_on != NULL) {
        add_date(lines, "Adresse im Code geprüft am", docket->checked_on);
        add_line(lines, docket->checked_by);
    }
    return lines;
}

static double put_column(const OrderFlow *flow, guint column, const char *heading,
                         const GPtrArray *lines) {
    double width = (FLOW_WIDTH - (COLUMNS - 1) * COLUMN_GAP) / COLUMNS;
    double x = FLOW_LEFT + column * (width + COLUMN_GAP);
    double y = flow_put(flow, flow_label, heading, x, flow->y, width) + 9;

    for (guint i = 0; i < lines->len; i++)
        y = flow_put(flow, i == 0 ? flow_strong : flow_plain,
                     g_ptr_array_index(lines, i), x, y, width) +
            6;
    return y - 6;
}

static void put_parties(OrderFlow *flow) {
    g_autoptr(GPtrArray) customer = customer_lines(flow->docket);
    g_autoptr(GPtrArray) printer = printer_lines(flow->docket);
    g_autoptr(GPtrArray) dates = date_lines(flow->docket);
    double end;

    flow->y += 28;
    end = put_column(flow, 0, "Auftraggeber", customer);
    end = fmax(end, put_column(flow, 1, "Druckerei", printer));
    flow->y = fmax(end, put_column(flow, 2, "Termine", dates));
}

/* --- all pages -----------------------------------------------------------------------
 */

bool order_lay_out(const Docket *docket, Sheet *sheet, Resources *resources,
                   GError **error) {
    OrderFlow flow = {.docket = docket, .sheet = sheet};

    sheet_begin_page(sheet);
    put_band(&flow);
    put_parties(&flow);
    if (!order_table_put(&flow, resources, error))
        return false;
    order_lists_put(&flow);
    flow_end(&flow);
    return true;
}
