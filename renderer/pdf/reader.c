#include "pdf/reader.h"

#include "base/translate.h"
#include "pdf/flate.h"
#include "pdf/parser.h"

#include <string.h>

enum {
    /* Of the end of a file: there it says where the table is. */
    TAIL_BYTES = 1024,
    /* 7.5.4: "0000000000 00000 n" and two bytes of line end. */
    ENTRY_BYTES = 20,
    OFFSET_DIGITS = 10,
    GENERATION_DIGITS = 5
};

struct PdfFile {
    GBytes *bytes;
    const char *text; /* those bytes */
    gsize length;
    bool is_own; /* made by our writer */
    PdfParser parser;
    gsize table;    /* where the table begins */
    gsize tail;     /* and "startxref" */
    gsize *offsets; /* of the objects; 0: a free number */
    PdfObject *objects;
    guint size;       /* of both */
    gsize read_bytes; /* of all objects up to now */
    PdfValue trailer;
    const PdfObject *page;
};

static const PdfObject nothing = {.value = {.kind = PDF_NULL}};

static bool fail(GError **error, const char *problem) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("cannot read the PDF: %s"), _(problem));
    return false;
}

static void read_token(const PdfFile *self, gsize at, Token *token) {
    token_read(self->text, self->length, at, token);
}

/* `*at` stands before a whole number of at most `most`, and then behind it. */
static bool read_whole(const PdfFile *self, gsize *at, gsize most, gsize *number) {
    Token token;

    read_token(self, *at, &token);
    if (token.kind != TOKEN_NUMBER || token.number < 0 || token.number > (double)most ||
        token.number != (double)(gsize)token.number)
        return false;
    *number = (gsize)token.number;
    *at = token.end;
    return true;
}

/* `*at` stands before this word, and then behind it. */
static bool read_word(const PdfFile *self, gsize *at, const char *word) {
    Token token;

    read_token(self, *at, &token);
    if (!token_is_word(self->text, &token, word))
        return false;
    *at = token.end;
    return true;
}

static bool has_bytes(const PdfFile *self, gsize at, const char *bytes) {
    gsize length = strlen(bytes);

    return at <= self->length && self->length - at >= length &&
           memcmp(self->text + at, bytes, length) == 0;
}

/* --- the table --- */

static bool find_table(PdfFile *self, GError **error) {
    gsize from = self->length - MIN(self->length, TAIL_BYTES), end = self->length, at;

    if (!has_bytes(self, 0, "%PDF-1."))
        return fail(error, N_("it does not begin as one of version 1"));
    while (end > from && token_is_space(self->text[end - 1]))
        end--;
    at = end - MIN(end - from, strlen("%%EOF"));
    if (!has_bytes(self, at, "%%EOF"))
        return fail(error, N_("it has no end"));
    while (at > from && !has_bytes(self, at, "startxref"))
        at--;
    self->tail = at;
    if (!read_word(self, &at, "startxref") ||
        !read_whole(self, &at, self->tail, &self->table) || self->table == 0)
        return fail(error, N_("it does not say where its table of objects is"));
    return true;
}

static bool all_digits(const char *at, guint count) {
    for (guint i = 0; i < count; i++)
        if (!g_ascii_isdigit(at[i]))
            return false;
    return true;
}

static bool read_entry(const PdfFile *self, gsize at, gsize *offset, GError **error) {
    const char *entry = self->text + at;
    const char *generation = entry + OFFSET_DIGITS + 1;
    bool is_free = entry[17] == 'f';

    if (!all_digits(entry, OFFSET_DIGITS) || entry[OFFSET_DIGITS] != ' ' ||
        !all_digits(generation, GENERATION_DIGITS) || entry[16] != ' ' ||
        (entry[17] != 'n' && !is_free) || !token_is_space(entry[18]) ||
        !token_is_space(entry[19]))
        return pdf_parser_fail(at, N_("a damaged table of objects"), error);
    if (!is_free && memcmp(generation, "00000", GENERATION_DIGITS) != 0)
        return pdf_parser_fail(at, N_("an object of another generation than 0"), error);
    *offset = 0;
    for (int i = 0; !is_free && i < OFFSET_DIGITS; i++)
        *offset = *offset * 10 + (gsize)(entry[i] - '0');
    if (!is_free && (*offset == 0 || *offset >= self->table))
        return pdf_parser_fail(at, N_("an object outside of the file"), error);
    return true;
}

static bool read_trailer(PdfFile *self, gsize at, GError **error) {
    static const char *const unknown[] = {"Encrypt", "Prev", "XRefStm"};
    Token after;

    if (!read_word(self, &at, "trailer"))
        return pdf_parser_fail(at, N_("a table of objects in parts"), error);
    if (!pdf_parser_read(&self->parser, at, &self->trailer, &after, error))
        return false;
    if (self->trailer.kind != PDF_DICTIONARY || after.start != self->tail)
        return pdf_parser_fail(at, N_("a trailer that is none"), error);
    if (pdf_value_number(pdf_value_find(&self->trailer, "Size"), 0) != self->size)
        return pdf_parser_fail(at, N_("a table of objects of another size"), error);
    for (size_t i = 0; i < G_N_ELEMENTS(unknown); i++)
        if (pdf_value_find(&self->trailer, unknown[i]) != NULL)
            return pdf_parser_fail(
                at, N_("a file that is encrypted, changed later or has two tables"),
                error);
    return true;
}

