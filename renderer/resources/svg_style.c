#include "resources/svg_style.h"

#include <string.h>

/* One selector of one rule. */
typedef struct {
    const char *selector; /* simple: "rect.thin#id" */
    int weight;           /* the specificity */
    guint first, end;     /* its declarations in the sheet */
} Rule;

struct SvgStyle {
    SvgTree *tree;
    GArray *sheet, *preludes; /* of SvgDeclaration */
    GArray *rules;            /* of Rule, the strongest last */
    GHashTable *applied;      /* SvgElement to GArray of const Rule *, likewise */
    GHashTable *inlines;      /* SvgElement to GArray of SvgDeclaration */
};

static void free_array(gpointer array) {
    g_array_unref(array);
}

static const char *keep(const SvgStyle *self, const char *text, size_t length) {
    g_autofree char *copy = g_strndup(text, length);

    return g_string_chunk_insert(self->tree->texts, g_strstrip(copy));
}

/* --- declarations ------------------------------------------------------------------
 */

/* The end of what stands before one of `stops`, quotes and brackets left whole. */
static const char *find_stop(const char *at, const char *end, const char *stops) {
    int depth = 0;
    char quote = '\0';

    for (; at < end; at++) {
        if (quote != '\0')
            quote = *at == quote ? '\0' : quote;
        else if (*at == '"' || *at == '\'')
            quote = *at;
        else if (*at == '(')
            depth++;
        else if (*at == ')')
            depth--;
        else if (depth <= 0 && strchr(stops, *at) != NULL)
            return at;
    }
    return end;
}

static void add_declaration(SvgStyle *self, GArray *found, const char *at,
                            const char *end, size_t offset) {
    const char *colon = find_stop(at, end, ":");
    const char *begin = at + strspn(at, " \t\r\n");
    g_autofree char *name = NULL, *value = NULL;
    SvgDeclaration declaration;
    char *mark;

    if (colon == end || begin >= colon)
        return;
    name = g_ascii_strdown(begin, colon - begin);
    value = g_strndup(colon + 1, (gsize)(end - colon - 1));
    mark = strrchr(value, '!');
    if (mark != NULL)
        *mark = '\0';
    declaration = (SvgDeclaration){.name = keep(self, name, strlen(name)),
                                   .value = keep(self, value, strlen(value)),
                                   .offset = offset + (size_t)(begin - at),
                                   .length = (size_t)(end - begin)};
    g_array_append_val(found, declaration);
}

/* `offset`: where the text stands in the file. */
static GArray *parse_declarations(SvgStyle *self, const char *text, size_t length,
                                  size_t offset) {
    GArray *found = g_array_new(FALSE, FALSE, sizeof(SvgDeclaration));
    const char *end = text + length;

    for (const char *at = text; at < end;) {
        const char *stop = find_stop(at, end, ";");

        add_declaration(self, found, at, stop, offset + (size_t)(at - text));
        at = stop + 1;
    }
    return found;
}

/* --- style sheets ------------------------------------------------------------------
 */

/* Comments and the brackets of CDATA become spaces, so that places stay. */
static void blank(char *text, const char *open, const char *close, bool whole) {
    for (char *at = strstr(text, open); at != NULL; at = strstr(at, open)) {
        char *end = strstr(at + strlen(open), close);
        size_t length = end == NULL ? strlen(at) : (size_t)(end - at) + strlen(close);

        if (whole) {
            memset(at, ' ', length);
        } else {
            memset(at, ' ', strlen(open));
            if (end != NULL)
                memset(end, ' ', strlen(close));
        }
        at += length;
    }
}

static bool is_simple(const char *selector) {
    return *selector != '\0' && strpbrk(selector, " \t\r\n>+~:[]&()\"'@;,") == NULL;
}

static int weight_of(const char *selector) {
    int weight = g_ascii_isalpha(*selector);

    for (const char *at = selector; *at != '\0'; at++)
        weight += *at == '#' ? 100 : *at == '.' ? 10 : 0;
    return weight;
}

