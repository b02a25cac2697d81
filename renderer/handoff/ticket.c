#include "handoff/ticket.h"

#include "base/units.h"

#include <libxml/tree.h>
#include <stdbool.h>

#define POINTS_PER_MM (72 / 25.4)

/* --- elements ------------------------------------------------------------------------
 */

static xmlNode *add(xmlNode *parent, const char *name) {
    return xmlNewChild(parent, NULL, (const xmlChar *)name, NULL);
}

/* NULL: it has none. */
static void set(xmlNode *node, const char *name, const char *value) {
    if (value != NULL)
        xmlNewProp(node, (const xmlChar *)name, (const xmlChar *)value);
}

static void set_number(xmlNode *node, const char *name, guint64 number) {
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT, number);

    set(node, name, text);
}

/* Millimetres as points, with blanks between. */
static void set_lengths(xmlNode *node, const char *name, const double *lengths,
                        guint count) {
    g_autoptr(GString) text = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        if (i > 0)
            g_string_append_c(text, ' ');
        number_append(text, lengths[i] * POINTS_PER_MM, 4);
    }
    set(node, name, text->str);
}

static void add_comment(xmlNode *parent, const char *words) {
    xmlNode *comment = xmlNewTextChild(parent, NULL, (const xmlChar *)"Comment",
                                       (const xmlChar *)words);

    set(comment, "Language", "de");
    set(comment, "Type", "Instruction");
}

static void add_id(xmlNode *parent, const char *usage, const char *value) {
    xmlNode *id = add(parent, "GeneralID");

    set(id, "IDUsage", usage);
    set(id, "IDValue", value);
}

static xmlNode *add_set(xmlNode *root, const char *name) {
    xmlNode *resources = add(root, "ResourceSet");

    set(resources, "Name", name);
    set(resources, "Usage", "Input");
    return resources;
}

static char *product_id(guint index) {
    return g_strdup_printf("P%u", index + 1);
}

/* --- products ------------------------------------------------------------------------
 */

static xmlNode *add_intent(xmlNode *product, const char *name) {
    xmlNode *intent = add(product, "Intent");

    set(intent, "Name", name);
    return add(intent, name);
}

static void add_layout(xmlNode *product, const DocketPoster *poster) {
    xmlNode *layout = add_intent(product, "LayoutIntent");
    const double flat[] = {poster->width + 2 * poster->bleed,
                           poster->height + 2 * poster->bleed};
    const double finished[] = {poster->width, poster->height, 0};

    set_lengths(layout, "Bleed", &poster->bleed, 1);
    set_lengths(layout, "Dimensions", flat, 2);
    set_lengths(layout, "FinishedDimensions", finished, 3);
    set(layout, "Pages", "1");
    set(layout, "Sides", "OneSided");
}

static void add_media(xmlNode *product, const DocketPoster *poster) {
    xmlNode *media = add_intent(product, "MediaIntent");
    g_autofree char *weight = number_to_text(poster->paper_weight, 2);

    set(media, "Coating", poster->paper_coating);
    set(media, "MediaQuality", poster->paper);
    set(media, "MediaType", poster->paper_kind != NULL ? poster->paper_kind : "Paper");
    if (poster->paper_weight > 0)
        set(media, "Weight", weight);
}

/* "C M Y K + HKS 13" in XJDF's words; a spot's name is an NMTOKEN there. */
static char *separations(const char *inks) {
    GString *names = g_string_new("Cyan Magenta Yellow Black");
    g_auto(GStrv) parts = g_strsplit(inks, " + ", -1);

    for (guint i = 1; parts[0] != NULL && parts[i] != NULL; i++)
        g_string_append_printf(names, " %s", g_strdelimit(parts[i], " ", '_'));
    return g_string_free(names, FALSE);
}

static void add_colours(xmlNode *product, const Docket *docket,
                        const DocketPoster *poster) {
    xmlNode *surface = add(add_intent(product, "ColorIntent"), "SurfaceColor");
    g_autofree char *names = separations(poster->inks);

    set(surface, "ColorsUsed", names);
    set(surface, "PrintStandard", docket->condition);
    set(surface, "Surface", "Front");
}

