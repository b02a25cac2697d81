/* What a file says of itself, in Info, XMP and its output intent (pdfx: 4 to 9). */
#include "preflight/file_judge.h"

#include "base/translate.h"
#include "preflight/file_checks.h"
#include "preflight/file_xmp.h"

#include <string.h>

static const char condition_registry[] = "http://www.color.org";

/* --- texts ---------------------------------------------------------------------------
 */

/* PDFDocEncoding where it is neither ASCII nor Latin-1 (ISO 32000-1, annex D.3), from
 * 0x80. */
static const guint16 special[] = {
    0x2022, 0x2020, 0x2021, 0x2026, 0x2014, 0x2013, 0x0192, 0x2044, 0x2039,
    0x203A, 0x2212, 0x2030, 0x201E, 0x201C, 0x201D, 0x2018, 0x2019, 0x201A,
    0x2122, 0xFB01, 0xFB02, 0x0141, 0x0152, 0x0160, 0x0178, 0x017D, 0x0131,
    0x0142, 0x0153, 0x0161, 0x017E, 0xFFFD, 0x20AC,
};

static char *from_document_encoding(const FileValue *value) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < value->count; i++) {
        guint8 byte = (guint8)value->text[i];

        g_string_append_unichar(
            text, byte >= 0x80 && byte <= 0xA0 ? special[byte - 0x80] : byte);
    }
    return g_string_free(text, FALSE);
}

char *file_text(FilePdf *pdf, const FileValue *value) {
    value = file_pdf_resolve(pdf, value);
    if (value == NULL || value->kind != FILE_STRING)
        return NULL;
    if (value->count >= 2 && memcmp(value->text, "\xFE\xFF", 2) == 0)
        return g_convert(value->text + 2, value->count - 2, "UTF-8", "UTF-16BE", NULL,
                         NULL, NULL);
    if (value->count >= 3 && memcmp(value->text, "\xEF\xBB\xBF", 3) == 0)
        return g_utf8_make_valid(value->text + 3, value->count - 3);
    return from_document_encoding(value);
}

static const FileValue *info_of(const FileJudge *self) {
    return file_pdf_find(self->pdf, file_pdf_trailer(self->pdf), "Info");
}

/* Caller frees; NULL: not there. */
static char *info_text(const FileJudge *self, const char *key) {
    return file_text(self->pdf, file_value_find(info_of(self), key));
}

static const char *xmp_text(const FileJudge *self, const char *name) {
    return self->xmp == NULL ? NULL : g_hash_table_lookup(self->xmp, name);
}

static const FileValue *catalog_of(const FileJudge *self) {
    return file_pdf_find(self->pdf, file_pdf_trailer(self->pdf), "Root");
}

/* The only one of PDF/X, of all that there are; else NULL with their number. */
static const FileValue *find_intent(const FileJudge *self, guint *count) {
    const FileValue *intents =
        file_pdf_find(self->pdf, catalog_of(self), "OutputIntents");
    const FileValue *found = NULL;

    *count = 0;
    for (guint i = 0;
         intents != NULL && intents->kind == FILE_ARRAY && i < intents->count; i++) {
        const FileValue *intent = file_pdf_item(self->pdf, intents, i);

        if (!file_value_is_name(file_pdf_find(self->pdf, intent, "S"), "GTS_PDFX"))
            continue;
        found = intent;
        (*count)++;
    }
    return *count == 1 ? found : NULL;
}

/* --- reading -------------------------------------------------------------------------
 */

static FileLevel find_level(const char *name) {
    for (int level = FILE_LEVEL_X1A_2001; level <= FILE_LEVEL_X4; level++)
        if (g_strcmp0(name, file_level_to_text((FileLevel)level)) == 0)
            return (FileLevel)level;
    return FILE_LEVEL_NONE;
}

/* X-1a:2001 has its name in a key of its own. */
static FileLevel info_level(const FileJudge *self) {
    g_autofree char *version = info_text(self, "GTS_PDFXVersion");
    g_autofree char *conformance = info_text(self, "GTS_PDFXConformance");

    return find_level(g_strcmp0(version, "PDF/X-1:2001") == 0 ? conformance : version);
}

static void read_xmp(FileJudge *self) {
    const FileObject *stream =
        file_pdf_stream(self->pdf, file_value_find(catalog_of(self), "Metadata"));
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (stream == NULL) {
        self->xmp_problem = g_strdup(_("there is none"));
        return;
    }
    bytes = file_pdf_data(self->pdf, stream, &error);
    if (bytes != NULL)
        self->xmp = file_xmp_read(bytes, &error);
    if (error != NULL)
        self->xmp_problem = g_strdup(error->message);
}

static void tell_facts(const FileJudge *self, FileVerdict *verdict) {
    guint count;
    const FileValue *intent = find_intent(self, &count);

    verdict->producer = info_text(self, "Producer");
    verdict->condition =
        file_text(self->pdf, file_value_find(intent, "OutputConditionIdentifier"));
    verdict->motif = g_strdup(xmp_text(self, "plakat:Motif"));
    verdict->size = g_strdup(xmp_text(self, "plakat:Size"));
    verdict->language = g_strdup(xmp_text(self, "plakat:Language"));
    verdict->row = g_strdup(xmp_text(self, "plakat:Row"));
}

