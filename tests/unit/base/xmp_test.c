#include "../support.h"

#include "base/xmp.h"

static void test_packet_says_its_words_by_language(void) {
    static const XmpNamespace namespaces[] = {
        XMP_DUBLIN_CORE, {"a", "http://example.org/a/"}, {0}};
    g_autoptr(GString) xmp = xmp_begin(namespaces);

    xmp_add_text(xmp, "a:b", "<&>");
    xmp_add_words(xmp, "dc:title", "Wir & ihr", NULL);
    xmp_add_person(xmp, "dc:creator", "Wir & Co.");
    xmp_add_words(xmp, "dc:description", "Eine Bank", "de-simple");
    xmp_end(xmp);
    g_assert_cmpstr(
        xmp->str, ==,
        "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
        "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
        "<rdf:Description rdf:about=\"\"\n"
        " xmlns:dc=\"http://purl.org/dc/elements/1.1/\"\n"
        " xmlns:a=\"http://example.org/a/\">\n"
        "<a:b>&lt;&amp;&gt;</a:b>\n"
        "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">Wir &amp; ihr</rdf:li>"
        "</rdf:Alt></dc:title>\n"
        "<dc:creator><rdf:Seq><rdf:li>Wir &amp; Co.</rdf:li></rdf:Seq></dc:creator>\n"
        "<dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">Eine Bank</rdf:li>"
        "<rdf:li xml:lang=\"de-simple\">Eine Bank</rdf:li></rdf:Alt></dc:description>\n"
        "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>\n");
}

static const UnitTest tests[] = {
    TEST(packet_says_its_words_by_language),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
