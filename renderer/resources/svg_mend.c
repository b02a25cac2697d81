#include "resources/svg_mend.h"

#include <string.h>

typedef struct {
    const SvgTree *tree;
    GString *text; /* NULL: nothing to mend so far */
    size_t done;   /* bytes of the file that are in it */
} Mend;

static size_t count_lines(const char *text, size_t length) {
    size_t lines = 0;

    for (size_t i = 0; i < length; i++)
        lines += text[i] == '\n';
    return lines;
}

/* What is behind it stays in its line. */
static void put(Mend *self, size_t start, size_t end, const char *instead) {
    size_t lines = count_lines(instead, strlen(instead));

    if (start < self->done)
        return;
    if (self->text == NULL)
        self->text = g_string_sized_new(self->tree->source->length + 512);
    g_string_append_len(self->text, self->tree->source->bytes + self->done,
                        (gssize)(start - self->done));
    g_string_append(self->text, instead);
    for (; lines < count_lines(self->tree->source->bytes + start, end - start); lines++)
        g_string_append_c(self->text, '\n');
    self->done = end;
}

/* Takes attributes "href" out, of whatever prefix, in the order they stand in. */
static void take_out_links(Mend *self, const SvgElement *element) {
    for (guint i = 0; element->attributes != NULL && i < element->attributes->len;
         i++) {
        const SvgAttribute *attribute =
            &g_array_index(element->attributes, SvgAttribute, i);
        Origin place = svg_tree_attribute_place(self->tree, element, attribute);

        if (strcmp(attribute->name, "href") == 0)
            put(self, place.offset, place.offset + place.length, "");
    }
}

bool svg_is_inner_drawing(const char *href) {
    return g_ascii_strncasecmp(href, "data:image/svg", strlen("data:image/svg")) == 0;
}

/* --- feDropShadow ------------------------------------------------------------------
 */

/* " name="value"", as written, or what stands for it; caller frees. */
static char *copy_attribute(const Mend *self, const SvgElement *element,
                            const char *name, const char *otherwise) {
    for (guint i = 0; element->attributes != NULL && i < element->attributes->len;
         i++) {
        const SvgAttribute *attribute =
            &g_array_index(element->attributes, SvgAttribute, i);
        Origin place = svg_tree_attribute_place(self->tree, element, attribute);

        if (attribute->prefix == NULL && strcmp(attribute->name, name) == 0)
            return g_strdup_printf(" %.*s", (int)place.length,
                                   self->tree->source->bytes + place.offset);
    }
    return g_strdup(otherwise);
}

static bool is_primitive(const SvgElement *element) {
    return g_str_has_prefix(element->name, "fe");
}

static const SvgElement *primitive_before(const SvgElement *element) {
    for (guint i = element->index; i > 0; i--) {
        const SvgElement *before = g_ptr_array_index(element->parent->children, i - 1);

        if (is_primitive(before))
            return before;
    }
    return NULL;
}

/* Every primitive before one without `in` has got a result by now; see
 * name_result. Caller frees. */
static char *input_of(const Mend *self, const SvgElement *element) {
    const SvgElement *before = primitive_before(element);
    g_autofree char *input = copy_attribute(self, element, "in", NULL);
    g_autofree char *result = NULL;

    if (input != NULL)
        return g_steal_pointer(&input);
    if (before == NULL)
        return g_strdup(" in=\"SourceGraphic\"");
    result = copy_attribute(self, before, "result", NULL);
    if (result == NULL)
        return g_strdup_printf(" in=\"plakat-%zu\"", before->start);
    return g_strconcat(" in", strchr(result, '='), NULL);
}

/* A name for what a later feDropShadow takes as its input. */
static void name_result(Mend *self, const SvgElement *element) {
    g_autofree char *name = g_strdup_printf(" result=\"plakat-%zu\"", element->start);
    Origin tag = svg_tree_place(self->tree, element);

    if (svg_element_get(element, "result") == NULL)
        put(self, tag.offset + tag.length, tag.offset + tag.length, name);
}

/* What the parts of an expanded shadow have in common. */
typedef struct {
    char *prefix; /* of their names, with its colon */
    char *style;  /* attributes that each of them gets */
    char *input;
    size_t number; /* makes the names of their results unique */
} Shadow;

static char *copy_attributes(const Mend *self, const SvgElement *element,
                             const char *const *names) {
    GString *text = g_string_new(NULL);

    for (; *names != NULL; names++) {
        g_autofree char *attribute = copy_attribute(self, element, *names, "");

        g_string_append(text, attribute);
    }
    return g_string_free(text, FALSE);
}

