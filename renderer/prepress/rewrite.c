#include "prepress/conversion.h"

#include "base/translate.h"
#include "pdf/content.h"

#include <math.h>
#include <string.h>

enum { DEPTH_MAX = 1000, DECIMALS_MAX = 7, NO_STATE = -1 };

/* What the graphics state is at one level of q and Q, as far as inks depend on it. */
typedef struct {
    double matrix[4]; /* a b c d of the current transformation matrix */
    PrintColour fill, stroke;
    bool fill_known, stroke_known; /* a colour, no pattern */
    double fill_text;              /* what is filled are letters of so many points */
    bool fills_picture;            /* the fill keeps a place for `picture` */
    guint picture;
    double fill_alpha, stroke_alpha;
    bool blends;
    double line_width;
    double font_size, text[4]; /* a b c d of the text matrix */
    int state;                 /* slot of what overprints; NO_STATE: nothing ever set */
    int decimals;
} Level;

typedef struct {
    Conversion *conversion;
    const PdfValue *resources;
    Additions *additions;
    const char *bytes; /* of the old content */
    GString *out;
    GArray *levels;     /* of Level; the last is the current one */
    gssize path_start;  /* in `out`; -1: no path yet */
    double corners[10]; /* of a placeholder, as they come */
    guint corner_count;
} Rewriter;

typedef bool (*Rewrite)(Rewriter *self, const PdfOperation *operation, GError **error);

static Level *level(Rewriter *self) {
    return &g_array_index(self->levels, Level, self->levels->len - 1);
}

static bool refuse(const PdfOperation *operation, GError **error) {
    return conversion_refuse(error, "operator", operation->name);
}

static bool pass(Rewriter *self, const PdfOperation *operation, GError **error) {
    (void)error;
    g_string_append_len(self->out, self->bytes + operation->start,
                        (gssize)(operation->end - operation->start));
    g_string_append_c(self->out, '\n');
    return true;
}

static double operand(const PdfOperation *operation, guint index) {
    return index < operation->count &&
                   operation->operands[index].kind == PDF_OPERAND_NUMBER
               ? operation->operands[index].number
               : 0;
}

static void append_number(Rewriter *self, double number, int decimals) {
    char buffer[PDF_NUMBER_SIZE];
    guint length = pdf_number_print(buffer, number, decimals);

    g_string_append_len(self->out, buffer, length);
    g_string_append_c(self->out, ' ');
}

/* "/PX3 " for a slot that the new content uses from now on. */
static void append_slot(Rewriter *self, Slot slot, Added added) {
    guint number = conversion_slot(self->conversion, slot);
    GByteArray *used = self->additions->slots[added];
    guint before = used->len;
    char name[SLOT_NAME_SIZE];

    if (before <= number) {
        g_byte_array_set_size(used, number + 1);
        memset(used->data + before, 0, number + 1 - before);
    }
    used->data[number] = 1;
    slot_name(name, number);
    g_string_append_printf(self->out, "/%s ", name);
}

/* --- colours ------------------------------------------------------------------------
 */

static void append_process(Rewriter *self, const double cmyk[4], const char *operator) {
    for (int i = 0; i < 4; i++)
        append_number(self, cmyk[i], 4);
    g_string_append(self->out, operator);
}

static void append_colour(Rewriter *self, const PrintColour *colour, bool is_stroke) {
    Slot slot = {.kind = colour->plates == PLATES_ALL ? SLOT_ALL : SLOT_SPOT,
                 .ink = colour->plates == PLATES_ALL ? NULL : colour->ink};

    if (colour->plates == PLATES_PROCESS) {
        append_process(self, colour->cmyk, is_stroke ? "K\n" : "k\n");
        return;
    }
    append_slot(self, slot, ADDED_SPACE);
    g_string_append(self->out, is_stroke ? "CS " : "cs ");
    append_number(self, colour->tint, 4);
    g_string_append(self->out, is_stroke ? "SCN\n" : "scn\n");
}

static Rgb operand_colour(const PdfOperation *operation) {
    return (Rgb){operand(operation, 0), operand(operation, 1), operand(operation, 2)};
}

