#include "preflight/file_room.h"

#include "preflight/file_checks.h"

#include <string.h>

enum { SAMPLES = 16, DEPTH_MAX = 8, VALUE_DEPTH_MAX = 30 };

/* What is kept at most, of bytes and records. */
static const gsize ROOM = (gsize)32 << 20;

struct FileRoom {
    GHashTable *known; /* GByteArray to FileKnown; keys are those of the values */
    gsize used;        /* bytes */
};

typedef struct {
    FileKnown *known;
    GArray *numbers; /* of guint; owned */
} Fresh;

/* --- the room ------------------------------------------------------------------------
 */

/* Drawings differ in their length or all over; the bytes themselves are compared. */
static guint hash_bytes(gconstpointer pointer) {
    const GByteArray *bytes = pointer;
    guint hash = bytes->len;

    for (guint i = 0; i < SAMPLES; i++)
        hash =
            hash * 31 +
            (bytes->len == 0 ? 0 : bytes->data[(gsize)(bytes->len - 1) * i / SAMPLES]);
    return hash;
}

static gboolean bytes_equal(gconstpointer first, gconstpointer second) {
    const GByteArray *a = first, *b = second;

    return a->len == b->len && memcmp(a->data, b->data, a->len) == 0;
}

static void free_ink(gpointer pointer) {
    FileInk *ink = pointer;

    g_free(ink->recipe);
    g_free(ink);
}

static void free_space(gpointer pointer) {
    FileSpace *space = pointer;

    g_free(space->inks);
    g_free(space);
}

static void free_known(gpointer pointer) {
    FileKnown *self = pointer;

    g_byte_array_unref(self->bytes);
    file_record_free(self->record);
    g_ptr_array_unref(self->inks);
    g_ptr_array_unref(self->spaces);
    g_free(self);
}

FileRoom *file_room_new(void) {
    FileRoom *self = g_new0(FileRoom, 1);

    /* Whoever opens a file is told why it cannot be. */
    file_pdf_prepare(NULL);
    self->known = g_hash_table_new_full(hash_bytes, bytes_equal, NULL, free_known);
    return self;
}

void file_room_free(FileRoom *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->known);
    g_free(self);
}

/* --- records that outlive their file -------------------------------------------------
 */

static const FileSpace *copy_space(FileKnown *known, GHashTable *copies,
                                   const FileSpace *space, int depth) {
    FileSpace *copy = space == NULL ? NULL : g_hash_table_lookup(copies, space);

    if (space == NULL || copy != NULL || depth > DEPTH_MAX)
        return copy;
    copy = g_memdup2(space, sizeof *space);
    copy->profile = NULL;
    copy->inks = NULL;
    g_ptr_array_add(known->spaces, copy);
    g_hash_table_insert(copies, (gpointer)space, copy);
    if (space->inks != NULL) {
        copy->inks = g_new0(const char *, space->count);
        for (guint i = 0; i < space->count; i++)
            copy->inks[i] = g_intern_string(space->inks[i]);
    }
    copy->base = copy_space(known, copies, space->base, depth + 1);
    return copy;
}

static bool has_profile(const FileSpace *space) {
    for (int i = 0; space != NULL && i <= DEPTH_MAX; i++, space = space->base)
        if (space->family == FILE_SPACE_ICC || space->is_default)
            return true;
    return false;
}

static guint place_of(const GArray *numbers, guint object) {
    for (guint i = 0; i < numbers->len; i++)
        if (g_array_index(numbers, guint, i) == object)
            return i + 1;
    return 0;
}

static const FileSpace *space_of(const FileEvent *event) {
    switch (event->kind) {
    case FILE_EVENT_MARK:
        return event->raw.mark.colour.space;
    case FILE_EVENT_GROUP:
        return event->group.space;
    default:
        return event->space;
    }
}

static void settle_event(FileKnown *known, GHashTable *copies, const GArray *numbers,
                         FileEvent *event) {
    const FileSpace *space = copy_space(known, copies, space_of(event), 0);

    switch (event->kind) {
    case FILE_EVENT_MARK:
        event->raw.mark.colour.space = space;
        event->raw.mark.blend = g_intern_string(event->raw.mark.blend);
        event->raw.mark.font = g_intern_string(event->raw.mark.font);
        event->raw.mark.object = place_of(numbers, event->raw.mark.object);
        break;
    case FILE_EVENT_GROUP:
        event->group.space = space;
        event->group.object = place_of(numbers, event->group.object);
        break;
    case FILE_EVENT_SPACE:
        event->space = space;
        event->object = place_of(numbers, event->object);
        break;
    }
}

/* False: it must not outlive its file. */
static bool settle_record(FileKnown *known, const GArray *numbers) {
    GArray *events = known->record->events;
    g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL);

    if (known->record->is_loose)
        return false;
    for (guint i = 0; i < events->len; i++)
        if (has_profile(space_of(&g_array_index(events, FileEvent, i))))
            return false;
    for (guint i = 0; i < events->len; i++)
        settle_event(known, copies, numbers, &g_array_index(events, FileEvent, i));
    return true;
}