/* Behind those that are as strong: the later rule holds. */
static void add_rule(SvgStyle *self, const char *selectors, guint first) {
    g_auto(GStrv) parts = g_strsplit(selectors, ",", -1);

    for (char **part = parts; *part != NULL; part++) {
        const char *selector = keep(self, *part, strlen(*part));
        Rule rule = {selector, weight_of(selector), first, self->sheet->len};
        guint at = self->rules->len;

        while (at > 0 && g_array_index(self->rules, Rule, at - 1).weight > rule.weight)
            at--;
        if (is_simple(selector))
            g_array_insert_val(self->rules, at, rule);
    }
}

static const char *block_end(const char *at, const char *end) {
    int depth = 0;

    for (; at < end; at++) {
        depth += *at == '{' ? 1 : *at == '}' ? -1 : 0;
        if (depth == 0)
            return at;
    }
    return end;
}

/* Of @media and the like only the prelude is kept: librsvg passes over them. */
static void parse_sheet(SvgStyle *self, const char *text, size_t length,
                        size_t offset) {
    const char *end = text + length;

    for (const char *at = text + strspn(text, " \t\r\n"); at < end;
         at += strspn(at, " \t\r\n")) {
        const char *stop = find_stop(at, end, *at == '@' ? "{;" : "{");
        const char *close = stop < end && *stop == '{' ? block_end(stop, end) : stop;
        SvgDeclaration prelude = {.name = keep(self, at, (size_t)(stop - at)),
                                  .value = "",
                                  .offset = offset + (size_t)(at - text)};

        prelude.length = strlen(prelude.name);
        g_array_append_val(self->preludes, prelude);
        if (*at != '@' && stop < end) {
            g_autoptr(GArray) declarations =
                parse_declarations(self, stop + 1, (size_t)(close - stop - 1),
                                   offset + (size_t)(stop + 1 - text));

            guint first = self->sheet->len;

            g_array_append_vals(self->sheet, declarations->data, declarations->len);
            add_rule(self, prelude.name, first);
        }
        at = MIN(close + 1, end);
    }
}

static void read_sheet(SvgStyle *self, const SvgElement *element) {
    const char *bytes = self->tree->source->bytes;
    g_autofree char *text =
        g_strndup(bytes + element->inside, element->end - element->inside);
    char *tail = strrchr(text, '<');

    if (tail == NULL || tail[1] != '/')
        return;
    *tail = '\0';
    blank(text, "<![CDATA[", "]]>", false);
    blank(text, "<!--", "-->", true);
    blank(text, "/*", "*/", true);
    parse_sheet(self, text, strlen(text), element->inside);
}

static void read_inline(SvgStyle *self, const SvgElement *element) {
    const char *style = svg_element_get(element, "style");
    Origin place = svg_tree_place(self->tree, element);
    g_autofree char *text = g_strdup(style);
    GArray *found;

    for (guint i = 0; element->attributes != NULL && i < element->attributes->len;
         i++) {
        const SvgAttribute *attribute =
            &g_array_index(element->attributes, SvgAttribute, i);

        if (attribute->value == style)
            place = svg_tree_attribute_place(self->tree, element, attribute);
    }
    blank(text, "/*", "*/", true);
    found = parse_declarations(self, text, strlen(text), place.offset);
    /* Entities and spaces may have moved what stands in it: the whole attribute. */
    for (guint i = 0; i < found->len; i++) {
        SvgDeclaration *declaration = &g_array_index(found, SvgDeclaration, i);
        const char *bytes = self->tree->source->bytes;
        const char *name =
            g_strstr_len(bytes + place.offset + strlen("style"),
                         (gssize)(place.length - strlen("style")), declaration->name);

        declaration->offset = name == NULL ? place.offset : (size_t)(name - bytes);
        declaration->length = name == NULL ? place.length : strlen(declaration->name);
    }
    g_hash_table_insert(self->inlines, (gpointer)element, found);
}

/* --- matching --------------------------------------------------------------------
 */