static bool set_fill(Rewriter *self, const PdfOperation *operation, GError **error) {
    Rgb screen = operand_colour(operation);
    Level *now = level(self);

    (void)error;
    now->fills_picture = picture_tag_read(screen, &now->picture);
    now->fill_known = !now->fills_picture;
    if (now->fills_picture)
        return true;
    now->fill = conversion_colour(self->conversion, screen);
    now->fill_text = ink_tags_text(self->conversion->tags, screen);
    append_colour(self, &now->fill, false);
    return true;
}

static bool set_stroke(Rewriter *self, const PdfOperation *operation, GError **error) {
    Rgb screen = operand_colour(operation);
    Level *now = level(self);
    guint picture;

    if (picture_tag_read(screen, &picture))
        return refuse(operation, error);
    now->stroke_known = true;
    now->stroke = conversion_colour(self->conversion, screen);
    append_colour(self, &now->stroke, true);
    return true;
}

static bool is_operand(const Rewriter *self, const PdfOperation *operation, guint index,
                       const char *name) {
    const PdfOperand *found = &operation->operands[index];

    return index < operation->count && found->kind == PDF_OPERAND_NAME &&
           found->end - found->start == strlen(name) &&
           memcmp(self->bytes + found->start, name, strlen(name)) == 0;
}

static bool set_space(Rewriter *self, const PdfOperation *operation, GError **error) {
    if (!is_operand(self, operation, 0, "/Pattern"))
        return refuse(operation, error);
    return pass(self, operation, error);
}

static bool set_pattern(Rewriter *self, const PdfOperation *operation, GError **error) {
    Level *now = level(self);

    if (operation->count != 1 || operation->operands[0].kind != PDF_OPERAND_NAME)
        return refuse(operation, error);
    if (operation->name[0] == 's')
        now->fill_known = now->fills_picture = false;
    else
        now->stroke_known = false;
    return pass(self, operation, error);
}

/* --- graphics state -----------------------------------------------------------------
 */

static bool save(Rewriter *self, const PdfOperation *operation, GError **error) {
    Level copy = *level(self);

    if (self->levels->len >= DEPTH_MAX)
        return refuse(operation, error);
    g_array_append_val(self->levels, copy);
    return pass(self, operation, error);
}

static bool restore(Rewriter *self, const PdfOperation *operation, GError **error) {
    if (self->levels->len < 2)
        return refuse(operation, error);
    g_array_set_size(self->levels, self->levels->len - 1);
    return pass(self, operation, error);
}

/* `by` before `matrix`, without translations. */
static void multiply(const double by[4], double matrix[4]) {
    double a = by[0] * matrix[0] + by[1] * matrix[2];
    double b = by[0] * matrix[1] + by[1] * matrix[3];
    double c = by[2] * matrix[0] + by[3] * matrix[2];
    double d = by[2] * matrix[1] + by[3] * matrix[3];

    matrix[0] = a;
    matrix[1] = b;
    matrix[2] = c;
    matrix[3] = d;
}

static void read_matrix(const PdfOperation *operation, double matrix[4]) {
    for (guint i = 0; i < 4; i++)
        matrix[i] = operand(operation, i);
}

/* Coordinates of larger units need more decimals. */
static int decimals_for(const Conversion *conversion, const double matrix[4]) {
    double scale = fmax(hypot(matrix[0], matrix[1]), hypot(matrix[2], matrix[3]));
    double more = scale > 0 ? ceil(log10(scale) - 1e-6) : 0;

    return (int)CLAMP(conversion->decimals + more, 0, DECIMALS_MAX);
}

static bool transform(Rewriter *self, const PdfOperation *operation, GError **error) {
    Level *now = level(self);
    double by[4];

    read_matrix(operation, by);
    multiply(by, now->matrix);
    now->decimals = decimals_for(self->conversion, now->matrix);
    return pass(self, operation, error);
}

