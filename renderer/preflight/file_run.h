/* Runs the content of pages and tells what it paints. */
#pragma once

#include "preflight/file_record.h"
#include "preflight/file_room.h"

typedef struct FileRunner FileRunner;

/* All must outlive it; `visit` may be NULL. */
FileRunner *file_runner_new(FilePdf *pdf, FileSpaces *spaces, FileVisit *visit,
                            const FileSink *sink);
void file_runner_free(FileRunner *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileRunner, file_runner_free)

/* Tells all that a page paints within `media`. `trim` is the box that places count
 * from, `unit` its UserUnit. Content that cannot be run becomes trouble, and ends
 * there; so does content without end. */
void file_runner_page(FileRunner *self, const FileObject *page, FileBox media,
                      FileBox trim, double unit);

/* Whether anything on the last page was mixed with what lies behind it: opacity, blend
 * modes, soft masks. */
bool file_runner_is_transparent(const FileRunner *self);