static char *instruction(const DocketPoster *poster) {
    g_autofree char *bleed = number_to_text(poster->bleed, 1);
    g_autofree char *trim = docket_trim_to_text(poster, " × ");

    if (poster->scale == 1)
        return g_strdup_printf("Daten 1:1, Endformat %s mm, Anschnitt %s mm", trim,
                               bleed);
    return g_strdup_printf("Daten 1:%d, beim Druck auf %d %% vergrößern: Endformat "
                           "%s mm, Anschnitt %s mm",
                           poster->scale, 100 * poster->scale, trim, bleed);
}

static void add_product(xmlNode *list, const Docket *docket, guint index) {
    const DocketPoster *poster = docket_poster(docket, index);
    xmlNode *product = add(list, "Product");
    g_autofree char *id = product_id(index);
    g_autofree char *name = docket_poster_to_text(poster);
    g_autofree char *words = instruction(poster);

    set_number(product, "Amount", poster->copies);
    set(product, "DescriptiveName", name);
    set(product, "ExternalID", id);
    set(product, "ID", id);
    set(product, "IsRoot", "true");
    set(product, "ProductType", "Poster");
    add_comment(product, words);
    if (poster->finishing != NULL)
        add_comment(product, poster->finishing);
    add_id(product, "ContentID", poster->content);
    add_layout(product, poster);
    add_media(product, poster);
    add_colours(product, docket, poster);
}

/* --- files ---------------------------------------------------------------------------
 */

static void add_file(xmlNode *resources, const Docket *docket, guint index) {
    const DocketFile *file = &docket_poster(docket, index)->files[DOCKET_PDF];
    g_autofree char *id = product_id(index);
    g_autofree char *name = g_strdup_printf("R%u", index + 1);
    xmlNode *resource = add(resources, "Resource"), *part, *run, *spec;

    set(resource, "ID", name);
    part = add(resource, "Part");
    set(part, "Product", id);
    run = add(resource, "RunList");
    set(run, "NPage", "1");
    set(run, "Pages", "0 0");
    spec = add(run, "FileSpec");
    set(spec, "CheckSum", file->md5);
    set_number(spec, "FileSize", file->bytes);
    set(spec, "MimeType", "application/pdf");
    set(spec, "URL", file->name);
}

/* --- where it goes -------------------------------------------------------------------
 */

static void add_delivery(xmlNode *resources, const Docket *docket, guint address) {
    const DocketAddress *to = docket_address(docket, address);
    g_autofree char *due = g_strdup_printf("%sT00:00:00Z", docket->due);
    xmlNode *resource = add(resources, "Resource"), *delivery;

    set(resource, "DescriptiveName",
        to->area != NULL ? to->area : docket_address_title(to));
    set(add(resource, "Part"), "DropID", to->id);
    delivery = add(resource, "DeliveryParams");
    set(delivery, "Required", due);
    for (guint i = 0; i < docket->posters->len; i++) {
        const GArray *deliveries = docket_poster(docket, i)->deliveries;
        g_autofree char *id = product_id(i);

        for (guint j = 0; j < deliveries->len; j++) {
            const DocketDelivery *part = &g_array_index(deliveries, DocketDelivery, j);
            xmlNode *item;

            if (part->address != address)
                continue;
            item = add(delivery, "DropItem");
            set_number(item, "Amount", part->copies);
            set(item, "ItemRef", id);
        }
    }
}

/* What people write on one line, or on several. */
static void add_address(xmlNode *contact, const char *address) {
    g_auto(GStrv) lines = address == NULL ? NULL : g_strsplit_set(address, ",\n", -1);
    xmlNode *place = address == NULL ? NULL : add(contact, "Address");

    for (char **line = lines; line != NULL && *line != NULL; line++)
        xmlNewTextChild(place, NULL, (const xmlChar *)"AddressLine",
                        (const xmlChar *)g_strstrip(*line));
}

static xmlNode *add_contact(xmlNode *resources, const char *type, const char *drop) {
    xmlNode *resource = add(resources, "Resource");
    xmlNode *part = add(resource, "Part");

    set(part, "ContactType", type);
    set(part, "DropID", drop);
    return add(resource, "Contact");
}

