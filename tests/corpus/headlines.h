/* Headlines that nobody wrote: invented words of sixteen languages, the same every
 * time, with all that decides where a line may end. */
#pragma once

#include <glib.h>
#include <stdbool.h>

enum { PIECES_MAX = 14, LETTERS_MAX = 40 };

/* What no line is broken inside: a word with what is written on to it. */
typedef struct {
    char *text;      /* owned */
    const char *gap; /* what follows it on the same line: nothing or a space */
    bool may_end;    /* whether a line may end behind it */
} Part;

typedef struct {
    const char *language; /* BCP 47 */
    bool is_mirrored;     /* its posters are: the language is written to the left */
    bool right_to_left;   /* so are its letters; not when it is but a Latin name */
    guint count;
    Part pieces[PIECES_MAX];
} Headline;

/* The headline of that number. Numbers that follow each other differ in language and
 * length. */
Headline *headline_new(guint number);
void headline_free(Headline *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Headline, headline_free)

/* The line of the pieces `first` to `last`; new. */
char *headline_line(const Headline *self, guint first, guint last);

bool headline_has_soft_hyphen(const Headline *self);

/* The tag of every language, and how many there are. */
const char *headline_language(guint index);
guint headline_languages(void);
