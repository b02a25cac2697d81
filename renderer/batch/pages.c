#include "batch/pages.h"

#include "base/html.h"
#include "base/output.h"
#include "base/translate.h"

#include <string.h>

bool page_write(const char *path, const GString *text, GError **error) {
    g_autofree char *before = NULL;
    gsize length = 0;

    if (g_file_get_contents(path, &before, &length, NULL) && length == text->len &&
        memcmp(before, text->str, length) == 0)
        return true;
    return output_write(path, text->str, text->len, error);
}

static const char *page_language(void) {
    const char *language = translate_language();

    return strcmp(language, "C") == 0 ? "en" : language;
}

/* --- findings ------------------------------------------------------------------------
 */

static void append_finding(GString *html, const Finding *finding) {
    g_autofree char *text = finding_to_text(finding);

    text[strcspn(text, "\n")] = '\0';
    html_format(html, "<li class=\"%s\">%s</li>\n", severity_to_text(finding->severity),
                text);
}

static void append_findings(GString *html, const GPtrArray *findings) {
    g_string_append(html, "<ul>\n");
    for (guint i = 0; i < findings->len; i++)
        append_finding(html, g_ptr_array_index(findings, i));
    g_string_append(html, "</ul>\n");
}

static void append_run(GString *html, const Diagnostics *diagnostics) {
    if (diagnostics->findings->len == 0)
        return;
    html_format(html, "<section>\n<h2>%s</h2>\n", _("Findings of the last run"));
    append_findings(html, diagnostics->findings);
    g_string_append(html, "</section>\n");
}

/* --- posters -------------------------------------------------------------------------
 */

/* A task that was done, with files that are there. */
typedef struct {
    const StoreEntry *entry; /* borrowed */
    Record *record;          /* owned */
} Done;

static void free_done(gpointer pointer) {
    Done *done = pointer;

    record_free(done->record);
    g_free(done);
}

static const Done *done_at(const GPtrArray *all, guint index) {
    return g_ptr_array_index(all, index);
}

static const TaskPlace *place_at(const GPtrArray *all, guint index) {
    return &done_at(all, index)->entry->place;
}

static bool is_same_poster(const TaskPlace *a, const TaskPlace *b) {
    return strcmp(a->motif, b->motif) == 0 && strcmp(a->size, b->size) == 0 &&
           strcmp(a->language, b->language) == 0 && g_strcmp0(a->row, b->row) == 0;
}

static int compare_done(gconstpointer a, gconstpointer b) {
    const StoreEntry *first = (*(const Done *const *)a)->entry;
    const StoreEntry *second = (*(const Done *const *)b)->entry;
    const char *const pairs[][2] = {
        {first->place.motif, second->place.motif},
        {first->place.size, second->place.size},
        {first->place.language, second->place.language},
        {first->place.row, second->place.row},
        {first->path, second->path},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        int order = g_strcmp0(pairs[i][0], pairs[i][1]);

        if (order != 0)
            return order;
    }
    return 0;
}

/* Drops products that are gone; false when none is left. */
static bool keep_what_is_there(Record *record, const char *folder) {
    for (guint i = record->products->len; i > 0; i--) {
        const Product *product = g_ptr_array_index(record->products, i - 1);
        g_autofree char *path = g_build_filename(folder, product->path, NULL);

        if (!g_file_test(path, G_FILE_TEST_IS_REGULAR))
            g_ptr_array_remove_index(record->products, i - 1);
    }
    return record->products->len > 0;
}

/* Of Done, in the order of the page. */
static GPtrArray *find_done(const Store *store, const GPtrArray *entries,
                            const char *folder) {
    GPtrArray *all = g_ptr_array_new_with_free_func(free_done);

    for (guint i = 0; i < entries->len; i++) {
        const StoreEntry *entry = g_ptr_array_index(entries, i);
        g_autoptr(Record) record = store_find(store, entry->key);
        Done done = {entry, record};

        if (record == NULL || !keep_what_is_there(record, folder))
            continue;
        record = NULL;
        g_ptr_array_add(all, g_memdup2(&done, sizeof done));
    }
    g_ptr_array_sort(all, compare_done);
    return all;
}