/* --- a file --------------------------------------------------------------------------
 */

static void free_fresh(gpointer pointer) {
    Fresh *self = pointer;

    g_array_unref(self->numbers);
    g_free(self);
}

FileVisit *file_visit_new(FileRoom *room, FilePdf *pdf) {
    FileIndex *index = room == NULL ? NULL : file_index_new(file_pdf_bytes(pdf));
    FileVisit *self;

    if (index == NULL)
        return NULL;
    /* All at once: what is still in use would have to be found out. */
    if (room->used > ROOM) {
        g_hash_table_remove_all(room->known);
        room->used = 0;
    }
    self = g_new0(FileVisit, 1);
    self->room = room;
    self->index = index;
    self->settled = g_new0(guint8, file_pdf_size(pdf));
    self->fresh = g_ptr_array_new_with_free_func(free_fresh);
    self->shared = g_ptr_array_new();
    self->size = file_pdf_size(pdf);
    return self;
}

static void settle_objects(FileVisit *self, const FileKnown *known,
                           const GArray *numbers) {
    if (!known->is_clean)
        return;
    for (guint i = 0; i < numbers->len; i++) {
        guint number = g_array_index(numbers, guint, i);

        if (number < self->size)
            self->settled[number] = 1;
    }
    if (!g_ptr_array_find(self->shared, known, NULL))
        g_ptr_array_add(self->shared, (gpointer)known);
}

const FileKnown *file_visit_find(FileVisit *self, guint number, const void *state,
                                 gsize state_length, GByteArray **bytes,
                                 GArray *numbers) {
    g_autoptr(GByteArray) all = file_index_subtree(self->index, number, numbers);
    const FileKnown *known;

    if (all == NULL)
        return NULL;
    g_byte_array_append(all, state, (guint)state_length);
    known = g_hash_table_lookup(self->room->known, all);
    if (known != NULL)
        settle_objects(self, known, numbers);
    else
        *bytes = g_steal_pointer(&all);
    return known;
}

static gsize size_of(const FileKnown *known) {
    return known->bytes->len + sizeof *known +
           (known->record == NULL ? 0 : known->record->events->len * sizeof(FileEvent));
}

const FileKnown *file_visit_add(FileVisit *self, GByteArray *bytes,
                                const GArray *numbers, FileRecord *record) {
    FileKnown *known = g_new0(FileKnown, 1);
    Fresh *fresh;

    known->bytes = bytes;
    known->record = record;
    known->inks = g_ptr_array_new_with_free_func(free_ink);
    known->spaces = g_ptr_array_new_with_free_func(free_space);
    if (record != NULL && !settle_record(known, numbers)) {
        free_known(known);
        return NULL;
    }
    g_hash_table_insert(self->room->known, known->bytes, known);
    self->room->used += size_of(known);
    fresh = g_new0(Fresh, 1);
    fresh->known = known;
    fresh->numbers = g_array_copy((GArray *)numbers);
    g_ptr_array_add(self->fresh, fresh);
    return known;
}

/* --- when it has been judged ---------------------------------------------------------
 */

static bool is_among(const Fresh *fresh, guint object) {
    return object != 0 && place_of(fresh->numbers, object) != 0;
}

static bool has_findings(const Fresh *fresh, const GPtrArray *findings) {
    for (guint i = 0; i < findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(findings, i);

        if (is_among(fresh, finding->object))
            return true;
    }
    return false;
}

static void add_inks(FilePdf *pdf, GPtrArray *inks, const FileValue *value, int depth) {
    const FileValue *name = file_pdf_item(pdf, value, 1);

    if (depth > VALUE_DEPTH_MAX ||
        (value->kind != FILE_ARRAY && value->kind != FILE_DICTIONARY))
        return;
    if (file_value_is_name(file_pdf_item(pdf, value, 0), "Separation") &&
        value->count >= 4 && name != NULL && name->kind == FILE_NAME) {
        FileInk *ink = g_new0(FileInk, 1);

        ink->name = g_intern_string(name->text);
        ink->recipe = file_value_digest(pdf, value, 2);
        g_ptr_array_add(inks, ink);
    }
    for (guint i = 0; i < value->count; i++)
        add_inks(pdf, inks,
                 value->kind == FILE_ARRAY ? &value->items[i]
                                           : &value->entries[i].value,
                 depth + 1);
}

static void settle(Fresh *fresh, FileJudge *judge) {
    if (has_findings(fresh, judge->findings))
        return;
    for (guint i = 0; i < fresh->numbers->len; i++)
        add_inks(judge->pdf, fresh->known->inks,
                 &file_pdf_object(judge->pdf, g_array_index(fresh->numbers, guint, i))
                      ->value,
                 0);
    fresh->known->is_clean = true;
}

void file_visit_end(FileVisit *self, FileJudge *judge) {
    if (self == NULL)
        return;
    for (guint i = 0; i < self->fresh->len; i++)
        settle(g_ptr_array_index(self->fresh, i), judge);
    g_ptr_array_unref(self->fresh);
    g_ptr_array_unref(self->shared);
    file_index_free(self->index);
    g_free(self->settled);
    g_free(self);
}
