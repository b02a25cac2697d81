#include "batch/plan.h"

#include "base/translate.h"
#include "base/words.h"
#include "parse/phrase.h"

#include <string.h>

/* Whether a picture is made for the web, where its alt text lies beside it. */
typedef enum { WEB_NEVER, WEB_OF_SCREENS, WEB_ALWAYS } Web;

typedef struct {
    const char *name; /* on the command line and in reports */
    const char *ending;
    const char *suffix; /* the last part of its name; or NULL */
    bool can_bleed;     /* shows the bleed when that is asked for */
    bool is_printed;    /* as the supplier prints it, who then is named */
    Web web;
} OutputKind;

/* clang-format off */
static const OutputKind kinds[] = {
    [OUTPUT_PDF] = {"pdf", ".pdf", NULL, false, true, WEB_NEVER},
    [OUTPUT_PNG] = {"png", ".png", NULL, true, false, WEB_OF_SCREENS},
    [OUTPUT_JPG] = {"jpg", ".jpg", NULL, true, false, WEB_OF_SCREENS},
    [OUTPUT_THUMB] = {"thumb", ".png", "thumb", false, false, WEB_ALWAYS},
    [OUTPUT_BACK] = {"back", ".pdf", "back", false, true, WEB_NEVER},
    [OUTPUT_PLATES] = {"plates", ".png", "plate", true, true, WEB_NEVER},
    [OUTPUT_SOFTPROOF] = {"softproof", ".png", "softproof", false, true, WEB_NEVER},
    [OUTPUT_TIF] = {"tif", ".tif", NULL, false, true, WEB_NEVER},
    [OUTPUT_PREVIEW] = {"preview", ".png", "vorschau", false, true, WEB_NEVER},
    [OUTPUT_ALT] = {"alt", ".alt.txt", NULL, false, false, WEB_NEVER},
    [OUTPUT_PREFLIGHT] = {"preflight", ".pdf", NULL, false, false, WEB_NEVER},
};
/* clang-format on */

G_STATIC_ASSERT(G_N_ELEMENTS(kinds) == OUTPUT_COUNT);

const char *output_to_text(Output output) {
    return kinds[output].name;
}

bool output_is_printed(Output output) {
    return kinds[output].is_printed;
}

bool output_find(const char *name, Output *output) {
    for (int i = 0; i < OUTPUT_COUNT; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            *output = (Output)i;
            return true;
        }
    }
    return false;
}

static void free_task(gpointer pointer) {
    Task *task = pointer;

    g_free(task->path);
    g_free(task);
}

GPtrArray *tasks_new(void) {
    return g_ptr_array_new_with_free_func(free_task);
}

/* "a_b", each part made safe; those that are NULL or empty are left out. */
static char *join_name(const char *const *parts, guint count) {
    GString *name = g_string_new(NULL);

    for (guint i = 0; i < count; i++) {
        g_autofree char *part = parts[i] == NULL ? NULL : file_name_part(parts[i]);

        if (part != NULL && *part != '\0')
            g_string_append_printf(name, "%s%s", name->len > 0 ? "_" : "", part);
    }
    return g_string_free(name, FALSE);
}

static bool is_print_pdf(Output output) {
    return output == OUTPUT_PDF || output == OUTPUT_BACK;
}

/* A picture for screens shows what a supplier asks for only in its bleed. */
static char *usual_name(const Task *task, const Selection *selection) {
    const Supplier *supplier = task->motif->campaign->supplier;
    bool is_pdf = is_print_pdf(task->output);
    const OutputKind *kind = &kinds[task->output];
    bool with_bleed = selection->with_bleed && kind->can_bleed;
    bool is_scaled = is_pdf && supplier != NULL && supplier->scale != 1;
    g_autofree char *scale =
        is_scaled ? g_strdup_printf("m1-%d", supplier->scale) : NULL;
    const char *const parts[] = {
        task->motif->name,
        task->size->id,
        task->language,
        task->row == NULL ? NULL : task->row->id,
        supplier != NULL && (kind->is_printed || with_bleed) ? supplier->name : NULL,
        scale,
        with_bleed ? "bleed" : NULL,
        kind->suffix,
    };

    return join_name(parts, G_N_ELEMENTS(parts));
}

