#include "parse/order.h"

#include "base/translate.h"
#include "base/words.h"

#include <string.h>

typedef struct {
    Order *order;
    const GPtrArray *motifs; /* of const Motif */
    Diagnostics *diagnostics;
} Reader;

static OrderText take(const Node *map, const char *key) {
    const Node *value = node_find(map, key);

    return value == NULL ? (OrderText){0} : (OrderText){value->text, value->origin};
}

static int take_number(const Node *node) {
    return (int)g_ascii_strtod(node->text, NULL);
}

/* `message` takes what was written and a suggestion. */
static void unknown(const Reader *self, const Node *name, const char *id,
                    const char *message, const GPtrArray *names) {
    g_autofree char *suggestion = word_suggestion(name->text, names);

    diagnostics_add(self->diagnostics, SEVERITY_ERROR, id, &name->origin, message,
                    name->text, suggestion);
}

/* --- who and where -----------------------------------------------------------------
 */

static OrderParty take_party(const Node *map) {
    return (OrderParty){.name = take(map, "name"),
                        .office = take(map, "office"),
                        .address = take(map, "address"),
                        .contact = take(map, "contact"),
                        .email = take(map, "email")};
}

static void add_addresses(Order *order, const Node *addresses) {
    for (guint i = 0; i < node_count(addresses); i++) {
        const Node *key = node_key(addresses, i), *node = node_item(addresses, i);
        OrderAddress *address = g_new0(OrderAddress, 1);

        address->key = (OrderText){key->text, key->origin};
        address->name = take(node, "name");
        address->address = take(node, "address");
        address->area = take(node, "area");
        address->note = take(node, "note");
        g_ptr_array_add(order->addresses, address);
    }
}

static void find_supplier(const Reader *self, const Node *name) {
    const Campaign *campaign = self->order->campaign;
    g_autoptr(GPtrArray) names = campaign_supplier_names(campaign);

    self->order->supplier = campaign_find_supplier(campaign, name->text);
    if (self->order->supplier == NULL)
        unknown(self, name, "order/unknown-supplier", N_("no supplier \"%s\"%s"),
                names);
}

static void check_dates(const Reader *self) {
    const Order *order = self->order;

    /* Dates as they are written sort by time. */
    if (strcmp(order->due.text, order->date.text) < 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/due-before-date",
                        &order->due.origin, "due on %s, before the order's date, %s",
                        order->due.text, order->date.text);
}

/* It may still be printed elsewhere, or in another size: an order in the making. */
static void check_supplier(const Reader *self, const OrderLine *line) {
    const Supplier *supplier = self->order->supplier;

    if (supplier == NULL || line->size == NULL || supplier_prints(supplier, line->size))
        return;
    diagnostics_add(self->diagnostics, SEVERITY_WARNING, "order/size-not-printed",
                    &line->size_origin, "size \"%s\" is larger than what \"%s\" prints",
                    line->size->id, supplier->name);
}

/* --- what a line prints ------------------------------------------------------------
 */

static void find_motif(const Reader *self, OrderLine *line, const Node *name) {
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    line->motif_origin = name->origin;
    for (guint i = 0; i < self->motifs->len; i++) {
        const Motif *motif = g_ptr_array_index(self->motifs, i);

        g_ptr_array_add(names, (gpointer)motif->name);
        if (line->motif == NULL && strcmp(motif->name, name->text) == 0)
            line->motif = motif;
    }
    if (line->motif == NULL)
        unknown(self, name, "order/unknown-motif",
                N_("no motif \"%s\" that could be printed%s"), names);
}

static void find_size(const Reader *self, OrderLine *line, const Node *name) {
    const Campaign *campaign = self->order->campaign;
    g_autoptr(GPtrArray) names = campaign_size_ids(campaign);

    line->size_origin = name->origin;
    line->size = campaign_find_size(campaign, name->text);
    if (line->size == NULL)
        unknown(self, name, "motif/unknown-size", N_("no size \"%s\"%s"), names);
    else if (line->size->kind != SIZE_PRINT)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/screen-size",
                        &name->origin, "size \"%s\" is for screens: it is not printed",
                        name->text);
}

