/* Typography of words, and hints for Leichte Sprache. */
#include "base/translate.h"
#include "preflight/judge.h"

#include "model/language.h"

#include <string.h>

static const gunichar quote_letters[] = {0xAB,   0xBB,   0x2018, 0x201A, 0x201B,
                                         0x201C, 0x201D, 0x201E, 0x2039, 0x203A};

static void report(const Judge *self, const Item *item, Severity severity,
                   const char *id, const char *part, const char *format, ...)
    G_GNUC_PRINTF(6, 7);

/* At the part of the words that is meant, if it stands in the file as it is. */
static void report(const Judge *self, const Item *item, Severity severity,
                   const char *id, const char *part, const char *format, ...) {
    Origin origin = origin_find(item->origin, part);
    g_autofree char *message = NULL;
    va_list arguments;

    va_start(arguments, format);
    message = g_strdup_vprintf(_(format), arguments);
    va_end(arguments);
    diagnostics_add(self->diagnostics, severity, id, &origin, "%s", message);
}

/* --- quotes
 * ---------------------------------------------------------------------------- */

static void check_straight(const Judge *self, const Item *item,
                           const LanguageQuotes *quotes) {
    if (strchr(item->words, '"') != NULL)
        report(self, item, SEVERITY_ERROR, "type/straight-quotes", "\"",
               "a straight quote; \"%s\" writes %s…%s", item->language, quotes->open,
               quotes->close);
    if (strchr(item->words, '\'') != NULL)
        report(self, item, SEVERITY_ERROR, "type/straight-quotes", "'",
               "a straight apostrophe; write ’ for an apostrophe, %s…%s for "
               "quotes in quotes",
               quotes->inner_open, quotes->inner_close);
}

static bool is_quote(gunichar letter) {
    for (size_t i = 0; i < G_N_ELEMENTS(quote_letters); i++) {
        if (quote_letters[i] == letter)
            return true;
    }
    return false;
}

static bool is_own_quote(const LanguageQuotes *quotes, const char *letter) {
    return strstr(quotes->open, letter) != NULL ||
           strstr(quotes->close, letter) != NULL ||
           strstr(quotes->inner_open, letter) != NULL ||
           strstr(quotes->inner_close, letter) != NULL;
}

static void check_foreign(const Judge *self, const Item *item,
                          const LanguageQuotes *quotes) {
    for (const char *at = item->words; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        char bytes[7] = {0};

        g_unichar_to_utf8(letter, bytes);
        if (!is_quote(letter) || is_own_quote(quotes, bytes))
            continue;
        report(self, item, SEVERITY_WARNING, "type/foreign-quotes", bytes,
               "%s is no quote of \"%s\", which writes %s…%s and %s…%s inside", bytes,
               item->language, quotes->open, quotes->close, quotes->inner_open,
               quotes->inner_close);
        return;
    }
}

void rule_quotes(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);
        LanguageQuotes quotes;

        if (!placed_is_words(placed))
            continue;
        quotes = language_quotes(placed->item->language);
        check_straight(self, placed->item, &quotes);
        check_foreign(self, placed->item, &quotes);
    }
}

/* --- spaces, dashes, dots, digits
 * ------------------------------------------------------ */

static const struct {
    const char *id, *part, *message;
    Severity severity;
} slips[] = {
    {"type/double-space", "  ", "two spaces; one is enough", SEVERITY_ERROR},
    {"type/hyphen-for-dash", " - ", "a hyphen between spaces; write a dash: –",
     SEVERITY_ERROR},
    {"type/hyphen-for-dash", "--", "two hyphens; write a dash: –", SEVERITY_ERROR},
    {"type/three-dots", "...", "three points; write an ellipsis: …", SEVERITY_WARNING},
    {"type/stray-space", " .", "a space before a full stop", SEVERITY_WARNING},
    {"type/stray-space", " ,", "a space before a comma", SEVERITY_WARNING},
};

static bool has_right_to_left_letters(const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        GUnicodeScript script = g_unichar_get_script(g_utf8_get_char(at));

        if (script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW)
            return true;
    }
    return false;
}

