#include "preflight/file_state.h"

#include <math.h>
#include <string.h>

/* --- patterns ------------------------------------------------------------------------
 */

/* 8.7.3. The colour of an uncoloured one is that below the pattern space. */
static void paint_tiling(FileStream *self, const FileObject *pattern,
                         const FileColour *colour, FileBox box) {
    FilePdf *pdf = self->runner->pdf;
    FileStream inner = file_stream_inside(self, affine_identity());
    Affine matrix =
        affine_then(file_matrix(pdf, &pattern->value, "Matrix"), self->base);
    FileBox clip = self->state.clip;

    file_state_start(&inner, matrix,
                     (FileBox){-G_MAXDOUBLE, -G_MAXDOUBLE, G_MAXDOUBLE, G_MAXDOUBLE});
    inner.base = matrix;
    inner.pattern_place =
        self->in_pattern ? self->pattern_place : file_box_common(box, clip);
    inner.in_pattern = true;
    inner.keeps_colours =
        file_value_number(file_pdf_find(pdf, &pattern->value, "PaintType"), 1) == 2;
    if (inner.keeps_colours) {
        inner.state.fill = *colour;
        if (colour->space->base != NULL)
            inner.state.fill.space = colour->space->base;
        inner.state.stroke = inner.state.fill;
    }
    file_stream_run(self, pattern, &inner);
}

static const FileSpace *shading_space(FileStream *self, const FileValue *shading) {
    const FileValue *space = file_pdf_find(self->runner->pdf, shading, "ColorSpace");

    return file_spaces_find(self->runner->spaces, space, self->resources, false);
}

/* What is painted with; false when it is a tiling, which then has been painted. */
static bool take_colour(FileStream *self, FileMark *mark, bool is_stroke, FileBox box) {
    const FileState *state = &self->state;
    const FileColour *colour = is_stroke ? &state->stroke : &state->fill;
    const FileObject *tiling = is_stroke ? state->stroke_pattern : state->fill_pattern;
    const FileValue *shading = is_stroke ? state->stroke_shading : state->fill_shading;

    if (colour->space->family != FILE_SPACE_PATTERN) {
        mark->colour = *colour;
        mark->has_amounts = true;
    } else if (tiling != NULL) {
        paint_tiling(self, tiling, colour, box);
        return false;
    } else {
        file_colour_start(
            &mark->colour,
            shading_space(self, file_pdf_find(self->runner->pdf, shading, "Shading")));
        file_tell_space(self, mark->colour.space, 0);
        if (mark->kind != FILE_MARK_TEXT)
            mark->kind = FILE_MARK_SHADING;
    }
    mark->overprint = is_stroke ? state->stroke_overprint : state->fill_overprint;
    mark->alpha = is_stroke ? state->stroke_alpha : state->fill_alpha;
    return true;
}

void file_paint_fill(FileStream *self, FileMarkKind kind, FileBox box) {
    FileRaw raw = {.mark = {.kind = kind}, .box = box};

    if (take_colour(self, &raw.mark, false, box))
        file_tell(self, &raw);
}

void file_paint_text(FileStream *self, FileBox box, Affine matrix, double size) {
    FileRaw raw = {
        .mark = {.kind = FILE_MARK_TEXT,
                 .font = self->state.text.font->name,
                 .is_outlined = self->state.text.render % 4 == 2},
        .box = box,
        .matrix = matrix,
        .size = size,
    };

    if (take_colour(self, &raw.mark, false, box))
        file_tell(self, &raw);
}

/* A line without width is as thin as the device can, and seen. */
#define LEAST_WIDTH 0.1

void file_paint_stroke(FileStream *self, FileBox box) {
    double width = self->state.line_width * file_matrix_least(self->state.ctm);
    double half = fmax(width, LEAST_WIDTH) / 2;
    FileRaw raw = {
        .mark = {.kind = FILE_MARK_STROKE},
        .box = {box.left - half, box.bottom - half, box.right + half, box.top + half},
        .matrix = self->state.ctm,
        .size = self->state.line_width,
    };

    if (take_colour(self, &raw.mark, true, raw.box))
        file_tell(self, &raw);
}

/* --- paths ---------------------------------------------------------------------------
 */

static void add_point(FileStream *self, double x, double y) {
    self->x = x;
    self->y = y;
    affine_point(self->state.ctm, &x, &y);
    file_box_add(&self->path, x, y);
}

void file_do_path(FileStream *self, const PdfOperation *operation) {
    const PdfOperand *operands = operation->operands;

    if (pdf_operation_is(operation, "re")) {
        double x = operands[0].number, y = operands[1].number;
        double right = x + operands[2].number, top = y + operands[3].number;

        add_point(self, right, y);
        add_point(self, right, top);
        add_point(self, x, top);
        add_point(self, x, y);
        return;
    }
    for (guint i = 0; i + 1 < operation->count; i += 2)
        add_point(self, operands[i].number, operands[i + 1].number);
}