static void add_customer(xmlNode *resources, const DocketParty *customer) {
    xmlNode *contact = add_contact(resources, "Customer", NULL), *channel, *company;

    set(contact, "ContactTypeDetails", customer->contact);
    add_address(contact, customer->address);
    if (customer->email != NULL) {
        g_autofree char *locator = g_strconcat("mailto:", customer->email, NULL);

        channel = add(contact, "ComChannel");
        set(channel, "ChannelType", "Email");
        set(channel, "Locator", locator);
    }
    company = add(contact, "Company");
    set(company, "OrganizationName", customer->name);
    if (customer->office != NULL)
        xmlNewTextChild(company, NULL, (const xmlChar *)"OrganizationalUnit",
                        (const xmlChar *)customer->office);
}

static void add_receiver(xmlNode *resources, const DocketAddress *address) {
    xmlNode *contact = add_contact(resources, "Delivery", address->id);

    set(contact, "ContactTypeDetails", address->note);
    add_address(contact, address->address);
    set(add(contact, "Company"), "OrganizationName", docket_address_title(address));
}

static bool is_used(const Docket *docket, guint address) {
    for (guint i = 0; i < docket->posters->len; i++) {
        const GArray *deliveries = docket_poster(docket, i)->deliveries;

        for (guint j = 0; j < deliveries->len; j++)
            if (g_array_index(deliveries, DocketDelivery, j).address == address)
                return true;
    }
    return false;
}

/* --- the ticket ----------------------------------------------------------------------
 */

static void add_audit(xmlNode *root, const Docket *docket) {
    xmlNode *header = add(add(add(root, "AuditPool"), "AuditCreated"), "Header");
    g_autofree char *time = g_strdup_printf("%sT00:00:00Z", docket->date);

    set(header, "AgentName", "plakat");
    set(header, "AgentVersion", PLAKAT_VERSION);
    set(header, "DeviceID", "plakat");
    set(header, "Time", time);
}

static void add_resources(xmlNode *root, const Docket *docket) {
    xmlNode *contacts = add_set(root, "Contact"), *info, *deliveries, *files;

    add_customer(contacts, &docket->customer);
    for (guint i = 0; i < docket->addresses->len; i++)
        if (is_used(docket, i))
            add_receiver(contacts, docket_address(docket, i));
    info = add(add(add_set(root, "CustomerInfo"), "Resource"), "CustomerInfo");
    set(info, "CustomerJobName", docket->title);
    set(info, "CustomerOrderID", docket->id);
    deliveries = add_set(root, "DeliveryParams");
    for (guint i = 0; i < docket->addresses->len; i++)
        if (is_used(docket, i))
            add_delivery(deliveries, docket, i);
    files = add_set(root, "RunList");
    for (guint i = 0; i < docket->posters->len; i++)
        add_file(files, docket, i);
}

static void fill(xmlNode *root, const Docket *docket) {
    g_autofree char *words =
        g_strdup_printf("Druckdaten nach %s für %s; verbindlich ist Druckauftrag.pdf",
                        docket->standard, docket->condition);
    xmlNode *products;

    set(root, "Category", "Poster");
    set(root, "DescriptiveName", docket->title);
    set(root, "JobID", docket->id);
    set(root, "Types", "Product");
    set(root, "Version", "2.1");
    add_audit(root, docket);
    add_comment(root, words);
    products = add(root, "ProductList");
    for (guint i = 0; i < docket->posters->len; i++)
        add_product(products, docket, i);
    add_resources(root, docket);
}

char *ticket_make(const Docket *docket) {
    xmlDoc *document = xmlNewDoc((const xmlChar *)"1.0");
    xmlNode *root = xmlNewNode(NULL, (const xmlChar *)"XJDF");
    xmlChar *bytes = NULL;
    int length = 0;
    char *text;

    xmlDocSetRootElement(document, root);
    xmlSetNs(root, xmlNewNs(root, (const xmlChar *)TICKET_NAMESPACE, NULL));
    fill(root, docket);
    xmlDocDumpFormatMemoryEnc(document, &bytes, &length, "UTF-8", 1);
    text = g_strndup((const char *)bytes, (gsize)length);
    xmlFree(bytes);
    xmlFreeDoc(document);
    return text;
}
