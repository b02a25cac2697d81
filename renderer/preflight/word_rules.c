/* Typography of words: quotes, spaces, dashes, digits. */
#include "preflight/reading.h"

#include "base/translate.h"
#include "model/language.h"

#include <string.h>

/* A rule about one text. */
typedef void (*Read)(const Judge *self, const Reading *reading);

static void read_each(const Judge *self, Read read) {
    for (guint i = 0; i < self->places->items->len; i++) {
        const Placed *placed = places_at(self->places, i);
        Reading reading;

        if (!placed_is_words(placed) || !reading_start(&reading, self, placed))
            continue;
        read(self, &reading);
        reading_clear(&reading);
    }
}

static Span one_letter(const char *at) {
    return (Span){at, g_utf8_next_char(at)};
}

static bool is_digit_before(const char *text, const char *at) {
    return at > text && g_ascii_isdigit(at[-1]);
}

/* --- quotes ------------------------------------------------------------------------
 */

/* ’ is an apostrophe, too: it is never wrong. */
#define QUOTES "«»‘‚‛“”„‟‹›"

/* Most texts have none of what the rule is about. */
static bool has_any(const char *text, const char *letters) {
    while (*text != '\0' && g_utf8_strchr(letters, -1, g_utf8_get_char(text)) == NULL)
        text = g_utf8_next_char(text);
    return *text != '\0';
}

/* 27" and 5' are inches and feet; a pair of them around words are quotes. */
static bool is_measure(const char *text, const char *at) {
    return is_digit_before(text, at) && !is_letter_at(at + 1) &&
           strchr(text, *at) == strrchr(text, *at);
}

static void check_straight(const Judge *self, const Reading *reading,
                           const LanguageQuotes *quotes) {
    const char *two = strchr(reading->text, '"'), *one = strchr(reading->text, '\'');

    if (two != NULL && is_measure(reading->text, two))
        reading_report(reading, self, SEVERITY_ERROR, "type/straight-quotes",
                       one_letter(two),
                       "a straight quote; write ″ for inches and seconds");
    else if (two != NULL)
        reading_report(reading, self, SEVERITY_ERROR, "type/straight-quotes",
                       one_letter(two), "a straight quote; \"%s\" writes %s…%s",
                       reading->language, quotes->open, quotes->close);
    if (one != NULL && is_measure(reading->text, one))
        reading_report(reading, self, SEVERITY_ERROR, "type/straight-quotes",
                       one_letter(one),
                       "a straight apostrophe; write ′ for feet and minutes");
    else if (one != NULL)
        reading_report(reading, self, SEVERITY_ERROR, "type/straight-quotes",
                       one_letter(one),
                       "a straight apostrophe; write ’ for an apostrophe, %s…%s for "
                       "quotes in quotes",
                       quotes->inner_open, quotes->inner_close);
}

static bool is_own_quote(const LanguageQuotes *quotes, const char *letter) {
    return strstr(quotes->open, letter) != NULL ||
           strstr(quotes->close, letter) != NULL ||
           strstr(quotes->inner_open, letter) != NULL ||
           strstr(quotes->inner_close, letter) != NULL ||
           strstr(quotes->others, letter) != NULL;
}

static bool opens_with(const LanguageQuotes *quotes, const char *letter) {
    return strstr(quotes->open, letter) != NULL ||
           strstr(quotes->inner_open, letter) != NULL ||
           strstr(quotes->others, letter) != NULL;
}

/* Signs that are taken for an apostrophe: within a word, or before one where none of
 * them opens a quotation. */
static void check_apostrophes(const Judge *self, const Reading *reading,
                              const LanguageQuotes *quotes) {
    static const char *const signs[] = {"‘", "´", "`"};

    for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
        const char *at = strstr(reading->text, signs[i]);

        for (; at != NULL; at = strstr(at + 1, signs[i])) {
            bool is_within = is_letter_before(reading->text, at);

            if (!is_letter_at(at + strlen(signs[i])) ||
                (!is_within && opens_with(quotes, signs[i])))
                continue;
            reading_report(reading, self, SEVERITY_WARNING, "type/wrong-apostrophe",
                           one_letter(at), "%s is no apostrophe; write ’", signs[i]);
            break;
        }
    }
}

/* A lone » is an arrow or a bullet. */
static bool is_alone(const char *text, const char *letter) {
    static const char angles[] = "«»‹›";
    unsigned count = 0;

    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        count += g_utf8_strchr(angles, -1, g_utf8_get_char(at)) != NULL;
    return count == 1 && strstr(angles, letter) != NULL;
}

