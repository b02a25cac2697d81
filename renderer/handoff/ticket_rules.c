#include "handoff/ticket_rules.h"

#include "base/translate.h"
#include "handoff/ticket.h"

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>
#include <stdbool.h>
#include <string.h>

/* One ticket being checked. */
typedef struct {
    const xmlNode *root;
    const char *clause; /* of the rule at hand */
    GPtrArray *problems;
} Check;

/* --- telling -------------------------------------------------------------------------
 */

static void free_problem(gpointer pointer) {
    TicketProblem *self = pointer;

    g_free(self->message);
    g_free(self);
}

/* Takes over `message`. */
static void add_problem(GPtrArray *problems, const char *clause, long line,
                        char *message) {
    TicketProblem *problem = g_new0(TicketProblem, 1);

    problem->clause = clause;
    problem->line = line > 0 ? (guint)line : 0;
    problem->message = message;
    g_ptr_array_add(problems, problem);
}

static void ticket_broken(const Check *self, const xmlNode *node, const char *format,
                          ...) G_GNUC_PRINTF(3, 4);

static void ticket_broken(const Check *self, const xmlNode *node, const char *format,
                          ...) {
    va_list arguments;

    va_start(arguments, format);
    add_problem(self->problems, self->clause, xmlGetLineNo((xmlNode *)node),
                g_strdup_vprintf(_(format), arguments));
    va_end(arguments);
}

/* --- looking -------------------------------------------------------------------------
 */

static bool is_called(const xmlNode *node, const char *name) {
    return node != NULL && strcmp((const char *)node->name, name) == 0;
}

static const xmlNode *first_element(const xmlNode *node) {
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

static const xmlNode *first_child(const xmlNode *node) {
    return node == NULL ? NULL : first_element(node->children);
}

static const xmlNode *next_element(const xmlNode *node) {
    return first_element(node->next);
}

static const xmlNode *find_child(const xmlNode *node, const char *name) {
    const xmlNode *child = first_child(node);

    while (child != NULL && !is_called(child, name))
        child = next_element(child);
    return child;
}

static const xmlNode *find_next(const xmlNode *node) {
    const xmlNode *next = next_element(node);

    while (next != NULL &&
           strcmp((const char *)next->name, (const char *)node->name) != 0)
        next = next_element(next);
    return next;
}

/* What an attribute says; NULL: it is not there. Borrowed. */
static const char *attribute(const xmlNode *node, const char *name) {
    for (const xmlAttr *at = node == NULL ? NULL : node->properties; at != NULL;
         at = at->next)
        if (strcmp((const char *)at->name, name) == 0)
            return at->children == NULL ? "" : (const char *)at->children->content;
    return NULL;
}

static const xmlNode *find_set(const Check *self, const char *name) {
    const xmlNode *set = find_child(self->root, "ResourceSet");

    while (set != NULL && g_strcmp0(attribute(set, "Name"), name) != 0)
        set = find_next(set);
    return set;
}

static const xmlNode *first_product(const Check *self) {
    return find_child(find_child(self->root, "ProductList"), "Product");
}

static const xmlNode *find_product(const Check *self, const char *key,
                                   const char *value) {
    const xmlNode *product = first_product(self);

    while (product != NULL && g_strcmp0(attribute(product, key), value) != 0)
        product = find_next(product);
    return product;
}

/* XML 1.0, 2.3: letters, digits, and few signs. */
static bool is_token(const char *text) {
    return text != NULL && *text != '\0' &&
           xmlValidateNmtokenValue((const xmlChar *)text) == 1;
}

static bool parse_count(const char *text, guint64 *count) {
    return text != NULL &&
           g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT, count, NULL);
}

static bool is_among(const char *word, const char *const *words) {
    for (; *words != NULL; words++)
        if (strcmp(word, *words) == 0)
            return true;
    return false;
}

/* --- rules about the whole -----------------------------------------------------------
 */

static void check_root(const Check *self) {
    static const char *const versions[] = {"2.0", "2.1", "2.2", "2.3", NULL};
    const xmlNode *root = self->root;
    const char *version = attribute(root, "Version");

    if (!is_called(root, "XJDF") || root->ns == NULL ||
        strcmp((const char *)root->ns->href, TICKET_NAMESPACE) != 0)
        ticket_broken(self, root, "the root is no XJDF of %s", TICKET_NAMESPACE);
    if (version != NULL && !is_among(version, versions))
        ticket_broken(self, root, "version \"%s\"; there are 2.0 to 2.3", version);
}

static void check_job(const Check *self) {
    const char *types = attribute(self->root, "Types");

    if (!is_token(attribute(self->root, "JobID")))
        ticket_broken(self, self->root,
                      "JobID is missing or no token: letters, digits, - and _");
    if (types == NULL || *types == '\0')
        ticket_broken(self, self->root, "Types is missing");
}

