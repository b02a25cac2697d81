/* The commands: a table, one file each. */
#pragma once

#include <glib.h>

enum { EXIT_FINE, EXIT_FINDINGS, EXIT_USAGE, EXIT_MACHINE };

typedef struct {
    const char *name;
    const char *usage; /* after the name */
    const char *help;  /* one line */
    /* `argv[0]` is the command's name. */
    int (*run)(int argc, char **argv);
} Command;

extern const Command commands[]; /* ends with a NULL name */

int cli_run(int argc, char **argv);

/* Parses the options of a command; positional arguments stay in `arguments` (free with
 * g_strfreev). Returns EXIT_FINE, or EXIT_USAGE after saying what is wrong; sets `done`
 * after printing help. */
int cli_parse(const char *name, const GOptionEntry *entries, int argc, char **argv,
              char ***arguments, gboolean *done);

/* "plakat: message" on stderr. */
void cli_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

int cmd_render(int argc, char **argv);
int cmd_check(int argc, char **argv);
int cmd_list(int argc, char **argv);
int cmd_keys(int argc, char **argv);
int cmd_schema(int argc, char **argv);
int cmd_items(int argc, char **argv);
int cmd_fmt(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_help(int argc, char **argv);
