#include "batch/previews.h"

#include <string.h>

static const Task *task_at(const GPtrArray *tasks, guint index) {
    return g_ptr_array_index(tasks, index);
}

static bool is_picture(const Task *task) {
    return task->output == OUTPUT_PNG || task->output == OUTPUT_JPG ||
           task->output == OUTPUT_THUMB;
}

static void add_some(const GPtrArray *tasks, const char *motif, bool of_motif,
                     bool pictures, GPtrArray *sorted) {
    bool is_chosen = false;

    for (guint i = 0; i < tasks->len; i++) {
        const Task *task = task_at(tasks, i);
        bool is_of_motif = g_strcmp0(task->motif->path, motif) == 0;

        /* An alt text goes where its picture goes, which stands before it. */
        if (task->output != OUTPUT_ALT)
            is_chosen = is_picture(task) == pictures;
        if (is_chosen && is_of_motif == of_motif)
            g_ptr_array_add(sorted, (gpointer)task);
    }
}

GPtrArray *previews_sort(const GPtrArray *tasks, const char *motif) {
    GPtrArray *sorted = g_ptr_array_new();

    for (int pictures = 1; pictures >= 0; pictures--) {
        add_some(tasks, motif, true, pictures, sorted);
        add_some(tasks, motif, false, pictures, sorted);
    }
    return sorted;
}

GPtrArray *previews_first(const GPtrArray *sorted, guint posters) {
    GPtrArray *first = g_ptr_array_new();
    guint end = 0;

    for (; posters > 0 && end < sorted->len; posters--)
        end = plan_next_poster(sorted, end);
    for (guint i = 0; i < end; i++) {
        const Task *task = task_at(sorted, i);

        if (is_picture(task) || task->output == OUTPUT_ALT)
            g_ptr_array_add(first, (gpointer)task);
    }
    return first;
}

/* --- joining -------------------------------------------------------------------------
 */

static guint hash_poster(gconstpointer pointer) {
    const Task *task = pointer;

    return g_direct_hash(task->motif) ^ g_direct_hash(task->size) * 3 ^
           g_direct_hash(task->language) * 5 ^ g_direct_hash(task->row) * 7;
}

static gboolean is_same_poster(gconstpointer a, gconstpointer b) {
    const Task *first = a, *second = b;

    return first->motif == second->motif && first->size == second->size &&
           first->language == second->language && first->row == second->row;
}

/* Adds what one part of a poster came to. */
static void add_part(Outcome *joined, Outcome *part) {
    if (joined->problem == NULL)
        joined->problem = g_steal_pointer(&part->problem);
    g_ptr_array_extend_and_steal(joined->products, g_ptr_array_ref(part->products));
    joined->done += part->done;
}

static bool is_of_task(const Product *product, const Task *task) {
    return strcmp(product->path, task->path) == 0 ||
           (task->output != OUTPUT_ALT &&
            strcmp(product->kind, output_to_text(task->output)) == 0);
}

/* As the plan has them. */
static void sort_products(const GPtrArray *tasks, guint start, Outcome *outcome) {
    GPtrArray *products = outcome->products;
    guint sorted = 0;

    for (guint i = start; i < start + outcome->tasks; i++) {
        for (guint j = sorted; j < products->len; j++) {
            if (is_of_task(g_ptr_array_index(products, j), task_at(tasks, i)))
                g_ptr_array_insert(products, (int)sorted++,
                                   g_ptr_array_steal_index(products, j));
        }
    }
}

static void free_outcome(gpointer outcome) {
    outcome_free(outcome);
}

GPtrArray *previews_join(const GPtrArray *tasks, const GPtrArray *sorted,
                         GPtrArray *outcomes) {
    g_autoptr(GHashTable) posters = g_hash_table_new(hash_poster, is_same_poster);
    GPtrArray *joined = g_ptr_array_new_with_free_func(free_outcome);

    for (guint i = 0, poster = 0; i < sorted->len;
         i = plan_next_poster(sorted, i), poster++) {
        gpointer task = (gpointer)task_at(sorted, i);
        Outcome *part = g_ptr_array_index(outcomes, poster);
        Outcome *whole = g_hash_table_lookup(posters, task);

        if (part == NULL)
            continue;
        if (whole == NULL) {
            whole = outcome_new();
            g_hash_table_insert(posters, task, whole);
        }
        add_part(whole, part);
    }
    for (guint i = 0, next; i < tasks->len; i = next) {
        Outcome *outcome = g_hash_table_lookup(posters, task_at(tasks, i));

        next = plan_next_poster(tasks, i);
        if (outcome != NULL) {
            outcome->tasks = next - i;
            sort_products(tasks, i, outcome);
        }
        g_ptr_array_add(joined, outcome);
    }
    g_ptr_array_unref(outcomes);
    return joined;
}
