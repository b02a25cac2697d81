/* Any words on a poster, read by all rules of writing in several languages. No fonts.
 */
#include "fuzz.h"

#include "preflight/judge.h"

#include <string.h>

static const char *const languages[] = {"de", "de-simple", "en", "fr", "ar"};

static void add_language(Campaign *campaign, const char *tag) {
    Language *language = g_new0(Language, 1);

    language->tag = tag;
    language->digits = strcmp(tag, "ar") == 0 ? DIGITS_ARAB : DIGITS_LATN;
    g_ptr_array_add(campaign->languages, language);
}

/* A poster of one text that says `words` in a language. */
static Poster *poster_of(const char *language, const TypeStyle *style) {
    Poster *poster = poster_new();
    Item *item = item_new(ITEM_TEXT);

    item->says = g_strdup("headline");
    item->language = g_strdup(language);
    item->style = style;
    g_ptr_array_add(poster->items, item);
    return poster;
}

static void read_words(const Source *source, const char *language,
                       Diagnostics *diagnostics) {
    static const TypeStyle style = {.name = "plain"};
    static const Limits limits = {.sentence_words = 12, .word_letters = 16};
    g_autoptr(Campaign) campaign = campaign_new();
    g_autoptr(Brief) brief = brief_new();
    g_autoptr(Poster) poster = poster_of(language, &style);
    g_autoptr(Places) places = places_new(poster);
    Words *words = g_new0(Words, 1);
    Judge judge = {.brief = brief,
                   .campaign = campaign,
                   .limits = &limits,
                   .diagnostics = diagnostics,
                   .places = places};

    add_language(campaign, language);
    words->text = g_strdup(source->bytes);
    words->language = g_strdup(language);
    words->origin = (Origin){source, 0, source->length, NULL};
    g_hash_table_insert(brief->words, g_strdup("headline"), words);
    rule_quotes(&judge);
    rule_spaces_and_dashes(&judge);
    rule_digits(&judge);
    rule_simple_language(&judge);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(Source) source =
        source_new_for_text("words", (const char *)bytes, length);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    /* Words without letters or in no UTF-8 never come so far. */
    if (length == 0 || !g_utf8_validate(source->bytes, (gssize)length, NULL))
        return 0;
    for (size_t i = 0; i < G_N_ELEMENTS(languages); i++)
        read_words(source, languages[i], diagnostics);
    tell_findings(diagnostics);
    return 0;
}
