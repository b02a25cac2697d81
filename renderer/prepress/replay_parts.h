/* What the files that draw a print PDF share; only replay*.c include it.
 *
 * `replay` reads content and keeps its state, `replay_paint` puts what it says on
 * surfaces, `replay_target` knows which; `replay_colours`, `replay_shading`,
 * `replay_pattern` and `replay_image` make sources of colour, the last one of what
 * `replay_rows` reads. All places are pixels of the page, unless they are said to be
 * something else. */
#pragma once

#include "pdf/content.h"
#include "prepress/replay.h"

#include <cairo.h>

/* --- colours --- */

enum { INK_COMPONENTS_MAX = 32, TONES = 256 };

/* How components become amounts of ink. */
typedef struct {
    int count;                      /* of components */
    int plates[INK_COMPONENTS_MAX]; /* the plate that each is on */
    bool is_all;                    /* the one is on all plates */
    bool is_grey;                   /* the one is light, not ink */
    guint8 *table; /* /Indexed: TONES times `count` bytes, for samples of one component;
                    * owned */
} InkSpace;

void ink_space_clear(InkSpace *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(InkSpace, ink_space_clear)

typedef struct Replayer Replayer;

bool ink_space_read(const Replayer *self, const PdfValue *space, InkSpace *result,
                    GError **error);

/* Of samples: 1 when it is indexed. */
int ink_space_samples(const InkSpace *self);

/* What a channel shows of a colour, whose components go from 0 to 1: 1 is no ink. */
double ink_space_channel(const Replayer *self, const InkSpace *space,
                         const double *components, int channel);

/* Red, green and blue. */
typedef struct {
    double channels[REPLAY_CHANNELS];
} Shade;

Shade ink_space_shade(const Replayer *self, const InkSpace *space,
                      const double *components);

/* --- state --- */

typedef struct {
    Shade shade;
    bool is_black;           /* black alone, all of it */
    const PdfValue *pattern; /* NULL: it is a shade */
    InkSpace space;          /* of what follows; its table is never set */
} InkSource;

enum { DASHES_MAX = 16 };

/* Where paths, and what they clip, are kept. */
typedef struct {
    GArray *data; /* of cairo_path_data_t; owned */
    Rect bounds;  /* of its points; a width below 0: it has none */
    Point last;   /* the current one */
    bool is_rect; /* nothing but one upright rectangle */
} Outlines;

typedef struct {
    Outlines path;
    cairo_fill_rule_t rule;
    guint64 serial; /* no other clip has it */
} Clip;

/* What the graphics state is at one level of q and Q. */
typedef struct {
    Affine matrix;
    Affine base; /* the first one of this content: patterns lie there */
    InkSource fill, stroke;
    double fill_alpha, stroke_alpha;
    cairo_operator_t blend;
    bool overprints;
    double line_width, miter;
    cairo_line_cap_t cap;
    cairo_line_join_t join;
    double dashes[DASHES_MAX], dash_offset;
    int dash_count;
    const PdfValue *mask; /* of graphics states; NULL: none */
    Affine mask_base;     /* where its form lies */
    guint clips;          /* how many there are */
    Rect bounds;          /* of what is not clipped away */
} Level;

struct Replayer {
    const Replay *page;

    GPtrArray *levels; /* of Level; each stays where it is; owned */
    GPtrArray *clips;  /* of Clip, since the level's own group began; owned */
    guint64 last_serial;
    guint first_clip;  /* of the group that is being drawn */
    guint depth;       /* of forms in forms */
    bool is_inside;    /* a group: what is below may be clear */
    bool snaps;        /* upright rectangles go to whole pixels */
    bool is_lightness; /* colours become opacity: white is opaque */

    cairo_t *flat; /* a context for everything; NULL: there are layers */

    cairo_t *entered; /* has the clips of `entered_clips`, to be restored; NULL: none */
    GArray *entered_clips; /* of guint64: their serials */

    Outlines path;
    bool clips_next; /* W or W*: the path clips when it was painted */
    cairo_fill_rule_t clip_rule;

    GHashTable *images; /* of replay_image.c */
};

Level *replayer_level(Replayer *self);

/* A new level, and back to the one before; its clips go, too. */
void replayer_push(Replayer *self, const Level *level);
void replayer_pop(Replayer *self);

/* "… cannot be drawn as plates: operator BT". Always false. */
bool replay_refuse(GError **error, const char *what, const char *name);

/* Draws a form, or the cell of a pattern: its content with its matrix, within its box.
 */
bool replay_form(Replayer *self, const PdfObject *form, GError **error);
bool replay_content(Replayer *self, const PdfObject *object, const PdfValue *resources,
                    GError **error);

const PdfObject *replay_object(const Replayer *self, const PdfValue *reference);
bool replay_affine(const PdfValue *array, Affine *affine);
bool replay_rect(const PdfValue *array, Rect *rect);

/* --- paths --- */

void outlines_init(Outlines *self);
void outlines_clear(Outlines *self);
void outlines_reset(Outlines *self);
void outlines_move(Outlines *self, Point to);
void outlines_line(Outlines *self, Point to);
void outlines_curve(Outlines *self, Point a, Point b, Point to);
void outlines_close(Outlines *self);
void outlines_rectangle(Outlines *self, Affine matrix, Rect rect);

/* A rectangle goes to whole pixels; others stay. */
void outlines_snap(Outlines *self);

/* To the current path of a context whose matrix is the identity. */
void outlines_append(const Outlines *self, cairo_t *cr);

/* Clips what comes at this level. */
void replay_clip(Replayer *self, Outlines *path, cairo_fill_rule_t rule);

/* --- targets --- */

/* A context with the clips of the level set and the identity as its matrix, for
 * something within `bounds`; the caller leaves it as it was. NULL: nothing of it would
 * be seen. */
cairo_t *target_enter(Replayer *self, Rect bounds);

/* What was entered is left: before anything else draws on the same context. */
void target_leave(Replayer *self);

/* What comes up to the end is a picture of its own. Clips of before do not clip what is
 * in it, but all of it. */
typedef struct {
    guint first_clip;
    bool was_inside;
} TargetGroup;

TargetGroup target_begin(Replayer *self, Rect bounds);

/* `mask`: of a graphics state, NULL for none, whose form lies at `mask_base`. */
typedef struct {
    cairo_operator_t blend;
    double opacity;
    const PdfValue *mask;
    Affine mask_base;
} TargetEnd;

bool target_end(Replayer *self, TargetGroup group, const TargetEnd *how,
                GError **error);

/* --- painting --- */

bool paint_fill(Replayer *self, Outlines *path, cairo_fill_rule_t rule, GError **error);
bool paint_stroke(Replayer *self, const Outlines *path, GError **error);
bool paint_shading(Replayer *self, const PdfValue *shading, GError **error);
bool paint_image(Replayer *self, const PdfObject *image, guint number, GError **error);
bool paint_group(Replayer *self, const PdfObject *form, GError **error);

/* --- sources of colour --- */

/* A gradient, in the units of its own space. NULL with `error`. */
cairo_pattern_t *shading_pattern(const Replayer *self, const PdfValue *shading,
                                 GError **error);

/* What fills with a pattern: set to pixels. NULL with `error`. */
cairo_pattern_t *pattern_source(Replayer *self, const PdfValue *pattern, Affine base,
                                GError **error);

/* Makes a picture the source of a context for the unit square of `matrix`, whose matrix
 * is the identity. */
GHashTable *image_table_new(void);
bool image_set_source(Replayer *self, cairo_t *cr, const PdfObject *image, guint number,
                      Affine matrix, GError **error);

/* A stencil in the same way, as a mask; NULL with `error`. */
cairo_pattern_t *image_stencil(Replayer *self, const PdfObject *image, Affine matrix,
                               GError **error);

/* --- rows of pictures --- */

typedef struct ReplayRows ReplayRows;

/* Of so many components; 8 bits each, or 1 bit, which becomes 0 or 255. NULL with
 * `error`. */
ReplayRows *replay_rows_new(const PdfFile *file, const PdfObject *image, int components,
                            GError **error);
void replay_rows_free(ReplayRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ReplayRows, replay_rows_free)

int replay_rows_width(const ReplayRows *self);
int replay_rows_height(const ReplayRows *self);

/* The next one; `width` times `components` bytes. */
bool replay_rows_next(ReplayRows *self, guint8 *row, GError **error);
