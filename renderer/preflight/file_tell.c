#include "preflight/file_state.h"

#include "base/translate.h"

#include <math.h>
#include <string.h>

enum { MARKS_MAX = 4000000, EVENTS_MAX = 50000 };

static const double MM = 25.4 / 72;

static FilePlace place_of(const FileRunner *runner, FileBox box) {
    double unit = runner->unit * MM;

    if (file_box_is_none(box))
        return (FilePlace){0};
    return (FilePlace){(box.left - runner->trim.left) * unit,
                       (runner->trim.top - box.top) * unit,
                       (box.right - box.left) * unit, (box.top - box.bottom) * unit};
}

/* --- from a space to the page --------------------------------------------------------
 */

/* Where a record stands. */
typedef struct {
    Affine matrix;
    FileBox clip;
    const GArray *numbers; /* of guint; of its objects, by their places */
} Outer;

static FileBox box_at(const Outer *outer, FileBox box) {
    if (file_box_is_none(box))
        return box;
    return file_box_common(file_box_around(outer->matrix, box), outer->clip);
}

static guint object_at(const Outer *outer, guint place) {
    return place == 0 ? 0 : g_array_index(outer->numbers, guint, place - 1);
}

static double image_ppi(const FileMark *mark, Affine matrix) {
    double across = hypot(matrix.xx, matrix.yx), down = hypot(matrix.xy, matrix.yy);

    return MIN(across > 0 ? mark->width * 72 / across : G_MAXDOUBLE,
               down > 0 ? mark->height * 72 / down : G_MAXDOUBLE);
}

static double size_of(const FileRunner *runner, const FileRaw *raw, Affine matrix) {
    switch (raw->mark.kind) {
    case FILE_MARK_TEXT:
        return hypot(matrix.xy, matrix.yy) * raw->size * runner->unit;
    case FILE_MARK_STROKE:
        return file_matrix_least(matrix) * raw->size * runner->unit;
    case FILE_MARK_IMAGE:
    case FILE_MARK_STENCIL:
        return image_ppi(&raw->mark, matrix) / runner->unit;
    default:
        return 0;
    }
}

static bool is_over(FileRunner *runner, FileStream *stream) {
    if (!runner->is_over && ++runner->painted > MARKS_MAX) {
        runner->is_over = true;
        file_trouble(stream, FILE_TROUBLE_LIMIT, _("marks"));
    }
    return runner->is_over;
}

/* --- telling -------------------------------------------------------------------------
 */

static void keep(FileRecord *record, const FileEvent *event) {
    if (record->events->len == EVENTS_MAX)
        record->is_loose = true;
    if (!record->is_loose)
        g_array_append_vals(record->events, event, 1);
}

void file_tell(FileStream *self, FileRaw *raw) {
    FileRunner *runner = self->runner;
    FileMark *mark = &raw->mark;

    if (is_over(runner, self))
        return;
    raw->box = file_box_common(self->in_pattern ? self->pattern_place : raw->box,
                               self->state.clip);
    mark->blend = self->state.blend;
    mark->overprint_mode = self->state.overprint_mode;
    mark->is_masked = mark->is_masked || self->state.is_masked;
    mark->in_mask = mark->in_mask || self->in_mask;
    mark->in_pattern = self->in_pattern;
    mark->in_letter = self->in_letter;
    if (mark->object == 0)
        mark->object = self->object;
    if (runner->record != NULL) {
        runner->record->is_loose =
            runner->record->is_loose || mark->colour.space == file_space_unset();
        keep(runner->record, &(FileEvent){.kind = FILE_EVENT_MARK, .raw = *raw});
        return;
    }
    mark->place = place_of(runner, raw->box);
    mark->size = size_of(runner, raw, raw->matrix);
    if (runner->sink.mark != NULL)
        runner->sink.mark(runner->sink.data, mark);
}

void file_tell_group(FileStream *self, FileGroup *group, FileBox box) {
    FileRunner *runner = self->runner;

    if (runner->record != NULL) {
        keep(runner->record,
             &(FileEvent){.kind = FILE_EVENT_GROUP, .group = *group, .group_box = box});
        return;
    }
    group->place = place_of(runner, box);
    if (runner->sink.group != NULL)
        runner->sink.group(runner->sink.data, group);
}

void file_tell_space(FileStream *self, const FileSpace *space, guint object) {
    FileRunner *runner = self->runner;

    object = object != 0 ? object : self->object;
    if (runner->record != NULL)
        keep(runner->record, &(FileEvent){.kind = FILE_EVENT_SPACE,
                                          .space = space,
                                          .object = object,
                                          .in_mask = self->in_mask});
    else if (runner->sink.space != NULL)
        runner->sink.space(runner->sink.data, space, object, self->in_mask);
}

/* --- telling again -------------------------------------------------------------------
 */

static void tell_mark(FileStream *self, const FileRaw *raw, const Outer *outer) {
    FileRunner *runner = self->runner;
    FileMark mark = raw->mark;

    mark.place = place_of(runner, box_at(outer, raw->box));
    mark.size = size_of(runner, raw, affine_then(raw->matrix, outer->matrix));
    mark.object = object_at(outer, mark.object);
    runner->sink.mark(runner->sink.data, &mark);
}

