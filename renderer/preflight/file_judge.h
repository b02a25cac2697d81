/* What the rules about finished files share. To add one: a row in a table, with one
 * function. */
#pragma once

#include "preflight/file_events.h"
#include "preflight/file_rules.h"

/* A page, in millimetres as places are. */
typedef struct {
    guint number; /* from 1 */
    const FileObject *object;
    FilePlace media, bleed, trim; /* bleed: the trim where there is none */
    bool has_trim;                /* or an ArtBox, which stands for it */
    double unit;                  /* UserUnit */
    bool is_transparent;          /* known when its marks are through */
    guint marks;                  /* seen so far: in no mask, and not clipped away */
    FilePlace art; /* around all of them within the bleed but white and registration */
} FilePage;

typedef struct FileRule FileRule;
struct FileVisit; /* preflight/file_room.h */

typedef struct {
    FilePdf *pdf;
    FileSpaces *spaces;
    const FileOrder *order;
    const Condition *condition; /* never NULL */
    FileLevel level;
    GHashTable *xmp;         /* as file_xmp_read gives it; NULL: there is none */
    char *xmp_problem;       /* why there is none; NULL: there is */
    struct FileVisit *visit; /* what earlier files had, too; NULL: nothing */
    const FileObject *intent_profile; /* of the output intent; NULL: it has none */
    char *intent_digest;              /* made when it is first asked for; or NULL */
    GHashTable *rgb;      /* object to what of it is in RGB; file_paint_rules */
    GPtrArray *plates;    /* of const char *: spot inks of the file, painted or not */
    GHashTable *inks;     /* name of an ink to the digest of its recipe */
    bool has_default_rgb; /* the file says what its RGB is */
    FilePage *page;       /* NULL: none is being looked at */

    /* Where findings are; set before a rule is asked. */
    const FileRule *rule;
    guint object;
    const FilePlace *place; /* NULL: no place on the page */
    GPtrArray *findings;    /* of FileFinding */
    GHashTable *known;      /* of FileFinding */
} FileJudge;

/* Bits for the levels that a rule is of; FILE_ALWAYS: whatever the file claims. */
enum {
    FILE_X1A = 1 << FILE_LEVEL_X1A_2001 | 1 << FILE_LEVEL_X1A_2003,
    FILE_X3 = 1 << FILE_LEVEL_X3_2002 | 1 << FILE_LEVEL_X3_2003,
    FILE_X4 = 1 << FILE_LEVEL_X4,
    FILE_X1A_X3 = FILE_X1A | FILE_X3,
    FILE_X = FILE_X1A_X3 | FILE_X4,
    FILE_ALWAYS = FILE_X | 1 << FILE_LEVEL_NONE,
};

/* One of the functions is set. */
struct FileRule {
    const char *id, *clause;
    Severity severity;
    unsigned levels;
    void (*whole)(FileJudge *self); /* once, before the pages */
    void (*end)(FileJudge *self);   /* once, behind them */
    void (*page)(FileJudge *self);  /* each page, when its marks are through */
    /* Each dictionary and array in each object, whether or not anything paints it. */
    void (*value)(FileJudge *self, const FileObject *object, const FileValue *value);
    void (*stream)(FileJudge *self, const FileObject *stream);
    /* Each ink of its own that the file has, with the digest of its recipe. */
    void (*ink)(FileJudge *self, const char *name, const char *recipe);
    void (*mark)(FileJudge *self, const FileMark *mark);
    void (*group)(FileJudge *self, const FileGroup *group);
    void (*space)(FileJudge *self, const FileSpace *space, bool in_mask);
    void (*trouble)(FileJudge *self, FileTrouble trouble, const char *what);
};

/* The rule's finding, where it is being asked about. The same again about the same
 * object only counts. `format` is translated. */
void file_judge_found(FileJudge *self, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* A plate beside C, M, Y and K that the file has; told in `plates`. `name` must live as
 * long as the file. */
void file_judge_plate(FileJudge *self, const char *name);

/* The digest of the recipe that this ink had first; `recipe` when it is new. */
const char *file_judge_ink(FileJudge *self, const char *name, const char *recipe);

/* Text of a PDF as UTF-8 (7.9.2.2); NULL when it is none. Caller frees. */
char *file_text(FilePdf *pdf, const FileValue *value);

/* Reads what the file says of itself, and tells what of it people want to know; its
 * level, NONE: none. */
FileLevel file_metadata_read(FileJudge *self, FileVerdict *verdict);

/* Tables of rules; each ends with a NULL id. */
extern const FileRule file_document_rules[]; /* the file, its pages */
extern const FileRule file_metadata_rules[]; /* what it says of itself */
extern const FileRule file_object_rules[];   /* objects, painted or not */
extern const FileRule file_paint_rules[];
extern const FileRule gwg_rules[];
