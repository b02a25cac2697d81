#include "preflight/file_index.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRY = 20, TAIL = 64, SUBTREE_MAX = 4096, SUBTREE_BYTES = 32 << 20 };

typedef struct {
    gsize start, end; /* behind "1 0 obj" to before the next one; 0: none */
} Span;

struct FileIndex {
    const char *bytes;
    gsize length;
    guint count;
    Span *spans;
};

/* --- the table -----------------------------------------------------------------------
 */

/* A whole number and where it ends; NULL: none is there. */
static const char *read_number(const char *at, const char *end, gsize *number) {
    const char *first = at;

    for (*number = 0; at < end && g_ascii_isdigit(*at) && at - first < 12; at++)
        *number = *number * 10 + (gsize)(*at - '0');
    return at > first ? at : NULL;
}

static const char *skip(const char *at, const char *end, const char *word) {
    gsize length = strlen(word);

    if (at == NULL || (gsize)(end - at) < length || memcmp(at, word, length) != 0)
        return NULL;
    return at + length;
}

static const char *find_table(const FileIndex *self) {
    static const char word[] = "startxref\n";
    const char *end = self->bytes + self->length;
    const char *from = self->bytes + (self->length > TAIL ? self->length - TAIL : 0);
    const char *at = g_strstr_len(from, end - from, word);
    gsize offset;

    if (at == NULL || read_number(at + strlen(word), end, &offset) == NULL ||
        offset >= self->length)
        return NULL;
    return self->bytes + offset;
}

static int by_start(const void *first, const void *second) {
    gsize a = (*(Span *const *)first)->start, b = (*(Span *const *)second)->start;

    return (a > b) - (a < b);
}

/* An object ends where the next one begins, or the table. */
static void set_ends(FileIndex *self, gsize table) {
    g_autofree Span **order = g_new(Span *, self->count + 1);
    guint used = 0;

    for (guint i = 0; i < self->count; i++)
        if (self->spans[i].start > 0)
            order[used++] = &self->spans[i];
    qsort(order, used, sizeof *order, by_start);
    for (guint i = 0; i < used; i++)
        order[i]->end = i + 1 < used ? order[i + 1]->start : table;
}

/* Moves the start behind "12 0 obj". */
static bool skip_heading(FileIndex *self, guint number) {
    Span *span = &self->spans[number];
    const char *end = self->bytes + self->length;
    gsize found;
    const char *at = read_number(self->bytes + span->start, end, &found);

    at = skip(at, end, " 0 obj\n");
    if (at == NULL || found != number)
        return false;
    span->start = (gsize)(at - self->bytes);
    return span->start <= span->end;
}

static bool read_entries(FileIndex *self, const char *at) {
    for (guint i = 0; i < self->count; i++, at += ENTRY) {
        gsize offset;

        if (read_number(at, at + 10, &offset) != at + 10 || at[10] != ' ')
            return false;
        if (at[17] == 'n' && offset > 0 && offset < self->length)
            self->spans[i].start = offset;
    }
    return true;
}

static bool read_table(FileIndex *self) {
    const char *end = self->bytes + self->length;
    const char *table = find_table(self);
    gsize count = 0;
    const char *at = skip(table, end, "xref\n0 ");

    at = at == NULL ? NULL : skip(read_number(at, end, &count), end, "\n");
    if (at == NULL || count > (gsize)(end - at) / ENTRY)
        return false;
    self->count = (guint)count;
    self->spans = g_new0(Span, count + 1);
    if (!read_entries(self, at))
        return false;
    set_ends(self, (gsize)(table - self->bytes));
    for (guint i = 0; i < self->count; i++)
        if (self->spans[i].start > 0 && !skip_heading(self, i))
            return false;
    return true;
}

FileIndex *file_index_new(GBytes *bytes) {
    g_autoptr(FileIndex) self = g_new0(FileIndex, 1);

    self->bytes = g_bytes_get_data(bytes, &self->length);
    return self->length > 0 && read_table(self) ? g_steal_pointer(&self) : NULL;
}

void file_index_free(FileIndex *self) {
    if (self == NULL)
        return;
    g_free(self->spans);
    g_free(self);
}

/* --- what belongs together -----------------------------------------------------------
 */

typedef struct {
    const FileIndex *index;
    GByteArray *bytes;
    GArray *numbers;
    guint *places; /* by number: where it stands in `numbers`, plus 1 */
} Walk;

static guint32 place_of(Walk *self, guint number) {
    if (self->places[number] == 0) {
        g_array_append_val(self->numbers, number);
        self->places[number] = self->numbers->len;
    }
    return self->places[number];
}

/* Before the "R" of "12 0 R" at `at`: the number and where it begins; NULL: it is no
 * reference. */
static const char *find_reference(const char *from, const char *at, gsize *number) {
    const char *first = at - 3;

    if (at - from < 4 || memcmp(at - 3, " 0 ", 3) != 0)
        return NULL;
    while (first > from && g_ascii_isdigit(first[-1]))
        first--;
    return first < at - 3 && read_number(first, at, number) != NULL ? first : NULL;
}

/* What stands before a stream's bytes; these are taken as they are. */
static const char *find_text_end(const char *at, const char *end) {
    const char *stream = g_strstr_len(at, end - at, "\nstream\n");

    return stream != NULL ? stream : end;
}

static bool add_object(Walk *self, guint number) {
    const Span *span = &self->index->spans[number];
    const char *at = self->index->bytes + span->start;
    const char *end = self->index->bytes + span->end;
    const char *text_end = find_text_end(at, end), *done = at;

    if (span->start == 0)
        return false;
    for (; at < text_end; at++) {
        gsize other;
        const char *reference = *at == 'R' ? find_reference(done, at, &other) : NULL;
        guint32 place;

        if (reference == NULL)
            continue;
        if (other >= self->index->count)
            return false;
        g_byte_array_append(self->bytes, (const guint8 *)done,
                            (guint)(reference - done));
        place = place_of(self, (guint)other);
        g_byte_array_append(self->bytes, (const guint8 *)&place, sizeof place);
        done = at;
    }
    g_byte_array_append(self->bytes, (const guint8 *)done, (guint)(end - done));
    return true;
}

GByteArray *file_index_subtree(const FileIndex *self, guint number, GArray *numbers) {
    g_autofree guint *places = g_new0(guint, self->count + 1);
    Walk walk = {self, g_byte_array_new(), numbers, places};
    bool is_fine = number < self->count;

    g_array_set_size(numbers, 0);
    if (is_fine)
        place_of(&walk, number);
    for (guint i = 0; is_fine && i < numbers->len; i++)
        is_fine = numbers->len <= SUBTREE_MAX && walk.bytes->len <= SUBTREE_BYTES &&
                  add_object(&walk, g_array_index(numbers, guint, i));
    if (is_fine)
        return walk.bytes;
    g_byte_array_unref(walk.bytes);
    return NULL;
}
