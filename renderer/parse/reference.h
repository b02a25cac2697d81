/* The key table for people: a list, and the reference in Markdown. */
#pragma once

/* "section.key<TAB>type<TAB>default<TAB>help" a line, for one kind of file or, if NULL,
 * all; caller frees. */
char *keys_to_text(const char *file_kind);

/* The reference chapter; caller frees. */
char *keys_to_markdown(void);
