#include "resources/svg_tree.h"

#include "base/translate.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

static const char svg_namespace[] = "http://www.w3.org/2000/svg";
static const char xlink_namespace[] = "http://www.w3.org/1999/xlink";
static const char xinclude_namespace[] = "http://www.w3.org/2001/XInclude";

typedef struct {
    SvgTree *tree;
    xmlParserCtxtPtr parser;
    SvgElement *open; /* the innermost; NULL: none */
    int depth;
    GError *error; /* the first; NULL: none */
} Reader;

/* --- the tree ----------------------------------------------------------------------
 */

static void free_element(gpointer pointer) {
    SvgElement *self = pointer;

    g_clear_pointer(&self->children, g_ptr_array_unref);
    g_clear_pointer(&self->attributes, g_array_unref);
    g_free(self);
}

static SvgTree *tree_new(const Source *source) {
    SvgTree *self = g_new0(SvgTree, 1);

    self->source = source;
    self->elements = g_ptr_array_new_with_free_func(free_element);
    self->by_id = g_hash_table_new(g_str_hash, g_str_equal);
    self->texts = g_string_chunk_new(4096);
    return self;
}

void svg_tree_free(SvgTree *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->by_id);
    g_ptr_array_unref(self->elements);
    g_string_chunk_free(self->texts);
    g_free(self);
}

bool svg_element_is(const SvgElement *self, const char *name) {
    return strcmp(self->name, name) == 0;
}

bool svg_tree_has(const SvgTree *self, const char *name) {
    for (guint i = 0; i < self->elements->len; i++) {
        if (svg_element_is(g_ptr_array_index(self->elements, i), name))
            return true;
    }
    return false;
}

static const SvgAttribute *find_attribute(const SvgElement *self, const char *prefix,
                                          const char *name) {
    for (guint i = 0; self->attributes != NULL && i < self->attributes->len; i++) {
        const SvgAttribute *attribute =
            &g_array_index(self->attributes, SvgAttribute, i);

        if (strcmp(attribute->name, name) == 0 &&
            (attribute->prefix == NULL) == (prefix == NULL))
            return attribute;
    }
    return NULL;
}

const char *svg_element_get(const SvgElement *self, const char *name) {
    const SvgAttribute *found = find_attribute(self, NULL, name);

    return found == NULL ? NULL : found->value;
}

bool svg_element_has_class(const SvgElement *self, const char *name, size_t length) {
    const char *classes = svg_element_get(self, "class");

    for (const char *at = classes; at != NULL && *at != '\0';) {
        size_t span = strcspn(at, " \t\r\n");

        if (span == length && memcmp(at, name, length) == 0)
            return true;
        at += span + strspn(at + span, " \t\r\n");
    }
    return false;
}

const SvgAttribute *svg_element_href(const SvgElement *self) {
    const SvgAttribute *found = find_attribute(self, NULL, "href");

    return found != NULL ? found : find_attribute(self, "xlink", "href");
}

const SvgElement *svg_tree_shown(const SvgTree *self, const SvgElement *element) {
    const SvgAttribute *href =
        svg_element_is(element, "use") ? svg_element_href(element) : NULL;

    return href == NULL || href->value[0] != '#'
               ? NULL
               : g_hash_table_lookup(self->by_id, href->value + 1);
}

Origin svg_tree_place(const SvgTree *self, const SvgElement *element) {
    const char *tag = self->source->bytes + element->start;

    return (Origin){.source = self->source,
                    .offset = element->start,
                    .length = 1 + strcspn(tag + 1, " \t\r\n/>")};
}

static const char *skip_spaces(const char *at) {
    return at + strspn(at, " \t\r\n");
}

/* Where the value of a well-formed attribute ends, its quote included. */
static const char *attribute_end(const char *equals) {
    const char *quote = skip_spaces(equals + 1);
    const char *end = *quote == '\0' ? NULL : strchr(quote + 1, *quote);

    return end == NULL ? NULL : end + 1;
}

/* Whether an attribute's name is written here, `length` bytes long. */
static bool is_name(const char *at, size_t length, const SvgAttribute *attribute) {
    size_t prefix = attribute->prefix == NULL ? 0 : strlen(attribute->prefix) + 1;
    size_t name = strlen(attribute->name);

    return length == prefix + name && memcmp(at + prefix, attribute->name, name) == 0 &&
           (prefix == 0 || memcmp(at, attribute->prefix, prefix - 1) == 0);
}

