#include "batch/message.h"

#include <string.h>

/* Numbers travel as 32 bits, texts as length and bytes; NULL has a length of its own.
 */
static const guint32 no_text = 0xFFFFFFFF;

typedef struct {
    const guint8 *at;
} Cursor;

static void put_number(GByteArray *bytes, guint32 number) {
    g_byte_array_append(bytes, (const guint8 *)&number, sizeof number);
}

static void put_text(GByteArray *bytes, const char *text) {
    if (text == NULL) {
        put_number(bytes, no_text);
        return;
    }
    put_number(bytes, (guint32)strlen(text));
    g_byte_array_append(bytes, (const guint8 *)text, (guint)strlen(text));
}

static guint32 take_number(Cursor *cursor) {
    guint32 number;

    memcpy(&number, cursor->at, sizeof number);
    cursor->at += sizeof number;
    return number;
}

static char *take_text(Cursor *cursor) {
    guint32 length = take_number(cursor);
    char *text;

    if (length == no_text)
        return NULL;
    text = g_strndup((const char *)cursor->at, length);
    cursor->at += length;
    return text;
}

static void put_finding(GByteArray *bytes, const Finding *finding) {
    put_number(bytes, finding->severity);
    put_text(bytes, finding->id);
    put_text(bytes, finding->file);
    put_number(bytes, finding->line);
    put_number(bytes, finding->column);
    put_number(bytes, finding->width);
    put_text(bytes, finding->excerpt);
    put_number(bytes, finding->caret);
    put_text(bytes, finding->message);
    put_number(bytes, finding->subjects->len);
    for (guint i = 0; i < finding->subjects->len; i++)
        put_text(bytes, g_ptr_array_index(finding->subjects, i));
}

static Finding *take_finding(Cursor *cursor) {
    Finding *finding = g_new0(Finding, 1);
    guint32 subjects;

    finding->severity = (Severity)take_number(cursor);
    finding->id = take_text(cursor);
    finding->file = take_text(cursor);
    finding->line = take_number(cursor);
    finding->column = take_number(cursor);
    finding->width = take_number(cursor);
    finding->excerpt = take_text(cursor);
    finding->caret = take_number(cursor);
    finding->message = take_text(cursor);
    finding->subjects = g_ptr_array_new_with_free_func(g_free);
    subjects = take_number(cursor);
    for (guint32 i = 0; i < subjects; i++)
        g_ptr_array_add(finding->subjects, take_text(cursor));
    return finding;
}

static void put_product(GByteArray *bytes, const Product *product) {
    Output output = OUTPUT_PDF;

    output_find(product->kind, &output);
    put_text(bytes, product->path);
    put_number(bytes, output);
    put_text(bytes, product->sha256);
    put_number(bytes, (guint32)product->bytes);
}

static Product *take_product(Cursor *cursor) {
    Product *product = g_new0(Product, 1);

    product->path = take_text(cursor);
    product->kind = output_to_text((Output)take_number(cursor));
    product->sha256 = take_text(cursor);
    product->bytes = take_number(cursor);
    return product;
}

GByteArray *message_pack(guint poster, const Diagnostics *diagnostics,
                         const Outcome *outcome) {
    GByteArray *bytes = g_byte_array_new();
    guint32 length;

    put_number(bytes, 0);
    put_number(bytes, poster);
    put_number(bytes, diagnostics->findings->len);
    for (guint i = 0; i < diagnostics->findings->len; i++)
        put_finding(bytes, g_ptr_array_index(diagnostics->findings, i));
    put_text(bytes, outcome->problem);
    put_number(bytes, outcome->products->len);
    for (guint i = 0; i < outcome->products->len; i++)
        put_product(bytes, g_ptr_array_index(outcome->products, i));
    length = bytes->len;
    memcpy(bytes->data, &length, sizeof length);
    return bytes;
}

bool message_unpack(GByteArray *bytes, guint *poster, GPtrArray *findings,
                    Outcome **outcome) {
    Cursor cursor = {bytes->data};
    guint32 length, count;

    if (bytes->len < sizeof length)
        return false;
    length = take_number(&cursor);
    if (bytes->len < length)
        return false;
    *poster = take_number(&cursor);
    *outcome = outcome_new();
    count = take_number(&cursor);
    for (guint32 i = 0; i < count; i++)
        g_ptr_array_add(findings, take_finding(&cursor));
    (*outcome)->problem = take_text(&cursor);
    count = take_number(&cursor);
    for (guint32 i = 0; i < count; i++)
        g_ptr_array_add((*outcome)->products, take_product(&cursor));
    g_byte_array_remove_range(bytes, 0, length);
    return true;
}