static void append_part(GString *text, const Shadow *shadow, const char *name,
                        const char *attributes, const char *result) {
    g_string_append_printf(text, "<%s%s%s%s", shadow->prefix, name, attributes,
                           shadow->style);
    if (result != NULL)
        g_string_append_printf(text, " result=\"plakat-%zu-%s\"", shadow->number,
                               result);
    g_string_append(text, "/>");
}

static void append_blur(const Mend *self, const SvgElement *element,
                        const Shadow *shadow, GString *text) {
    g_autofree char *deviation =
        copy_attribute(self, element, "stdDeviation", " stdDeviation=\"2\"");
    g_autofree char *dx = copy_attribute(self, element, "dx", " dx=\"2\"");
    g_autofree char *dy = copy_attribute(self, element, "dy", " dy=\"2\"");
    g_autofree char *blur = g_strconcat(shadow->input, deviation, NULL);
    g_autofree char *offset = g_strconcat(dx, dy, NULL);

    append_part(text, shadow, "feGaussianBlur", blur, NULL);
    append_part(text, shadow, "feOffset", offset, "offset");
}

static void append_colour(const Mend *self, const SvgElement *element,
                          const Shadow *shadow, GString *text) {
    static const char *const names[] = {"id", "flood-color", "flood-opacity", NULL};
    g_autofree char *colour = copy_attributes(self, element, names);
    g_autofree char *composite =
        g_strdup_printf(" in2=\"plakat-%zu-offset\" operator=\"in\"", shadow->number);

    append_part(text, shadow, "feFlood", colour, NULL);
    append_part(text, shadow, "feComposite", composite, "shadow");
}

static void append_merge(const Mend *self, const SvgElement *element,
                         const Shadow *shadow, GString *text) {
    static const char *const names[] = {"x", "y", "width", "height", NULL};
    g_autofree char *area = copy_attributes(self, element, names);
    g_autofree char *own = g_strdup_printf(" result=\"plakat-%zu\"", element->start);
    g_autofree char *result = copy_attribute(self, element, "result", own);
    const char *prefix = shadow->prefix;

    g_string_append_printf(text, "<%sfeMerge%s%s%s>", prefix, area, result,
                           shadow->style);
    g_string_append_printf(text, "<%sfeMergeNode in=\"plakat-%zu-shadow\"/>", prefix,
                           shadow->number);
    g_string_append_printf(text, "<%sfeMergeNode%s/></%sfeMerge>", prefix,
                           shadow->input, prefix);
}

/* Filter Effects Module Level 1, 9.14: what it stands for. */
static void expand_shadow(Mend *self, const SvgElement *element) {
    static const char *const shared[] = {"style", "class",
                                         "color-interpolation-filters", NULL};
    Origin tag = svg_tree_place(self->tree, element);
    g_autofree char *prefix = g_strndup(self->tree->source->bytes + tag.offset + 1,
                                        tag.length - 1 - strlen("feDropShadow"));
    g_autofree char *style = copy_attributes(self, element, shared);
    g_autofree char *input = input_of(self, element);
    Shadow shadow = {prefix, style, input, element->start};
    g_autoptr(GString) text = g_string_new(NULL);

    append_blur(self, element, &shadow, text);
    append_colour(self, element, &shadow, text);
    append_merge(self, element, &shadow, text);
    put(self, element->start, element->end, text->str);
}

/* Whether the next primitive is a feDropShadow that takes what this one makes. */
static bool feeds_shadow(const SvgElement *element) {
    if (element->parent == NULL || !is_primitive(element))
        return false;
    for (guint i = element->index + 1; i < element->parent->children->len; i++) {
        const SvgElement *next = g_ptr_array_index(element->parent->children, i);

        if (is_primitive(next))
            return svg_element_is(next, "feDropShadow") &&
                   svg_element_get(next, "in") == NULL;
    }
    return false;
}

/* --- the door ----------------------------------------------------------------------
 */

static void mend_element(Mend *self, const SvgElement *element) {
    const SvgAttribute *href = svg_element_href(element);

    if (svg_element_is(element, "a") ||
        (href != NULL && svg_is_inner_drawing(href->value)))
        take_out_links(self, element);
    else if (svg_element_is(element, "feDropShadow"))
        expand_shadow(self, element);
    else if (feeds_shadow(element))
        name_result(self, element);
}

GString *svg_mend(const SvgTree *tree) {
    Mend self = {.tree = tree};

    for (guint i = 0; i < tree->elements->len; i++)
        mend_element(&self, g_ptr_array_index(tree->elements, i));
    if (self.text != NULL)
        put(&self, tree->source->length, tree->source->length, "");
    return self.text;
}
