#include "base/xmp.h"

GString *xmp_begin(const XmpNamespace *namespaces) {
    GString *self = g_string_new(
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\"");

    for (; namespaces->prefix != NULL; namespaces++)
        g_string_append_printf(self, "\n xmlns:%s=\"%s\"", namespaces->prefix,
                               namespaces->address);
    g_string_append(self, ">\n");
    return self;
}

void xmp_add_text(GString *self, const char *name, const char *text) {
    g_autofree char *escaped = g_markup_escape_text(text, -1);

    g_string_append_printf(self, "<%s>%s</%s>\n", name, escaped, name);
}

static void add_alternative(GString *self, const char *language, const char *escaped) {
    g_string_append_printf(self, "<rdf:li xml:lang=\"%s\">%s</rdf:li>", language,
                           escaped);
}

/* Programs that look for no language take the default (ISO 16684-1, 8.2.2.4). */
void xmp_add_words(GString *self, const char *name, const char *words,
                   const char *language) {
    g_autofree char *escaped = g_markup_escape_text(words, -1);

    g_string_append_printf(self, "<%s><rdf:Alt>", name);
    add_alternative(self, "x-default", escaped);
    if (language != NULL)
        add_alternative(self, language, escaped);
    g_string_append_printf(self, "</rdf:Alt></%s>\n", name);
}

void xmp_add_person(GString *self, const char *name, const char *person) {
    g_autofree char *escaped = g_markup_escape_text(person, -1);

    g_string_append_printf(self, "<%s><rdf:Seq><rdf:li>%s</rdf:li></rdf:Seq></%s>\n",
                           name, escaped, name);
}

void xmp_end(GString *self) {
    g_string_append(self, "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
                          "<?xpacket end=\"w\"?>\n");
}
