#include "base/html.h"
#include "base/words.h"
#include "batch/pages.h"
#include "batch/task.h"
#include "model/language.h"

#include <string.h>

static void append_words(GString *html, const char *name, const Words *words) {
    static const char *const states[] = {"placeholder", "draft", "reviewed"};

    html_format(html, "<dt lang=\"en\">%s (%s)</dt>\n", name, states[words->state]);
    if (strcmp(words->language, "und") == 0)
        html_format(html, "<dd dir=\"auto\">%s</dd>\n", words->text);
    else
        html_format(html, "<dd lang=\"%s\" dir=\"%s\">%s</dd>\n", words->language,
                    language_is_right_to_left(words->language) ? "rtl" : "ltr",
                    words->text);
}

/* Of one poster: of a motif without data rows, or of one of them. */
static void append_brief(GString *html, const Brief *brief) {
    g_autoptr(GPtrArray) names = table_names(brief->words);

    if (brief->row != NULL)
        html_format(html, "<h2>%s</h2>\n", brief->row->id);
    g_string_append(html, "<dl>\n");
    if (brief->alt != NULL)
        append_words(html, "alt", brief->alt);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);

        append_words(html, name, g_hash_table_lookup(brief->words, name));
    }
    g_string_append(html, "</dl>\n");
}

static const Task *task_at(const Schedule *schedule, guint index) {
    return g_ptr_array_index(schedule->tasks, index);
}

char *words_page_path(const char *motif, const char *language) {
    g_autofree char *folder = file_name_part(motif);
    g_autofree char *part = file_name_part(language);

    return g_strdup_printf("%s/%s_%s.html", folder, folder, part);
}

static char *page_path(const Task *task, const char *folder) {
    g_autofree char *path = words_page_path(task->motif->name, task->language);

    return g_build_filename(folder, path, NULL);
}

/* Nothing of it could be made before there was. */
static bool has_folder(const Task *task, const char *folder) {
    g_autofree char *path = page_path(task, folder);
    g_autofree char *own = g_path_get_dirname(path);

    return g_file_test(own, G_FILE_TEST_IS_DIR);
}

static bool has_page(const Task *task, const char *folder) {
    g_autofree char *path = page_path(task, folder);

    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

/* The posters of a motif in a language and the first size that it has in the plan. */
static bool write_page(const GPtrArray *plan, const Task *start, const char *folder,
                       GError **error) {
    g_autoptr(GHashTable) rows = g_hash_table_new(NULL, NULL);
    g_autofree char *path = page_path(start, folder);
    g_autoptr(GString) html = g_string_new(NULL);
    g_autofree char *title =
        g_strdup_printf("%s – %s", start->motif->name, start->language);

    html_begin(html, title, start->language,
               language_is_right_to_left(start->language));
    html_format(html, "<main>\n<h1>%s</h1>\n", title);
    for (guint i = 0; i < plan->len; i = plan_next_poster(plan, i)) {
        const Task *task = g_ptr_array_index(plan, i);
        g_autoptr(Brief) brief = NULL;

        if (task->motif != start->motif || task->size != start->size ||
            strcmp(task->language, start->language) != 0 ||
            !g_hash_table_add(rows, (gpointer)task->row))
            continue;
        brief = task_resolve(task, NULL);
        if (brief != NULL)
            append_brief(html, brief);
    }
    g_string_append(html, "</main>\n");
    html_end(html);
    return page_write(path, html, error);
}

/* What is up to date has its page. */
static bool is_as_it_was(const Schedule *schedule, guint first) {
    guint end = plan_next_poster(schedule->tasks, first);

    for (guint i = first; i < end; i++) {
        if (schedule_job(schedule, i)->verdict != VERDICT_UP_TO_DATE)
            return false;
    }
    return true;
}

static char *page_name(const Task *task) {
    return g_strdup_printf("%s %s", task->motif->path, task->language);
}

/* The first task of each page to itself. */
static GHashTable *find_firsts(const GPtrArray *plan) {
    GHashTable *firsts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < plan->len; i = plan_next_poster(plan, i)) {
        gpointer task = g_ptr_array_index(plan, i);
        g_autofree char *name = page_name(task);

        if (!g_hash_table_contains(firsts, name))
            g_hash_table_insert(firsts, g_steal_pointer(&name), task);
    }
    return firsts;
}

bool pages_write_words(const Schedule *schedule, const GPtrArray *whole,
                       const char *folder, GError **error) {
    g_autoptr(GHashTable) firsts = find_firsts(whole);
    g_autoptr(GHashTable) written = g_hash_table_new(NULL, NULL);

    for (guint i = 0; i < schedule->tasks->len;
         i = plan_next_poster(schedule->tasks, i)) {
        const Task *task = task_at(schedule, i);
        g_autofree char *name = page_name(task);
        gpointer first = g_hash_table_lookup(firsts, name);

        if ((!is_as_it_was(schedule, i) || !has_page(task, folder)) &&
            has_folder(task, folder) && g_hash_table_add(written, first) &&
            !write_page(whole, first, folder, error))
            return false;
    }
    return true;
}
