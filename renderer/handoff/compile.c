#include "handoff/compile.h"

#include "draw/content_id.h"
#include "prepress/pdfx.h"

#include <string.h>

#define MM_PER_POINT (25.4 / 72)

/* Where all goes when an order says nothing else. */
static const char customer_id[] = "auftraggeber";

/* --- the order as a whole ------------------------------------------------------------
 */

static DocketParty party_of(const OrderParty *party) {
    return (DocketParty){.name = g_strdup(party->name.text),
                         .office = g_strdup(party->office.text),
                         .address = g_strdup(party->address.text),
                         .contact = g_strdup(party->contact.text),
                         .email = g_strdup(party->email.text)};
}

static void take_addresses(Docket *self, const Order *order) {
    for (guint i = 0; i < order->addresses->len; i++) {
        const OrderAddress *address = g_ptr_array_index(order->addresses, i);

        *docket_add_address(self) =
            (DocketAddress){.id = g_strdup(address->key.text),
                            .name = g_strdup(address->name.text),
                            .address = g_strdup(address->address.text),
                            .area = g_strdup(address->area.text),
                            .note = g_strdup(address->note.text)};
    }
    if (order->addresses->len == 0)
        *docket_add_address(self) =
            (DocketAddress){.id = g_strdup(customer_id),
                            .name = g_strdup(order->customer.name.text),
                            .address = g_strdup(order->customer.address.text)};
}

/* In German, as all of Druckauftrag.pdf. */
static const char *const marks[] = {
    [MARKS_NONE] = "keine",
    [MARKS_CROP] = "Schneidmarken außerhalb des Anschnitts",
    [MARKS_ALL] = "Schneid-, Anschnitt- und Passmarken, Farbbalken, Infozeile",
    [MARKS_SLUG] = "keine, nur die Infozeile unter dem Anschnitt",
};

static void take_supplier(Docket *self, const Supplier *supplier) {
    const Condition *condition = supplier->condition;

    self->supplier = g_strdup(supplier->name);
    self->supplier_title = g_strdup(supplier->title);
    self->standard = g_strdup(pdfx_standard_name((Standard)supplier->standard));
    self->marks = g_strdup(marks[supplier->marks]);
    self->condition = g_strdup(condition->registered != NULL ? condition->registered
                                                             : condition->name);
    self->condition_title = g_strdup(condition->title);
    self->profile_name = g_path_get_basename(condition->profile);
    self->profile_licence = g_strdup(condition->profile_licence);
}

Docket *docket_of_order(const Order *order, const char *date) {
    Docket *self = docket_new();
    g_autoptr(GDateTime) time = g_date_time_new_from_iso8601(date, NULL);

    self->id = g_strdup(order->number.text);
    self->title = g_strdup(order->title.text);
    self->campaign = g_strdup(order->campaign->title);
    self->date = g_strdup(order->date.text);
    self->due = g_strdup(order->due.text);
    self->customer = party_of(&order->customer);
    self->printer = party_of(&order->printer);
    self->checked_by = g_strdup(order->address.by.text);
    self->checked_on = g_strdup(order->address.on.text);
    self->time = time == NULL ? 0 : g_date_time_to_unix(time);
    take_supplier(self, order->supplier);
    take_addresses(self, order);
    return self;
}

bool docket_take_profile(Docket *self, const Order *order, const Profiles *profiles,
                         GError **error) {
    g_autofree char *path = profiles_find_file(profiles, order->supplier->condition);

    return path == NULL || self->profile_licence == NULL ||
           docket_file_read(&self->profile, path, self->profile_name, error);
}

/* --- a poster ------------------------------------------------------------------------
 */

/* The fewest pixels of an inch that something on the poster has. */
static double least_ppi(const GPtrArray *items, double least) {
    for (guint i = 0; i < items->len; i++) {
        const Item *item = g_ptr_array_index(items, i);

        if (item->kind == ITEM_PHOTO)
            least = MIN(least, item->photo.ppi);
        least = least_ppi(item->items, least);
    }
    return least;
}

