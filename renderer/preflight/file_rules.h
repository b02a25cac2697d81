/* The preflight of finished PDF files, ours and anybody's: the one door.
 *
 * ISO 15930 at the level that the file claims or a print shop asks for, the Ghent
 * Workgroup's limits, and some of our own, on an own reading of the finished bytes. A
 * hostile file costs a bounded time, and is a finding. */
#pragma once

#include "base/diagnostics.h"
#include "model/condition.h"
#include "model/geometry.h"

#include <gio/gio.h>

typedef enum {
    FILE_LEVEL_NONE, /* claims none, asked for none */
    FILE_LEVEL_X1A_2001,
    FILE_LEVEL_X1A_2003,
    FILE_LEVEL_X3_2002,
    FILE_LEVEL_X3_2003,
    FILE_LEVEL_X4,
} FileLevel;

/* "PDF/X-4"; as files say it. */
const char *file_level_to_text(FileLevel level);

/* Verdicts about what many files of this process share. Made before it is shut in: it
 * loads what files are read with. */
typedef struct FileRoom FileRoom;

FileRoom *file_room_new(void);
void file_room_free(FileRoom *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileRoom, file_room_free)

/* What a file is judged by. */
typedef struct {
    FileLevel level;            /* asked for; NONE: what the file claims */
    const Condition *condition; /* its limits; NULL: condition_usual() */
    const char *const *spots;   /* plates beside C, M, Y, K that are wanted; NULL:
                                 * what the variant says */
    double scale;               /* 10: delivered at a tenth of its size; 0 is 1 */
    double distance;            /* metres a reader stands away; 0: not known */
    const Variant *variant;     /* of the Ghent rules; NULL: the condition's */
    bool knocks_out;            /* the shop wants nothing to overprint */
    FileRoom *room;             /* NULL: all is judged in full */
} FileOrder;

typedef struct {
    Severity severity;
    const char *id;     /* static */
    const char *clause; /* static: "ISO 15930-7, 6.2"; NULL: a rule of ours */
    char *message;      /* translated; owned */
    guint page;         /* from 1; 0: the file as a whole */
    bool has_place;
    Rect place;   /* mm from the trim's top left, y downwards */
    guint object; /* of the PDF; 0: none in particular */
    guint count;  /* how often it was found; the place is that of the first */
} FileFinding;

/* The boxes of a page, in millimetres as places are. */
typedef struct {
    Rect media, bleed, trim;
} FileSheet;

typedef struct {
    GPtrArray *findings; /* of FileFinding, in the order of pages and rules */
    GArray *sheets;      /* of FileSheet */
    FileLevel level;     /* what it claims */
    char *condition;     /* that of its output intent; NULL: none; so are all below */
    char *producer;      /* the program that made it */
    int lacks;           /* SandboxLacks: what did not shut in whoever judged it */
    /* Which poster of ours it is. */
    char *motif, *size, *language, *row;
} FileVerdict;

FileVerdict *file_verdict_new(void);

/* That of a file which cannot be judged, for this reason. */
FileVerdict *file_verdict_failed(const char *reason);

/* Never NULL. */
FileVerdict *file_rules_check(GBytes *bytes, const FileOrder *order);
void file_verdict_free(FileVerdict *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileVerdict, file_verdict_free)