static void find_languages(const Reader *self, OrderLine *line, const Node *tags) {
    const Campaign *campaign = self->order->campaign;
    g_autoptr(GPtrArray) names = campaign_language_tags(campaign);

    line->languages_origin = tags->origin;
    for (guint i = 0; i < node_list_count(tags); i++) {
        const Node *tag = node_list_item(tags, i);
        const Language *language = campaign_find_language(campaign, tag->text);

        if (language == NULL)
            unknown(self, tag, "motif/unknown-language", N_("no language \"%s\"%s"),
                    names);
        else if (g_ptr_array_find(line->languages, language->tag, NULL))
            diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/twice",
                            &tag->origin, "\"%s\" stands here twice", tag->text);
        else
            g_ptr_array_add(line->languages, (gpointer)language->tag);
    }
}

static void add_row(const Reader *self, OrderLine *line, const Node *id) {
    const DataTable *table = line->motif->rows;
    const DataRow *row = data_table_find_row(table, id->text);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < table->rows->len; i++)
        g_ptr_array_add(names,
                        ((const DataRow *)g_ptr_array_index(table->rows, i))->id);
    if (row == NULL)
        unknown(self, id, "order/unknown-row", N_("no data row \"%s\"%s"), names);
    else if (g_ptr_array_find(line->rows, row, NULL))
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/twice", &id->origin,
                        "\"%s\" stands here twice", id->text);
    else
        g_ptr_array_add(line->rows, (gpointer)row);
}

/* Those that are named; all of a motif that has rows where none is. */
static void find_rows(const Reader *self, OrderLine *line, const Node *ids) {
    const DataTable *table = line->motif->rows;

    if (table == NULL && ids != NULL)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/unknown-row",
                        &ids->origin, "motif \"%s\" has no data rows",
                        line->motif->name);
    if (table == NULL)
        return;
    if (ids == NULL)
        g_ptr_array_extend(line->rows, table->rows, NULL, NULL);
    for (guint i = 0; i < node_list_count(ids); i++)
        add_row(self, line, node_list_item(ids, i));
}

static OrderPaper take_paper(const Node *map) {
    const Node *weight = node_find(map, "weight");
    OrderPaper paper = {.name = take(map, "name"),
                        .kind = take(map, "kind"),
                        .coating = take(map, "coating")};

    if (paper.kind.text == NULL)
        paper.kind = (OrderText){"Paper", map->origin};
    if (weight != NULL)
        paper.weight = g_ascii_strtod(weight->text, NULL);
    return paper;
}

/* --- deliveries --------------------------------------------------------------------
 */

static void add_delivery(OrderLine *line, const OrderAddress *address, int copies,
                         Origin origin) {
    OrderDelivery *delivery = g_new0(OrderDelivery, 1);

    *delivery = (OrderDelivery){address, copies, origin};
    g_ptr_array_add(line->deliveries, delivery);
}

/* An order with one address need not say that copies go there. */
static void deliver_all(const Reader *self, OrderLine *line) {
    const GPtrArray *addresses = self->order->addresses;

    if (addresses->len == 1)
        add_delivery(line, g_ptr_array_index(addresses, 0), line->copies,
                     line->copies_origin);
    else if (addresses->len > 1)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/no-deliveries",
                        &line->origin,
                        "the order has several addresses; say under `deliveries` how "
                        "many copies go to which");
}

static void read_delivery(const Reader *self, OrderLine *line, const Node *key,
                          const Node *number) {
    const OrderAddress *address = order_find_address(self->order, key->text);
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    for (guint i = 0; i < self->order->addresses->len; i++)
        g_ptr_array_add(names, (gpointer)((const OrderAddress *)g_ptr_array_index(
                                              self->order->addresses, i))
                                   ->key.text);
    if (address == NULL)
        unknown(self, key, "order/unknown-address", N_("no address \"%s\"%s"), names);
    else
        add_delivery(line, address, take_number(number), number->origin);
}