/* "C M Y K + HKS 13": what its file has plates for. */
static char *find_inks(const Poster *poster, const PrintJob *job, PrintRoom *room,
                       GError **error) {
    Rect trim = poster->boxes.trim;
    g_autoptr(Diagnostics) unheard = diagnostics_new();
    g_autoptr(PlatePage) page =
        plate_page_new(room, poster, job, trim, 72 * 64 / MAX(trim.width, trim.height),
                       0, poster->items->len, unheard, error);
    GString *inks;

    if (page == NULL)
        return NULL;
    inks = g_string_new("C M Y K");
    for (guint i = 4; i < plate_page_plates(page); i++)
        g_string_append_printf(inks, " + %s", plate_page_plate(page, i)->name);
    return g_string_free(inks, FALSE);
}

static void take_paper(DocketPoster *self, const OrderLine *line) {
    self->copies = (guint)line->copies;
    self->paper = g_strdup(line->paper.name.text);
    self->paper_kind = g_strdup(line->paper.kind.text);
    self->paper_coating = g_strdup(line->paper.coating.text);
    self->paper_weight = line->paper.weight;
    self->finishing = g_strdup(line->finishing.text);
}

static guint find_address(const Docket *docket, const char *id) {
    guint index = 0;

    while (strcmp(docket_address(docket, index)->id, id) != 0)
        index++;
    return index;
}

static void take_deliveries(DocketPoster *self, const Docket *docket,
                            const OrderLine *line) {
    DocketDelivery all = {0, self->copies};

    for (guint i = 0; i < line->deliveries->len; i++) {
        const OrderDelivery *delivery = g_ptr_array_index(line->deliveries, i);
        DocketDelivery part = {find_address(docket, delivery->address->key.text),
                               (guint)delivery->copies};

        g_array_append_val(self->deliveries, part);
    }
    if (line->deliveries->len == 0)
        g_array_append_val(self->deliveries, all);
}

/* A poster is called after its motif, and its campaign, which the docket names itself.
 */
static char *own_title(const Poster *poster, const Campaign *campaign) {
    g_autofree char *rest = g_strdup_printf(" – %s", campaign->title);
    gsize length = strlen(poster->title);

    if (g_str_has_suffix(poster->title, rest))
        length -= strlen(rest);
    return g_strndup(poster->title, length);
}

static void take_shown(DocketPoster *self, const OrderedPoster *ordered) {
    const Motif *motif = ordered->line->motif;
    const Size *size = ordered->line->size;
    const Language *language =
        campaign_find_language(motif->campaign, ordered->language);

    self->motif = g_strdup(motif->name);
    self->title = own_title(ordered->poster, motif->campaign);
    self->size = g_strdup(size->id);
    self->size_title = g_strdup(size->title != NULL ? size->title : size->id);
    self->language = g_strdup(ordered->language);
    self->language_name = g_strdup(language->name);
    self->row = ordered->row == NULL ? NULL : g_strdup(ordered->row->id);
    self->content = poster_approval_id(ordered->poster);
}

static void take_file(DocketPoster *self, const Order *order, const Poster *poster) {
    const PageBoxes *boxes = &poster->boxes;

    self->width = boxes->trim.width * MM_PER_POINT;
    self->height = boxes->trim.height * MM_PER_POINT;
    self->bleed = (boxes->trim.x - boxes->bleed.x) * MM_PER_POINT;
    self->ppi = least_ppi(poster->items, poster->effects_ppi);
    self->scale = MAX(order->supplier->scale, 1);
    self->ink_limit = order->supplier->condition->ink_limit;
}

DocketPoster *docket_take_poster(Docket *self, const Order *order,
                                 const OrderedPoster *ordered, PrintRoom *room,
                                 const InkPeaks *peaks, GError **error) {
    DocketPoster *poster = docket_add_poster(self);
    InkPeak peak;

    take_shown(poster, ordered);
    take_file(poster, order, ordered->poster);
    take_paper(poster, ordered->line);
    take_deliveries(poster, self, ordered->line);
    poster->inks = find_inks(ordered->poster, ordered->job, room, error);
    if (poster->inks == NULL ||
        !ink_peaks_measure(peaks, ordered->poster, ordered->job, &peak, error))
        return NULL;
    poster->ink = peak.ink;
    return poster;
}