static bool use_state(Rewriter *self, const PdfOperation *operation, GError **error) {
    const PdfFile *file = self->conversion->file;
    const PdfOperand *name = &operation->operands[0];
    g_autofree char *key = NULL;
    const PdfValue *state, *blend;
    Level *now = level(self);

    if (operation->count != 1 || name->kind != PDF_OPERAND_NAME)
        return refuse(operation, error);
    key = g_strndup(self->bytes + name->start + 1, name->end - name->start - 1);
    state = pdf_file_find(file, pdf_file_find(file, self->resources, "ExtGState"), key);
    if (state == NULL)
        return conversion_refuse(error, "graphics state", key);
    now->fill_alpha = pdf_value_number(pdf_value_find(state, "ca"), now->fill_alpha);
    now->stroke_alpha =
        pdf_value_number(pdf_value_find(state, "CA"), now->stroke_alpha);
    blend = pdf_value_find(state, "BM");
    if (blend != NULL)
        now->blends = !pdf_value_is_name(blend, "Normal");
    return pass(self, operation, error);
}

static bool set_width(Rewriter *self, const PdfOperation *operation, GError **error) {
    level(self)->line_width = operand(operation, 0);
    return pass(self, operation, error);
}

/* --- what overprints ----------------------------------------------------------------
 */

static void set_state(Rewriter *self, Slot slot) {
    Level *now = level(self);
    int number = (int)conversion_slot(self->conversion, slot);

    if (now->state == number)
        return;
    now->state = number;
    append_slot(self, slot, ADDED_STATE);
    g_string_append(self->out, "gs\n");
}

static void knock_out(Rewriter *self) {
    if (level(self)->state != NO_STATE)
        set_state(self, (Slot){.kind = SLOT_KNOCK_OUT});
}

/* Three digits are enough to tell small from large, and keep the states few. */
static double rounded(double points) {
    double step = points > 0 ? pow(10, floor(log10(points)) - 2) : 1;

    return round(points / step) * step;
}

static double height_of(const double matrix[4]) {
    return hypot(matrix[2], matrix[3]);
}

static void prepare_letters(Rewriter *self, double points) {
    const Level *now = level(self);

    if (points > 0 && now->fill_known && now->fill_alpha == 1 && !now->blends &&
        print_colour_is_black(&now->fill))
        set_state(self, (Slot){.kind = SLOT_TEXT, .points = rounded(points)});
    else
        knock_out(self);
}

static void prepare_text(Rewriter *self) {
    Level *now = level(self);
    double matrix[4];

    memcpy(matrix, now->matrix, sizeof matrix);
    multiply(now->text, matrix);
    prepare_letters(self, now->font_size * height_of(matrix));
}

static void prepare_fill(Rewriter *self) {
    prepare_letters(self, level(self)->fill_text);
}

static void prepare_line(Rewriter *self) {
    Level *now = level(self);
    double scale =
        sqrt(fabs(now->matrix[0] * now->matrix[3] - now->matrix[1] * now->matrix[2]));

    if (now->stroke_known && now->stroke_alpha == 1 && !now->blends &&
        print_colour_is_black(&now->stroke))
        set_state(self, (Slot){.kind = SLOT_LINE,
                               .points = rounded(now->line_width * scale)});
    else
        knock_out(self);
}

/* --- paths --------------------------------------------------------------------------
 */

/* The corners of a placeholder: its start, and the ends of what follows. */
static void note_corner(Rewriter *self, const PdfOperation *operation) {
    if (operation->count < 2 || self->corner_count + 2 > G_N_ELEMENTS(self->corners)) {
        self->corner_count = G_N_ELEMENTS(self->corners);
        return;
    }
    self->corners[self->corner_count++] = operand(operation, operation->count - 2);
    self->corners[self->corner_count++] = operand(operation, operation->count - 1);
}

static void start_path(Rewriter *self) {
    if (self->path_start >= 0)
        return;
    self->path_start = (gssize)self->out->len;
    self->corner_count = 0;
}

static bool build_path(Rewriter *self, const PdfOperation *operation, GError **error) {
    const Level *now = level(self);

    start_path(self);
    if (now->fills_picture)
        note_corner(self, operation);
    for (guint i = 0; i < operation->count; i++) {
        if (operation->operands[i].kind != PDF_OPERAND_NUMBER)
            return refuse(operation, error);
        append_number(self, operation->operands[i].number, now->decimals);
    }
    g_string_append(self->out, operation->name);
    g_string_append_c(self->out, '\n');
    return true;
}