void file_do_clip(FileStream *self, const PdfOperation *operation) {
    (void)operation;
    self->clips = true;
}

void file_do_end_path(FileStream *self, const PdfOperation *operation) {
    bool fills = strchr("fFbB", operation->name[0]) != NULL;
    bool strokes = strchr("sSbB", operation->name[0]) != NULL;

    if (!file_box_is_none(self->path)) {
        if (fills)
            file_paint_fill(self, FILE_MARK_FILL, self->path);
        if (strokes)
            file_paint_stroke(self, self->path);
    }
    if (self->clips)
        self->state.clip = file_box_common(self->state.clip, self->path);
    self->path = file_box_none();
    self->clips = false;
}

/* --- shadings ------------------------------------------------------------------------
 */

void file_do_shading(FileStream *self, const PdfOperation *operation) {
    g_autofree char *name = file_operand_text(self, &operation->operands[0], NULL);
    const FileValue *shading = file_resource(self, "Shading", name, NULL);
    FileRaw raw = {.mark = {.kind = FILE_MARK_SHADING,
                            .overprint = self->state.fill_overprint,
                            .alpha = self->state.fill_alpha},
                   .box = self->state.clip};

    if (shading == NULL)
        return;
    file_colour_start(&raw.mark.colour, shading_space(self, shading));
    file_tell_space(self, raw.mark.colour.space, 0);
    file_tell(self, &raw);
}

/* --- pictures ------------------------------------------------------------------------
 */

typedef struct {
    const FileValue *dictionary;
    guint object;
    bool is_inline;
} FileImage;

/* Inline images may say it shorter (8.9.7). */
static const FileValue *image_entry(FileStream *self, const FileImage *image,
                                    const char *key, const char *shorter) {
    const FileValue *found = file_pdf_find(self->runner->pdf, image->dictionary, key);

    if (found == NULL && image->is_inline)
        found = file_pdf_find(self->runner->pdf, image->dictionary, shorter);
    return found;
}

static guint image_number(FileStream *self, const FileImage *image, const char *key,
                          const char *shorter) {
    double number = file_value_number(image_entry(self, image, key, shorter), 0);

    return number >= 1 && number <= G_MAXINT32 ? (guint)number : 0;
}

/* What a picture is painted with, or has itself; false when it is a tiling, which then
 * has been painted. */
static bool take_image_colour(FileStream *self, const FileImage *image, FileRaw *raw) {
    const FileValue *space;

    if (raw->mark.kind == FILE_MARK_STENCIL) {
        raw->mark.bits = 1;
        return take_colour(self, &raw->mark, false, raw->box);
    }
    /* JPEG 2000 needs none. */
    space = image_entry(self, image, "ColorSpace", "CS");
    file_colour_start(&raw->mark.colour,
                      file_spaces_find(self->runner->spaces, space, self->resources,
                                       image->is_inline));
    file_tell_space(self, raw->mark.colour.space, image->object);
    return true;
}

static void paint_image(FileStream *self, const FileImage *image, bool in_mask) {
    static const FileBox unit_square = {0, 0, 1, 1};
    const FileValue *stencil = image_entry(self, image, "ImageMask", "IM");
    bool is_stencil = stencil != NULL && stencil->number > 0;
    const FileObject *soft =
        file_pdf_stream(self->runner->pdf, file_value_find(image->dictionary, "SMask"));
    FileRaw raw = {
        .mark = {.kind = is_stencil ? FILE_MARK_STENCIL : FILE_MARK_IMAGE,
                 .width = image_number(self, image, "Width", "W"),
                 .height = image_number(self, image, "Height", "H"),
                 .bits = image_number(self, image, "BitsPerComponent", "BPC"),
                 .in_mask = in_mask,
                 .is_masked = soft != NULL,
                 .overprint = self->state.fill_overprint,
                 .alpha = self->state.fill_alpha,
                 .object = image->object},
        .box = file_box_around(self->state.ctm, unit_square),
        .matrix = self->state.ctm,
    };

    if (raw.mark.width == 0 || raw.mark.height == 0) {
        file_trouble(self, FILE_TROUBLE_CONTENT, image->is_inline ? "BI" : "Do");
        return;
    }
    if (!take_image_colour(self, image, &raw))
        return;
    file_tell(self, &raw);
    self->runner->is_transparent = self->runner->is_transparent || soft != NULL;
    if (soft != NULL && !in_mask)
        paint_image(self, &(FileImage){&soft->value, soft->number, false}, true);
}

static FileValue *read_inline(FileStream *self, const PdfOperation *operation,
                              FileMemory *memory) {
    const PdfOperand *operands = operation->operands;
    g_autoptr(GString) text = g_string_new("<<");
    FileValue *dictionary = file_memory_take(memory, sizeof *dictionary);

    for (guint i = 0; i < operation->count; i++) {
        g_string_append_c(text, ' ');
        g_string_append_len(text, self->bytes + operands[i].start,
                            (gssize)(operands[i].end - operands[i].start));
    }
    g_string_append(text, ">>");
    return file_value_read(memory, text->str, text->len, dictionary) ? dictionary
                                                                     : NULL;
}

