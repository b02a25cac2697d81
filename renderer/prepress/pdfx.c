#include "prepress/pdfx.h"

#include "base/checksum.h"
#include "base/xmp.h"

#include <string.h>

enum { CATALOG, INFO, PAGES, PAGE, CONTENTS, INTENT, METADATA, OBJECTS };

enum { PROFILE_LEVEL = 12 };

PdfPart *pdfx_profile_part(Profile *profile) {
    PdfPart *part = pdf_part_new();
    gsize length = 0;
    const void *bytes =
        profile == NULL ? "" : g_bytes_get_data(profile_bytes(profile), &length);

    pdf_part_begin(part, pdf_part_reserve(part));
    pdf_part_text(part, "<</N 4");
    pdf_part_end_stream(part, &(PdfStream){bytes, length, PROFILE_LEVEL, NULL});
    return part;
}

const char *pdfx_version(Standard standard) {
    return standard == STANDARD_X4 ? "1.6" : "1.4";
}

/* What a file calls it. */
static const char *const names[] = {
    [STANDARD_X4] = "PDF/X-4",
    [STANDARD_X1A] = "PDF/X-1a:2003",
    [STANDARD_X3] = "PDF/X-3:2003",
};

const char *pdfx_standard_name(Standard standard) {
    return names[standard];
}

static void write_words(PdfPart *part, const char *key, const char *text) {
    pdf_part_text(part, key);
    pdf_part_words(part, text);
}

/* "D:20261122000000Z" of "2026-11-22T00:00:00Z". */
static char *pdf_date(const char *iso) {
    GString *date = g_string_new("D:");

    for (; *iso != '\0'; iso++) {
        if (g_ascii_isdigit(*iso) || *iso == 'Z')
            g_string_append_c(date, *iso);
    }
    return g_string_free(date, FALSE);
}

static void write_catalog(PdfPart *part, const PdfxPage *page) {
    pdf_part_begin(part, CATALOG);
    pdf_part_text(part, "<</Type/Catalog/Version");
    pdf_part_name(part, pdfx_version(page->standard));
    pdf_part_text(part, "/Pages ");
    pdf_part_reference(part, PAGES);
    write_words(part, "/Lang ", page->language);
    pdf_part_text(part, "/OutputIntents[");
    pdf_part_reference(part, INTENT);
    pdf_part_text(part, "]/Metadata ");
    pdf_part_reference(part, METADATA);
    pdf_part_text(part, "/ViewerPreferences<</DisplayDocTitle true>>>>");
    pdf_part_end(part);
}

static void write_info(PdfPart *part, const PdfxPage *page) {
    g_autofree char *date = pdf_date(page->date);

    pdf_part_begin(part, INFO);
    write_words(part, "<</Title ", page->title);
    write_words(part, "/Creator ", "plakat " PLAKAT_VERSION);
    write_words(part, "/Producer ", "plakat " PLAKAT_VERSION);
    write_words(part, "/CreationDate ", date);
    write_words(part, "/ModDate ", date);
    write_words(part, "/Trapped/False/GTS_PDFXVersion ", names[page->standard]);
    pdf_part_text(part, ">>");
    pdf_part_end(part);
}

static void write_pages(PdfPart *part) {
    pdf_part_begin(part, PAGES);
    pdf_part_text(part, "<</Type/Pages/Count 1/Kids[");
    pdf_part_reference(part, PAGE);
    pdf_part_text(part, "]>>");
    pdf_part_end(part);
}

static void write_box(PdfPart *part, const char *key, Rect box) {
    const double corners[4] = {box.x, box.y, box.x + box.width, box.y + box.height};

    pdf_part_text(part, key);
    pdf_part_numbers(part, corners, 4, 4);
}

static void write_page(PdfPart *part, const PdfxPage *page) {
    static const char content[] = "/Poster Do\n";

    pdf_part_begin(part, PAGE);
    pdf_part_text(part, "<</Type/Page/Parent ");
    pdf_part_reference(part, PAGES);
    write_box(part, "/MediaBox", page->media);
    write_box(part, "/BleedBox", page->bleed);
    write_box(part, "/TrimBox", page->trim);
    if (page->standard == STANDARD_X4)
        pdf_part_text(part,
                      "/Group<</Type/Group/S/Transparency/I true/CS/DeviceCMYK>>");
    pdf_part_text(part, "/Resources<</XObject<</Poster ");
    pdf_part_slot(part, PDFX_SLOT_CONTENT);
    pdf_part_text(part, ">>>>/Contents ");
    pdf_part_reference(part, CONTENTS);
    pdf_part_text(part, ">>");
    pdf_part_end(part);
    pdf_part_begin(part, CONTENTS);
    pdf_part_text(part, "<<");
    pdf_part_end_stream(part, &(PdfStream){content, strlen(content), 0, NULL});
}

