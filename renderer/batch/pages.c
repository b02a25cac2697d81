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

static const StoreEntry *entry_at(const GPtrArray *entries, guint index) {
    return g_ptr_array_index(entries, index);
}

static bool is_same_poster(const StoreEntry *a, const StoreEntry *b) {
    return strcmp(a->place.motif, b->place.motif) == 0 &&
           strcmp(a->place.size, b->place.size) == 0 &&
           strcmp(a->place.language, b->place.language) == 0 &&
           g_strcmp0(a->place.row, b->place.row) == 0;
}

static int compare_entries(gconstpointer a, gconstpointer b) {
    const StoreEntry *first = *(const StoreEntry *const *)a;
    const StoreEntry *second = *(const StoreEntry *const *)b;
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

/* The smallest picture of a poster: a thumb, else what screens show. */
static const StoreEntry *find_picture(const GPtrArray *entries, guint from, guint end) {
    static const char *const kinds[] = {"thumb", "jpg", "png"};

    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        for (guint j = from; j < end; j++) {
            if (strcmp(entry_at(entries, j)->place.kind, kinds[i]) == 0)
                return entry_at(entries, j);
        }
    }
    return NULL;
}

/* "/" stays: it parts folders. */
static char *link_to(const char *path) {
    return g_uri_escape_string(path, "/", FALSE);
}

static void append_picture(GString *html, const StoreEntry *picture, const char *name) {
    g_autofree char *link = link_to(picture->path);
    g_autofree char *alt = g_strdup_printf(_("Picture of %s"), name);

    html_format(html,
                "<a href=\"%s\"><img loading=\"lazy\" src=\"%s\" alt=\"%s\"></a>\n",
                link, link, alt);
}

static void append_links(GString *html, const GPtrArray *entries, guint from,
                         guint end) {
    g_string_append(html, "<div class=\"files\">");
    for (guint i = from; i < end; i++) {
        g_autofree char *link = link_to(entry_at(entries, i)->path);

        html_format(html, "<a href=\"%s\">%s</a>", link,
                    entry_at(entries, i)->place.kind);
    }
    g_string_append(html, "</div>\n");
}

/* Those of all its files, each once. */
static void append_found(GString *html, const Store *store, const GPtrArray *entries,
                         guint from, guint end) {
    g_autoptr(Diagnostics) found = diagnostics_new();

    for (guint i = from; i < end; i++) {
        g_autoptr(Record) record = store_find(store, entry_at(entries, i)->key);

        if (record != NULL)
            diagnostics_add_all(found, record->findings);
    }
    if (found->findings->len == 0)
        return;
    g_string_append_printf(html, "<details><summary>%s</summary>\n", _("Findings"));
    append_findings(html, found->findings);
    g_string_append(html, "</details>\n");
}

static void append_poster(GString *html, const Store *store, const GPtrArray *entries,
                          guint from, guint end) {
    const StoreEntry *first = entry_at(entries, from);
    const StoreEntry *picture = find_picture(entries, from, end);
    g_autofree char *name =
        g_strdup_printf("%s %s %s%s%s", first->place.motif, first->place.size,
                        first->place.language, first->place.row != NULL ? " " : "",
                        first->place.row != NULL ? first->place.row : "");

    html_format(html, "<li data-name=\"%s\">\n", name);
    if (picture != NULL)
        append_picture(html, picture, name);
    html_format(html, "<div>%s%s%s</div>\n", first->place.language,
                first->place.row != NULL ? " · " : "",
                first->place.row != NULL ? first->place.row : "");
    append_links(html, entries, from, end);
    append_found(html, store, entries, from, end);
    g_string_append(html, "</li>\n");
}

static guint next_poster(const GPtrArray *entries, guint index) {
    guint end = index + 1;

    while (end < entries->len &&
           is_same_poster(entry_at(entries, index), entry_at(entries, end)))
        end++;
    return end;
}

/* Begins a motif or a size where one begins. */
static void append_headings(GString *html, const StoreEntry *before,
                            const StoreEntry *entry) {
    bool is_new_motif =
        before == NULL || strcmp(before->place.motif, entry->place.motif) != 0;
    bool is_new_size =
        is_new_motif || strcmp(before->place.size, entry->place.size) != 0;

    if (is_new_size && before != NULL)
        g_string_append(html, "</ul>\n</section>\n");
    if (is_new_motif && before != NULL)
        g_string_append(html, "</section>\n");
    if (is_new_motif)
        html_format(html, "<section>\n<h2>%s</h2>\n", entry->place.motif);
    if (is_new_size)
        html_format(html, "<section>\n<h3>%s</h3>\n<ul class=\"grid\">\n",
                    entry->place.size);
}

static void append_posters(GString *html, const Store *store,
                           const GPtrArray *entries) {
    const StoreEntry *before = NULL;

    for (guint i = 0, end; i < entries->len; i = end) {
        end = next_poster(entries, i);
        append_headings(html, before, entry_at(entries, i));
        append_poster(html, store, entries, i, end);
        before = entry_at(entries, i);
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

bool pages_write_index(const Schedule *schedule, const char *folder,
                       const Diagnostics *diagnostics, GError **error) {
    g_autoptr(GPtrArray) entries = store_entries(schedule->store);
    g_autoptr(GString) html = g_string_new(NULL);
    g_autofree char *path = g_build_filename(folder, "index.html", NULL);

    g_ptr_array_sort(entries, compare_entries);
    html_begin(html, _("Posters"), page_language(), false);
    html_format(html, "<header>\n<h1>%s</h1>\n", _("Posters"));
    html_format(
        html, "<p id=\"filter\" hidden><label>%s <input type=\"search\"></label></p>\n",
        _("Only show"));
    g_string_append(html, "</header>\n<main>\n");
    append_run(html, diagnostics);
    append_posters(html, schedule->store, entries);
    g_string_append_printf(html, "</main>\n%s", script);
    html_end(html);
    return page_write(path, html, error);
}
