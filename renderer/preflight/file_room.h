/* What many files of a process share, judged once: forms with all that they hold, and
 * profiles, found again by their bytes. */
#pragma once

#include "preflight/file_index.h"
#include "preflight/file_judge.h"
#include "preflight/file_record.h"

typedef struct {
    GByteArray *bytes;  /* of its objects, and the state it was painted in; owned */
    FileRecord *record; /* owned; its objects are places in the subtree, from 1; NULL:
                         * it is no form */
    GPtrArray *inks;    /* of FileInk, as its objects have them; owned */
    GPtrArray *spaces;  /* of FileSpace, of the record; owned */
    bool is_clean;      /* nothing was found about its objects */
} FileKnown;

typedef struct {
    const char *name; /* interned */
    char *recipe;
} FileInk;

/* A file while it is judged with a room. */
typedef struct FileVisit {
    FileRoom *room;
    FileIndex *index;
    guint size;        /* of the file, in objects */
    guint8 *settled;   /* by number: its object was judged in an earlier file */
    GPtrArray *fresh;  /* what this file has brought */
    GPtrArray *shared; /* of FileKnown, borrowed: what of earlier ones it has */
} FileVisit;

/* NULL: there is no room, or the file is not of a kind that can be told apart. */
FileVisit *file_visit_new(FileRoom *room, FilePdf *pdf);

/* What is known of an object and the state it is painted in; NULL: nothing yet. Then
 * `bytes` (yours) and `numbers` say what it is; NULL bytes: that cannot be told. */
const FileKnown *file_visit_find(FileVisit *self, guint number, const void *state,
                                 gsize state_length, GByteArray **bytes,
                                 GArray *numbers);

/* Keeps what a form painted, or that a profile (no record) was fine; takes over all. */
const FileKnown *file_visit_add(FileVisit *self, GByteArray *bytes,
                                const GArray *numbers, FileRecord *record);

/* Of a file that has been judged: what it brought is clean where nothing was found.
 * Accepts NULL. */
void file_visit_end(FileVisit *self, FileJudge *judge);
