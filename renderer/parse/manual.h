/* The manual page of the text files, plakat-motif(5), from the table of keys. */
#pragma once

/* Roff; caller frees. */
char *keys_to_manual(void);
