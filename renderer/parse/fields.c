#include "parse/fields.h"

#include "base/units.h"
#include "model/box.h"
#include "model/ink.h"

#include <string.h>

typedef struct {
    GString *bytes;
    const char *filled;
} Append;

static void append_numbers(GString *bytes, const double *numbers, guint count) {
    g_string_append_len(bytes, (const char *)numbers,
                        (gssize)(count * sizeof *numbers));
}

static void append_integer(GString *bytes, int number) {
    g_string_append_len(bytes, (const char *)&number, sizeof number);
}

static void append_lengths(GString *bytes, const Length *lengths, guint count) {
    for (guint i = 0; i < count; i++) {
        append_numbers(bytes, &lengths[i].value, 1);
        append_integer(bytes, (int)lengths[i].unit);
    }
}

static void append_text(GString *bytes, const char *text) {
    g_string_append(bytes, text != NULL ? text : "\1");
    g_string_append_c(bytes, '\0');
}

static void append_texts(GString *bytes, const GPtrArray *texts) {
    append_integer(bytes, texts == NULL ? -1 : (int)texts->len);
    for (guint i = 0; texts != NULL && i < texts->len; i++)
        append_text(bytes, g_ptr_array_index(texts, i));
}

static void append_anchor(GString *bytes, const Anchor *anchor) {
    append_integer(bytes, anchor->is_set);
    append_integer(bytes, anchor->x);
    append_integer(bytes, anchor->y);
}

static void append_value(GString *bytes, const void *field, ValueType type) {
    switch (type) {
    case VALUE_COLOUR:
        append_numbers(bytes, field, 3);
        break;
    case VALUE_YES_NO:
        append_integer(bytes, *(const bool *)field);
        break;
    case VALUE_WORD:
    case VALUE_INTEGER:
        append_integer(bytes, *(const int *)field);
        break;
    case VALUE_ANCHOR:
        append_anchor(bytes, field);
        break;
    case VALUE_NUMBER:
    case VALUE_PERCENT:
        append_numbers(bytes, field, 1);
        break;
    case VALUE_POINT:
    case VALUE_SHARES:
        append_numbers(bytes, field, 2);
        break;
    case VALUE_VIEW:
        append_numbers(bytes, field, 4);
        break;
    case VALUE_LENGTH:
        append_lengths(bytes, field, 1);
        break;
    case VALUE_PAIR:
        append_lengths(bytes, field, 2);
        break;
    case VALUE_SIDES:
        append_lengths(bytes, field, 4);
        break;
    case VALUE_TEXTS:
    case VALUE_FEATURES:
    case VALUE_NAMES:
        append_texts(bytes, *(GPtrArray *const *)field);
        break;
    case VALUE_NAME_PAIR:
        append_text(bytes, ((const char *const *)field)[0]);
        append_text(bytes, ((const char *const *)field)[1]);
        break;
    default:
        append_text(bytes, *(const char *const *)field);
        break;
    }
}

static void append_key(const Key *key, void *data) {
    const Append *append = data;

    if (key->offset >= 0)
        append_value(append->bytes, append->filled + key->offset, key->type);
}

void fields_append(GString *bytes, const void *filled, const Section *section) {
    Append append = {bytes, filled};

    section_visit(section, append_key, &append);
}