FileLevel file_metadata_read(FileJudge *self, FileVerdict *verdict) {
    FileLevel level;
    guint count;

    read_xmp(self);
    tell_facts(self, verdict);
    self->intent_profile = file_pdf_stream(
        self->pdf, file_value_find(find_intent(self, &count), "DestOutputProfile"));
    level = find_level(xmp_text(self, "pdfxid:GTS_PDFXVersion"));
    return level != FILE_LEVEL_NONE ? level : info_level(self);
}

/* --- identification ------------------------------------------------------------------
 */

static void check_identification(FileJudge *self) {
    const char *wanted = file_level_to_text(self->level);
    const char *in_xmp = xmp_text(self, "pdfxid:GTS_PDFXVersion");
    FileLevel in_info = info_level(self);
    g_autofree char *said = info_text(self, "GTS_PDFXVersion");

    if (self->level == FILE_LEVEL_X4 && g_strcmp0(in_xmp, wanted) != 0)
        file_judge_found(self,
                         N_("XMP (pdfxid:GTS_PDFXVersion) says \"%s\", not \"%s\""),
                         in_xmp == NULL ? "" : in_xmp, wanted);
    else if (self->level == FILE_LEVEL_X4 && said != NULL && in_info != self->level)
        file_judge_found(self, N_("Info (GTS_PDFXVersion) says \"%s\", not \"%s\""),
                         said, wanted);
    else if (self->level != FILE_LEVEL_X4 && in_info != self->level)
        file_judge_found(self, N_("Info (GTS_PDFXVersion) says \"%s\", not \"%s\""),
                         said == NULL ? "" : said, wanted);
}

/* --- Info and XMP --------------------------------------------------------------------
 */

static const struct {
    const char *key, *name;
    bool is_needed, is_date;
} pairs[] = {
    {"Title", "dc:title", true, false},
    {"CreationDate", "xmp:CreateDate", true, true},
    {"ModDate", "xmp:ModifyDate", true, true},
    {"Producer", "pdf:Producer", false, false},
    {"Creator", "xmp:CreatorTool", false, false},
    {"Author", "dc:creator", false, false},
    {"Subject", "dc:description", false, false},
    {"Keywords", "pdf:Keywords", false, false},
};

/* "D:20261122143000+01'00'" (ISO 32000-1, 7.9.4) as ISO 8601; NULL when it is none. */
static char *iso_of_info(const char *text) {
    static const char parts[] = "0000-01-01T00:00:00";
    static const guint8 places[] = {0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18, 0};
    g_autofree char *date = g_strdup(parts);
    g_autofree char *zone = NULL;
    int digits = 0;

    if (!g_str_has_prefix(text, "D:"))
        return NULL;
    for (text += 2; g_ascii_isdigit(*text) && digits < 14; text++)
        date[places[digits++]] = *text;
    if (digits < 4 || digits % 2 != 0)
        return NULL;
    if ((*text == '+' || *text == '-') && g_ascii_isdigit(text[1]) &&
        g_ascii_isdigit(text[2])) {
        bool has_minutes =
            text[3] == '\'' && g_ascii_isdigit(text[4]) && g_ascii_isdigit(text[5]);

        zone = g_strdup_printf("%.3s:%.2s", text, has_minutes ? text + 4 : "00");
    }
    return g_strconcat(date, zone == NULL ? "Z" : zone, NULL);
}

/* XMP may leave out the time, or its seconds. */
static GDateTime *date_of_xmp(const char *text) {
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autofree char *whole = strchr(text, 'T') != NULL
                                 ? g_strdup(text)
                                 : g_strconcat(text, "T00:00:00Z", NULL);
    const char *time = strchr(whole, 'T');
    g_autofree char *seconds = NULL;

    if (strlen(time) >= 6 && time[3] == ':' && time[6] != ':')
        seconds =
            g_strdup_printf("%.*s:00%s", (int)(time - whole) + 6, whole, time + 6);
    return g_date_time_new_from_iso8601(seconds != NULL ? seconds : whole, utc);
}

static bool dates_agree(const char *info, const char *xmp) {
    g_autofree char *iso = iso_of_info(info);
    g_autoptr(GDateTime) here = iso == NULL ? NULL : date_of_xmp(iso);
    g_autoptr(GDateTime) there = date_of_xmp(xmp);

    return here != NULL && there != NULL && g_date_time_equal(here, there);
}

