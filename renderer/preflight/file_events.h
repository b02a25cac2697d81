/* What the pages of a finished PDF paint, told one thing after the other: forms,
 * patterns, letters of Type 3 fonts and soft masks are followed, as often as they are
 * painted.
 *
 * Rules look at marks only; how content is read is in file_run.h. */
#pragma once

#include "model/geometry.h"
#include "preflight/file_space.h"

typedef enum {
    FILE_MARK_FILL,
    FILE_MARK_STROKE,
    FILE_MARK_TEXT, /* filled; stroked letters are a stroke as well */
    FILE_MARK_IMAGE,
    FILE_MARK_STENCIL, /* an image that is painted in a colour, as a mask */
    FILE_MARK_SHADING, /* sh, or what is painted with a pattern that is a shading */
} FileMarkKind;

/* Where something lies: millimetres from the top left of the page's trim (of the media
 * where there is no trim), y downwards; what is clipped away is left out. */
typedef Rect FilePlace;

typedef struct {
    FileMarkKind kind;
    FilePlace place; /* of no width or height: nothing is to be seen of it */

    /* Of fills, strokes, text and stencils: what is painted with. Images and shadings
     * have a space only, and a pattern that is a tiling paints by marks of its own. */
    FileColour colour;
    bool has_amounts;

    bool overprint; /* what holds for this mark: op or OP */
    int overprint_mode;
    double alpha;      /* ca or CA, 0 to 1 */
    const char *blend; /* "Normal", "Multiply"… */
    bool is_masked;    /* a soft mask lies over it, in the graphics state or its own */

    bool in_mask;    /* it makes a soft mask and is not seen itself */
    bool in_pattern; /* the place is that of what the pattern fills */
    bool in_letter;  /* of a Type 3 font */

    /* Text: the height of its type, of which `font` is the BaseFont. Strokes: the width
     * of the line where it is thinnest. Both in points of the page, all matrices and
     * UserUnit reckoned with. Images and stencils: pixels per inch, the lower of both
     * directions. Else 0. */
    double size;
    const char *font;    /* NULL: no text */
    bool is_outlined;    /* text whose letters are stroked as well */
    guint width, height; /* of images and stencils: pixels */
    guint bits;          /* a component, of images */

    guint object; /* the stream in which it stands; images: their own; 0: none */
} FileMark;

/* A transparency group that is painted; the page's own is the first, if it has one. */
typedef struct {
    const FileSpace *space; /* /CS; NULL: that of what it stands in */
    bool is_page, is_isolated, is_knockout;
    bool in_mask;       /* it makes a soft mask, or stands in one */
    bool is_luminosity; /* a mask by lightness, in which grey is no colour */
    FilePlace place;
    guint object;
} FileGroup;

typedef enum {
    FILE_TROUBLE_CONTENT,   /* cannot be run: syntax, operands, q and Q */
    FILE_TROUBLE_OPERATOR,  /* none of PDF 1.6 */
    FILE_TROUBLE_RESOURCE,  /* named, and not there */
    FILE_TROUBLE_RECURSION, /* paints itself, or too deeply */
    FILE_TROUBLE_LIMIT,     /* more than can be judged */
    FILE_TROUBLE_NOTDEF,    /* text shows a letter that its font does not have */
    FILE_TROUBLE_INTENT,    /* a rendering intent that is none */
    FILE_TROUBLE_FILTER,    /* a filter of an inline image; `what` is its long name */
} FileTrouble;

/* What is told; functions may be NULL. Everything handed over is borrowed for the call.
 * `what` is a word of the file ("operator xyz"), for people. */
typedef struct {
    void *data;
    void (*mark)(void *data, const FileMark *mark);
    void (*group)(void *data, const FileGroup *group);
    /* A colour space is chosen, whether or not anything is painted with it. */
    void (*space)(void *data, const FileSpace *space, guint object, bool in_mask);
    void (*trouble)(void *data, FileTrouble trouble, const char *what, guint object);
} FileSink;