/* What stands for "{part}" in a supplier's file names; caller frees. */
static char *name_part(const Task *task, const char *part) {
    const Supplier *supplier = task->motif->campaign->supplier;
    g_autofree char *scale = g_strdup_printf("1-%d", supplier->scale);
    const struct {
        const char *part, *text;
    } parts[] = {
        {"motif", task->motif->name}, {"size", task->size->id},
        {"language", task->language}, {"row", task->row ? task->row->id : ""},
        {"supplier", supplier->name}, {"scale", scale},
    };

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (strcmp(parts[i].part, part) == 0)
            return file_name_part(parts[i].text);
    }
    g_assert_not_reached();
}

/* "{motif}_{size}" with its parts filled in; "" when nothing is left of it. */
static char *supplier_name(const Task *task, const char *template) {
    g_auto(GStrv) pieces = g_strsplit_set(template, "{}", -1);
    g_autoptr(GString) text = g_string_new(pieces[0]);
    g_auto(GStrv) parts = NULL;

    /* The table of keys has checked it: every second piece is a part. */
    for (guint i = 1; pieces[i] != NULL; i++) {
        g_autofree char *part = i % 2 == 1 ? name_part(task, pieces[i]) : NULL;

        g_string_append(text, part != NULL ? part : pieces[i]);
    }
    parts = g_strsplit(text->str, "_", -1);
    return join_name((const char *const *)parts, g_strv_length(parts));
}

/* Without its ending. */
static char *make_stem(const Task *task, const Selection *selection) {
    const Supplier *supplier = task->motif->campaign->supplier;
    g_autofree char *motif = file_name_part(task->motif->name);
    const char *suffix = kinds[task->output].suffix;
    g_autofree char *name = NULL;

    if (is_print_pdf(task->output) && supplier != NULL && supplier->file_name != NULL)
        name = supplier_name(task, supplier->file_name);
    if (name == NULL || *name == '\0') {
        g_free(name);
        name = usual_name(task, selection);
    } else if (suffix != NULL) {
        g_autofree char *front = g_steal_pointer(&name);

        name = g_strconcat(front, "_", suffix, NULL);
    }
    return g_build_filename(selection->folder, motif, name, NULL);
}

/* What is not known of `task` is its file. */
static void add_task(GPtrArray *tasks, const Task *task, Output output,
                     const char *stem) {
    Task *added = g_memdup2(task, sizeof *task);

    added->output = output;
    added->path = g_strconcat(stem, kinds[output].ending, NULL);
    g_ptr_array_add(tasks, added);
}

/* The report about a print PDF has its name, and a word more. */
static void add_report(GPtrArray *tasks, const Task *task, const char *stem) {
    g_autofree char *name = g_strconcat(stem, "_preflight", NULL);

    add_task(tasks, task, OUTPUT_PREFLIGHT, name);
}

static bool is_for_web(const Task *task) {
    Web web = kinds[task->output].web;

    return web == WEB_ALWAYS ||
           (web == WEB_OF_SCREENS && task->size->kind == SIZE_SCREEN);
}

/* Only some sizes are printed on their back. */
static bool is_made(const Size *size, Output output, const Selection *selection) {
    return selection->outputs[output] && (output != OUTPUT_BACK || size->back);
}

static void add_poster(GPtrArray *tasks, const Motif *motif, const Size *size,
                       const char *language, const DataRow *row,
                       const Selection *selection) {
    g_autofree char *described = NULL;

    for (int output = 0; output < OUTPUT_CHOICES; output++) {
        Task task = {motif, size, language, row, (Output)output, NULL};
        g_autofree char *stem = NULL;

        if (!is_made(size, (Output)output, selection))
            continue;
        stem = make_stem(&task, selection);
        add_task(tasks, &task, task.output, stem);
        if (output == OUTPUT_PDF && selection->order != NULL)
            add_report(tasks, &task, stem);
        /* Pictures that differ in their ending share it. */
        if (!is_for_web(&task) || g_strcmp0(stem, described) == 0)
            continue;
        add_task(tasks, &task, OUTPUT_ALT, stem);
        g_free(described);
        described = g_steal_pointer(&stem);
    }
}

static bool is_selected(const DataRow *row, const Selection *selection) {
    return selection->rows == NULL ||
           g_strv_contains((const char *const *)selection->rows, row->id);
}

