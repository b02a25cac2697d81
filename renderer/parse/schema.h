/* The key table as JSON Schema. */
#pragma once

/* A JSON Schema (draft-07) for one kind of file; caller frees. It refuses nothing that
 * the program takes, except `null` and `~` as texts without quotes. What an editor
 * shows is in members that yaml-language-server knows: markdownDescription,
 * errorMessage, defaultSnippets. */
char *schema_to_json(const char *file_kind);