static void check_order(const Check *self) {
    static const char *const order[] = {"AuditPool", "Comment", "GeneralID",
                                        "ProductList", "ResourceSet"};
    size_t place = 0;

    for (const xmlNode *child = first_child(self->root); child != NULL;
         child = next_element(child)) {
        size_t at = 0;

        while (at < G_N_ELEMENTS(order) && !is_called(child, order[at]))
            at++;
        if (at == G_N_ELEMENTS(order))
            ticket_broken(self, child, "no element \"%s\" may stand here",
                          (const char *)child->name);
        else if (at < place)
            ticket_broken(self, child, "\"%s\" must stand before \"%s\"",
                          (const char *)child->name, order[place]);
        else
            place = at;
    }
}

static void collect_ids(const Check *self, const xmlNode *node, GHashTable *ids) {
    for (const xmlNode *child = first_child(node); child != NULL;
         child = next_element(child)) {
        const char *id = attribute(child, "ID");

        if (id != NULL && !g_hash_table_add(ids, (gpointer)id))
            ticket_broken(self, child, "the ID \"%s\" is given twice", id);
        collect_ids(self, child, ids);
    }
}

static void check_ids(const Check *self) {
    g_autoptr(GHashTable) ids = g_hash_table_new(g_str_hash, g_str_equal);

    collect_ids(self, self->root, ids);
}

/* A set says what its resources are, an intent what it holds. */
static void check_names(const Check *self) {
    for (const xmlNode *set = find_child(self->root, "ResourceSet"); set != NULL;
         set = find_next(set)) {
        const char *name = attribute(set, "Name");

        for (const xmlNode *resource = find_child(set, "Resource"); resource != NULL;
             resource = find_next(resource))
            if (name == NULL || find_child(resource, name) == NULL)
                ticket_broken(self, resource,
                              "the set is called \"%s\" and holds another",
                              name != NULL ? name : "");
    }
}

/* --- rules about products ------------------------------------------------------------
 */

static void check_products(const Check *self) {
    const xmlNode *product = first_product(self);

    if (product == NULL)
        ticket_broken(self, self->root, "there is no Product");
    for (; product != NULL; product = find_next(product)) {
        guint64 amount = 0;

        if (g_strcmp0(attribute(product, "ProductType"), "Poster") != 0)
            ticket_broken(self, product, "ProductType is not \"Poster\"");
        if (!is_token(attribute(product, "ID")) ||
            !is_token(attribute(product, "ExternalID")))
            ticket_broken(self, product, "ID or ExternalID is missing");
        if (!parse_count(attribute(product, "Amount"), &amount) || amount == 0)
            ticket_broken(self, product, "Amount is no number of copies");
    }
}

static const xmlNode *find_intent(const xmlNode *product, const char *name) {
    const xmlNode *intent = find_child(product, "Intent");

    while (intent != NULL && g_strcmp0(attribute(intent, "Name"), name) != 0)
        intent = find_next(intent);
    return find_child(intent, name);
}

static bool are_lengths(const char *text, guint count) {
    g_auto(GStrv) parts = text == NULL ? NULL : g_strsplit(text, " ", -1);

    if (parts == NULL || g_strv_length(parts) != count)
        return false;
    for (guint i = 0; i < count; i++) {
        char *end = NULL;
        double length = g_ascii_strtod(parts[i], &end);

        if (end == parts[i] || *end != '\0' || !(length >= 0) ||
            (i < 2 && !(length > 0)))
            return false;
    }
    return true;
}

static void check_sizes(const Check *self) {
    for (const xmlNode *product = first_product(self); product != NULL;
         product = find_next(product)) {
        const xmlNode *layout = find_intent(product, "LayoutIntent");

        if (!are_lengths(attribute(layout, "FinishedDimensions"), 3))
            ticket_broken(self, layout != NULL ? layout : product,
                          "FinishedDimensions are not three lengths in points");
    }
}

static void check_media(const Check *self) {
    static const char *const kinds[] = {"Blanket",
                                        "CorrugatedBoard",
                                        "Disc",
                                        "EmbossingFoil",
                                        "Film",
                                        "Foil",
                                        "GravureCylinder",
                                        "ImagingCylinder",
                                        "LaminatingFoil",
                                        "Other",
                                        "Paper",
                                        "Plate",
                                        "Screen",
                                        "SelfAdhesive",
                                        "ShrinkFoil",
                                        "Sleeve",
                                        "Synthetic",
                                        "Textile",
                                        "Transparency",
                                        "Vinyl",
                                        NULL};

    for (const xmlNode *product = first_product(self); product != NULL;
         product = find_next(product)) {
        const xmlNode *media = find_intent(product, "MediaIntent");
        const char *kind = attribute(media, "MediaType");

        if (kind == NULL)
            ticket_broken(self, product, "MediaType is missing");
        else if (!is_among(kind, kinds))
            ticket_broken(self, media, "there is no MediaType \"%s\"", kind);
    }
}

