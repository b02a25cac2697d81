#include "preflight/reading.h"

#include "base/translate.h"

#include <string.h>

static bool is_letter(gunichar letter) {
    return g_unichar_isalnum(letter) || g_unichar_ismark(letter);
}

bool is_letter_at(const char *at) {
    return is_letter(g_utf8_get_char(at));
}

bool is_letter_before(const char *text, const char *at) {
    return at > text && is_letter(g_utf8_get_char(g_utf8_prev_char(at)));
}

/* --- parts without spaces ------------------------------------------------------------
 */

bool span_next(Span *span, const char *at) {
    while (*at != '\0' && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    span->start = at;
    while (*at != '\0' && !g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    span->end = at;
    return span->end > span->start;
}

/* "koeln.de" and "a.koeln.de/x", not "z.B." nor "Ende.Anfang": a point with letters on
 * both sides, and small ones alone, at least two, behind the last point. */
static bool is_host(const char *word) {
    size_t length = strcspn(word, "/");
    const char *point = g_strrstr_len(word, (gssize)length, ".");
    const char *last = point == NULL ? NULL : point + 1;
    size_t small = last == NULL ? 0 : strspn(last, "abcdefghijklmnopqrstuvwxyz");

    return point != NULL && small >= 2 && last + small == word + length &&
           is_letter_before(word, point);
}

/* What stands at the ends of a word belongs to the sentence around it. */
static Span without_signs(Span span) {
    static const char signs[] = "\"'().,;:!?";

    while (span.start < span.end && strchr(signs, *span.start) != NULL)
        span.start++;
    while (span.end > span.start && strchr(signs, span.end[-1]) != NULL)
        span.end--;
    return span;
}

/* Addresses and hashtags are written as they are, whatever a language writes. */
static bool is_address(const Span *span) {
    g_autofree char *word = g_strndup(span->start, (gsize)(span->end - span->start));

    return strstr(word, "://") != NULL || strchr(word, '@') != NULL ||
           g_str_has_prefix(word, "www.") ||
           (word[0] == '#' && is_letter_at(word + 1)) || is_host(word);
}

static void blank(char *text, const char *from, const char *to) {
    memset(text + (from - text), READING_BLANK, (size_t)(to - from));
}

static void blank_addresses(char *text) {
    Span span;

    for (const char *at = text; span_next(&span, at); at = span.end) {
        Span word = without_signs(span);

        if (is_address(&word))
            blank(text, word.start, word.end);
    }
}

/* Placeholders, and what is left out of a quotation. */
static void blank_brackets(char *text) {
    for (char *open = text; (open = strchr(open, '[')) != NULL; open++) {
        const char *close = strchr(open, ']');

        if (close != NULL)
            blank(text, open, close + 1);
    }
}

bool reading_start(Reading *self, const Judge *judge, const Placed *placed) {
    const Words *words = judge_words(judge, placed);

    if (words == NULL)
        return false;
    *self = (Reading){.words = words,
                      .language = placed->item->language,
                      .is_any = strcmp(words->language, "und") == 0,
                      .text = g_strdup(words->text)};
    blank_brackets(self->text);
    blank_addresses(self->text);
    return true;
}

void reading_clear(Reading *self) {
    g_clear_pointer(&self->text, g_free);
}

void reading_report(const Reading *self, const Judge *judge, Severity severity,
                    const char *id, Span part, const char *format, ...) {
    Origin origin = words_find(self->words, (size_t)(part.start - self->text),
                               (size_t)(part.end - part.start));
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    diagnostics_add(judge->diagnostics, severity, id, &origin, "%s", message);
}