/* One poster, or one of each row; none of rows that are broken. */
static void add_posters(GPtrArray *tasks, const Motif *motif, const Size *size,
                        const char *language, const Selection *selection) {
    if (motif->rows == NULL)
        add_poster(tasks, motif, size, language, NULL, selection);
    for (guint i = 0; motif->rows != NULL && i < motif->rows->rows->len; i++) {
        const DataRow *row = g_ptr_array_index(motif->rows->rows, i);

        if (!row->is_broken && is_selected(row, selection))
            add_poster(tasks, motif, size, language, row, selection);
    }
}

/* Rows that are asked for must be there; motifs without rows do not mind. */
static bool check_rows(const Motif *motif, const Selection *selection, char **problem) {
    for (char **id = selection->rows; motif->rows != NULL && id != NULL && *id != NULL;
         id++) {
        g_autoptr(GPtrArray) ids = g_ptr_array_new();
        g_autofree char *suggestion = NULL;

        if (data_table_find_row(motif->rows, *id) != NULL)
            continue;
        for (guint i = 0; i < motif->rows->rows->len; i++)
            g_ptr_array_add(
                ids, ((const DataRow *)g_ptr_array_index(motif->rows->rows, i))->id);
        suggestion = word_suggestion(*id, ids);
        *problem = g_strdup_printf(_("motif \"%s\" has no row \"%s\"%s"), motif->name,
                                   *id, suggestion);
        return false;
    }
    return true;
}

static void add_once(GPtrArray *chosen, gconstpointer item) {
    if (!g_ptr_array_find(chosen, item, NULL))
        g_ptr_array_add(chosen, (gpointer)item);
}

/* On the command line sizes are written in any case. */
static const Size *find_size(const Campaign *campaign, const char *id) {
    for (guint i = 0; i < campaign->sizes->len; i++) {
        const Size *size = g_ptr_array_index(campaign->sizes, i);

        if (g_ascii_strcasecmp(size->id, id) == 0)
            return size;
    }
    return NULL;
}

/* Of const Size; NULL with `problem`. */
static GPtrArray *choose_sizes(const Campaign *campaign, const Selection *selection,
                               char **problem) {
    g_autoptr(GPtrArray) chosen = g_ptr_array_new();

    if (selection->all_sizes) {
        g_ptr_array_extend(chosen, campaign->sizes, NULL, NULL);
        return g_steal_pointer(&chosen);
    }
    for (guint i = 0; selection->sizes == NULL && i < campaign->standard_sizes->len;
         i++)
        g_ptr_array_add(chosen,
                        (gpointer)campaign_find_size(
                            campaign, g_ptr_array_index(campaign->standard_sizes, i)));
    for (char **id = selection->sizes; id != NULL && *id != NULL; id++) {
        const Size *size = find_size(campaign, *id);

        if (size == NULL) {
            g_autoptr(GPtrArray) ids = campaign_size_ids(campaign);
            g_autofree char *suggestion = word_suggestion(*id, ids);

            *problem = g_strdup_printf(_("no size \"%s\"%s"), *id, suggestion);
            return NULL;
        }
        add_once(chosen, size);
    }
    return g_steal_pointer(&chosen);
}

/* The languages a motif is written in, all for one that has no words of its own. */
static GPtrArray *spoken_languages(const Motif *motif, Diagnostics *diagnostics) {
    const GPtrArray *languages = motif->campaign->languages;
    const Node *words = node_find(motif->root, "words");
    GPtrArray *spoken = g_ptr_array_new();

    for (guint i = 0; i < languages->len; i++) {
        const Language *language = g_ptr_array_index(languages, i);
        bool speaks = node_count(words) == 0;

        for (guint j = 0; j < node_count(words) && !speaks; j++)
            speaks = phrase_find(node_item(words, j), language->tag, NULL) != NULL;
        if (speaks)
            g_ptr_array_add(spoken, (gpointer)language->tag);
        else
            diagnostics_add(
                diagnostics, SEVERITY_WARNING, "motif/not-in-language", &words->origin,
                "no words in \"%s\", so no posters are made in it", language->tag);
    }
    return spoken;
}

/* Of const char *; NULL with `problem`. */
static GPtrArray *choose_languages(const Motif *motif, const Selection *selection,
                                   Diagnostics *diagnostics, char **problem) {
    const Campaign *campaign = motif->campaign;
    g_autoptr(GPtrArray) known = campaign_language_tags(campaign);
    g_autoptr(GPtrArray) chosen = g_ptr_array_new();

    if (selection->languages == NULL)
        return spoken_languages(motif, diagnostics);
    for (char **tag = selection->languages; *tag != NULL; tag++) {
        const Language *language = campaign_find_language(campaign, *tag);

        if (language == NULL) {
            g_autofree char *suggestion = word_suggestion(*tag, known);

            *problem = g_strdup_printf(_("no language \"%s\" in this campaign%s"), *tag,
                                       suggestion);
            return NULL;
        }
        add_once(chosen, language->tag);
    }
    return g_steal_pointer(&chosen);
}

