#include "base/translate.h"

#include "base/paths.h"

#include <locale.h>
#include <stdbool.h>
#include <string.h>

static const char *in_use = "C";

/* In the locale "C" nothing is translated, whatever LANGUAGE says. */
static bool wants_translation(void) {
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

    for (size_t i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *locale = g_getenv(variables[i]);

        if (locale != NULL && *locale != '\0')
            return strcmp(locale, "C") != 0 && strcmp(locale, "POSIX") != 0;
    }
    return false;
}

/* gettext itself would pass over English, which has no catalogue, to the language that
 * a person wants less. */
static bool is_english(const char *language) {
    return strcmp(language, "C") == 0 || strcmp(language, "en") == 0 ||
           g_str_has_prefix(language, "en_");
}

/* Where the catalogue of a language is, without the folders it is in there; or NULL. */
static char *find_catalogues(const char *language) {
    g_autofree char *installed = path_installed(PLAKAT_LOCALE_INSTALLED);
    const char *const folders[] = {installed, PLAKAT_LOCALE_BUILT};

    for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *file =
            folders[i] == NULL ? NULL
                               : g_build_filename(folders[i], language, "LC_MESSAGES",
                                                  "plakat.mo", NULL);

        if (file != NULL && g_file_test(file, G_FILE_TEST_IS_REGULAR))
            return g_strdup(folders[i]);
    }
    return NULL;
}

/* gettext looks at LANGUAGE at every message, in any locale but "C". That of the person
 * need not be generated: C.UTF-8 is on every Debian. The system's own messages come in
 * the letters of LC_CTYPE. */
static void use(const char *language, const char *catalogues) {
    in_use = g_intern_string(language);
    g_setenv("LANGUAGE", language, TRUE);
    if (setlocale(LC_MESSAGES, "") == NULL)
        setlocale(LC_MESSAGES, "C.UTF-8");
    setlocale(LC_CTYPE, "C.UTF-8");
    bindtextdomain("plakat", catalogues);
    bind_textdomain_codeset("plakat", "UTF-8");
    /* Read now: whoever is shut in later (base/sandbox) cannot. */
    dgettext("plakat", "");
}

void translate_start(void) {
    const char *const *language;

    if (!wants_translation())
        return;
    /* "de_DE.UTF-8", "de_DE", "de.UTF-8", "de", "C" */
    language = g_get_language_names_with_category("LC_MESSAGES");
    for (; *language != NULL && !is_english(*language); language++) {
        g_autofree char *catalogues = find_catalogues(*language);

        if (catalogues != NULL) {
            use(*language, catalogues);
            return;
        }
    }
}

/* The same, found once. */
static const char *known_catalogues(const char *language) {
    static const char *known;
    static char *folder;

    if (g_strcmp0(known, language) != 0) {
        known = g_intern_string(language);
        g_free(folder);
        folder = find_catalogues(language);
    }
    return folder;
}

/* gettext notices another locale, but not another LANGUAGE; setting the former tells it
 * to look again. */
void translate_to(const char *language) {
    const char *catalogues = is_english(language) ? NULL : known_catalogues(language);

    if (catalogues == NULL && !is_english(language))
        return;
    if (catalogues != NULL)
        use(language, catalogues);
    in_use = g_intern_string(catalogues != NULL ? language : "C");
    setlocale(LC_MESSAGES, catalogues != NULL ? "C.UTF-8" : "C");
}

void translate_prepare(const char *language) {
    const char *before = in_use;

    translate_to(language);
    dgettext("plakat", "page %u");
    translate_to(before);
}

const char *translate_language(void) {
    return in_use;
}