static bool read_table(PdfFile *self, GError **error) {
    gsize at = self->table, first = 0, count = 0;

    if (!read_word(self, &at, "xref") || !read_whole(self, &at, 0, &first) ||
        !read_whole(self, &at, self->length / ENTRY_BYTES, &count) || count == 0)
        return pdf_parser_fail(self->table, N_("no table of all objects"), error);
    while (at < self->length && token_is_space(self->text[at]))
        at++;
    if (self->length - at < count * ENTRY_BYTES)
        return pdf_parser_fail(at, N_("a damaged table of objects"), error);
    self->size = (guint)count;
    self->offsets = g_new(gsize, count);
    self->objects = g_new0(PdfObject, count);
    for (guint i = 0; i < self->size; i++, at += ENTRY_BYTES)
        if (!read_entry(self, at, &self->offsets[i], error))
            return false;
    return read_trailer(self, at, error);
}

/* --- objects --- */

/* `*at` then stands behind "12 0 obj". */
static bool read_head(const PdfFile *self, guint number, gsize *at, GError **error) {
    gsize start = self->offsets[number], found = 0, generation = 0;

    *at = start;
    if (start == 0 || !read_whole(self, at, G_MAXUINT32, &found) || found != number ||
        !read_whole(self, at, 0, &generation) || !read_word(self, at, "obj"))
        return pdf_parser_fail(start, N_("not the object that should be there"), error);
    return true;
}

/* The length itself may be an object: it must be a simple one. */
static bool read_length(const PdfFile *self, const PdfValue *value, gsize at,
                        gsize *length, GError **error) {
    gsize inner = 0;

    if (value != NULL && value->kind == PDF_REFERENCE &&
        value->reference < self->size) {
        if (!read_head(self, value->reference, &inner, error))
            return false;
        if (read_whole(self, &inner, self->length, length) &&
            read_word(self, &inner, "endobj"))
            return true;
    } else if (value != NULL && value->kind == PDF_NUMBER && value->number >= 0 &&
               value->number <= (double)self->length &&
               value->number == (double)(gsize)value->number) {
        *length = (gsize)value->number;
        return true;
    }
    return pdf_parser_fail(at, N_("a stream without its length"), error);
}

/* Its only filter; NULL: none, or more than one. */
static const PdfValue *filter_of(const PdfValue *dictionary) {
    const PdfValue *filter = pdf_value_find(dictionary, "Filter");

    if (filter != NULL && filter->kind == PDF_ARRAY && filter->count == 1)
        return &filter->items[0];
    return filter;
}

static bool check_stream(const PdfFile *self, const PdfValue *dictionary, gsize at,
                         GError **error) {
    const PdfValue *filter = filter_of(dictionary);
    const PdfValue *type = pdf_value_find(dictionary, "Type");

    if (pdf_value_find(dictionary, "F") != NULL)
        return pdf_parser_fail(at, N_("a stream in another file"), error);
    if (pdf_value_is_name(type, "ObjStm") || pdf_value_is_name(type, "XRef"))
        return pdf_parser_fail(at, N_("objects in a stream"), error);
    if (filter == NULL || pdf_value_is_name(filter, "DCTDecode"))
        return true;
    if (!pdf_value_is_name(filter, "FlateDecode"))
        return pdf_parser_fail(at, N_("a filter that is neither Flate nor DCT"), error);
    if (!self->is_own && pdf_value_find(dictionary, "DecodeParms") != NULL)
        return pdf_parser_fail(at, N_("a filter with parameters"), error);
    return true;
}

/* `*at` stands behind "stream", and then behind "endstream". */
static bool read_stream(const PdfFile *self, PdfObject *object, gsize *at,
                        GError **error) {
    const PdfValue *value = pdf_value_find(&object->value, "Length");
    gsize start = *at, length = 0, end;

    if (object->value.kind != PDF_DICTIONARY)
        return pdf_parser_fail(start, N_("a stream without a dictionary"), error);
    if (!check_stream(self, &object->value, start, error) ||
        !read_length(self, value, start, &length, error))
        return false;
    start += start < self->length && self->text[start] == '\r';
    start += start < self->length && self->text[start] == '\n';
    if (self->text[start - 1] != '\n' || length > self->length - start)
        return pdf_parser_fail(*at, N_("a stream that never ends"), error);
    end = start + length;
    while (end < self->length && token_is_space(self->text[end]))
        end++;
    if (!has_bytes(self, end, "endstream"))
        return pdf_parser_fail(*at, N_("a stream of another length"), error);
    object->stream = (const guint8 *)self->text + start;
    object->length = length;
    *at = end + strlen("endstream");
    return true;
}