/* --- rules about files ---------------------------------------------------------------
 */

static bool is_sum(const char *text) {
    return text != NULL && strlen(text) == 32 &&
           strspn(text, "0123456789abcdefABCDEF") == 32;
}

/* Files lie beside the ticket, so a URL is a name. */
static void check_files(const Check *self) {
    const xmlNode *resource = find_child(find_set(self, "RunList"), "Resource");

    for (; resource != NULL; resource = find_next(resource)) {
        const xmlNode *file = find_child(find_child(resource, "RunList"), "FileSpec");
        const char *name = attribute(file, "URL");
        guint64 bytes;

        if (name == NULL || *name == '\0' || strpbrk(name, "/:\\") != NULL ||
            !g_str_is_ascii(name))
            ticket_broken(self, resource, "URL is no file beside the ticket");
        if (!parse_count(attribute(file, "FileSize"), &bytes))
            ticket_broken(self, resource, "FileSize is no number of bytes");
        if (!is_sum(attribute(file, "CheckSum")))
            ticket_broken(self, resource, "CheckSum is no MD5 in hexadecimal digits");
    }
}

static guint count_files(const Check *self, const char *product) {
    const xmlNode *resource = find_child(find_set(self, "RunList"), "Resource");
    guint count = 0;

    for (; resource != NULL; resource = find_next(resource))
        count +=
            g_strcmp0(attribute(find_child(resource, "Part"), "Product"), product) == 0;
    return count;
}

static void check_runs(const Check *self) {
    const xmlNode *resource = find_child(find_set(self, "RunList"), "Resource");

    for (; resource != NULL; resource = find_next(resource)) {
        const char *product = attribute(find_child(resource, "Part"), "Product");

        if (product == NULL || find_product(self, "ExternalID", product) == NULL)
            ticket_broken(self, resource, "there is no Product \"%s\"",
                          product != NULL ? product : "");
    }
    for (const xmlNode *product = first_product(self); product != NULL;
         product = find_next(product)) {
        const char *id = attribute(product, "ExternalID");
        guint count = count_files(self, id);

        if (id != NULL && count != 1)
            ticket_broken(self, product, "\"%s\" has %u files, and needs one", id,
                          count);
    }
}

/* --- rules about deliveries ----------------------------------------------------------
 */

static const xmlNode *find_contact(const Check *self, const char *drop) {
    const xmlNode *resource = find_child(find_set(self, "Contact"), "Resource");

    for (; resource != NULL; resource = find_next(resource)) {
        const xmlNode *part = find_child(resource, "Part");

        if (g_strcmp0(attribute(part, "ContactType"), "Delivery") == 0 &&
            g_strcmp0(attribute(part, "DropID"), drop) == 0)
            return resource;
    }
    return NULL;
}

static void check_drops(const Check *self) {
    const xmlNode *resource = find_child(find_set(self, "DeliveryParams"), "Resource");
    g_autoptr(GHashTable) drops = g_hash_table_new(g_str_hash, g_str_equal);

    for (; resource != NULL; resource = find_next(resource)) {
        const char *drop = attribute(find_child(resource, "Part"), "DropID");

        if (!is_token(drop))
            ticket_broken(self, resource, "DropID is missing or no token");
        else if (!g_hash_table_add(drops, (gpointer)drop))
            ticket_broken(self, resource, "the delivery \"%s\" is told twice", drop);
        else if (find_contact(self, drop) == NULL)
            ticket_broken(self, resource, "the delivery \"%s\" has no address", drop);
    }
}

static guint64 count_delivered(const Check *self, const char *product) {
    const xmlNode *resource = find_child(find_set(self, "DeliveryParams"), "Resource");
    guint64 sum = 0;

    for (; resource != NULL; resource = find_next(resource)) {
        const xmlNode *item =
            find_child(find_child(resource, "DeliveryParams"), "DropItem");

        for (; item != NULL; item = find_next(item)) {
            guint64 amount = 0;

            if (g_strcmp0(attribute(item, "ItemRef"), product) == 0 &&
                parse_count(attribute(item, "Amount"), &amount))
                sum += amount;
        }
    }
    return sum;
}

static void check_items(const Check *self) {
    const xmlNode *resource = find_child(find_set(self, "DeliveryParams"), "Resource");

    for (; resource != NULL; resource = find_next(resource)) {
        const xmlNode *item =
            find_child(find_child(resource, "DeliveryParams"), "DropItem");

        for (; item != NULL; item = find_next(item)) {
            const char *product = attribute(item, "ItemRef");

            if (product == NULL || find_product(self, "ID", product) == NULL)
                ticket_broken(self, item, "there is no Product \"%s\"",
                              product != NULL ? product : "");
        }
    }
}

