#include "handoff/ticket_reader.h"

#include "base/translate.h"

#include <libxml/parser.h>
#include <string.h>

enum { BYTES_MAX = 16 << 20, ITEMS_MAX = 20000 };

/* --- elements ------------------------------------------------------------------------
 */

bool ticket_is(const xmlNode *node, const char *name) {
    return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL &&
           strcmp((const char *)node->ns->href, XJDF_ADDRESS) == 0 &&
           (name == NULL || strcmp((const char *)node->name, name) == 0);
}

const xmlNode *ticket_element(const xmlNode *node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *ticket_child(const xmlNode *node, const char *name) {
    const xmlNode *child = node == NULL ? NULL : ticket_element(node->children);

    while (child != NULL && !ticket_is(child, name))
        child = ticket_element(child->next);
    return child;
}

static const xmlNode *next_of(const xmlNode *node, const char *name) {
    do
        node = ticket_element(node->next);
    while (node != NULL && !ticket_is(node, name));
    return node;
}

/* NULL: it has none. */
static const char *get(Ticket *self, const xmlNode *node, const char *name) {
    xmlChar *value = node == NULL ? NULL : xmlGetNoNsProp(node, (const xmlChar *)name);
    const char *kept =
        value == NULL ? NULL
                      : g_string_chunk_insert_const(self->texts, (const char *)value);

    xmlFree(value);
    return kept;
}

/* The texts of all children of a name, in lines; NULL: there are none. */
static const char *get_texts(Ticket *self, const xmlNode *node, const char *name) {
    g_autoptr(GString) all = g_string_new(NULL);
    const xmlNode *child = ticket_child(node, name);

    if (child == NULL)
        return NULL;
    for (; child != NULL; child = next_of(child, name)) {
        xmlChar *text = xmlNodeGetContent(child);

        g_string_append_printf(all, "%s%s", all->len > 0 ? "\n" : "",
                               text == NULL ? "" : (const char *)text);
        xmlFree(text);
    }
    return g_string_chunk_insert_const(self->texts, all->str);
}

static unsigned line_of(const xmlNode *node) {
    return (unsigned)MAX(xmlGetLineNo(node), 0);
}

/* --- what it says --------------------------------------------------------------------
 */

/* What an intent of a name holds; NULL: there is none. */
static const xmlNode *find_intent(Ticket *self, const xmlNode *product,
                                  const char *name) {
    for (const xmlNode *intent = ticket_child(product, "Intent"); intent != NULL;
         intent = next_of(intent, "Intent")) {
        if (g_strcmp0(get(self, intent, "Name"), name) == 0)
            return ticket_child(intent, name);
    }
    return NULL;
}

static const char *find_id(Ticket *self, const xmlNode *node, const char *usage) {
    for (const xmlNode *id = ticket_child(node, "GeneralID"); id != NULL;
         id = next_of(id, "GeneralID")) {
        if (g_strcmp0(get(self, id, "IDUsage"), usage) == 0)
            return get(self, id, "IDValue");
    }
    return NULL;
}

static void read_product(Ticket *self, const xmlNode *node) {
    const xmlNode *layout = find_intent(self, node, "LayoutIntent");
    const xmlNode *media = find_intent(self, node, "MediaIntent");
    const xmlNode *colours = find_intent(self, node, "ColorIntent");
    const TicketProduct product = {
        .id = get(self, node, "ID"),
        .external_id = get(self, node, "ExternalID"),
        .amount = get(self, node, "Amount"),
        .finished = get(self, layout, "FinishedDimensions"),
        .dimensions = get(self, layout, "Dimensions"),
        .bleed = get(self, layout, "Bleed"),
        .comments = get_texts(self, node, "Comment"),
        .content = find_id(self, node, "ContentID"),
        .condition = get(self, ticket_child(colours, "SurfaceColor"), "PrintStandard"),
        .paper = get(self, media, "MediaQuality"),
        .line = line_of(node),
    };

    g_array_append_val(self->products, product);
}

static void read_file(Ticket *self, const xmlNode *resource, const char *product) {
    const xmlNode *spec = ticket_child(ticket_child(resource, "RunList"), "FileSpec");
    const TicketFile file = {
        .product = product,
        .address = get(self, spec, "URL"),
        .size = get(self, spec, "FileSize"),
        .checksum = get(self, spec, "CheckSum"),
        .line = line_of(spec != NULL ? spec : resource),
    };

    g_array_append_val(self->files, file);
}

static void read_delivery(Ticket *self, const xmlNode *resource, const char *drop) {
    const xmlNode *delivery = ticket_child(resource, "DeliveryParams");

    for (const xmlNode *node = ticket_child(delivery, "DropItem"); node != NULL;
         node = next_of(node, "DropItem")) {
        const TicketItem item = {
            .drop = drop,
            .item = get(self, node, "ItemRef"),
            .amount = get(self, node, "Amount"),
            .required = get(self, delivery, "Required"),
            .line = line_of(node),
        };

        g_array_append_val(self->items, item);
    }
}

static void read_contact(Ticket *self, const xmlNode *resource, const char *drop,
                         const char *type) {
    const xmlNode *node = ticket_child(resource, "Contact");
    const TicketContact contact = {
        .drop = drop,
        .type = type,
        .name = get(self, ticket_child(node, "Company"), "OrganizationName"),
        .lines = get_texts(self, ticket_child(node, "Address"), "AddressLine"),
        .line = line_of(resource),
    };

    g_array_append_val(self->contacts, contact);
}

static void read_resource(Ticket *self, const char *set, const xmlNode *resource) {
    const xmlNode *part = ticket_child(resource, "Part");
    const char *drop = get(self, part, "DropID");

    if (g_strcmp0(set, "RunList") == 0)
        read_file(self, resource, get(self, part, "Product"));
    else if (g_strcmp0(set, "DeliveryParams") == 0)
        read_delivery(self, resource, drop);
    else if (g_strcmp0(set, "Contact") == 0)
        read_contact(self, resource, drop, get(self, part, "ContactType"));
    else if (g_strcmp0(set, "CustomerInfo") == 0)
        self->order =
            get(self, ticket_child(resource, "CustomerInfo"), "CustomerOrderID");
}

static void read_root(Ticket *self, const xmlNode *root) {
    self->job = get(self, root, "JobID");
    for (const xmlNode *product =
             ticket_child(ticket_child(root, "ProductList"), "Product");
         product != NULL; product = next_of(product, "Product"))
        read_product(self, product);
    for (const xmlNode *set = ticket_child(root, "ResourceSet"); set != NULL;
         set = next_of(set, "ResourceSet"))
        for (const xmlNode *resource = ticket_child(set, "Resource"); resource != NULL;
             resource = next_of(resource, "Resource"))
            read_resource(self, get(self, set, "Name"), resource);
}

/* --- the door ------------------------------------------------------------------------
 */

Ticket *ticket_read(GBytes *bytes, GError **error) {
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(Ticket) self = g_new0(Ticket, 1);

    self->texts = g_string_chunk_new(1024);
    self->products = g_array_new(FALSE, FALSE, sizeof(TicketProduct));
    self->files = g_array_new(FALSE, FALSE, sizeof(TicketFile));
    self->items = g_array_new(FALSE, FALSE, sizeof(TicketItem));
    self->contacts = g_array_new(FALSE, FALSE, sizeof(TicketContact));
    if (length > 0 && length <= BYTES_MAX &&
        g_utf8_validate(text, (gssize)length, NULL))
        self->document =
            xmlReadMemory(text, (int)length, NULL, NULL,
                          XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                              XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
    if (self->document == NULL || self->document->intSubset != NULL) {
        g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                            self->document == NULL
                                ? _("it is no XML")
                                : _("it declares a document type, which has no place "
                                    "in a ticket"));
        return NULL;
    }
    read_root(self, xmlDocGetRootElement(self->document));
    if (self->products->len <= ITEMS_MAX && self->files->len <= ITEMS_MAX &&
        self->items->len <= ITEMS_MAX && self->contacts->len <= ITEMS_MAX)
        return g_steal_pointer(&self);
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                        _("it has more in it than an order can have"));
    return NULL;
}

void ticket_free(Ticket *self) {
    if (self == NULL)
        return;
    xmlFreeDoc(self->document);
    g_string_chunk_free(self->texts);
    g_array_unref(self->products);
    g_array_unref(self->files);
    g_array_unref(self->items);
    g_array_unref(self->contacts);
    g_free(self);
}

const TicketProduct *ticket_find_product(const Ticket *self, const char *id) {
    for (guint i = 0; i < self->products->len; i++) {
        const TicketProduct *product = &g_array_index(self->products, TicketProduct, i);

        if (g_strcmp0(product->id, id) == 0 || g_strcmp0(product->external_id, id) == 0)
            return product;
    }
    return NULL;
}

const TicketFile *ticket_find_file(const Ticket *self, const char *address) {
    for (guint i = 0; i < self->files->len; i++) {
        const TicketFile *file = &g_array_index(self->files, TicketFile, i);

        if (g_strcmp0(file->address, address) == 0)
            return file;
    }
    return NULL;
}