static void tell_no_back(const Size *size, Diagnostics *diagnostics) {
    diagnostics_add(diagnostics, SEVERITY_NOTE, "plan/no-back", &size->origin,
                    "size \"%s\" is not printed on its back, so none is made; where it "
                    "is lit from behind, write `back: yes`",
                    size->id);
}

static bool add_motif(GPtrArray *tasks, const Motif *motif, const Selection *selection,
                      Diagnostics *diagnostics, char **problem) {
    g_autoptr(GPtrArray) sizes = choose_sizes(motif->campaign, selection, problem);
    g_autoptr(GPtrArray) languages =
        sizes == NULL ? NULL : choose_languages(motif, selection, diagnostics, problem);

    if (languages == NULL || !check_rows(motif, selection, problem))
        return false;
    for (guint i = 0; i < sizes->len; i++) {
        const Size *size = g_ptr_array_index(sizes, i);

        if (selection->outputs[OUTPUT_BACK] && !size->back)
            tell_no_back(size, diagnostics);
        for (guint j = 0; j < languages->len; j++)
            add_posters(tasks, motif, size, g_ptr_array_index(languages, j), selection);
    }
    return true;
}

GPtrArray *plan_make(const GPtrArray *motifs, const Selection *selection,
                     Diagnostics *diagnostics, char **problem) {
    g_autoptr(GPtrArray) tasks = tasks_new();

    for (guint i = 0; i < motifs->len; i++) {
        if (!add_motif(tasks, g_ptr_array_index(motifs, i), selection, diagnostics,
                       problem))
            return NULL;
    }
    return g_steal_pointer(&tasks);
}

/* The part of a supplier's file names that would tell two posters of a motif apart;
 * NULL when nothing would. */
static const char *missing_part(const Task *a, const Task *b) {
    const Supplier *supplier = a->motif->campaign->supplier;
    const struct {
        const char *part;
        bool differs;
    } parts[] = {{"{size}", a->size != b->size},
                 {"{row}", a->row != b->row},
                 {"{language}", a->language != b->language}};

    if (supplier == NULL || supplier->file_name == NULL || !is_print_pdf(a->output))
        return NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (parts[i].differs && strstr(supplier->file_name, parts[i].part) == NULL)
            return parts[i].part;
    }
    return NULL;
}

static void report_twins(const Task *task, const Task *twin, Diagnostics *diagnostics) {
    const char *part = twin->motif == task->motif ? missing_part(task, twin) : NULL;

    if (part != NULL)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "plan/same-file",
                        &task->motif->campaign->supplier->file_name_origin,
                        "posters of motif \"%s\" would have the same file name; put "
                        "%s into it",
                        task->motif->name, part);
    else if (twin->motif != task->motif)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "plan/same-file",
                        &node_find(task->motif->root, "motif")->origin,
                        "this motif would write the same files as %s; rename one",
                        twin->motif->path);
    else
        diagnostics_add(diagnostics, SEVERITY_ERROR, "plan/same-file",
                        &task->size->origin,
                        "sizes \"%s\" and \"%s\" would write the same files; rename "
                        "one",
                        twin->size->id, task->size->id);
}

bool plan_check(const GPtrArray *tasks, Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(GHashTable) paths = g_hash_table_new(g_str_hash, g_str_equal);

    for (guint i = 0; i < tasks->len; i++) {
        const Task *task = g_ptr_array_index(tasks, i);
        const Task *twin = g_hash_table_lookup(paths, task->path);

        if (twin != NULL)
            report_twins(task, twin, diagnostics);
        g_hash_table_insert(paths, task->path, (gpointer)task);
    }
    return diagnostics->errors == before;
}

guint plan_next_poster(const GPtrArray *tasks, guint index) {
    const Task *first = g_ptr_array_index(tasks, index);

    for (index++; index < tasks->len; index++) {
        const Task *task = g_ptr_array_index(tasks, index);

        if (task->motif != first->motif || task->size != first->size ||
            task->language != first->language || task->row != first->row)
            break;
    }
    return index;
}
