/* Scripts with which shells complete plakat's command lines.
 *
 * Each is the text of completion.<shell>, the shell's own part, and what follows from
 * the tables of commands, options and choices. Names that depend on files (sizes,
 * motifs…) are asked of the program on the command line, when somebody completes. */
#pragma once

#include "cli/cli.h"

/* Whole scripts; caller frees. */
char *script_for_bash(void);
char *script_for_zsh(void);
char *script_for_fish(void);

/* completion.<shell>: the build makes them texts. */
extern const char script_bash[], script_zsh[], script_fish[];

/* What the makers share. */

/* Whether a command takes more than one argument. */
bool script_takes_several(const Command *command);

/* The words of choice_words, each after `before`; caller frees. */
char *script_words(Takes takes, const char *placeholder, const char *before);

/* Appends `text` in single quotes, which all three shells read alike. */
void script_append_quoted(GString *script, const char *text);
