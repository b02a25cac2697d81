/* What the files share that run content: file_run (streams and operators), file_paint
 * (paths, pictures, patterns), file_text. */
#pragma once

#include "pdf/content.h"
#include "preflight/file_font.h"
#include "preflight/file_run.h"

enum { FILE_STREAMS_MAX = 28, FILE_SAVED_MAX = 512 };

typedef struct {
    double size, character_space, word_space, stretch, leading, rise;
    const FileFont *font;
    int render;
} FileTextState;

typedef struct {
    Affine ctm;   /* to the page in points */
    FileBox clip; /* on the page */
    FileColour fill, stroke;
    const FileObject *fill_pattern, *stroke_pattern; /* NULL: a plain colour */
    const FileValue *fill_shading, *stroke_shading;  /* a pattern that is no stream */
    double line_width;
    bool fill_overprint, stroke_overprint;
    int overprint_mode;
    double fill_alpha, stroke_alpha;
    const char *blend;
    bool is_masked;
    FileTextState text;
} FileState;

/* One stream while it runs. */
typedef struct FileStream FileStream;
struct FileStream {
    FileRunner *runner;
    const FileStream *outer; /* in which it was painted; NULL: the page */
    guint object;
    const char *bytes;
    const FileValue *resources;
    FileState state;
    GArray *saved; /* of FileState */
    Affine base;   /* what patterns in it are relative to */
    bool in_mask, in_pattern, in_letter;
    bool keeps_colours; /* an uncoloured pattern or letter: colour operators do nothing
                         */
    FileBox pattern_place; /* of what the pattern fills */

    FileBox path; /* on the page; left > right: none */
    double x, y;  /* the current point */
    bool clips;   /* W was said */

    bool in_text;
    Affine text, line; /* matrices */
};

struct FileRunner {
    FilePdf *pdf;
    FileSpaces *spaces;
    FileSink sink;
    GHashTable *fonts;  /* FileValue to FileFont */
    FileVisit *visit;   /* NULL: nothing is known from other files */
    FileRecord *record; /* of the form that is being kept; NULL: none */
    FileBox trim;
    double unit;
    guint depth;
    guint64 operations, painted;  /* so far */
    bool is_transparent, is_over; /* over: a limit was met */
};

static inline FileBox file_box_none(void) {
    return (FileBox){G_MAXDOUBLE, G_MAXDOUBLE, -G_MAXDOUBLE, -G_MAXDOUBLE};
}

static inline bool file_box_is_none(FileBox box) {
    return !(box.left <= box.right && box.bottom <= box.top);
}

void file_box_add(FileBox *self, double x, double y);
FileBox file_box_common(FileBox a, FileBox b);
FileBox file_box_around(Affine matrix, FileBox box);

/* How long a unit is in the direction in which it is shortest. */
double file_matrix_least(Affine matrix);

/* --- file_run --- */

void file_trouble(FileStream *self, FileTrouble trouble, const char *what);

/* A named resource of the kind, "Font"; NULL after telling that it is missing. What
 * stands there unresolved goes to `reference`, which may be NULL. */
const FileValue *file_resource(FileStream *self, const char *kind, const char *name,
                               const FileValue **reference);

/* Runs a stream inside this one: a form, a pattern, a letter. Of `inner` the caller has
 * set state, base and what it is in. */
void file_stream_run(FileStream *self, const FileObject *stream, FileStream *inner);

/* What a stream inside this one starts from, with a matrix of its own before this
 * one's.
 */
FileStream file_stream_inside(const FileStream *self, Affine matrix);

/* The state that pages, patterns and masks start with. */
void file_state_start(FileStream *self, Affine ctm, FileBox clip);

/* Six numbers of a dictionary as a matrix; the identity when there are none. */
Affine file_matrix(FilePdf *pdf, const FileValue *dictionary, const char *key);

/* An operand as text: a name without its slash and escapes, the bytes of a string;
 * caller frees. */
char *file_operand_text(const FileStream *self, const PdfOperand *operand,
                        gsize *length);

/* A space is chosen; `object` is that of a picture, 0: the stream's own. */
void file_tell_space(FileStream *self, const FileSpace *space, guint object);

/* --- file_operators --- */

void file_operation_run(FileStream *self, const PdfOperation *operation);

/* --- file_tell --- */

/* Something is painted in this stream: what only the stream knows is added. */
void file_tell(FileStream *self, FileRaw *raw);
void file_tell_group(FileStream *self, FileGroup *group, FileBox box);

/* A form that may be known from other files. False: it must be run. `inner` is ready to
 * be run. */
bool file_paint_known(FileStream *self, const FileObject *form, FileStream *inner);

/* --- file_paint --- */

void file_do_path(FileStream *self, const PdfOperation *operation);
void file_do_end_path(FileStream *self, const PdfOperation *operation);
void file_do_clip(FileStream *self, const PdfOperation *operation);
void file_do_shading(FileStream *self, const PdfOperation *operation);
void file_do_object(FileStream *self, const PdfOperation *operation);
void file_do_inline_image(FileStream *self, const PdfOperation *operation);

/* A form in a stream; a mask's when `in_mask`. */
void file_paint_form(FileStream *self, const FileObject *form, bool in_mask,
                     bool is_luminosity);

/* What is painted: `box` on the page, before clipping. */
void file_paint_fill(FileStream *self, FileMarkKind kind, FileBox box);
void file_paint_text(FileStream *self, FileBox box, Affine matrix, double size);
void file_paint_stroke(FileStream *self, FileBox box);

/* --- file_text --- */

void file_do_begin_text(FileStream *self, const PdfOperation *operation);
void file_do_end_text(FileStream *self, const PdfOperation *operation);
void file_do_font(FileStream *self, const PdfOperation *operation);
void file_do_move(FileStream *self, const PdfOperation *operation);
void file_do_text_matrix(FileStream *self, const PdfOperation *operation);
void file_do_show(FileStream *self, const PdfOperation *operation);

void file_set_font(FileStream *self, const FileValue *reference, double size);
