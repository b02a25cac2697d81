#include "preflight/file_state.h"

#include "base/translate.h"
#include "pdf/tokens.h"

#include <math.h>
#include <string.h>

enum { OPERATIONS_MAX = 30000000 };

/* --- streams -------------------------------------------------------------------------
 */

static bool is_over(FileStream *self) {
    FileRunner *runner = self->runner;

    if (!runner->is_over && ++runner->operations > OPERATIONS_MAX) {
        runner->is_over = true;
        file_trouble(self, FILE_TROUBLE_LIMIT, _("operations"));
    }
    return runner->is_over;
}

static void run_bytes(FileStream *self, GBytes *bytes) {
    g_autoptr(GError) error = NULL;
    PdfContent content = {0};
    PdfOperation operation;

    content.bytes = self->bytes = g_bytes_get_data(bytes, &content.length);
    self->saved = g_array_new(FALSE, FALSE, sizeof(FileState));
    self->path = file_box_none();
    while (!is_over(self) && pdf_content_next(&content, &operation, &error))
        file_operation_run(self, &operation);
    if (error != NULL)
        file_trouble(self, FILE_TROUBLE_CONTENT, error->message);
    else if (!self->runner->is_over && (self->saved->len > 0 || self->in_text))
        file_trouble(self, FILE_TROUBLE_CONTENT, self->in_text ? "BT" : "q");
    g_array_unref(self->saved);
}

FileStream file_stream_inside(const FileStream *self, Affine matrix) {
    FileStream inner = *self;

    inner.outer = self;
    inner.saved = NULL;
    inner.in_text = inner.clips = false;
    inner.state.ctm = affine_then(matrix, self->state.ctm);
    inner.base = inner.state.ctm;
    return inner;
}

static bool is_running(const FileStream *self, guint object) {
    for (; self != NULL; self = self->outer)
        if (self->object == object)
            return true;
    return false;
}

void file_stream_run(FileStream *self, const FileObject *stream, FileStream *inner) {
    FileRunner *runner = self->runner;
    const FileValue *resources =
        file_pdf_find(runner->pdf, &stream->value, "Resources");
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = NULL;

    if (is_running(self, stream->number) || runner->depth == FILE_STREAMS_MAX) {
        file_trouble(self, FILE_TROUBLE_RECURSION, "");
        return;
    }
    inner->object = stream->number;
    if (resources != NULL)
        inner->resources = resources;
    bytes = file_pdf_content(runner->pdf, stream, &error);
    if (bytes == NULL) {
        file_trouble(inner, FILE_TROUBLE_CONTENT, error->message);
        return;
    }
    runner->depth++;
    run_bytes(inner, bytes);
    runner->depth--;
}

/* --- pages ---------------------------------------------------------------------------
 */

static void free_font(gpointer font) {
    file_font_free(font);
}

FileRunner *file_runner_new(FilePdf *pdf, FileSpaces *spaces, FileVisit *visit,
                            const FileSink *sink) {
    FileRunner *self = g_new0(FileRunner, 1);

    self->pdf = pdf;
    self->spaces = spaces;
    self->sink = *sink;
    self->fonts = g_hash_table_new_full(NULL, NULL, NULL, free_font);
    self->visit = visit;
    return self;
}

void file_runner_free(FileRunner *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->fonts);
    g_free(self);
}

bool file_runner_is_transparent(const FileRunner *self) {
    return self->is_transparent;
}

void file_state_start(FileStream *self, Affine ctm, FileBox clip) {
    FileState *state = &self->state;

    *state = (FileState){.ctm = ctm,
                         .clip = clip,
                         .line_width = 1,
                         .fill_alpha = 1,
                         .stroke_alpha = 1,
                         .blend = "Normal",
                         .text.stretch = 1};
    file_colour_start(&state->fill,
                      file_spaces_device(self->runner->spaces, FILE_SPACE_GRAY, NULL));
    state->stroke = state->fill;
    self->base = state->ctm;
}

/* 7.7.3.3: the streams of a page are one, with white space between. */
static GBytes *page_content(FileStream *self, const FileObject *page) {
    FilePdf *pdf = self->runner->pdf;
    const FileValue *contents = file_value_find(&page->value, "Contents");
    const FileValue *list = file_pdf_resolve(pdf, contents);
    bool is_list = list != NULL && list->kind == FILE_ARRAY;
    guint count = is_list ? list->count : list != NULL;
    GByteArray *bytes = g_byte_array_new();

    for (guint i = 0; i < count; i++) {
        const FileObject *stream =
            file_pdf_stream(pdf, is_list ? &list->items[i] : contents);
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) part =
            stream == NULL ? NULL : file_pdf_content(pdf, stream, &error);

        if (stream != NULL && i == 0)
            self->object = stream->number;
        if (error != NULL)
            file_trouble(self, FILE_TROUBLE_CONTENT, error->message);
        if (part == NULL)
            continue;
        if (bytes->len + g_bytes_get_size(part) > FILE_STREAM_MAX) {
            file_trouble(self, FILE_TROUBLE_LIMIT, _("operations"));
            break;
        }
        g_byte_array_append(bytes, g_bytes_get_data(part, NULL),
                            (guint)g_bytes_get_size(part));
        g_byte_array_append(bytes, (const guint8 *)"\n", 1);
    }
    return g_byte_array_free_to_bytes(bytes);
}

static void tell_page_group(FileStream *self, const FileObject *page) {
    FileRunner *runner = self->runner;
    const FileValue *value = file_pdf_find(runner->pdf, &page->value, "Group");
    const FileValue *space = file_pdf_find(runner->pdf, value, "CS");
    const FileGroup group = {
        .space =
            space == NULL ? NULL : file_spaces_find(runner->spaces, space, NULL, false),
        .is_page = true,
        .object = page->number,
    };

    if (value != NULL && runner->sink.group != NULL)
        runner->sink.group(runner->sink.data, &group);
}

void file_runner_page(FileRunner *self, const FileObject *page, FileBox media,
                      FileBox trim, double unit) {
    FileStream stream = {.runner = self, .object = page->number};
    g_autoptr(GBytes) bytes = NULL;

    self->trim = trim;
    self->unit = unit;
    self->is_transparent = false;
    file_state_start(&stream, affine_identity(), media);
    stream.resources = file_pdf_page_find(self->pdf, page, "Resources");
    tell_page_group(&stream, page);
    bytes = page_content(&stream, page);
    run_bytes(&stream, bytes);
}
