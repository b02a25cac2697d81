/* The key table for people: a list, and the reference in Markdown. */
#pragma once

#include "parse/keys.h"

/* "length", as people call it; not translated. */
const char *value_type_name(ValueType type);

/* The same for what a key takes: its words, or which section; caller frees. Translated
 * for people. */
char *key_type_to_text(const Key *key);
char *key_type_for_people(const Key *key);

/* "section.key<TAB>type<TAB>default<TAB>help" a line, for one kind of file or, if NULL,
 * all; only the help is translated; caller frees. */
char *keys_to_text(const char *file_kind);

/* The reference chapter; caller frees. */
char *keys_to_markdown(void);