static void check_pair(FileJudge *self, guint index) {
    const char *key = pairs[index].key;
    const char *there = xmp_text(self, pairs[index].name);
    g_autofree char *here = info_text(self, key);
    g_autofree char *iso =
        here != NULL && pairs[index].is_date ? iso_of_info(here) : NULL;
    bool agrees;

    if (here == NULL || *here == '\0') {
        if (pairs[index].is_needed)
            file_judge_found(self, N_("Info has no %s"), key);
        return;
    }
    if (pairs[index].is_date && iso == NULL) {
        file_judge_found(self, N_("%s in Info is no date: %s"), key, here);
        return;
    }
    /* Without any XMP there is another finding. */
    if (self->level != FILE_LEVEL_X4 || self->xmp == NULL)
        return;
    agrees = there != NULL && (pairs[index].is_date ? dates_agree(here, there)
                                                    : strcmp(here, there) == 0);
    if (!agrees)
        file_judge_found(self, N_("%s in Info is \"%s\", %s in XMP is \"%s\""), key,
                         here, pairs[index].name, there == NULL ? "" : there);
}

static void check_info(FileJudge *self) {
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++)
        check_pair(self, i);
}

static void check_trapped(FileJudge *self) {
    const FileValue *trapped = file_pdf_find(self->pdf, info_of(self), "Trapped");
    const char *there = xmp_text(self, "pdf:Trapped");
    const char *here =
        trapped != NULL && trapped->kind == FILE_NAME ? trapped->text : "";

    if (strcmp(here, "True") != 0 && strcmp(here, "False") != 0)
        file_judge_found(
            self, N_("Trapped in Info is \"%s\"; it must be True or False"), here);
    else if (self->level == FILE_LEVEL_X4 && self->xmp != NULL &&
             g_strcmp0(there, here) != 0)
        file_judge_found(self,
                         N_("Trapped in Info is \"%s\", pdf:Trapped in XMP is \"%s\""),
                         here, there == NULL ? "" : there);
}

static void check_xmp(FileJudge *self) {
    static const char *const needed[] = {"xmpMM:DocumentID", "xmpMM:VersionID",
                                         "xmpMM:RenditionClass", "xmp:MetadataDate"};

    if (self->xmp == NULL) {
        file_judge_found(self, N_("XMP: %s"), self->xmp_problem);
        return;
    }
    for (guint i = 0; i < G_N_ELEMENTS(needed); i++) {
        const char *text = xmp_text(self, needed[i]);

        if (text == NULL || *text == '\0')
            file_judge_found(self, N_("XMP has no %s"), needed[i]);
    }
}

/* --- output intent -------------------------------------------------------------------
 */

static bool has_text(const FileJudge *self, const FileValue *dictionary,
                     const char *key) {
    g_autofree char *text = file_text(self->pdf, file_value_find(dictionary, key));

    return text != NULL && *text != '\0';
}

static void check_intent(FileJudge *self) {
    guint count;
    const FileValue *intent = find_intent(self, &count);

    if (intent == NULL) {
        file_judge_found(
            self, N_("it has %u output intents of PDF/X; it must have exactly one"),
            count);
        return;
    }
    if (!has_text(self, intent, "OutputConditionIdentifier"))
        file_judge_found(self, N_("its output intent names no printing condition "
                                  "(OutputConditionIdentifier)"));
    if (!has_text(self, intent, "RegistryName") && !has_text(self, intent, "Info"))
        file_judge_found(self,
                         N_("its output intent says neither where its condition is "
                            "registered nor what it is (RegistryName, Info)"));
}

/* X-1a and X-3 may name a registered condition instead. */
static void check_profile(FileJudge *self) {
    guint count;
    const FileValue *intent = find_intent(self, &count);
    const FileObject *profile =
        file_pdf_stream(self->pdf, file_value_find(intent, "DestOutputProfile"));
    g_autofree char *registry =
        file_text(self->pdf, file_value_find(intent, "RegistryName"));
    g_autofree char *problem = NULL;

    if (intent == NULL)
        return;
    if (profile == NULL) {
        if (self->level == FILE_LEVEL_X4 ||
            g_strcmp0(registry, condition_registry) != 0)
            file_judge_found(self, N_("its output intent has no profile"));
        return;
    }
    self->object = profile->number;
    problem = file_profile_intent_problem(self, profile);
    if (problem != NULL)
        file_judge_found(self, "%s", problem);
}

const FileRule file_metadata_rules[] = {
    {.id = "pdfx/identification",
     .clause = N_("ISO 15930, identification"),
     .severity = SEVERITY_ERROR,
     .levels = FILE_X,
     .whole = check_identification},
    {.id = "pdfx/info",
     .clause = N_("ISO 15930, document information"),
     .severity = SEVERITY_ERROR,
     .levels = FILE_X,
     .whole = check_info},
    {.id = "pdfx/trapped",
     .clause = N_("ISO 15930, trapping"),
     .severity = SEVERITY_ERROR,
     .levels = FILE_X,
     .whole = check_trapped},
    {.id = "pdfx/xmp",
     .clause = N_("ISO 15930-7, document metadata"),
     .severity = SEVERITY_ERROR,
     .levels = FILE_X4,
     .whole = check_xmp},
    {.id = "pdfx/output-intent",
     .clause = N_("ISO 15930, output intent"),
     .severity = SEVERITY_ERROR,
     .levels = FILE_X,
     .whole = check_intent},
    {.id = "pdfx/profile",
     .clause = N_("ISO 15930, output intent"),
     .severity = SEVERITY_ERROR,
     .levels = FILE_X,
     .whole = check_profile},
    {0},
};
