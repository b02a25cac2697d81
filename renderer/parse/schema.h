/* The key table in other shapes: JSON Schema, a list, the reference in Markdown. */
#pragma once

/* A JSON Schema (draft-07, which yaml-language-server reads) for one kind of file;
 * caller frees. */
char *schema_to_json(const char *file_kind);

/* "section.key<TAB>type<TAB>default<TAB>help" a line, for one kind of file or, if NULL,
 * all; caller frees. */
char *keys_to_text(const char *file_kind);

/* The reference chapter; caller frees. */
char *keys_to_markdown(void);
