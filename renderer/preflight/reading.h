/* Words as the rules of writing read them: what they say, and where each part of it
 * stands in the files. */
#pragma once

#include "preflight/judge.h"

typedef struct {
    const Words *words; /* borrowed */
    const char *language;
    bool is_any; /* the words hold for any language: theirs is not known */
    char *text;  /* byte for byte the words; `reading_blank` where no rule holds */
} Reading;

/* Stands for each byte of addresses, hashtags and what is in [brackets]. */
enum { READING_BLANK = '_' };

/* False when the item says no words of the files. Clear it afterwards. */
bool reading_start(Reading *self, const Judge *judge, const Placed *placed);
void reading_clear(Reading *self);

/* A part of the text. */
typedef struct {
    const char *start, *end;
} Span;

/* The next part without spaces and new lines at or behind `at`; false: none is left. */
bool span_next(Span *span, const char *at);

/* A finding at a part of the text; `language` of the words is in `self`. */
void reading_report(const Reading *self, const Judge *judge, Severity severity,
                    const char *id, Span part, const char *format, ...)
    G_GNUC_PRINTF(6, 7);

/* Whether a letter, a digit or a mark on one stands at `at`, or before it. */
bool is_letter_at(const char *at);
bool is_letter_before(const char *text, const char *at);