static void check_foreign(const Judge *self, const Reading *reading,
                          const LanguageQuotes *quotes) {
    for (const char *at = reading->text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar letter = g_utf8_get_char(at);
        char bytes[7] = {0};

        g_unichar_to_utf8(letter, bytes);
        if (g_utf8_strchr(QUOTES, -1, letter) == NULL || is_own_quote(quotes, bytes) ||
            is_alone(reading->text, bytes) ||
            (strcmp(bytes, "‘") == 0 && is_letter_before(reading->text, at)))
            continue;
        reading_report(reading, self, SEVERITY_WARNING, "type/foreign-quotes",
                       one_letter(at),
                       "%s is no quote of \"%s\", which writes %s…%s and %s…%s inside",
                       bytes, reading->language, quotes->open, quotes->close,
                       quotes->inner_open, quotes->inner_close);
        return;
    }
}

static void read_quotes(const Judge *self, const Reading *reading) {
    LanguageQuotes quotes;

    if (!has_any(reading->text, "\"'`´" QUOTES))
        return;
    quotes = language_quotes(reading->language);
    check_straight(self, reading, &quotes);
    check_apostrophes(self, reading, &quotes);
    /* Words for any language have the quotes of the one they are really in. */
    if (!reading->is_any)
        check_foreign(self, reading, &quotes);
}

void rule_quotes(const Judge *self) {
    read_each(self, read_quotes);
}

/* --- spaces, dashes, dots ------------------------------------------------------------
 */

static bool ends_line(const char *at) {
    return *at == '\0' || *at == '\n';
}

static bool starts_line(const char *text, const char *at) {
    return at == text || at[-1] == '\n';
}

/* Spaces at the ends of a line are not set. */
static bool is_double_space(const char *text, const char *at) {
    return !starts_line(text, at) && !ends_line(at + strspn(at, " "));
}

/* "0221 - 221" and "+49 - 221" are telephone numbers. */
static bool follows_dialling_code(const char *text, const char *at) {
    const char *start = at;

    while (start > text && !g_ascii_isspace(start[-1]))
        start--;
    return (*start == '0' || *start == '+') &&
           strspn(start + 1, "0123456789/()") == (size_t)(at - start - 1);
}

static bool is_spaced_hyphen(const char *text, const char *at) {
    return !starts_line(text, at) && !follows_dialling_code(text, at);
}

/* Longer ones are rules to write on, or between parts. */
static bool is_short_row(const char *text, const char *at, char letter, size_t most) {
    char letters[2] = {letter, '\0'};

    return (at == text || at[-1] != letter) && strspn(at, letters) <= most;
}

static bool is_two_hyphens(const char *text, const char *at) {
    return is_short_row(text, at, '-', 3);
}

/* Four are three and a full stop. */
static bool is_three_dots(const char *text, const char *at) {
    return is_short_row(text, at, '.', 4);
}

/* ".koeln", ",5" and ":-)" begin something, " ..." is an ellipsis. */
static bool is_stray(const char *text, const char *at) {
    const char *next = at + 1 + strspn(at + 1, ".,!?:;");

    return !starts_line(text, at) && strncmp(at + 1, "..", 2) != 0 &&
           (ends_line(next) || *next == ' ');
}

/* "3 : 1" is a score or a scale. */
static bool is_stray_colon(const char *text, const char *at) {
    return is_stray(text, at) &&
           !(is_digit_before(text, at) && g_ascii_isdigit(at[2 + strspn(at + 2, " ")]));
}

static bool is_stray_arabic(const char *text, const char *at) {
    const char *next = g_utf8_next_char(at + 1);

    return !starts_line(text, at) && (ends_line(next) || *next == ' ');
}