/* The path of the smallest picture of a poster: a thumb, else what screens show. */
static const char *find_picture(const GPtrArray *all, guint from, guint end) {
    static const char *const kinds[] = {"thumb", "jpg", "png"};

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (guint j = from; j < end; j++) {
            const Product *first =
                g_ptr_array_index(done_at(all, j)->record->products, 0);

            if (strcmp(place_at(all, j)->kind, kinds[i]) == 0)
                return first->path;
        }
    }
    return NULL;
}

/* "/" stays: it parts folders. */
static char *link_to(const char *path) {
    return g_uri_escape_string(path, "/", FALSE);
}

static void append_picture(GString *html, const char *path, const char *name) {
    g_autofree char *link = link_to(path);
    g_autofree char *alt = g_strdup_printf(_("Picture of %s"), name);

    html_format(html,
                "<a href=\"%s\"><img loading=\"lazy\" src=\"%s\" alt=\"%s\"></a>\n",
                link, link, alt);
}

/* Read aloud, links say what poster they are of. */
static void append_named(GString *html, const char *path, const char *text,
                         const char *poster) {
    g_autofree char *link = link_to(path);

    html_format(html, "<a href=\"%s\" aria-label=\"%s – %s\">%s</a>", link, text,
                poster, text);
}

/* What a file is called: its output and whom it is for; of several, what tells them
 * apart. */
static void append_link(GString *html, const Done *done, const Product *product,
                        const char *poster) {
    const TaskPlace *place = &done->entry->place;
    g_autofree char *name = g_path_get_basename(product->path);
    const char *last = strrchr(name, '_');
    bool is_alone = done->record->products->len == 1 || last == NULL;
    const char *kind = is_alone ? place->kind : last + 1;
    g_autofree char *text = place->supplier == NULL
                                ? g_strdup(kind)
                                : g_strdup_printf("%s %s", kind, place->supplier);

    append_named(html, product->path, text, poster);
}

static void append_links(GString *html, const GPtrArray *all, guint from, guint end,
                         const char *poster) {
    const TaskPlace *place = place_at(all, from);
    g_autofree char *words = words_page_path(place->motif, place->language);

    g_string_append(html, "<div class=\"files\">");
    for (guint i = from; i < end; i++) {
        const Done *done = done_at(all, i);

        for (guint j = 0; j < done->record->products->len; j++)
            append_link(html, done, g_ptr_array_index(done->record->products, j),
                        poster);
    }
    append_named(html, words, _("Words"), poster);
    g_string_append(html, "</div>\n");
}

/* Those of all its files, each once. */
static void append_found(GString *html, const GPtrArray *all, guint from, guint end) {
    g_autoptr(Diagnostics) found = diagnostics_new();

    for (guint i = from; i < end; i++)
        diagnostics_add_all(found, done_at(all, i)->record->findings);
    if (found->findings->len == 0)
        return;
    g_string_append_printf(html, "<details><summary>%s</summary>\n", _("Findings"));
    append_findings(html, found->findings);
    g_string_append(html, "</details>\n");
}

/* Everything that somebody might type to find it. */
static char *words_of(const TaskPlace *place, const char *name) {
    const char *const more[] = {place->title, place->size_title, place->language_name};
    GString *words = g_string_new(name);

    for (size_t i = 0; i < G_N_ELEMENTS(more); i++) {
        if (more[i] != NULL)
            g_string_append_printf(words, " %s", more[i]);
    }
    return g_string_free(words, FALSE);
}

static void append_language(GString *html, const TaskPlace *place, const char *row) {
    g_string_append(html, "<div>");
    if (place->language_name != NULL)
        html_format(html, "<b lang=\"%s\">%s</b> ", place->language,
                    place->language_name);
    html_format(html, "%s%s%s</div>\n", place->language, *row ? " · " : "", row);
}

