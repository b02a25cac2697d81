/* Messages in the language of the person who reads them.
 *
 * They are written in English, which is what people get when there is no catalogue of
 * their language in po/. What takes a text for people (diagnostics_add, cli_complain…)
 * translates it itself: po/update knows these functions. Others mark it here. */
#pragma once

#include <libintl.h>

/* The text in that language; borrowed, for ever. Never of "". */
#define _(text) dgettext("plakat", text)

/* One of two texts, for one and for many, translated. */
#define P_(one, many, count) dngettext("plakat", one, many, count)

/* A text that is translated later, where it is shown. */
#define N_(text) text

/* Asks the environment (LANGUAGE, LC_ALL, LC_MESSAGES, LANG) for the language, as GNU
 * programs do; before that everything is English. Numbers, letters and the order of
 * words stay those of the locale "C". */
void translate_start(void);

/* From now on messages are in this language, "de" or "C", whatever the environment
 * says: for papers that go to others. Where its catalogue is missing they stay as they
 * are. */
void translate_to(const char *language);

/* Reads that catalogue now, so that processes which are forked later, and may reach no
 * files, have it. */
void translate_prepare(const char *language);

/* The language that messages are in, "de"; "C": English; borrowed, for ever. */
const char *translate_language(void);