static bool close_path(Rewriter *self, const PdfOperation *operation, GError **error) {
    start_path(self);
    return pass(self, operation, error);
}

/* Four corners and, from cairo, the start once more. */
static bool place_picture(Rewriter *self, const PdfOperation *operation,
                          GError **error) {
    const double *corner = self->corners;
    Slot slot = {.kind = SLOT_PICTURE, .picture = level(self)->picture};

    if (self->path_start < 0 || self->corner_count < 8)
        return refuse(operation, error);
    g_string_truncate(self->out, (gsize)self->path_start);
    knock_out(self);
    g_string_append(self->out, "q ");
    append_number(self, corner[2] - corner[0], DECIMALS_MAX);
    append_number(self, corner[3] - corner[1], DECIMALS_MAX);
    append_number(self, corner[6] - corner[0], DECIMALS_MAX);
    append_number(self, corner[7] - corner[1], DECIMALS_MAX);
    append_number(self, corner[0], DECIMALS_MAX);
    append_number(self, corner[1], DECIMALS_MAX);
    g_string_append(self->out, "cm ");
    append_slot(self, slot, ADDED_OBJECT);
    g_string_append(self->out, "Do Q\n");
    self->path_start = -1;
    return true;
}

/* A state in the middle of a path is not allowed; it goes before it. */
static void before_path(Rewriter *self, void (*prepare)(Rewriter *)) {
    g_autofree char *path = NULL;
    gsize length;

    if (self->path_start < 0) {
        prepare(self);
        return;
    }
    length = self->out->len - (gsize)self->path_start;
    path = g_strndup(self->out->str + self->path_start, length);
    g_string_truncate(self->out, (gsize)self->path_start);
    prepare(self);
    g_string_append_len(self->out, path, (gssize)length);
}

static bool end_path(Rewriter *self, const PdfOperation *operation, GError **error) {
    self->path_start = -1;
    return pass(self, operation, error);
}

static bool fill(Rewriter *self, const PdfOperation *operation, GError **error) {
    if (level(self)->fills_picture)
        return place_picture(self, operation, error);
    before_path(self, prepare_fill);
    return end_path(self, operation, error);
}

static bool stroke(Rewriter *self, const PdfOperation *operation, GError **error) {
    before_path(self, prepare_line);
    return end_path(self, operation, error);
}

static bool fill_and_stroke(Rewriter *self, const PdfOperation *operation,
                            GError **error) {
    if (level(self)->fills_picture)
        return refuse(operation, error);
    before_path(self, knock_out);
    return end_path(self, operation, error);
}

/* --- text, and what is shown as it is ------------------------------------------------
 */

static bool begin_text(Rewriter *self, const PdfOperation *operation, GError **error) {
    static const double upright[4] = {1, 0, 0, 1};

    memcpy(level(self)->text, upright, sizeof upright);
    return pass(self, operation, error);
}

static bool set_text_matrix(Rewriter *self, const PdfOperation *operation,
                            GError **error) {
    read_matrix(operation, level(self)->text);
    return pass(self, operation, error);
}

static bool set_font(Rewriter *self, const PdfOperation *operation, GError **error) {
    level(self)->font_size = operand(operation, 1);
    return pass(self, operation, error);
}

static bool show_text(Rewriter *self, const PdfOperation *operation, GError **error) {
    if (level(self)->fills_picture)
        return refuse(operation, error);
    prepare_text(self);
    return pass(self, operation, error);
}

/* What letters mean that are no text by themselves: ActualText. */
static bool begin_marked(Rewriter *self, const PdfOperation *operation,
                         GError **error) {
    if (!is_operand(self, operation, 0, "/Span"))
        return refuse(operation, error);
    return pass(self, operation, error);
}

static bool show(Rewriter *self, const PdfOperation *operation, GError **error) {
    knock_out(self);
    return pass(self, operation, error);
}