/* Numbers inside words of a language with digits of its own. */
static void check_digits(const Judge *self, const Item *item) {
    const Language *language = campaign_find_language(self->campaign, item->language);
    const char *digit = strpbrk(item->words, "0123456789");
    char part[2] = {digit != NULL ? *digit : '\0', '\0'};

    if (language == NULL || language->digits == DIGITS_LATN || digit == NULL ||
        !has_right_to_left_letters(item->words))
        return;
    report(self, item, SEVERITY_WARNING, "type/other-digits", part,
           "digits of another script; the campaign writes \"%s\" with its own",
           item->language);
}

static void check_slips(const Judge *self, const Item *item) {
    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++) {
        if (strstr(item->words, slips[i].part) != NULL)
            report(self, item, slips[i].severity, slips[i].id, slips[i].part, "%s",
                   _(slips[i].message));
    }
    check_digits(self, item);
}

void rule_spaces_and_dashes(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        if (placed_is_words(judge_placed(self, i)))
            check_slips(self, judge_placed(self, i)->item);
    }
}

/* --- Leichte Sprache
 * --------------------------------------------------------------------- */

/* What its rules (BITV 2.0, annex 2, part 2) ask to avoid, as far as letters tell. */
static const struct {
    const char *word, *instead;
} avoided[] = {
    {"%", "say \"die Hälfte\", \"viele\" or \"wenige\""},
    {"§", "say what the law says"},
    {"&", "write \"und\""},
    {" nicht ", "say what is, not what is not"},
    {" kein", "say what is, not what is not"},
    {"z. B.", "write \"zum Beispiel\""},
    {"usw.", "write it out"},
    {"etc.", "write it out"},
};

static glong count_letters(const char *start, const char *end) {
    return g_utf8_strlen(start, end - start);
}

/* Words without a hyphen or point between their parts. */
static void check_word_lengths(const Judge *self, const Item *item) {
    g_auto(GStrv) words = g_strsplit_set(item->words, " \n-·.,:;!?", -1);

    for (char **word = words; *word != NULL; word++) {
        if (count_letters(*word, *word + strlen(*word)) <= self->limits->word_letters ||
            strchr(item->words, '@') != NULL)
            continue;
        report(self, item, SEVERITY_NOTE, "simple/long-word", *word,
               "hint: \"%s\" is a long word; part it with a hyphen or a point (·)",
               *word);
    }
}

static void check_sentence_lengths(const Judge *self, const Item *item) {
    g_auto(GStrv) sentences = g_strsplit_set(item->words, ".!?:", -1);

    for (char **sentence = sentences; *sentence != NULL; sentence++) {
        g_auto(GStrv) words = g_strsplit_set(g_strstrip(*sentence), " \n", -1);

        if ((int)g_strv_length(words) > self->limits->sentence_words)
            report(self, item, SEVERITY_NOTE, "simple/long-sentence", *sentence,
                   "hint: a sentence of %u words; short ones of one thought are easier",
                   g_strv_length(words));
    }
}

static void check_avoided(const Judge *self, const Item *item) {
    for (size_t i = 0; i < G_N_ELEMENTS(avoided); i++) {
        g_autofree char *word = g_strstrip(g_strdup(avoided[i].word));

        if (strstr(item->words, avoided[i].word) != NULL)
            report(self, item, SEVERITY_NOTE, "simple/avoided", word,
                   "hint: \"%s\" is hard to read; %s", word, _(avoided[i].instead));
    }
}

void rule_simple_language(const Judge *self) {
    for (guint i = 0; i < self->placed->len; i++) {
        const Placed *placed = judge_placed(self, i);

        if (!placed_is_words(placed) || !language_is_simple(placed->item->language))
            continue;
        if (self->limits->word_letters > 0)
            check_word_lengths(self, placed->item);
        if (self->limits->sentence_words > 0) {
            check_sentence_lengths(self, placed->item);
            check_avoided(self, placed->item);
        }
    }
}