static void tell_event(FileStream *self, const FileEvent *event, const Outer *outer) {
    FileRunner *runner = self->runner;
    const FileSink *sink = &runner->sink;
    FileGroup group;

    switch (event->kind) {
    case FILE_EVENT_MARK:
        if (!is_over(runner, self) && sink->mark != NULL)
            tell_mark(self, &event->raw, outer);
        break;
    case FILE_EVENT_GROUP:
        group = event->group;
        group.place = place_of(runner, box_at(outer, event->group_box));
        group.object = object_at(outer, group.object);
        if (sink->group != NULL)
            sink->group(sink->data, &group);
        break;
    case FILE_EVENT_SPACE:
        if (sink->space != NULL)
            sink->space(sink->data, event->space, object_at(outer, event->object),
                        event->in_mask);
        break;
    }
}

static void tell_again(FileStream *self, const FileKnown *known,
                       const GArray *numbers) {
    const FileRecord *record = known->record;
    const Outer outer = {self->state.ctm, self->state.clip, numbers};

    for (guint i = 0; i < record->events->len; i++)
        tell_event(self, &g_array_index(record->events, FileEvent, i), &outer);
    self->runner->is_transparent =
        self->runner->is_transparent || record->is_transparent;
}

/* --- what is known -------------------------------------------------------------------
 */

/* What of the state around a form changes how it is painted, but for colours: a record
 * that depends on these is not kept. */
typedef struct {
    double line_width, fill_alpha, stroke_alpha;
    const char *blend; /* interned */
    gint32 overprint_mode;
    guint8 fill_overprint, stroke_overprint, is_masked, in_letter;
} Around;

static Around around(const FileStream *inner) {
    const FileState *state = &inner->state;
    Around found;

    memset(&found, 0, sizeof found);
    found.line_width = state->line_width;
    found.fill_alpha = state->fill_alpha;
    found.stroke_alpha = state->stroke_alpha;
    found.blend = g_intern_string(state->blend);
    found.overprint_mode = state->overprint_mode;
    found.fill_overprint = state->fill_overprint;
    found.stroke_overprint = state->stroke_overprint;
    found.is_masked = state->is_masked;
    found.in_letter = inner->in_letter;
    return found;
}

/* In its own space, without colours and fonts from outside. */
static FileRecord *run_form(FileStream *self, const FileObject *form,
                            const FileStream *inner) {
    FileRunner *runner = self->runner;
    FileStream stream = *inner;
    FileState *state = &stream.state;
    FileRecord *record = file_record_new();
    bool was_transparent = runner->is_transparent;
    double sides[4];

    state->ctm = stream.base = file_matrix(runner->pdf, &form->value, "Matrix");
    state->clip = (FileBox){-G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE};
    if (file_pdf_numbers(runner->pdf, file_pdf_find(runner->pdf, &form->value, "BBox"),
                         sides, 4))
        state->clip = file_box_around(
            state->ctm, (FileBox){MIN(sides[0], sides[2]), MIN(sides[1], sides[3]),
                                  MAX(sides[0], sides[2]), MAX(sides[1], sides[3])});
    file_colour_start(&state->fill, file_space_unset());
    file_colour_start(&state->stroke, file_space_unset());
    state->fill_pattern = state->stroke_pattern = NULL;
    state->fill_shading = state->stroke_shading = NULL;
    state->text = (FileTextState){.stretch = 1};
    runner->record = record;
    runner->is_transparent = false;
    file_stream_run(self, form, &stream);
    record->is_transparent = runner->is_transparent;
    runner->is_transparent = was_transparent;
    runner->record = NULL;
    return record;
}

/* What stands in a form of the page: so drawings, but not the whole poster. */
static bool may_be_shared(const FileStream *self, const FileObject *form) {
    const FileRunner *runner = self->runner;

    return runner->visit != NULL && runner->record == NULL && self->outer != NULL &&
           !self->in_mask && !self->in_pattern && !self->keeps_colours &&
           form->generation == 0 &&
           file_pdf_find(runner->pdf, &form->value, "Resources") != NULL;
}

/* `form` must not be loaded for this: what is known of it is worth more. */
bool file_paint_known(FileStream *self, const FileObject *form, FileStream *inner) {
    FileVisit *visit = self->runner->visit;
    g_autoptr(GArray) numbers = NULL;
    GByteArray *bytes = NULL;
    FileRecord *record;
    const FileKnown *known;
    Around state;

    if (inner->in_mask || !may_be_shared(self, form))
        return false;
    numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    state = around(inner);
    known = file_visit_find(visit, form->number, &state, sizeof state, &bytes, numbers);
    if (known == NULL && bytes == NULL)
        return false;
    if (known == NULL) {
        record = run_form(self, form, inner);
        known = file_visit_add(visit, bytes, numbers, record);
    }
    if (known == NULL)
        return false;
    tell_again(self, known, numbers);
    return true;
}