/* In the page only as a stencil, which takes the ink that is set. */
static bool show_inline(Rewriter *self, const PdfOperation *operation, GError **error) {
    for (guint i = 0; i + 1 < operation->count; i += 2) {
        const PdfOperand *value = &operation->operands[i + 1];

        if ((is_operand(self, operation, i, "/IM") ||
             is_operand(self, operation, i, "/ImageMask")) &&
            value->end - value->start == 4 &&
            memcmp(self->bytes + value->start, "true", 4) == 0)
            return show(self, operation, error);
    }
    return refuse(operation, error);
}

/* --- all operators -------------------------------------------------------------------
 */

typedef struct {
    const char *name;
    Rewrite rewrite;
} Operator;

/* Sorted. What cairo 1.16 writes; others are refused. */
static const Operator operators[] = {
    {"B", fill_and_stroke},
    {"B*", fill_and_stroke},
    {"BDC", begin_marked},
    {"BI", show_inline},
    {"BT", begin_text},
    {"CS", set_space},
    {"Do", show},
    {"EMC", pass},
    {"ET", pass},
    {"F", fill},
    {"J", pass},
    {"M", pass},
    {"Q", restore},
    {"RG", set_stroke},
    {"S", stroke},
    {"SCN", set_pattern},
    {"TJ", show_text},
    {"TL", pass},
    {"Tc", pass},
    {"Td", pass},
    {"Tf", set_font},
    {"Tj", show_text},
    {"Tm", set_text_matrix},
    {"Tr", pass},
    {"Ts", pass},
    {"Tw", pass},
    {"Tz", pass},
    {"W", pass},
    {"W*", pass},
    {"b", fill_and_stroke},
    {"b*", fill_and_stroke},
    {"c", build_path},
    {"cm", transform},
    {"cs", set_space},
    {"d", pass},
    {"f", fill},
    {"f*", fill},
    {"gs", use_state},
    {"h", close_path},
    {"i", pass},
    {"j", pass},
    {"l", build_path},
    {"m", build_path},
    {"n", end_path},
    {"q", save},
    {"re", build_path},
    {"rg", set_fill},
    {"s", stroke},
    {"scn", set_pattern},
    {"sh", show},
    {"v", build_path},
    {"w", set_width},
    {"y", build_path},
};

static int compare_operators(const void *name, const void *operator) {
    return strcmp(name, ((const Operator *)operator)->name);
}

static bool rewrite_operation(Rewriter *self, const PdfOperation *operation,
                              GError **error) {
    const Operator *found = bsearch(operation->name, operators, G_N_ELEMENTS(operators),
                                    sizeof operators[0], compare_operators);

    return found == NULL ? refuse(operation, error)
                         : found->rewrite(self, operation, error);
}

static bool rewrite_all(Rewriter *self, PdfContent *content, GError **error) {
    g_autoptr(GError) problem = NULL;
    PdfOperation operation;

    while (pdf_content_next(content, &operation, &problem)) {
        if (!rewrite_operation(self, &operation, error))
            return false;
    }
    if (problem == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&problem));
    return false;
}

GString *rewrite_content(Conversion *conversion, GBytes *content,
                         const PdfValue *resources, Additions *additions,
                         GError **error) {
    gsize length = 0;
    const char *bytes = g_bytes_get_data(content, &length);
    Rewriter self = {.conversion = conversion,
                     .resources = resources,
                     .additions = additions,
                     .bytes = bytes,
                     .out = g_string_sized_new(length),
                     .levels = g_array_new(FALSE, FALSE, sizeof(Level)),
                     .path_start = -1};
    Level first = {.matrix = {1, 0, 0, 1},
                   .fill_alpha = 1,
                   .stroke_alpha = 1,
                   .line_width = 1,
                   .state = NO_STATE,
                   .decimals = conversion->decimals};
    PdfContent lexer = {bytes, length, 0};
    bool done;

    g_array_append_val(self.levels, first);
    done = rewrite_all(&self, &lexer, error);
    g_array_unref(self.levels);
    if (done)
        return self.out;
    g_string_free(self.out, TRUE);
    return NULL;
}