static const struct {
    const char *id, *part, *message;
    Severity severity;
    bool (*is_slip)(const char *text, const char *at);
    bool except_french; /* which sets a thin space there */
} slips[] = {
    {"type/double-space", "  ", "two spaces; one is enough", SEVERITY_ERROR,
     is_double_space, false},
    {"type/hyphen-for-dash", " - ", "a hyphen between spaces; write a dash: –",
     SEVERITY_ERROR, is_spaced_hyphen, false},
    {"type/hyphen-for-dash", " -\n", "a hyphen between spaces; write a dash: –",
     SEVERITY_ERROR, is_spaced_hyphen, false},
    {"type/hyphen-for-dash", "--", "two hyphens; write a dash: –", SEVERITY_ERROR,
     is_two_hyphens, false},
    {"type/three-dots", "...", "three points; write an ellipsis: …", SEVERITY_WARNING,
     is_three_dots, false},
    {"type/stray-space", " .", "a space before a full stop", SEVERITY_WARNING, is_stray,
     false},
    {"type/stray-space", " ,", "a space before a comma", SEVERITY_WARNING, is_stray,
     false},
    {"type/stray-space", " !", "a space before an exclamation mark", SEVERITY_WARNING,
     is_stray, true},
    {"type/stray-space", " ?", "a space before a question mark", SEVERITY_WARNING,
     is_stray, true},
    {"type/stray-space", " :", "a space before a colon", SEVERITY_WARNING,
     is_stray_colon, true},
    {"type/stray-space", " ;", "a space before a semicolon", SEVERITY_WARNING, is_stray,
     true},
    {"type/stray-space", " ،", "a space before a comma", SEVERITY_WARNING,
     is_stray_arabic, false},
    {"type/stray-space", " ؛", "a space before a semicolon", SEVERITY_WARNING,
     is_stray_arabic, false},
    {"type/stray-space", " ؟", "a space before a question mark", SEVERITY_WARNING,
     is_stray_arabic, false},
};

/* The first place of each. */
static void read_slips(const Judge *self, const Reading *reading) {
    bool is_french = language_is(reading->language, "fr");

    for (size_t i = 0; i < G_N_ELEMENTS(slips); i++) {
        const char *at = strstr(reading->text, slips[i].part);
        size_t length = strlen(slips[i].part);

        while (at != NULL && !slips[i].is_slip(reading->text, at))
            at = strstr(at + 1, slips[i].part);
        if (at != NULL && !(is_french && slips[i].except_french))
            reading_report(reading, self, slips[i].severity, slips[i].id,
                           (Span){at, at + length}, "%s", _(slips[i].message));
    }
}

void rule_spaces_and_dashes(const Judge *self) {
    read_each(self, read_slips);
}

/* --- digits ------------------------------------------------------------------------
 */

static bool is_of_script(const Span *span, GUnicodeScript script) {
    for (const char *at = span->start; at < span->end; at = g_utf8_next_char(at)) {
        if (g_unichar_get_script(g_utf8_get_char(at)) == script)
            return true;
    }
    return false;
}

/* ASCII, Arabic and Persian ones, in the order of Digits; -1: no digit of these. */
static int digits_of(gunichar letter) {
    static const gunichar zeros[] = {'0', 0x660, 0x6F0};

    for (int i = 0; i < (int)G_N_ELEMENTS(zeros); i++) {
        if (letter >= zeros[i] && letter < zeros[i] + 10)
            return i;
    }
    return -1;
}

/* The first number in the part that is written in other digits. */
static bool find_other_number(Span *span, int digits) {
    const char *start = span->start;

    for (; start < span->end; start = g_utf8_next_char(start)) {
        int found = digits_of(g_utf8_get_char(start));

        if (found >= 0 && found != digits)
            break;
    }
    if (start >= span->end)
        return false;
    span->start = start;
    while (start < span->end && digits_of(g_utf8_get_char(start)) >= 0)
        start = g_utf8_next_char(start);
    span->end = start;
    return true;
}

/* Numbers inside words of a language with digits of its own; names in Latin letters, as
 * NRW2026, keep theirs, and so does the address of whoever prints. */
static void read_digits(const Judge *self, const Reading *reading) {
    const Language *language =
        campaign_find_language(self->campaign, reading->language);
    Span all = {reading->text, reading->text + strlen(reading->text)}, span;

    if (language == NULL || language->digits == DIGITS_LATN ||
        reading->words->of_printer || !is_of_script(&all, G_UNICODE_SCRIPT_ARABIC))
        return;
    for (const char *at = reading->text; span_next(&span, at); at = span.end) {
        Span number = span;

        if (is_of_script(&span, G_UNICODE_SCRIPT_LATIN) ||
            !find_other_number(&number, language->digits))
            continue;
        reading_report(reading, self, SEVERITY_WARNING, "type/other-digits", number,
                       "digits of another script; the campaign writes \"%s\" with its "
                       "own",
                       reading->language);
        return;
    }
}

void rule_digits(const Judge *self) {
    read_each(self, read_digits);
}