static void read_deliveries(const Reader *self, OrderLine *line, const Node *map) {
    unsigned before = self->diagnostics->errors;
    long sum = 0;

    if (map == NULL) {
        deliver_all(self, line);
        return;
    }
    for (guint i = 0; i < node_count(map); i++) {
        read_delivery(self, line, node_key(map, i), node_item(map, i));
        sum += take_number(node_item(map, i));
    }
    if (self->diagnostics->errors == before && sum != line->copies)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/deliveries",
                        &map->origin,
                        "the deliveries come to %ld copies of each poster, the line "
                        "has %d",
                        sum, line->copies);
}

static bool is_delivered_to(const Order *order, const OrderAddress *address) {
    for (guint i = 0; i < order->lines->len; i++) {
        const OrderLine *line = g_ptr_array_index(order->lines, i);

        for (guint j = 0; j < line->deliveries->len; j++) {
            const OrderDelivery *delivery = g_ptr_array_index(line->deliveries, j);

            if (delivery->address == address)
                return true;
        }
    }
    return false;
}

static void check_addresses(const Reader *self) {
    for (guint i = 0; i < self->order->addresses->len; i++) {
        const OrderAddress *address = g_ptr_array_index(self->order->addresses, i);

        if (!is_delivered_to(self->order, address))
            diagnostics_add(self->diagnostics, SEVERITY_WARNING, "order/unused-address",
                            &address->key.origin, "nothing is delivered to \"%s\"",
                            address->key.text);
    }
}

/* --- lines -------------------------------------------------------------------------
 */

static void check_twin(const Reader *self, const OrderLine *line) {
    for (guint i = 0; i < self->order->lines->len; i++) {
        const OrderLine *other = g_ptr_array_index(self->order->lines, i);
        Place place = source_place(other->origin.source, other->origin.offset);

        if (!order_lines_overlap(line, other))
            continue;
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/same-line",
                        &line->motif_origin,
                        "the line in line %u of the file orders the same poster; write "
                        "its copies there",
                        place.line);
        return;
    }
}

static void add_line(const Reader *self, const Node *node) {
    const Node *copies = node_find(node, "copies");
    unsigned before = self->diagnostics->errors;
    OrderLine *line = order_line_new();

    line->origin = node->origin;
    find_motif(self, line, node_find(node, "motif"));
    find_size(self, line, node_find(node, "size"));
    check_supplier(self, line);
    find_languages(self, line, node_find(node, "languages"));
    if (line->motif != NULL)
        find_rows(self, line, node_find(node, "rows"));
    line->copies = take_number(copies);
    line->copies_origin = copies->origin;
    line->paper = take_paper(node_find(node, "paper"));
    line->finishing = take(node, "finishing");
    read_deliveries(self, line, node_find(node, "deliveries"));
    if (self->diagnostics->errors == before)
        check_twin(self, line);
    g_ptr_array_add(self->order->lines, line);
}

static void add_lines(const Reader *self, const Node *lines) {
    if (node_count(lines) == 0)
        diagnostics_add(self->diagnostics, SEVERITY_ERROR, "order/no-lines",
                        &lines->origin, "this order orders nothing");
    for (guint i = 0; i < node_count(lines); i++)
        add_line(self, node_item(lines, i));
}

Order *order_parse(const Node *root, const Campaign *campaign, const GPtrArray *motifs,
                   Diagnostics *diagnostics) {
    const Node *address = node_find(node_find(root, "checked"), "address");
    unsigned before = diagnostics->errors;
    g_autoptr(Order) order = order_new();
    Reader reader = {order, motifs, diagnostics};

    order->campaign = campaign;
    order->origin = root->origin;
    order->number = take(root, "order");
    order->title = take(root, "title");
    order->date = take(root, "date");
    order->due = take(root, "due");
    order->supplier_name = take(root, "supplier");
    order->customer = take_party(node_find(root, "customer"));
    order->printer = take_party(node_find(root, "printer"));
    order->address = (OrderCheck){take(address, "by"), take(address, "on")};
    find_supplier(&reader, node_find(root, "supplier"));
    check_dates(&reader);
    add_addresses(order, node_find(root, "addresses"));
    add_lines(&reader, node_find(root, "lines"));
    if (diagnostics->errors != before)
        return NULL;
    check_addresses(&reader);
    return g_steal_pointer(&order);
}