Origin svg_tree_attribute_place(const SvgTree *self, const SvgElement *element,
                                const SvgAttribute *attribute) {
    Origin place = svg_tree_place(self, element);
    const char *at = self->source->bytes + place.offset + place.length;

    for (at = skip_spaces(at); *at != '\0' && *at != '>' && *at != '/';) {
        size_t length = strcspn(at, "= \t\r\n");
        const char *equals = skip_spaces(at + length);
        const char *end = *equals == '=' ? attribute_end(equals) : NULL;

        if (end == NULL)
            return place;
        if (is_name(at, length, attribute))
            return (Origin){.source = self->source,
                            .offset = (size_t)(at - self->source->bytes),
                            .length = (size_t)(end - at)};
        at = skip_spaces(end);
    }
    return place;
}

/* --- reading -----------------------------------------------------------------------
 */

static void give_up(Reader *self, const char *what) {
    if (self->error == NULL)
        g_set_error(&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                    _("line %d, column %d: %s"), xmlSAX2GetLineNumber(self->parser),
                    xmlSAX2GetColumnNumber(self->parser), what);
    xmlStopParser(self->parser);
}

static size_t offset_of(const Reader *self) {
    long offset = xmlByteConsumed(self->parser);

    return offset < 0 ? 0 : MIN((size_t)offset, self->tree->source->length);
}

static const char *keep(Reader *self, const xmlChar *text) {
    return text == NULL
               ? NULL
               : g_string_chunk_insert_const(self->tree->texts, (const char *)text);
}

/* Attributes of SVG and XLink; libxml2 gives five pointers for each. */
static void add_attributes(Reader *self, SvgElement *element, int count,
                           const xmlChar **attributes) {
    if (count == 0)
        return;
    element->attributes =
        g_array_sized_new(FALSE, FALSE, sizeof(SvgAttribute), (guint)count);
    for (const xmlChar **at = attributes; at < attributes + 5 * count; at += 5) {
        size_t length = MIN((size_t)(at[4] - at[3]), SVG_VALUE_MAX);
        SvgAttribute attribute = {keep(self, at[1]), keep(self, at[0]),
                                  g_string_chunk_insert_len(self->tree->texts,
                                                            (const char *)at[3],
                                                            (gssize)length)};

        if (at[2] == NULL || strcmp((const char *)at[2], xlink_namespace) == 0)
            g_array_append_val(element->attributes, attribute);
    }
}

static void add_element(Reader *self, SvgElement *element) {
    const char *id = svg_element_get(element, "id");

    g_ptr_array_add(self->tree->elements, element);
    if (id != NULL && !g_hash_table_contains(self->tree->by_id, id))
        g_hash_table_insert(self->tree->by_id, (gpointer)id, element);
    element->parent = self->open;
    if (self->open != NULL) {
        if (self->open->children == NULL)
            self->open->children = g_ptr_array_new();
        element->index = self->open->children->len;
        g_ptr_array_add(self->open->children, element);
    }
    self->open = element;
}

/* The tag has been read up to its end: no < stands in it but its first. */
static void find_tag(Reader *self, SvgElement *element) {
    const char *bytes = self->tree->source->bytes;
    size_t end = offset_of(self);

    while (end < self->tree->source->length && bytes[end] != '>')
        end++;
    element->inside = MIN(end + 1, self->tree->source->length);
    for (element->start = end; element->start > 0; element->start--) {
        if (bytes[element->start] == '<')
            return;
    }
}

static void start_element(void *data, const xmlChar *name, const xmlChar *prefix,
                          const xmlChar *uri, int namespaces_count,
                          const xmlChar **namespaces, int count, int defaulted_count,
                          const xmlChar **attributes) {
    Reader *self = data;
    bool is_svg = uri != NULL && strcmp((const char *)uri, svg_namespace) == 0;
    SvgElement *element;

    (void)prefix, (void)namespaces_count, (void)namespaces, (void)defaulted_count;
    if (self->error != NULL)
        return;
    if (uri != NULL && strcmp((const char *)uri, xinclude_namespace) == 0)
        give_up(self, _("XInclude: put what it includes into the drawing itself"));
    else if (self->depth == SVG_DEPTH_MAX)
        give_up(self, _("elements are nested too deeply"));
    else if (self->tree->elements->len == SVG_ELEMENTS_MAX)
        give_up(self, _("it has too many elements"));
    else if (self->open == NULL && (!is_svg || strcmp((const char *)name, "svg") != 0))
        give_up(
            self,
            _("the first element must be <svg xmlns=\"http://www.w3.org/2000/svg\">"));
    if (self->error != NULL)
        return;
    element = g_new0(SvgElement, 1);
    element->name = is_svg ? keep(self, name) : "";
    add_attributes(self, element, count, attributes);
    find_tag(self, element);
    add_element(self, element);
    self->depth++;
}

