/* What there is to choose from for a value on the command line: for completions and the
 * manual. Commands check what was typed themselves. */
#pragma once

#include <glib.h>
#include <stdbool.h>

/* What an option or the arguments of a command take. */
typedef enum {
    TAKES_NOTHING,
    TAKES_TEXT,  /* anything */
    TAKES_TEXTS, /* anything, as often as one likes */
    TAKES_INTEGER,
    TAKES_NUMBER,
    TAKES_WORD, /* one of those in its placeholder: "bash|zsh|fish" */
    TAKES_FILE,
    TAKES_FOLDER,
    TAKES_MOTIF, /* its name, its file, or a folder of motifs */
    TAKES_SIZE,
    TAKES_SIZES, /* with commas between, or all; likewise below */
    TAKES_LANGUAGE,
    TAKES_LANGUAGES,
    TAKES_ROWS,
    TAKES_OUTPUTS,
    TAKES_SUPPLIER,
    TAKES_KIND, /* of text file */
    TAKES_FINDING,
    TAKES_COMMAND,
} Takes;

typedef enum { PATHS_NONE, PATHS_FILES, PATHS_FOLDERS, PATHS_MOTIFS } Paths;

typedef struct {
    Takes takes;
    const char *title; /* what one is called */
    /* What `plakat` is asked for names, one a line with its title in the last column;
     * or NULL. */
    const char *ask;
    bool with_commas; /* takes several */
    bool all;         /* or the word "all" alone */
    Paths paths;
    void (*add_words)(
        GPtrArray *words); /* names that do not depend on files; or NULL */
} Choice;

/* NULL when there is nothing to choose from. */
const Choice *choice_find(Takes takes);

/* Names that do not depend on files, "all" not among them; of char *, owned. The
 * placeholder is that of the option or of the command's arguments; or NULL. */
GPtrArray *choice_words(Takes takes, const char *placeholder);
