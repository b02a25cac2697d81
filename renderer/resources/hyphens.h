/* Where words may be divided: libhyphen with the dictionaries of Debian.
 *
 * A dictionary is read when its language first asks, once; what was found for a text
 * is remembered. Texts that will be asked for can be looked at by a thread meanwhile:
 * the three milliseconds that the German dictionary takes are most of what the words of
 * one poster take. */
#pragma once

#include <gio/gio.h>
#include <stdbool.h>

/* Where Debian's packages put dictionaries. */
#define HYPHENS_FOLDER "/usr/share/hyphen"

typedef struct Hyphens Hyphens;

/* `folder` holds the dictionaries, hyph_de_DE.dic and others. */
Hyphens *hyphens_new(const char *folder);
void hyphens_free(Hyphens *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Hyphens, hyphens_free)

/* The dictionary of a language, whether it is there or not; NULL: it has none; caller
 * frees. */
char *hyphens_find_file(const Hyphens *self, const char *language);

/* That hyphens_find will be asked for a text; nothing is done yet. */
void hyphens_expect(Hyphens *self, const char *language, const char *text);

/* Looks for what is expected beside what this process does otherwise. Whoever asks
 * waits for the end; who forks waits for it before. To end what was never begun, of
 * NULL even, is nothing. */
void hyphens_look_ahead(Hyphens *self);
void hyphens_end_ahead(Hyphens *self);

/* Marks, one a byte of `text` (UTF-8), the bytes at which a word may be divided: 1,
 * else 0. Parts have at least two letters before and three behind; words of less than
 * six letters, abbreviations in capitals, and what holds digits, @, #, / or a point
 * inside stay whole, as does everything in languages without a dictionary and in
 * Leichte Sprache (BITV 2.0, annex 2, part 2). Borrowed, as long as `self`; NULL with
 * `error` when the dictionary cannot be read. */
const guint8 *hyphens_find(Hyphens *self, const char *language, const char *text,
                           GError **error);