static bool read_object(PdfFile *self, guint number, GError **error) {
    PdfObject *object = &self->objects[number];
    gsize start = self->offsets[number], at;
    Token after;

    if (!read_head(self, number, &at, error) ||
        !pdf_parser_read(&self->parser, at, &object->value, &after, error))
        return false;
    if (object->value.kind == PDF_REFERENCE)
        return pdf_parser_fail(start, N_("an object that is only a reference"), error);
    at = after.start;
    if (token_is_word(self->text, &after, "stream")) {
        at = after.end;
        if (!read_stream(self, object, &at, error))
            return false;
    }
    if (!read_word(self, &at, "endobj"))
        return pdf_parser_fail(start, N_("an object that never ends"), error);
    /* Else a small file could make much work. */
    self->read_bytes += at - start;
    if (self->read_bytes > self->length)
        return pdf_parser_fail(start, N_("objects inside of each other"), error);
    return true;
}

static bool read_objects(PdfFile *self, GError **error) {
    for (guint i = 1; i < self->size; i++)
        if (self->offsets[i] != 0 && !read_object(self, i, error))
            return false;
    return true;
}

/* --- the file --- */

static bool find_page(PdfFile *self, GError **error) {
    const PdfValue *catalog = pdf_file_find(self, &self->trailer, "Root");
    const PdfValue *pages = pdf_file_find(self, catalog, "Pages");
    const PdfValue *kids = pdf_file_find(self, pages, "Kids");

    if (kids == NULL || kids->kind != PDF_ARRAY)
        return fail(error, N_("it has no pages"));
    if (kids->count != 1 || kids->items[0].kind != PDF_REFERENCE)
        return fail(error, N_("it has more or less than one page"));
    self->page = pdf_file_object(self, kids->items[0].reference);
    if (!pdf_value_is_name(pdf_file_find(self, &self->page->value, "Type"), "Page"))
        return fail(error, N_("its page is none"));
    return true;
}

static PdfFile *read_file(GBytes *bytes, bool is_own, GError **error) {
    g_autoptr(PdfFile) self = g_new0(PdfFile, 1);

    self->is_own = is_own;
    self->bytes = g_bytes_ref(bytes);
    self->text = g_bytes_get_data(bytes, &self->length);
    pdf_parser_init(&self->parser, self->text, self->length);
    if (!find_table(self, error) || !read_table(self, error) ||
        !read_objects(self, error) || !find_page(self, error))
        return NULL;
    return g_steal_pointer(&self);
}

PdfFile *pdf_file_read(GBytes *bytes, GError **error) {
    return read_file(bytes, false, error);
}

PdfFile *pdf_file_read_own(GBytes *bytes, GError **error) {
    return read_file(bytes, true, error);
}

void pdf_file_free(PdfFile *self) {
    if (self == NULL)
        return;
    pdf_parser_clear(&self->parser);
    g_free(self->offsets);
    g_free(self->objects);
    g_bytes_unref(self->bytes);
    g_free(self);
}

guint pdf_file_size(const PdfFile *self) {
    return self->size;
}

const PdfObject *pdf_file_object(const PdfFile *self, guint number) {
    return number < self->size ? &self->objects[number] : &nothing;
}

const PdfObject *pdf_file_page(const PdfFile *self) {
    return self->page;
}

const PdfValue *pdf_file_resolve(const PdfFile *self, const PdfValue *value) {
    if (value == NULL || value->kind != PDF_REFERENCE)
        return value;
    return &pdf_file_object(self, value->reference)->value;
}

const PdfValue *pdf_file_find(const PdfFile *self, const PdfValue *dictionary,
                              const char *key) {
    return pdf_file_resolve(self, pdf_value_find(dictionary, key));
}

/* --- streams --- */

static GBytes *fail_stream(GError **error, const char *problem) {
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("cannot read a stream of the PDF: %s"), _(problem));
    return NULL;
}

GBytes *pdf_file_inflate(const PdfFile *self, const PdfObject *object, gsize limit,
                         GError **error) {
    const PdfValue *filter = filter_of(&object->value);
    GBytes *result = NULL;

    if (object->stream == NULL)
        return fail_stream(error, N_("not a stream"));
    if (filter != NULL && !pdf_value_is_name(filter, "FlateDecode"))
        return fail_stream(error, N_("another filter than Flate"));
    if (filter == NULL && object->length <= limit)
        return g_bytes_new_from_bytes(
            self->bytes, (gsize)((const char *)object->stream - self->text),
            object->length);
    switch (filter == NULL
                ? FLATE_TOO_LARGE
                : flate_expand(object->stream, object->length, limit, &result)) {
    case FLATE_FINE:
        return result;
    case FLATE_DAMAGED:
        return fail_stream(error, N_("damaged data"));
    case FLATE_TOO_LARGE:
        break;
    }
    return fail_stream(error, N_("too much data"));
}