static void append_poster(GString *html, const GPtrArray *all, guint from, guint end) {
    const TaskPlace *place = place_at(all, from);
    const char *picture = find_picture(all, from, end);
    const char *row = place->row != NULL ? place->row : "";
    g_autofree char *name = g_strdup_printf("%s %s %s%s%s", place->motif, place->size,
                                            place->language, *row ? " " : "", row);
    g_autofree char *words = words_of(place, name);

    html_format(html, "<li data-name=\"%s\">\n", words);
    if (picture != NULL)
        append_picture(html, picture, name);
    append_language(html, place, row);
    append_links(html, all, from, end, name);
    append_found(html, all, from, end);
    g_string_append(html, "</li>\n");
}

static guint next_poster(const GPtrArray *all, guint index) {
    guint end = index + 1;

    while (end < all->len && is_same_poster(place_at(all, index), place_at(all, end)))
        end++;
    return end;
}

/* What it is called, and its name. */
static void append_heading(GString *html, const char *element, const char *title,
                           const char *name) {
    if (title == NULL || strcmp(title, name) == 0)
        html_format(html, "<section>\n<%s>%s</%s>\n", element, name, element);
    else
        html_format(html, "<section>\n<%s>%s <small>%s</small></%s>\n", element, title,
                    name, element);
}

/* Begins a motif or a size where one begins. */
static void append_headings(GString *html, const TaskPlace *before,
                            const TaskPlace *place) {
    bool is_new_motif = before == NULL || strcmp(before->motif, place->motif) != 0;
    bool is_new_size = is_new_motif || strcmp(before->size, place->size) != 0;

    if (is_new_size && before != NULL)
        g_string_append(html, "</ul>\n</section>\n");
    if (is_new_motif && before != NULL)
        g_string_append(html, "</section>\n");
    if (is_new_motif)
        append_heading(html, "h2", place->title, place->motif);
    if (is_new_size) {
        append_heading(html, "h3", place->size_title, place->size);
        g_string_append(html, "<ul class=\"grid\">\n");
    }
}

static void append_posters(GString *html, const GPtrArray *all) {
    const TaskPlace *before = NULL;

    for (guint i = 0, end; i < all->len; i = end) {
        end = next_poster(all, i);
        append_headings(html, before, place_at(all, i));
        append_poster(html, all, i, end);
        before = place_at(all, i);
    }
    if (before != NULL)
        g_string_append(html, "</ul>\n</section>\n</section>\n");
}

/* Shows the field and hides what it does not find. */
static const char script[] =
    "<script>\n"
    "const field = document.querySelector('#filter input')\n"
    "field.parentNode.parentNode.hidden = false\n"
    "field.addEventListener('input', () => {\n"
    "  const words = field.value.toLowerCase().split(/\\s+/)\n"
    "  for (const item of document.querySelectorAll('[data-name]'))\n"
    "    item.hidden = !words.every(word => item.dataset.name.toLowerCase()"
    ".includes(word))\n"
    "  for (const section of document.querySelectorAll('main section'))\n"
    "    if (section.querySelector('[data-name]'))\n"
    "      section.hidden = !section.querySelector('[data-name]:not([hidden])')\n"
    "})\n"
    "</script>\n";

bool pages_write_index(const Store *store, const char *folder,
                       const Diagnostics *diagnostics, GError **error) {
    g_autoptr(GPtrArray) entries = store_entries(store);
    g_autoptr(GPtrArray) all = find_done(store, entries, folder);
    g_autoptr(GString) html = g_string_new(NULL);
    g_autofree char *path = g_build_filename(folder, "index.html", NULL);

    html_begin(html, _("Posters"), page_language(), false);
    html_format(html, "<header>\n<h1>%s</h1>\n", _("Posters"));
    html_format(
        html, "<p id=\"filter\" hidden><label>%s <input type=\"search\"></label></p>\n",
        _("Only show"));
    g_string_append(html, "</header>\n<main>\n");
    append_run(html, diagnostics);
    append_posters(html, all);
    g_string_append_printf(html, "</main>\n%s", script);
    html_end(html);
    return page_write(path, html, error);
}
