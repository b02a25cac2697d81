#include "handoff/order_flow.h"

#include <string.h>

#define PAGE_TOP 84.0
#define PAGE_BOTTOM (SHEET_HEIGHT - 56.0)
#define SECTION_GAP 24.0

const SheetVoice flow_label = {SHEET_STRONG, 9, SHEET_BLUE, 1};
const SheetVoice flow_plain = {SHEET_PLAIN, 8.8, SHEET_NIGHT, 1};
const SheetVoice flow_strong = {SHEET_STRONG, 8.8, SHEET_NIGHT, 1};
const SheetVoice flow_quiet = {SHEET_PLAIN, 8, SHEET_NIGHT, 0.78};
const SheetVoice flow_tiny = {SHEET_PLAIN, 6.8, SHEET_NIGHT, 0.78};

static const SheetVoice heading_voice = {SHEET_DISPLAY, 15, SHEET_NIGHT, 1};

static void put_heading(OrderFlow *self, const char *heading) {
    self->y =
        flow_put(self, heading_voice, heading, FLOW_LEFT, self->y, FLOW_WIDTH) + 9;
    flow_rule(self, self->y, 1, 0.8);
    self->y += 0.8;
}

static void begin_page(OrderFlow *self) {
    const Docket *docket = self->docket;
    g_autofree char *name = g_strdup_printf("%s · %s", docket->id, docket->title);

    sheet_begin_page(self->sheet);
    flow_put(self, flow_label, "Druckauftrag", FLOW_LEFT, 40, 100);
    sheet_put_right(self->sheet, sheet_set(self->sheet, flow_quiet, name, 380),
                    FLOW_RIGHT, 40.6);
    flow_rule(self, 54, 0.25, 0.5);
    self->y = PAGE_TOP;
    if (self->section != NULL) {
        g_autofree char *again = g_strdup_printf("%s (Fortsetzung)", self->section);

        put_heading(self, again);
    }
}

void flow_need(OrderFlow *self, double height) {
    if (self->y + height > PAGE_BOTTOM)
        begin_page(self);
}

void flow_section(OrderFlow *self, const char *heading, double height) {
    self->section = NULL;
    self->y += SECTION_GAP;
    flow_need(self, height + 24);
    put_heading(self, heading);
    self->section = heading;
}

double flow_put(const OrderFlow *self, SheetVoice voice, const char *words, double left,
                double y, double width) {
    return sheet_put(self->sheet, sheet_set(self->sheet, voice, words, width), left, y);
}

double flow_height(const OrderFlow *self, SheetVoice voice, const char *words,
                   double width) {
    g_autoptr(Item) item = sheet_set(self->sheet, voice, words, width);

    return item->area.height;
}

void flow_rule(const OrderFlow *self, double y, double tint, double thickness) {
    sheet_fill(self->sheet, SHEET_NIGHT, tint,
               (Rect){FLOW_LEFT, y, FLOW_WIDTH, thickness});
}

void flow_end(const OrderFlow *self) {
    guint count = sheet_pages(self->sheet)->len;
    g_autofree char *name =
        self->docket->customer.office == NULL
            ? g_strdup(self->docket->customer.name)
            : g_strdup_printf("%s · %s", self->docket->customer.name,
                              self->docket->customer.office);

    for (guint i = 0; i < count; i++) {
        g_autofree char *number = g_strdup_printf("Seite %u von %u", i + 1, count);
        double y = SHEET_HEIGHT - 40;

        sheet_choose_page(self->sheet, i);
        flow_put(self, flow_quiet, name, FLOW_LEFT, y, 380);
        sheet_put_right(self->sheet, sheet_set(self->sheet, flow_quiet, number, 100),
                        FLOW_RIGHT, y);
    }
}

char *flow_date(const char *iso) {
    if (iso == NULL || strlen(iso) < 10)
        return g_strdup(iso != NULL ? iso : "");
    return g_strdup_printf("%.2s.%.2s.%.4s", iso + 8, iso + 5, iso);
}

static void append_run(GString *text, guint first, guint last) {
    if (text->len > 0)
        g_string_append(text, ", ");
    if (last == first)
        g_string_append_printf(text, "%u", first);
    else
        g_string_append_printf(text, last == first + 1 ? "%u, %u" : "%u bis %u", first,
                               last);
}

char *flow_positions(const GArray *chosen) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < chosen->len; i++) {
        guint first = i;

        if (!g_array_index(chosen, gboolean, i))
            continue;
        while (i + 1 < chosen->len && g_array_index(chosen, gboolean, i + 1))
            i++;
        append_run(text, first + 1, i + 1);
    }
    return g_string_free(text, FALSE);
}
