/* The commands: a table, one file each. */
#pragma once

#include "cli/options.h"

enum { EXIT_FINE, EXIT_FINDINGS, EXIT_USAGE, EXIT_MACHINE, EXIT_COUNT };

extern const char *const exit_meanings[EXIT_COUNT]; /* not translated */

typedef struct {
    const char *name;
    const char *arguments; /* for people: "[MOTIF…]"; with … any number, else one */
    Takes takes;           /* what the arguments are */
    const char *help;      /* one line */
    int (*run)(const Options *options, char **arguments);
} Command;

extern const Command commands[]; /* ends with a NULL name */

/* "KIND: campaign, sizes, printing, layout, motif or order." where the arguments do not
 * say it themselves, else ""; caller frees. */
char *command_words(const Command *command);

int cli_run(int argc, char **argv);

/* "plakat: message" on stderr; `format` is translated. */
void cli_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

int cmd_render(const Options *options, char **arguments);
int cmd_check(const Options *options, char **arguments);
int cmd_preflight(const Options *options, char **arguments);
int cmd_status(const Options *options, char **arguments);
int cmd_approve(const Options *options, char **arguments);
int cmd_list(const Options *options, char **arguments);
int cmd_keys(const Options *options, char **arguments);
int cmd_schema(const Options *options, char **arguments);
int cmd_items(const Options *options, char **arguments);
int cmd_why(const Options *options, char **arguments);
int cmd_fmt(const Options *options, char **arguments);
int cmd_explain(const Options *options, char **arguments);
int cmd_completion(const Options *options, char **arguments);
int cmd_man(const Options *options, char **arguments);
int cmd_help(const Options *options, char **arguments);
