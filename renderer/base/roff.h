/* Manual pages: roff with the man macros, pure ASCII, as groff and mandoc read it.
 *
 * What is appended reads on the page as it does here: every character that roff takes
 * for its own is escaped. In running text `backticks` set what they hold in bold. */
#pragma once

#include <glib.h>

/* The first line, .TH; its date is that of the version, never today's. */
void roff_append_title(GString *page, const char *name, int section);

/* .SH and .SS */
void roff_append_section(GString *page, const char *heading);
void roff_append_subsection(GString *page, const char *heading);

/* "name - what it is", the line that indexes of pages read. */
void roff_append_name(GString *page, const char *name, const char *help);

void roff_append_paragraph(GString *page);
void roff_append_break(GString *page);

/* Running text: a line for each sentence, long ones broken; ends the line. */
void roff_append_text(GString *page, const char *text);

/* Parts of a line, such as the tag after roff_append_tag; they do not end it. */
void roff_append_plain(GString *page, const char *text);
void roff_append_bold(GString *page, const char *text);
void roff_append_italic(GString *page, const char *text);

/* Begins an item of a list: the rest of its first line is the tag, the text follows. */
void roff_append_tag(GString *page);

/* Lines set as they are, such as a command or a file. */
void roff_append_example(GString *page, const char *lines);

/* "plakat(1)" on a line. */
void roff_append_reference(GString *page, const char *name, int section);
