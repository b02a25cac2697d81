/* THE table: every key of every text file, with type, range, default and one line for
 * people. It drives checking, filling of structs, `plakat keys`, the JSON Schemas,
 * shell completion and the reference in motifs/README.md.
 *
 * A section is a map with certain keys. To add a key: one row in keys.c and, if it has
 * an offset, the field. */
#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

typedef enum {
    VALUE_TEXT,      /* any text */
    VALUE_NAME,      /* letters, digits, - and _ */
    VALUE_ROW_NAME,  /* a name, or {row.column} */
    VALUE_DATE,      /* 2026-11-22 */
    VALUE_FILE,      /* a path below the folder of the file that names it, or ../ */
    VALUE_COLOUR,    /* #rrggbb */
    VALUE_PLATE,     /* the name of a spot ink's plate: "HKS 14 K" */
    VALUE_FILE_NAME, /* {parts} in braces are those in `of` */
    VALUE_YES_NO,    /* yes or no */
    VALUE_WORD,      /* one of the words in `of`; "a=b" are two spellings of one word */
    VALUE_ANCHOR,    /* top bottom left right center middle, one or two of them */
    VALUE_NUMBER,    /* a number without a unit */
    VALUE_INTEGER,   /* a whole number */
    VALUE_PERCENT,   /* a number with %; kept as a fraction */
    VALUE_LENGTH,    /* a number with a unit */
    VALUE_SHARES,    /* two percentages: "40% 30%"; kept as fractions */
    VALUE_PAIR,    /* two lengths: "3mm 2u", or "297mm x 420mm"; one stands for both */
    VALUE_POINT,   /* two numbers without units: "90 0" */
    VALUE_VIEW,    /* four numbers without units: x, y, width, height */
    VALUE_PATH,    /* SVG path data */
    VALUE_SIDES,   /* one to four lengths, as in CSS: top right bottom left */
    VALUE_NUMBERS, /* a list of four numbers */
    VALUE_NAME_PAIR, /* a list of two names */
    VALUE_NAMES,     /* a name or a list of names */
    VALUE_TEXTS,     /* a text or a list of texts */
    VALUE_FEATURES,  /* OpenType features, one or a list: "ss01", "kern=0" */
    VALUE_TRACKS,    /* grid columns: "6" or "2fr 1fr 20u" */
    VALUE_SECTION,   /* a map: the section `of` */
    VALUE_SECTIONS,  /* a list of maps: the section `of` */
    VALUE_BOXES,     /* a list of boxes: the section `of` */
} ValueType;

/* What the names of an open section ("*") are. */
typedef enum { NAMES_ANY, NAMES_LANGUAGE, NAMES_SCRIPT, NAMES_AXIS } NameKind;

typedef struct {
    const char *name;
    const char *extends; /* sections whose keys count here too, "a b"; or NULL */
    const char *brief;   /* the key that a value which is no map stands for; or NULL */
    bool one_of;         /* exactly one key, which says what it is */
    NameKind names;
    const char *help;
} Section;

typedef struct {
    const char *section;
    const char *name; /* "*": any name */
    ValueType type;
    const char *of; /* words of VALUE_WORD; section of VALUE_SECTION(S) and _BOXES;
                     * the only names that VALUE_NAMES can have, or NULL */
    bool required;
    double minimum, maximum; /* of the number as written; both 0: no limit */
    const char *fallback;    /* the default, as it would be written; NULL: none */
    ptrdiff_t offset;        /* of the field that it fills; -1: read otherwise */
    const char *help;        /* one line for people */
} Key;

/* The kinds of file, named by their first key. */
extern const char *const key_file_kinds[]; /* ends with NULL */

extern const Section key_sections[]; /* ends with a NULL name */
extern const Key key_table[];        /* ends with a NULL section */

const Section *section_find(const char *name);

/* The key of a section or of those it extends; "*" if the section is open. */
const Key *key_find(const Section *section, const char *name);

/* Calls `visit` for each key of a section and of those it extends. */
typedef void (*KeyVisit)(const Key *key, void *data);
void section_visit(const Section *section, KeyVisit visit, void *data);

/* The sections that a kind of file can hold (NULL: any kind), in the order they are
 * met; of const Section *. */
GPtrArray *section_collect(const Section *kind);

/* The index of `word` among the words of a VALUE_WORD; -1 if it is none of them. */
int key_word_index(const Key *key, const char *word);
