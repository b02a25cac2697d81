/* A text file in memory, and places in it.
 *
 * A Source is read only after loading; whoever loaded it frees it. Offsets are bytes
 * from 0; lines and columns count from 1, columns in characters (code points). */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef struct {
    char *name;    /* as people know the file; owned */
    char *bytes;   /* UTF-8 or not: nobody has checked; NUL after the end; owned */
    size_t length; /* bytes without that NUL */
    GArray *line_starts; /* of size_t, ascending, first is 0; owned */
} Source;

typedef struct {
    unsigned line;
    unsigned column;
} Place;

/* Where a value was written. `source` is borrowed and may be NULL (a default). */
typedef struct {
    const Source *source;
    size_t offset;     /* bytes */
    size_t length;     /* bytes; 0 if unknown */
    const char *label; /* what findings add, such as a column's name; NULL: nothing */
} Origin;

Source *source_new_for_text(const char *name, const char *text, size_t length);

/* Reads a regular file of at most `limit` bytes; `name` is what findings call it. */
Source *source_load(const char *path, const char *name, size_t limit, GError **error);

void source_free(Source *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

Place source_place(const Source *self, size_t offset);

/* The place of a part of what a value says, whatever quotes, escapes and new lines it
 * is written with; else the whole. */
Origin origin_find(Origin whole, const char *part);

/* The same for one of several places, counted from 0; false: there is none. */
bool origin_find_nth(Origin whole, const char *part, unsigned nth, Origin *found);

/* The offset of a line's first byte; the end of the text when there is no such line. */
size_t source_line_start(const Source *self, unsigned line);

/* A line without its line break, made valid UTF-8; caller frees. */
char *source_line_to_text(const Source *self, unsigned line);