static bool part_matches(const SvgElement *element, const char *part, size_t length) {
    const char *id = svg_element_get(element, "id");

    if (*part == '.')
        return svg_element_has_class(element, part + 1, length - 1);
    if (*part == '#')
        return id != NULL && strlen(id) == length - 1 &&
               memcmp(id, part + 1, length - 1) == 0;
    return *part == '*' || (strlen(element->name) == length &&
                            memcmp(element->name, part, length) == 0);
}

static bool matches(const SvgElement *element, const char *selector) {
    for (const char *at = selector; *at != '\0';) {
        size_t length = 1 + strcspn(at + 1, ".#");

        if (!part_matches(element, at, length))
            return false;
        at += length;
    }
    return true;
}

static void apply_rules(SvgStyle *self, const SvgElement *element) {
    GArray *applied = NULL;

    for (guint i = 0; i < self->rules->len; i++) {
        const Rule *rule = &g_array_index(self->rules, Rule, i);

        if (!matches(element, rule->selector))
            continue;
        if (applied == NULL)
            applied = g_array_new(FALSE, FALSE, sizeof(const Rule *));
        g_array_append_val(applied, rule);
    }
    if (applied != NULL)
        g_hash_table_insert(self->applied, (gpointer)element, applied);
}

/* --- the door ----------------------------------------------------------------------
 */

SvgStyle *svg_style_new(SvgTree *tree) {
    SvgStyle *self = g_new0(SvgStyle, 1);

    self->tree = tree;
    self->sheet = g_array_new(FALSE, FALSE, sizeof(SvgDeclaration));
    self->preludes = g_array_new(FALSE, FALSE, sizeof(SvgDeclaration));
    self->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    self->applied = g_hash_table_new_full(NULL, NULL, NULL, free_array);
    self->inlines = g_hash_table_new_full(NULL, NULL, NULL, free_array);
    for (guint i = 0; i < tree->elements->len; i++) {
        const SvgElement *element = g_ptr_array_index(tree->elements, i);

        if (svg_element_is(element, "style"))
            read_sheet(self, element);
        if (svg_element_get(element, "style") != NULL)
            read_inline(self, element);
    }
    for (guint i = 0; self->rules->len > 0 && i < tree->elements->len; i++)
        apply_rules(self, g_ptr_array_index(tree->elements, i));
    return self;
}

void svg_style_free(SvgStyle *self) {
    if (self == NULL)
        return;
    g_array_unref(self->sheet);
    g_array_unref(self->preludes);
    g_array_unref(self->rules);
    g_hash_table_unref(self->applied);
    g_hash_table_unref(self->inlines);
    g_free(self);
}

/* The last one, which is the strongest. */
static const char *find_value(const GArray *declarations, guint first, guint end,
                              const char *property) {
    for (guint i = end; i > first; i--) {
        const SvgDeclaration *declaration =
            &g_array_index(declarations, SvgDeclaration, i - 1);

        if (strcmp(declaration->name, property) == 0)
            return declaration->value;
    }
    return NULL;
}

const char *svg_style_get(const SvgStyle *self, const SvgElement *element,
                          const char *property) {
    const GArray *own = svg_style_inline(self, element);
    const GArray *applied = g_hash_table_lookup(self->applied, element);
    const char *value = own == NULL ? NULL : find_value(own, 0, own->len, property);

    for (guint i = applied == NULL ? 0 : applied->len; value == NULL && i > 0; i--) {
        const Rule *rule = g_array_index(applied, const Rule *, i - 1);

        value = find_value(self->sheet, rule->first, rule->end, property);
    }
    return value != NULL ? value : svg_element_get(element, property);
}

const GArray *svg_style_sheet(const SvgStyle *self) {
    return self->sheet;
}

const GArray *svg_style_inline(const SvgStyle *self, const SvgElement *element) {
    return g_hash_table_lookup(self->inlines, element);
}

const GArray *svg_style_preludes(const SvgStyle *self) {
    return self->preludes;
}
