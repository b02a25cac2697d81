#include "layout/text_store.h"

enum { KEPT_MAX = 1000 };

static void free_text(gpointer text) {
    measured_text_free(text);
}

/* Text of what it depends on to MeasuredText. */
static GHashTable *texts_of(Resources *resources) {
    static const char *const name = "measured-texts";
    GHashTable *texts = g_datalist_get_data(&resources->of_files, name);

    if (texts != NULL)
        return texts;
    texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_text);
    g_datalist_set_data_full(&resources->of_files, name, texts,
                             (GDestroyNotify)g_hash_table_unref);
    return texts;
}

static char *key_of(const TextSource *source) {
    const Words *words = source->words;

    return g_strdup_printf("%p %d %d %s %s %s", (const void *)source->style,
                           source->align, source->hyphens != NULL, source->language,
                           words->language, words->text);
}

TextSource text_source_of(const Brief *brief, const Resources *resources,
                          const Box *box) {
    return (TextSource){.fonts = resources->fonts,
                        .hyphens = resources->hyphens,
                        .style =
                            campaign_find_style(brief->motif->campaign, box->style),
                        .words = g_hash_table_lookup(brief->words, box->say),
                        .language = brief->language,
                        .name = box->say,
                        .align = box->align};
}

static void expect(const Brief *brief, Resources *resources, const Box *box) {
    TextSource source = text_source_of(brief, resources, box);
    g_autofree char *key = key_of(&source);

    if (!g_hash_table_contains(texts_of(resources), key))
        text_expect(&source);
}

void text_store_expect(const Brief *brief, Resources *resources, const Box *root) {
    if (root->hide)
        return;
    if (root->kind == BOX_TEXT)
        expect(brief, resources, root);
    for (guint i = 0; i < root->items->len; i++)
        text_store_expect(brief, resources, g_ptr_array_index(root->items, i));
}

/* What is found out about a text is told for each poster: such texts are not kept. */
MeasuredText *text_store_measure(Resources *resources, const TextSource *source,
                                 Diagnostics *diagnostics) {
    GHashTable *texts = texts_of(resources);
    g_autofree char *key = key_of(source);
    MeasuredText *text = g_hash_table_lookup(texts, key);

    if (text != NULL)
        return measured_text_ref(text);
    text = text_measure(source, diagnostics);
    if (measured_text_lacks_glyphs(text))
        return text;
    if (g_hash_table_size(texts) >= KEPT_MAX)
        g_hash_table_remove_all(texts);
    g_hash_table_insert(texts, g_steal_pointer(&key), measured_text_ref(text));
    return text;
}