static void check_amounts(const Check *self) {
    for (const xmlNode *product = first_product(self); product != NULL;
         product = find_next(product)) {
        const char *id = attribute(product, "ID");
        guint64 amount = 0, delivered = count_delivered(self, id);

        if (id != NULL && parse_count(attribute(product, "Amount"), &amount) &&
            amount != delivered)
            ticket_broken(self, product, "\"%s\" has %u copies, %u are delivered", id,
                          (guint)amount, (guint)delivered);
    }
}

/* --- the rules -----------------------------------------------------------------------
 */

static const struct {
    const char *clause;
    void (*check)(const Check *self);
} rules[] = {
    {"XJDF 2.1, XJDF", check_root},
    {"XJDF 2.1, XJDF/@JobID, XJDF/@Types", check_job},
    {"XJDF 2.1, XJDF: order of elements", check_order},
    {"XJDF 2.1, 2.2.3: ID and IDREF", check_ids},
    {"XJDF 2.1, ResourceSet/@Name", check_names},
    {"XJDF 2.1, Product", check_products},
    {"XJDF 2.1, LayoutIntent/@FinishedDimensions", check_sizes},
    {"XJDF 2.1, MediaIntent/@MediaType", check_media},
    {"XJDF 2.1, FileSpec", check_files},
    {"XJDF 2.1, Part/@Product", check_runs},
    {"XJDF 2.1, 5.3.2: Part/@DropID", check_drops},
    {"XJDF 2.1, DropItem/@ItemRef", check_items},
    {"XJDF 2.1, DropItem/@Amount", check_amounts},
};

/* NULL with a problem. */
static xmlDoc *read_ticket(const char *text, gsize length, GPtrArray *problems) {
    xmlDoc *document =
        length > G_MAXINT
            ? NULL
            : xmlReadMemory(text, (int)length, NULL, NULL,
                            XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);

    if (document == NULL || document->intSubset != NULL ||
        xmlDocGetRootElement(document) == NULL) {
        add_problem(problems, "XML 1.0", 0,
                    g_strdup(_("it is no XML that can be read")));
        xmlFreeDoc(document);
        return NULL;
    }
    return document;
}

GPtrArray *ticket_rules_check(const char *text, gsize length) {
    GPtrArray *problems = g_ptr_array_new_with_free_func(free_problem);
    xmlDoc *document = read_ticket(text, length, problems);

    if (document == NULL)
        return problems;
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++)
        rules[i].check(
            &(Check){xmlDocGetRootElement(document), rules[i].clause, problems});
    xmlFreeDoc(document);
    return problems;
}

/* --- the schema ----------------------------------------------------------------------
 */

static void take_error(void *data, xmlErrorPtr error) {
    char *message = g_strdup(error->message);

    add_problem(data, NULL, error->line, g_strchomp(message));
}

static void ignore(void *data, xmlErrorPtr error) {
    (void)data;
    (void)error;
}

/* NULL when it is none. */
static xmlSchema *parse_schema(const char *path) {
    xmlSchemaParserCtxt *parser = xmlSchemaNewParserCtxt(path);
    xmlSchema *schema;

    xmlSchemaSetParserStructuredErrors(parser, ignore, NULL);
    schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    return schema;
}

static xmlSchema *load_schema(const char *folder, GError **error) {
    g_autofree char *path = g_build_filename(folder, "xjdf.xsd", NULL);
    bool is_there = g_file_test(path, G_FILE_TEST_IS_REGULAR);
    xmlSchema *schema = is_there ? parse_schema(path) : NULL;

    if (schema == NULL)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("'%s' is no schema that can be read"), path);
    return schema;
}

GPtrArray *ticket_schema_check(const char *text, gsize length, const char *folder,
                               GError **error) {
    GPtrArray *problems = g_ptr_array_new_with_free_func(free_problem);
    xmlSchema *schema = load_schema(folder, error);
    xmlDoc *document = schema == NULL ? NULL : read_ticket(text, length, problems);
    xmlSchemaValidCtxt *validator;

    if (schema == NULL) {
        g_ptr_array_unref(problems);
        return NULL;
    }
    if (document != NULL) {
        validator = xmlSchemaNewValidCtxt(schema);
        xmlSchemaSetValidStructuredErrors(validator, take_error, problems);
        xmlSchemaValidateDoc(validator, document);
        xmlSchemaFreeValidCtxt(validator);
        xmlFreeDoc(document);
    }
    xmlSchemaFree(schema);
    return problems;
}
