/* Hints for Leichte Sprache: what letters tell of its rules (BITV 2.0, annex 2, part
 * 2). Whether a text is easy is decided by its readers, so all of them are notes. */
#include "preflight/reading.h"

#include "base/translate.h"
#include "model/language.h"

#include <string.h>

/* --- words ---------------------------------------------------------------------------
 */

/* A soft hyphen is not seen. */
static bool is_of_word(gunichar letter) {
    return g_unichar_isalnum(letter) || g_unichar_ismark(letter) || letter == 0xAD;
}

/* Parts of words between hyphens and points (·) count alone. */
static const char *part_end(const char *at, long *letters) {
    for (*letters = 0; *at != '\0' && is_of_word(g_utf8_get_char(at));
         at = g_utf8_next_char(at))
        *letters += g_unichar_isalpha(g_utf8_get_char(at));
    return at;
}

static void check_word_lengths(const Judge *self, const Reading *reading) {
    const char *at = reading->text;

    while (*at != '\0') {
        long letters;
        const char *end = part_end(at, &letters);
        g_autofree char *word = g_strndup(at, (gsize)(end - at));

        if (letters > self->limits->word_letters)
            reading_report(reading, self, SEVERITY_NOTE, "simple/long-word",
                           (Span){at, end},
                           "hint: \"%s\" is a long word; part it with a hyphen or a "
                           "point (·)",
                           word);
        at = end == at ? g_utf8_next_char(at) : end;
    }
}

/* --- sentences -----------------------------------------------------------------------
 */

static bool holds_letter(const Span *span) {
    for (const char *at = span->start; at < span->end; at = g_utf8_next_char(at)) {
        if (is_letter_at(at) || *at == READING_BLANK)
            return true;
    }
    return false;
}

/* At its point, whatever closes behind it; where the line ends, or a list goes on. */
static bool ends_sentence(const Span *word) {
    const char *at = word->end;

    while (at > word->start && !is_letter_before(word->start, at)) {
        at = g_utf8_prev_char(at);
        if (g_utf8_strchr(".!?:;…", -1, g_utf8_get_char(at)) != NULL)
            return true;
    }
    return *word->end == '\n' || !holds_letter(word);
}

static void check_sentence(const Judge *self, const Reading *reading, Span sentence,
                           int words) {
    if (words > self->limits->sentence_words)
        reading_report(reading, self, SEVERITY_NOTE, "simple/long-sentence", sentence,
                       "hint: a sentence of %d words; short ones of one thought are "
                       "easier",
                       words);
}

static void check_sentence_lengths(const Judge *self, const Reading *reading) {
    Span sentence = {reading->text, reading->text}, word;
    int words = 0;

    for (const char *at = reading->text; span_next(&word, at); at = word.end) {
        if (words == 0)
            sentence.start = word.start;
        words += holds_letter(&word);
        sentence.end = word.end;
        if (!ends_sentence(&word))
            continue;
        check_sentence(self, reading, sentence, words);
        words = 0;
    }
    check_sentence(self, reading, sentence, words);
}

/* --- what to avoid -------------------------------------------------------------------
 */

typedef enum { AVOID_SIGN, AVOID_WORD, AVOID_BEGINNING } Avoid;

static const struct {
    const char *word, *instead;
    Avoid how;
} avoided[] = {
    {"%", N_("say \"die Hälfte\", \"viele\" or \"wenige\""), AVOID_SIGN},
    {"§", N_("say what the law says"), AVOID_SIGN},
    {"&", N_("write \"und\""), AVOID_SIGN},
    {"nicht", N_("say what is, not what is not"), AVOID_WORD},
    {"kein", N_("say what is, not what is not"), AVOID_BEGINNING},
    {"z. B.", N_("write \"zum Beispiel\""), AVOID_SIGN},
    {"z.B.", N_("write \"zum Beispiel\""), AVOID_SIGN},
    {"z.\xC2\xA0"
     "B.",
     N_("write \"zum Beispiel\""), AVOID_SIGN},
    {"usw.", N_("write it out"), AVOID_SIGN},
    {"etc.", N_("write it out"), AVOID_SIGN},
    {"bzw.", N_("write \"oder\" or \"und\""), AVOID_SIGN},
};

/* Letters in either case; all of these words are ASCII. */
static bool is_avoided(const char *text, const char *at, size_t index) {
    const char *word = avoided[index].word;
    size_t length = strlen(word);

    if (g_ascii_strncasecmp(at, word, length) != 0)
        return false;
    if (g_ascii_isalpha(*word) && is_letter_before(text, at))
        return false;
    return avoided[index].how != AVOID_WORD || !is_letter_at(at + length);
}

/* The first place of each. */
static void check_avoided(const Judge *self, const Reading *reading, size_t index) {
    const char *text = reading->text;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        long letters;
        const char *end = at + strlen(avoided[index].word);
        g_autofree char *word = NULL;

        if (!is_avoided(text, at, index))
            continue;
        if (avoided[index].how == AVOID_BEGINNING)
            end = part_end(at, &letters);
        word = g_strndup(at, (gsize)(end - at));
        reading_report(reading, self, SEVERITY_NOTE, "simple/avoided", (Span){at, end},
                       "hint: \"%s\" is hard to read; %s", word,
                       _(avoided[index].instead));
        return;
    }
}

static void check_text(const Judge *self, const Reading *reading) {
    if (self->limits->word_letters > 0)
        check_word_lengths(self, reading);
    if (self->limits->sentence_words == 0)
        return;
    check_sentence_lengths(self, reading);
    for (size_t i = 0; i < G_N_ELEMENTS(avoided); i++) {
        if (language_is(reading->language, "de"))
            check_avoided(self, reading, i);
    }
}

void rule_simple_language(const Judge *self) {
    for (guint i = 0; i < self->places->items->len; i++) {
        const Placed *placed = places_at(self->places, i);
        Reading reading;

        if (!placed_is_words(placed) || !language_is_simple(placed->item->language) ||
            !reading_start(&reading, self, placed))
            continue;
        if (!reading.is_any)
            check_text(self, &reading);
        reading_clear(&reading);
    }
}
