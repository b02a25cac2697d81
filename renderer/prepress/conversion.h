/* From what cairo wrote to objects in the inks of the press; shared by the files that
 * each take a part of it: `convert` (objects), `rewrite` (content), `shading`, `pixels`
 * (images). What is not known is refused by its name.
 *
 * An object is converted once for each use of it. A reference reserves a number in the
 * part and puts the object into a queue, so nothing here recurses. */
#pragma once

#include "model/geometry.h"
#include "pdf/reader.h"
#include "pdf/writer.h"
#include "prepress/colours.h"
#include "prepress/ink_tags.h"

/* What a converted part leaves open until it is placed in a file. */
typedef enum {
    SLOT_SPOT,      /* the colour space of `ink`'s plate */
    SLOT_MIX,       /* that of C, M, Y, K and `ink`'s plate */
    SLOT_ALL,       /* that of all plates */
    SLOT_TEXT,      /* graphics state: black text of `points` overprints if small */
    SLOT_LINE,      /* the same for black lines of that width */
    SLOT_KNOCK_OUT, /* graphics state: nothing overprints */
    SLOT_PICTURE,   /* the `picture` that a placeholder keeps the place for */
} SlotKind;

typedef struct {
    SlotKind kind;
    const Ink *ink; /* borrowed */
    double points;  /* in units of the content's own space */
    guint picture;
} Slot;

/* The colours of a gradient: DeviceCMYK, one plate, or both. */
typedef struct {
    Plates plates;
    const Ink *ink; /* NULL: no plate of its own; with PLATES_PROCESS: beside C M Y K */
} Space;

typedef enum {
    USE_COPY, /* as it is: fonts, and masks by lightness, which are no colours */
    USE_FORM,
    USE_UNWRAPPED, /* a form that is no group */
    USE_IMAGE,
    USE_PATTERN,
    USE_SHADING,
    USE_FUNCTION, /* of a gradient, in `space` */
    USE_STATE,
} Use;

typedef struct {
    const PdfFile *file;
    PrintColours *colours;
    const InkTags *tags; /* NULL: there are none */

    /* What currentColor stands for; drawings only. */
    bool has_current;
    Rgb current;
    PrintColour current_colour;

    /* Called for each colour that is no tag; may be NULL. */
    void (*seen)(void *data, Rgb screen);
    void *data;

    /* The page only shows one group, which is to be none: it comes from a recording. */
    bool unwraps;

    /* Nothing may be seen through: groups become plain forms, and what would not look
     * the same then is refused, which sets `sees_through`. */
    bool is_flat;
    bool sees_through;

    int decimals; /* of path coordinates */

    bool is_at_page;  /* its own content is being written */
    bool is_in_group; /* that of a group is, which becomes a plain form */
    PdfPart *part;    /* what is made */
    GArray *slots;    /* of Slot; what it leaves open */
    GArray *spaces;   /* of Space, by number */
    GQueue *queue;    /* of Work */
    GHashTable *made; /* Work to itself */
} Conversion;

/* --- convert --- */

/* Sets up what is made; the members before `part` are the caller's. */
void conversion_start(Conversion *self);
void conversion_clear(Conversion *self);

/* The object 0 of the part becomes a form that shows what the page shows. `matrix`
 * (a b c d e f) takes its units to those outside; `box` is what is seen, in its units.
 */
bool convert_page(Conversion *self, const double matrix[6], const double box[4],
                  GError **error);

/* The number in the part of an object of the source for a use of it; `space` is that
 * of functions. */
guint convert_reference(Conversion *self, guint number, Use use, guint space);

/* Values as they are; what they refer to is copied likewise. */
void convert_copy(Conversion *self, const PdfValue *value);

guint conversion_slot(Conversion *self, Slot slot);
guint conversion_space(Conversion *self, Space space);

PrintColour conversion_colour(Conversion *self, Rgb screen);

/* The same, if it is an ink by its tag or exactly by its looks; nothing is reported. */
PrintColour conversion_exact(Conversion *self, Rgb screen);

/* Both are words of PDF, "operator" and "sc". Always false. */
bool conversion_refuse(GError **error, const char *what, const char *name);

/* Something is seen through; false where nothing may be. */
bool conversion_see_through(Conversion *self, GError **error, const char *what);

/* The author's mistake: two inks of a gradient have plates of their own. Always false.
 */
bool conversion_refuse_plates(GError **error, const Ink *a, const Ink *b);

/* --- rewrite --- */

typedef enum { ADDED_SPACE, ADDED_STATE, ADDED_OBJECT, ADDED_KINDS } Added;

/* Whether the new content names a slot in one of the resource dictionaries; by slot. */
typedef struct {
    GByteArray *slots[ADDED_KINDS];
} Additions;

/* The name of a slot in content and resources: "PX12". */
enum { SLOT_NAME_SIZE = 16 };
void slot_name(char name[SLOT_NAME_SIZE], guint slot);

/* The new content; `resources` are those of the old one. NULL with `error`. */
GString *rewrite_content(Conversion *self, GBytes *content, const PdfValue *resources,
                         Additions *additions, GError **error);

/* --- shading --- */

enum { COMPONENTS_MAX = 5 };

/* A piece of a gradient between two screen colours. */
typedef struct {
    Rgb from, to;
} Stretch;

/* The space that all colours of pieces (an array of Stretch) can be printed in. */
bool shading_choose_space(Conversion *self, const GArray *pieces, Space *space,
                          GError **error);

/* A colour in a space, each component 0 to 1; how many there are. */
int shading_components(const Space *space, const PrintColour *colour,
                       double values[COMPONENTS_MAX]);

/* "/ColorSpace " and the space. */
void shading_write_space(Conversion *self, const Space *space);

bool convert_shading(Conversion *self, const PdfObject *shading, guint number,
                     GError **error);
bool convert_function(Conversion *self, const PdfObject *function, guint number,
                      const Space *space, GError **error);

/* --- mesh --- */

/* Tensor patches: a stream of their own. */
bool convert_mesh(Conversion *self, const PdfObject *mesh, guint number,
                  GError **error);

/* --- pixels --- */

bool convert_image(Conversion *self, const PdfObject *image, guint number,
                   GError **error);
