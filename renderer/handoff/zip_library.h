/* libarchive, for those who read and write zips: loaded when one does (base/late). */
#pragma once

#include "base/late.h"

#include <archive.h>
#include <archive_entry.h>

#define ZIP_FUNCTIONS(F)                         \
    F(archive_entry_filetype)                    \
    F(archive_entry_free)                        \
    F(archive_entry_new)                         \
    F(archive_entry_pathname)                    \
    F(archive_entry_set_filetype)                \
    F(archive_entry_set_mtime)                   \
    F(archive_entry_set_pathname)                \
    F(archive_entry_set_perm)                    \
    F(archive_entry_set_size)                    \
    F(archive_error_string)                      \
    F(archive_read_data)                         \
    F(archive_read_free)                         \
    F(archive_read_new)                          \
    F(archive_read_next_header)                  \
    F(archive_read_open_fd)                      \
    F(archive_read_support_format_zip_seekable)  \
    F(archive_write_close)                       \
    F(archive_write_data)                        \
    F(archive_write_finish_entry)                \
    F(archive_write_free)                        \
    F(archive_write_header)                      \
    F(archive_write_new)                         \
    F(archive_write_open)                        \
    F(archive_write_set_bytes_per_block)         \
    F(archive_write_set_format_zip)              \
    F(archive_write_set_options)                 \
    F(archive_write_zip_set_compression_deflate) \
    F(archive_write_zip_set_compression_store)

typedef struct {
    ZIP_FUNCTIONS(LATE_MEMBER)
} ZipLibrary;

extern ZipLibrary zip_library;

/* Before anything of it is called. False with `error`: the machine does not have it. */
bool zip_library_load(GError **error);
