/* What a form paints, kept in its own space, so that it can be told again wherever it
 * is placed, of whatever file. */
#pragma once

#include "preflight/file_events.h"

/* In points of a page, as PDF counts; or of what a record is of. */
typedef struct {
    double left, bottom, right, top;
} FileBox;

/* A mark before it has a place and a size. */
typedef struct {
    FileMark mark;
    FileBox box;
    Affine matrix; /* what the size is measured by */
    double size;   /* before it */
} FileRaw;

typedef enum { FILE_EVENT_MARK, FILE_EVENT_GROUP, FILE_EVENT_SPACE } FileEventKind;

typedef struct {
    FileEventKind kind;
    union {
        FileRaw raw;
        struct {
            FileGroup group;
            FileBox group_box;
        };
        struct {
            const FileSpace *space;
            guint object;
            bool in_mask;
        };
    };
} FileEvent;

typedef struct {
    GArray *events; /* of FileEvent */
    bool is_transparent;
    /* Not to be kept: it depends on what it stands in, or something is wrong with it.
     */
    bool is_loose;
} FileRecord;

FileRecord *file_record_new(void);
void file_record_free(FileRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileRecord, file_record_free)

/* What stands for a colour that was set outside. */
const FileSpace *file_space_unset(void);