/* A condition that is not in the ICC's registry describes itself. */
static void write_intent(PdfPart *part, const PdfxPage *page) {
    const Condition *condition = page->condition;

    pdf_part_begin(part, INTENT);
    pdf_part_text(part, "<</Type/OutputIntent/S/GTS_PDFX/DestOutputProfile ");
    pdf_part_slot(part, PDFX_SLOT_PROFILE);
    write_words(part, "/OutputConditionIdentifier ",
                condition->registered != NULL ? condition->registered
                                              : condition->name);
    if (condition->registered != NULL)
        write_words(part, "/RegistryName ", "http://www.color.org");
    write_words(part, "/Info ", condition->title);
    pdf_part_text(part, ">>");
    pdf_part_end(part);
}

/* --- XMP -----------------------------------------------------------------------------
 */

/* A name-based UUID's shape (RFC 4122, version 5) from what the page shows. */
static char *uuid_of(const PdfxPage *page) {
    bool is_other = page->standard != STANDARD_X4;
    g_autofree char *text = g_strconcat(
        page->content, " ", page->condition->name, page->is_back ? " back" : "",
        is_other ? " " : "", is_other ? names[page->standard] : "",
        page->order != NULL ? " for " : "", page->order != NULL ? page->order : "",
        NULL);
    g_autofree char *hex = checksum_of(text, strlen(text));

    return g_strdup_printf("uuid:%.8s-%.4s-5%.3s-a%.3s-%.12s", hex, hex + 8, hex + 12,
                           hex + 15, hex + 18);
}

static const XmpNamespace namespaces[] = {
    XMP_DUBLIN_CORE,
    {"xmp", "http://ns.adobe.com/xap/1.0/"},
    {"xmpMM", "http://ns.adobe.com/xap/1.0/mm/"},
    {"pdf", "http://ns.adobe.com/pdf/1.3/"},
    {"pdfx", "http://ns.adobe.com/pdfx/1.3/"},
    {"pdfxid", "http://www.npes.org/pdfx/ns/id/"},
    XMP_PLAKAT,
    {0},
};

static void add_poster(GString *xmp, const PdfxPage *page) {
    if (page->motif == NULL)
        return;
    xmp_add_text(xmp, "plakat:Motif", page->motif);
    xmp_add_text(xmp, "plakat:Size", page->size);
    xmp_add_text(xmp, "plakat:Language", page->language);
    if (page->row != NULL)
        xmp_add_text(xmp, "plakat:Row", page->row);
    if (page->order != NULL)
        xmp_add_text(xmp, "plakat:Order", page->order);
}

static char *make_xmp(const PdfxPage *page) {
    GString *xmp = xmp_begin(namespaces);
    g_autofree char *uuid = uuid_of(page);

    xmp_add_text(xmp, "dc:format", "application/pdf");
    xmp_add_words(xmp, "dc:title", page->title, NULL);
    xmp_add_text(xmp, "xmp:CreateDate", page->date);
    xmp_add_text(xmp, "xmp:ModifyDate", page->date);
    xmp_add_text(xmp, "xmp:MetadataDate", page->date);
    xmp_add_text(xmp, "xmp:CreatorTool", "plakat " PLAKAT_VERSION);
    xmp_add_text(xmp, "xmpMM:DocumentID", uuid);
    xmp_add_text(xmp, "xmpMM:InstanceID", uuid);
    xmp_add_text(xmp, "xmpMM:VersionID", "1");
    xmp_add_text(xmp, "xmpMM:RenditionClass", "default");
    xmp_add_text(xmp, "pdf:Producer", "plakat " PLAKAT_VERSION);
    xmp_add_text(xmp, "pdf:Trapped", "False");
    if (page->standard == STANDARD_X4)
        xmp_add_text(xmp, "pdfxid:GTS_PDFXVersion", names[page->standard]);
    else
        xmp_add_text(xmp, "pdfx:GTS_PDFXVersion", names[page->standard]);
    xmp_add_text(xmp, "pdfx:ContentID", page->content);
    if (page->scale != NULL)
        xmp_add_text(xmp, "pdfx:Scale", page->scale);
    add_poster(xmp, page);
    xmp_end(xmp);
    return g_string_free(xmp, FALSE);
}

/* Not compressed, so that it can be found by those who know no PDF. */
static void write_metadata(PdfPart *part, const PdfxPage *page) {
    g_autofree char *xmp = make_xmp(page);

    pdf_part_begin(part, METADATA);
    pdf_part_text(part, "<</Type/Metadata/Subtype/XML");
    pdf_part_end_stream(part, &(PdfStream){xmp, strlen(xmp), 0, NULL});
}

PdfPart *pdfx_document_part(const PdfxPage *page) {
    PdfPart *part = pdf_part_new();

    for (int i = 0; i < OBJECTS; i++)
        pdf_part_reserve(part);
    write_catalog(part, page);
    write_info(part, page);
    write_pages(part);
    write_page(part, page);
    write_intent(part, page);
    write_metadata(part, page);
    return part;
}