static void end_element(void *data, const xmlChar *name, const xmlChar *prefix,
                        const xmlChar *uri) {
    Reader *self = data;

    (void)name, (void)prefix, (void)uri;
    if (self->open == NULL || self->error != NULL)
        return;
    self->open->end = MAX(offset_of(self), self->open->inside);
    self->open = self->open->parent;
    self->depth--;
}

static void add_text(void *data, const xmlChar *text, int length) {
    Reader *self = data;

    for (int i = 0; self->open != NULL && i < length; i++)
        self->open->has_text |= !g_ascii_isspace((char)text[i]);
}

static void see_entity(void *data, const xmlChar *name, int type,
                       const xmlChar *public_id, const xmlChar *system_id,
                       xmlChar *content) {
    (void)name, (void)type, (void)public_id, (void)system_id, (void)content;
    give_up(data, _("it declares entities (<!ENTITY …>): save it anew without them, as "
                    "plain SVG"));
}

static void see_attribute_list(void *data, const xmlChar *element, const xmlChar *name,
                               int type, int how, const xmlChar *value,
                               xmlEnumerationPtr values) {
    (void)element, (void)name, (void)type, (void)how, (void)value;
    xmlFreeEnumeration(values);
    give_up(data, _("it declares attributes (<!ATTLIST …>): save it anew without them, "
                    "as plain SVG"));
}

static void see_instruction(void *data, const xmlChar *target, const xmlChar *text) {
    Reader *self = data;

    (void)text;
    if (strcmp((const char *)target, "xml-stylesheet") == 0)
        self->tree->style_sheet = offset_of(self) + 1;
}

/* libxml2 goes on after a mistake and finds what follows from it. */
static void see_error(void *data, xmlErrorPtr problem) {
    Reader *self = data;
    g_autofree char *message = NULL;

    if (self->error != NULL || problem->level < XML_ERR_ERROR)
        return;
    /* It quotes parts of letters. */
    message = g_utf8_make_valid(problem->message, -1);
    g_set_error(&self->error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("line %d, column %d: %s"), problem->line, problem->int2,
                g_strchomp(message));
}

/* --- the door ----------------------------------------------------------------------
 */

static bool is_ascii(const Source *source) {
    for (size_t i = 0; i < source->length; i++) {
        if ((unsigned char)source->bytes[i] >= 0x80)
            return false;
    }
    return true;
}

/* Whether the XML declaration names another encoding: librsvg would believe it. */
static bool declares_another(const Source *source) {
    const char *end = strstr(source->bytes, "?>");
    const char *at;

    if (!g_str_has_prefix(source->bytes, "<?xml") || end == NULL)
        return false;
    at = g_strstr_len(source->bytes, end - source->bytes, "encoding");
    if (at == NULL)
        return false;
    at += strcspn(at, "\"'") + 1;
    return at < end && g_ascii_strncasecmp(at, "UTF-8", strlen("UTF-8")) != 0;
}

static bool check_encoding(const Source *source, GError **error) {
    if (g_utf8_validate(source->bytes, (gssize)source->length, NULL) &&
        (!declares_another(source) || is_ascii(source)))
        return true;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("it is not written in UTF-8: save it anew"));
    return false;
}

static void parse(Reader *self, const xmlSAXHandler *handler) {
    const Source *source = self->tree->source;

    self->parser = xmlCreateMemoryParserCtxt(source->bytes, (int)source->length);
    *self->parser->sax = *handler;
    self->parser->userData = self;
    xmlCtxtUseOptions(self->parser, XML_PARSE_NONET | XML_PARSE_HUGE |
                                        XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
    xmlParseDocument(self->parser);
    xmlFreeDoc(self->parser->myDoc);
    xmlFreeParserCtxt(self->parser);
}

SvgTree *svg_tree_parse(const Source *source, GError **error) {
    g_autoptr(SvgTree) tree = tree_new(source);
    Reader reader = {.tree = tree};
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = start_element,
                             .endElementNs = end_element,
                             .characters = add_text,
                             .cdataBlock = add_text,
                             .entityDecl = see_entity,
                             .attributeDecl = see_attribute_list,
                             .processingInstruction = see_instruction,
                             .serror = see_error};

    if (source->length == 0) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("it is empty"));
        return NULL;
    }
    if (!check_encoding(source, error))
        return NULL;
    parse(&reader, &handler);
    if (reader.error != NULL) {
        g_propagate_error(error, reader.error);
        return NULL;
    }
    return g_steal_pointer(&tree);
}
