#include "preflight/file_xmp.h"

#include "base/translate.h"
#include "base/xmp.h"

#include <libxml/parser.h>
#include <string.h>

enum { BYTES_MAX = 4 << 20, DEPTH_MAX = 32 };

static const char rdf[] = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

static const struct {
    const char *prefix, *address;
} namespaces[] = {
    {"dc", "http://purl.org/dc/elements/1.1/"},
    {"xmp", "http://ns.adobe.com/xap/1.0/"},
    {"xmpMM", "http://ns.adobe.com/xap/1.0/mm/"},
    {"pdf", "http://ns.adobe.com/pdf/1.3/"},
    {"pdfx", "http://ns.adobe.com/pdfx/1.3/"},
    {"pdfxid", "http://www.npes.org/pdfx/ns/id/"},
    {"plakat", XMP_PLAKAT_ADDRESS},
};

static bool fail(GError **error, const char *problem) {
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
    return false;
}

static bool is_rdf(const xmlNode *node, const char *name) {
    return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
           strcmp((const char *)node->ns->href, rdf) == 0 &&
           strcmp((const char *)node->name, name) == 0;
}

/* "dc:title"; NULL: of no namespace that anybody asks for. Caller frees. */
static char *property_name(const xmlNs *space, const xmlChar *name) {
    for (size_t i = 0; space != NULL && i < G_N_ELEMENTS(namespaces); i++)
        if (strcmp((const char *)space->href, namespaces[i].address) == 0)
            return g_strdup_printf("%s:%s", namespaces[i].prefix, name);
    return NULL;
}

static char *text_of(const xmlNode *node) {
    xmlChar *content = xmlNodeGetContent(node);
    char *text = g_strdup(content == NULL ? "" : (const char *)content);

    xmlFree(content);
    return g_strstrip(text);
}

static bool is_for_any_language(const xmlNode *item) {
    xmlChar *language = xmlNodeGetLang(item);
    bool is_default = g_strcmp0((const char *)language, "x-default") == 0;

    xmlFree(language);
    return is_default;
}

/* All rdf:li below; the one for any language alone. */
static void collect_items(const xmlNode *node, GString *text, bool *is_done,
                          int depth) {
    for (const xmlNode *child = node->children;
         child != NULL && !*is_done && depth < DEPTH_MAX; child = child->next) {
        g_autofree char *item = is_rdf(child, "li") ? text_of(child) : NULL;

        if (item == NULL) {
            collect_items(child, text, is_done, depth + 1);
            continue;
        }
        *is_done = is_for_any_language(child);
        if (*is_done)
            g_string_truncate(text, 0);
        g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", item);
    }
}

static char *value_of(const xmlNode *property) {
    g_autoptr(GString) text = g_string_new(NULL);
    bool is_done = false;

    collect_items(property, text, &is_done, 0);
    return text->len > 0 ? g_strdup(text->str) : text_of(property);
}

/* Properties stand in elements, or shorter in attributes. */
static void read_description(const xmlNode *description, GHashTable *found) {
    for (const xmlAttr *attribute = description->properties; attribute != NULL;
         attribute = attribute->next) {
        char *name = property_name(attribute->ns, attribute->name);

        if (name != NULL)
            g_hash_table_insert(found, name, text_of((const xmlNode *)attribute));
    }
    for (const xmlNode *child = description->children; child != NULL;
         child = child->next) {
        char *name = child->type == XML_ELEMENT_NODE
                         ? property_name(child->ns, child->name)
                         : NULL;

        if (name != NULL)
            g_hash_table_insert(found, name, value_of(child));
    }
}

static void read_nodes(const xmlNode *node, GHashTable *found, int depth) {
    for (; node != NULL && depth < DEPTH_MAX; node = node->next) {
        if (is_rdf(node, "Description"))
            read_description(node, found);
        else if (node->type == XML_ELEMENT_NODE)
            read_nodes(node->children, found, depth + 1);
    }
}

/* ISO 16684-1, 7.3: what finds it in any file. */
static bool is_packet(const char *text, gsize length) {
    return g_strstr_len(text, (gssize)length, "<?xpacket begin=") != NULL &&
           g_strstr_len(text, (gssize)length, "<?xpacket end=") != NULL;
}

GHashTable *file_xmp_read(GBytes *bytes, GError **error) {
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);
    GHashTable *found;
    xmlDocPtr document;

    if (length == 0 || length > BYTES_MAX ||
        !g_utf8_validate(text, (gssize)length, NULL)) {
        fail(error, _("it is no text in UTF-8"));
        return NULL;
    }
    if (!is_packet(text, length)) {
        fail(error, _("it stands in no packet"));
        return NULL;
    }
    document = xmlReadMemory(text, (int)length, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    /* Entities have no place in XMP, and can be without end. */
    if (document == NULL || document->intSubset != NULL) {
        xmlFreeDoc(document);
        fail(error, _("it is no XML"));
        return NULL;
    }
    found = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    read_nodes(document->children, found, 0);
    xmlFreeDoc(document);
    return found;
}
