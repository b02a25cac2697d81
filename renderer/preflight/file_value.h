/* The objects of anybody's PDF as a tree (ISO 32000-1, 7.3), read from what libqpdf
 * makes of them as text. */
#pragma once

#include <glib.h>
#include <stdbool.h>

typedef enum {
    FILE_NULL,
    FILE_BOOLEAN,    /* number: 0 or 1 */
    FILE_NUMBER,     /* number */
    FILE_NAME,       /* text: without the slash, escapes undone */
    FILE_STRING,     /* text: its bytes */
    FILE_ARRAY,      /* items */
    FILE_DICTIONARY, /* entries, in the order in which libqpdf has them */
    FILE_REFERENCE,  /* object; count is its generation */
} FileKind;

typedef struct FileValue FileValue;
typedef struct FileEntry FileEntry;

struct FileValue {
    FileKind kind;
    guint count; /* of items or entries; bytes of a name or string */
    union {
        double number;
        guint object;
        const char *text; /* ends with a NUL that is not counted */
        const FileValue *items;
        const FileEntry *entries;
    };
};

struct FileEntry {
    const char *key; /* without the slash */
    FileValue value;
};

/* Values lie in a few large pieces of memory. */
typedef struct FileMemory FileMemory;

FileMemory *file_memory_new(void);
void file_memory_free(FileMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FileMemory, file_memory_free)

/* Zeroed; for as long as the memory. */
void *file_memory_take(FileMemory *self, gsize size);

/* The one value that a text begins with; false when it is none, or nested too deeply.
 */
bool file_value_read(FileMemory *memory, const char *text, gsize length,
                     FileValue *value);

/* The entry of a dictionary; NULL when there is none, or `self` is NULL or no
 * dictionary. References are not followed. */
const FileValue *file_value_find(const FileValue *self, const char *key);

/* It is this name; false for NULL. */
bool file_value_is_name(const FileValue *self, const char *name);

/* `fallback` when it is NULL or no number. */
double file_value_number(const FileValue *self, double fallback);
