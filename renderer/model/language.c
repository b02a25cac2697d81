#include "model/language.h"

#include "base/late.h"

#include <string.h>
#include <unicode/ucasemap.h>
#include <unicode/ulocdata.h>
#include <unicode/ustring.h>

/* Tags are compared without case (RFC 5646, 2.1.1). */
static bool contains(const char *const *words, const char *word) {
    for (; *words != NULL; words++) {
        if (g_ascii_strcasecmp(*words, word) == 0)
            return true;
    }
    return false;
}

bool language_is_right_to_left(const char *tag) {
    static const char *const scripts[] = {"Arab", "Hebr", "Syrc", "Thaa",
                                          "Nkoo", "Adlm", NULL};
    /* Kurdish in Latin script is kmr, in Arabic script ckb. */
    static const char *const languages[] = {"ar", "fa", "he", "ur", "ckb", "ps",
                                            "sd", "ug", "yi", "dv", "syr", NULL};
    g_auto(GStrv) parts = g_strsplit(tag, "-", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (part > parts && strlen(*part) == 4 && g_ascii_isalpha(**part))
            return contains(scripts, *part);
    }
    return parts[0] != NULL && contains(languages, parts[0]);
}

bool language_shorten(char *tag) {
    char *last = strrchr(tag, '-');

    if (last == NULL)
        return false;
    *last = '\0';
    return true;
}

bool language_is(const char *tag, const char *language) {
    size_t length = strlen(language);

    return g_ascii_strncasecmp(tag, language, length) == 0 &&
           (tag[length] == '\0' || tag[length] == '-');
}

bool language_is_simple(const char *tag) {
    g_auto(GStrv) parts = g_strsplit(tag, "-", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (part > parts && g_ascii_strcasecmp(*part, "simple") == 0)
            return true;
    }
    return false;
}

typedef int32_t (*MapCase)(const UCaseMap *map, char *to, int32_t capacity,
                           const char *from, int32_t length, UErrorCode *status);

static char *map_case(const char *text, const char *tag, MapCase map_text) {
    UErrorCode status = U_ZERO_ERROR;
    UCaseMap *map = ucasemap_open(tag, 0, &status);
    /* Nothing grows more than threefold (Unicode's SpecialCasing.txt). */
    size_t capacity = 3 * strlen(text) + 1;
    char *mapped = g_malloc(capacity);

    map_text(map, mapped, (int32_t)capacity, text, -1, &status);
    ucasemap_close(map);
    if (U_SUCCESS(status))
        return mapped;
    g_free(mapped);
    return g_strdup(text);
}

char *language_upper(const char *text, const char *tag) {
    return map_case(text, tag, ucasemap_utf8ToUpper);
}

char *language_lower(const char *text, const char *tag) {
    return map_case(text, tag, ucasemap_utf8ToLower);
}

char *language_digits(const char *text, unsigned zero) {
    GString *written = g_string_sized_new(strlen(text));

    for (; *text != '\0'; text++) {
        if (g_ascii_isdigit(*text))
            g_string_append_unichar(written, zero + (unsigned)(*text - '0'));
        else
            g_string_append_c(written, *text);
    }
    return g_string_free(written, FALSE);
}

/* --- quotes ------------------------------------------------------------------------
 */

/* The half of ICU that is large; few texts have quotes. */
#define LIBRARY "libicui18n.so." U_ICU_VERSION_SHORT

#define FUNCTIONS(F)         \
    F(ulocdata_close)        \
    F(ulocdata_getDelimiter) \
    F(ulocdata_open)

static struct { FUNCTIONS(LATE_MEMBER) } library;

/* It comes with the half that is linked: nobody has one alone. */
static void load_library(void) {
    static const char *const names[] = {FUNCTIONS(LATE_NAME) NULL};
    g_autoptr(GError) error = NULL;

    if (!late_load(LIBRARY, names, &library, &error))
        g_error("%s", error->message);
}

static void read_quote(ULocaleData *data, ULocaleDataDelimiterType type, char *quote,
                       int32_t capacity) {
    UErrorCode status = U_ZERO_ERROR;
    UChar letters[8];
    int32_t length = library.ulocdata_getDelimiter(data, type, letters, 8, &status);

    u_strToUTF8(quote, capacity, NULL, letters, length, &status);
    if (U_FAILURE(status))
        *quote = '\0';
}

/* CLDR names one pair and those inside it; these are as good. German, Swiss: Duden,
 * "Anführungszeichen"; of the EU's languages: the Publications Office's Formex 4 and
 * style guide; Arabic, Turkish and Kurdish: set so in print. */
static const struct {
    const char *language, *quotes;
} other_quotes[] = {
    {"de", "»«›‹"}, {"ksh", "»«›‹"}, {"ar", "«»"},  {"bg", "«»"}, {"el", "‘"},
    {"fa", "“”"},   {"fr", "“”‹›‘"}, {"hr", "»«”"}, {"it", "‘"},  {"kmr", "«»"},
    {"ku", "«»"},   {"pl", "»«‚‘"},  {"tr", "«»"},  {"uk", "”"},
};

static const char *find_other_quotes(const char *tag) {
    for (size_t i = 0; i < G_N_ELEMENTS(other_quotes); i++) {
        if (language_is(tag, other_quotes[i].language))
            return other_quotes[i].quotes;
    }
    return "";
}

/* Of a language that ICU does not know it would take the process's. */
static ULocaleData *open_data(const char *locale) {
    UErrorCode status = U_ZERO_ERROR;
    ULocaleData *data = library.ulocdata_open(locale, &status);

    if (status != U_USING_DEFAULT_WARNING)
        return data;
    library.ulocdata_close(data);
    status = U_ZERO_ERROR;
    return library.ulocdata_open("root", &status);
}

LanguageQuotes language_quotes(const char *tag) {
    LanguageQuotes quotes = {"", "", "", "", find_other_quotes(tag)};
    g_autofree char *locale = g_strdelimit(g_strdup(tag), "-", '_');
    ULocaleData *data;

    load_library();
    data = open_data(locale);
    if (data == NULL)
        return quotes;
    read_quote(data, ULOCDATA_QUOTATION_START, quotes.open, 16);
    read_quote(data, ULOCDATA_QUOTATION_END, quotes.close, 16);
    read_quote(data, ULOCDATA_ALT_QUOTATION_START, quotes.inner_open, 16);
    read_quote(data, ULOCDATA_ALT_QUOTATION_END, quotes.inner_close, 16);
    library.ulocdata_close(data);
    return quotes;
}
