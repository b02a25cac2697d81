/* The options of all commands: one table. Parsing, `plakat help`, completions and the
 * manual read it. To add an option: one row in options.c, and its field here. */
#pragma once

#include "cli/choices.h"

#include <stddef.h>

/* The command line as it was typed; what was not said is NULL, 0 or FALSE. */
typedef struct {
    char *folder;
    char *sizes, *languages, *rows,
        *outputs; /* with commas between; `items` takes one each */
    char *supplier, *out, *report, *profile, *shard, *schema;
    char *role, *remark;
    double ppi;
    char **allow; /* "ID=REASON" each; or NULL */
    char *log;    /* "json" or NULL */
    char *png;    /* "fast", "small" or NULL */
    int jobs, memory, quality, thumb_size, store_size, store_days;
    int time_limit, memory_limit;
    gboolean bleed, check, dry_run, force, markdown, paper_white, quiet, verbose,
        verify, watch, help;
} Options;

void options_clear(Options *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    const char *commands; /* that take it, "render check"; NULL: all */
    const char *name;
    char letter; /* 0: none */
    Takes takes;
    const char *placeholder; /* of its value; NULL: takes none */
    double minimum, maximum; /* of numbers; 0 stands for nothing said */
    size_t offset;           /* of its field */
    const char *help;        /* one line, the default in brackets */
} Option;

extern const Option option_table[]; /* ends with a NULL name */

/* The first, or the next one after `option`, that a command takes; NULL: no more. */
const Option *option_next(const char *command, const Option *option);

/* Whether a list is the word "all". */
bool options_are_all(const char *list);

/* What stands between the commas; NULL for "all" or when nothing was said; free with
 * g_strfreev. */
char **options_split(const char *list);

/* `said`, or one a core that this process may use. */
guint options_count_jobs(int said);

/* Reads `argv`, whose first word is the command's name. What is no option goes to
 * `arguments` (free with g_strfreev). False with a `problem` (yours) when something is
 * wrong. */
bool options_parse(Options *self, int argc, char **argv, char ***arguments,
                   char **problem);

/* A number as it was said, else another one. */
int option_or(int said, int otherwise);

/* How a command is used, for people: `usage` follows its name, `summary` (or NULL)
 * stands above its options; caller frees. */
char *options_help(const char *command, const char *usage, const char *summary);