/* 8.9.7, table 94. */
static const char *long_filter(const char *name) {
    static const char *const names[][2] = {
        {"AHx", "ASCIIHexDecode"}, {"A85", "ASCII85Decode"},  {"LZW", "LZWDecode"},
        {"Fl", "FlateDecode"},     {"RL", "RunLengthDecode"}, {"CCF", "CCITTFaxDecode"},
        {"DCT", "DCTDecode"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i][0]) == 0)
            return names[i][1];
    return name;
}

static void tell_filters(FileStream *self, const FileImage *image) {
    const FileValue *filter = image_entry(self, image, "Filter", "F");
    guint count = filter == NULL ? 0 : filter->kind == FILE_ARRAY ? filter->count : 1;

    for (guint i = 0; i < count; i++) {
        const FileValue *name = filter->kind == FILE_ARRAY
                                    ? file_pdf_item(self->runner->pdf, filter, i)
                                    : filter;

        if (name != NULL && name->kind == FILE_NAME)
            file_trouble(self, FILE_TROUBLE_FILTER, long_filter(name->text));
    }
}

/* Spaces are known by their place in memory, so its dictionary stays. */
void file_do_inline_image(FileStream *self, const PdfOperation *operation) {
    const FileImage image = {
        read_inline(self, operation, file_pdf_memory(self->runner->pdf)), 0, true};

    if (image.dictionary == NULL) {
        file_trouble(self, FILE_TROUBLE_CONTENT, "BI");
        return;
    }
    tell_filters(self, &image);
    paint_image(self, &image, false);
}

/* --- forms ---------------------------------------------------------------------------
 */

static void tell_group(FileStream *self, const FileObject *form, const FileValue *value,
                       bool is_luminosity, FileBox box) {
    FileRunner *runner = self->runner;
    const FileValue *space = file_pdf_find(runner->pdf, value, "CS");
    const FileValue *isolated = file_pdf_find(runner->pdf, value, "I");
    const FileValue *knockout = file_pdf_find(runner->pdf, value, "K");
    FileGroup group = {
        .space = space == NULL
                     ? NULL
                     : file_spaces_find(runner->spaces, space, self->resources, false),
        .is_isolated = isolated != NULL && isolated->number > 0,
        .is_knockout = knockout != NULL && knockout->number > 0,
        .in_mask = self->in_mask,
        .is_luminosity = is_luminosity,
        .object = form->number,
    };

    file_tell_group(self, &group, file_box_common(box, self->state.clip));
}

/* 11.6.6: a group starts without what mixes it itself. */
static void start_group(FileState *state) {
    state->fill_alpha = state->stroke_alpha = 1;
    state->blend = "Normal";
    state->is_masked = false;
}

void file_paint_form(FileStream *self, const FileObject *form, bool in_mask,
                     bool is_luminosity) {
    FilePdf *pdf = self->runner->pdf;
    FileStream inner =
        file_stream_inside(self, file_matrix(pdf, &form->value, "Matrix"));
    const FileValue *group = file_pdf_find(pdf, &form->value, "Group");
    double sides[4];
    FileBox box = self->state.clip;

    inner.in_mask = in_mask || self->in_mask;
    if (in_mask)
        file_state_start(&inner, inner.state.ctm, self->state.clip);
    if (file_pdf_numbers(pdf, file_pdf_find(pdf, &form->value, "BBox"), sides, 4)) {
        box = file_box_around(inner.state.ctm, (FileBox){MIN(sides[0], sides[2]),
                                                         MIN(sides[1], sides[3]),
                                                         MAX(sides[0], sides[2]),
                                                         MAX(sides[1], sides[3])});
        inner.state.clip = file_box_common(inner.state.clip, box);
    }
    if (group != NULL) {
        tell_group(&inner, form, group, is_luminosity, box);
        start_group(&inner.state);
    }
    if (!file_paint_known(self, form, &inner))
        file_stream_run(self, form, &inner);
}

void file_do_object(FileStream *self, const PdfOperation *operation) {
    FilePdf *pdf = self->runner->pdf;
    g_autofree char *name = file_operand_text(self, &operation->operands[0], NULL);
    const FileValue *reference = NULL;
    const FileValue *value = file_resource(self, "XObject", name, &reference);
    const FileObject *stream = file_pdf_stream(pdf, reference);
    const FileValue *kind = file_pdf_find(pdf, value, "Subtype");

    if (value == NULL)
        return;
    if (stream == NULL)
        file_trouble(self, FILE_TROUBLE_RESOURCE, name);
    else if (file_value_is_name(kind, "Image"))
        paint_image(self, &(FileImage){value, stream->number, false}, self->in_mask);
    else if (file_value_is_name(kind, "Form"))
        file_paint_form(self, stream, false, false);
}
