#include "batch/standing.h"

#include "base/crew.h"
#include "batch/task.h"
#include "draw/content_id.h"
#include "layout/layout.h"

#include <string.h>

/* Posters that are laid out at a time. */
enum { PIECE = 24 };

typedef struct {
    const GPtrArray *tasks;
    const GArray *starts; /* of guint: the first task of each poster */
    Resources *resources;
    GPtrArray *standings;
} Work;

/* What a piece says of a poster. */
typedef struct {
    gint32 state; /* State; -1: it is broken */
    char id[16];  /* ends with NUL */
} Note;

static const Task *task_of(const Work *self, guint poster) {
    return g_ptr_array_index(self->tasks, g_array_index(self->starts, guint, poster));
}

static Note look(const Work *self, const Task *task) {
    g_autoptr(Diagnostics) aside = diagnostics_new();
    g_autoptr(Brief) brief = task_resolve(task, aside);
    g_autoptr(Poster) poster =
        brief == NULL ? NULL : layout_poster(brief, self->resources, aside);
    g_autofree char *id = poster == NULL ? NULL : poster_approval_id(poster);
    Note note = {.state = -1};

    if (poster == NULL)
        return note;
    note.state = (gint32)poster_state(poster);
    g_strlcpy(note.id, id, sizeof note.id);
    return note;
}

static guint last_of_piece(const Work *self, guint piece) {
    return MIN((piece + 1) * PIECE, self->starts->len);
}

static bool make(void *data, guint piece, GByteArray *made, GError **error) {
    const Work *self = data;

    for (guint i = piece * PIECE; i < last_of_piece(self, piece); i++) {
        Note note = look(self, task_of(self, i));

        g_byte_array_append(made, (const guint8 *)&note, sizeof note);
    }
    return images_were_read(self->resources->images, error);
}

static void add(const Work *self, const Task *task, const Note *note) {
    static const StandingKind kinds[] = {STANDING_PLACEHOLDER, STANDING_DRAFT,
                                         STANDING_REVIEWED};
    Standing *standing = g_new0(Standing, 1);

    standing->task = task;
    standing->kind = note->state < 0 ? STANDING_BROKEN : kinds[note->state];
    standing->has_placeholder = note->state == STATE_PLACEHOLDER;
    standing->approval_id = note->state < 0 ? NULL : g_strdup(note->id);
    g_ptr_array_add(self->standings, standing);
}

static bool take(void *data, guint piece, const guint8 *made, gsize length,
                 GError **error) {
    const Work *self = data;
    Note note;

    (void)error;
    for (guint i = piece * PIECE; i < last_of_piece(self, piece); i++) {
        size_t at = (i - piece * PIECE) * sizeof note;

        g_assert(at + sizeof note <= length);
        memcpy(&note, made + at, sizeof note);
        add(self, task_of(self, i), &note);
    }
    return true;
}

static void free_standing(gpointer pointer) {
    Standing *standing = pointer;

    g_free(standing->approval_id);
    g_free(standing);
}

GPtrArray *standings_find(const GPtrArray *tasks, Resources *resources, guint helpers,
                          GError **error) {
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GPtrArray) standings = g_ptr_array_new_with_free_func(free_standing);
    Work finding = {tasks, starts, resources, standings};
    Crew crew = {.helpers = helpers, .data = &finding, .make = make, .take = take};

    for (guint i = 0; i < tasks->len; i = plan_next_poster(tasks, i))
        g_array_append_val(starts, i);
    crew.pieces = (starts->len + PIECE - 1) / PIECE;
    return crew_run(&crew, error) ? g_steal_pointer(&standings) : NULL;
}

/* A void approval says more than how far the words are that took the place of others.
 */
void standing_ask(Standing *self, const Approvals *approvals) {
    const Task *task = self->task;
    const Approval *earlier =
        approvals_find_poster(approvals, task->motif->name, task->size->id,
                              task->language, task->row == NULL ? NULL : task->row->id);

    if (self->approval_id == NULL)
        return;
    self->approval = approvals_find(approvals, self->approval_id);
    if (self->approval != NULL && self->kind == STANDING_REVIEWED)
        self->kind = STANDING_APPROVED;
    if (self->approval == NULL && earlier != NULL) {
        self->kind = STANDING_VOID;
        self->approval = earlier;
    }
}

const char *standing_to_text(StandingKind kind) {
    static const char *const names[] = {"broken",   "placeholder", "draft",
                                        "reviewed", "approved",    "void"};

    return names[kind];
}
