/* What the rules about files share that stands in files of its own. */
#pragma once

#include "preflight/file_judge.h"

/* --- file_font_rules --- */

void file_check_font(FileJudge *self, const FileObject *object, const FileValue *value);
void file_check_font_licence(FileJudge *self, const FileObject *object,
                             const FileValue *value);

/* --- file_profile: ICC.1:2004-10 --- */

/* Why a stream is no profile of a press for an output intent; NULL: it is. Caller
 * frees. */
char *file_profile_intent_problem(FileJudge *self, const FileObject *stream);

/* The same of what a colour space names. */
char *file_profile_space_problem(FileJudge *self, const FileObject *stream);

/* --- file_digest --- */

/* A text that is the same for the same items of an array from `first` on, whatever
 * numbers their objects have. Caller frees. */
char *file_value_digest(FilePdf *pdf, const FileValue *array, guint first);

/* The same of a stream's bytes, its filters undone; NULL when they cannot be read. */
char *file_stream_digest(FilePdf *pdf, const FileObject *stream);
