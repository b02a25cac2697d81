#include "layout/bonds.h"

#include "model/language.h"

#include <glib.h>
#include <string.h>

enum { UNIT_LETTERS_MAX = 4 }; /* of what a number holds: Uhr, Mio., cm */

/* A word with what is written on to it; bytes. */
typedef struct {
    const char *start, *end;
} Token;

/* The words that these languages do not leave at the end of a line: prepositions and
 * conjunctions of one letter (Polish "sierotki", and the same rule in Slavic
 * typesetting). */
static const char *const short_word_languages[] = {"pl", "uk", "ru", "bg", "hr", NULL};

static Token token_before(const char *text, const char *at) {
    Token token;

    while (at > text && g_ascii_isspace(at[-1]))
        at--;
    token.end = at;
    while (at > text && !g_ascii_isspace(at[-1]))
        at--;
    token.start = at;
    return token;
}

static Token token_behind(const char *at) {
    Token token = {at, at};

    while (*token.end != '\0' && !g_ascii_isspace(*token.end))
        token.end++;
    return token;
}

static glong letters_of(Token token) {
    return g_utf8_strlen(token.start, token.end - token.start);
}

static gunichar first_of(Token token) {
    return token.start == token.end ? 0 : g_utf8_get_char(token.start);
}

static gunichar last_of(Token token) {
    return token.start == token.end ? 0 : g_utf8_get_char(g_utf8_prev_char(token.end));
}

/* %, ‰, °C, € */
static bool is_unit_sign(gunichar sign) {
    return sign == '%' || sign == 0x2030 || sign == 0xB0 ||
           g_unichar_type(sign) == G_UNICODE_CURRENCY_SYMBOL;
}

/* 5 km, 18 Uhr, 50 %; but not 321 Geschichten. */
static bool holds_unit(Token before, Token behind) {
    gunichar first = first_of(behind);
    bool is_unit = g_unichar_isalpha(first) ? letters_of(behind) <= UNIT_LETTERS_MAX
                                            : is_unit_sign(first);

    return is_unit && g_unichar_isdigit(last_of(before));
}

/* Nr. 5, § 8, S. 12 */
static bool holds_number(Token before, Token behind) {
    bool is_short = last_of(before) == '.' && letters_of(before) <= UNIT_LETTERS_MAX;

    return g_unichar_isdigit(first_of(behind)) &&
           (is_short || first_of(before) == 0xA7 /* § */);
}

static bool is_initial(Token token) {
    return letters_of(token) == 2 && g_unichar_isalpha(first_of(token)) &&
           last_of(token) == '.';
}

/* z. B., u. a., d. h. */
static bool is_abbreviation(Token before, Token behind) {
    Token initial = behind;

    while (initial.end > initial.start + 2 && strchr(",;:!?)", initial.end[-1]) != NULL)
        initial.end--;
    return is_initial(before) && is_initial(initial);
}

/* Dashes between words stay with the word before them. */
static bool is_dash(Token token) {
    gunichar dash = first_of(token);

    return letters_of(token) == 1 && (dash == 0x2013 || dash == 0x2014);
}

/* Marks that some languages set apart: « Bonjour » ! */
static bool is_mark(Token token) {
    gunichar mark = first_of(token);

    return letters_of(token) == 1 &&
           (mark == '!' || mark == '?' || mark == ':' || mark == ';' ||
            mark == 0xBB /* » */ || mark == 0x203A /* › */);
}

static bool is_opening_mark(Token token) {
    gunichar mark = first_of(token);

    return letters_of(token) == 1 && (mark == 0xAB /* « */ || mark == 0x2039 /* ‹ */);
}

static bool is_short_word(Token before, const char *language) {
    for (const char *const *tag = short_word_languages; *tag != NULL; tag++) {
        if (language_is(language, *tag))
            return letters_of(before) == 1 && g_unichar_isalpha(first_of(before));
    }
    return false;
}

bool bond_holds(const char *text, size_t at, const char *language) {
    Token before = token_before(text, text + at);
    Token behind = token_behind(text + at);

    return holds_unit(before, behind) || holds_number(before, behind) ||
           is_abbreviation(before, behind) || is_dash(behind) || is_mark(behind) ||
           is_opening_mark(before) || is_short_word(before, language);
}
