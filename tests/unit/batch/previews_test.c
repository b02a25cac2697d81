#include "../support.h"

#include "batch/previews.h"
#include "batch/shard.h"

/* Two motifs in two sizes, each with these outputs. */
typedef struct {
    Motif motifs[2];
    Size sizes[2];
    GPtrArray *tasks; /* of Task; owned */
} Plan;

static void free_task(gpointer pointer) {
    Task *task = pointer;

    g_free(task->path);
    g_free(task);
}

static void add_task(Plan *plan, int motif, int size, Output output) {
    Task *task = g_new0(Task, 1);

    task->motif = &plan->motifs[motif];
    task->size = &plan->sizes[size];
    task->language = "de";
    task->output = output;
    task->path = g_strdup_printf("out/%s/%s.%s", task->motif->name, task->size->id,
                                 output_to_text(output));
    g_ptr_array_add(plan->tasks, task);
}

static Plan *plan_new(void) {
    static const Output outputs[] = {OUTPUT_PDF, OUTPUT_PNG, OUTPUT_ALT, OUTPUT_TIF};
    Plan *plan = g_new0(Plan, 1);

    plan->motifs[0].name = "a";
    plan->motifs[0].path = (char *)"a.yaml";
    plan->motifs[1].name = "b";
    plan->motifs[1].path = (char *)"b.yaml";
    plan->sizes[0].id = "s";
    plan->sizes[1].id = "t";
    plan->tasks = g_ptr_array_new_with_free_func(free_task);
    for (int i = 0; i < 16; i++)
        add_task(plan, i / 8, i / 4 % 2, outputs[i % 4]);
    return plan;
}

static void plan_free(Plan *plan) {
    g_ptr_array_unref(plan->tasks);
    g_free(plan);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/* "a/s.png a/s.alt" */
static void assert_tasks(const GPtrArray *tasks, const char *expected) {
    g_autoptr(GString) paths = g_string_new(NULL);

    for (guint i = 0; i < tasks->len; i++)
        g_string_append_printf(paths, "%s%s", i > 0 ? " " : "",
                               ((const Task *)g_ptr_array_index(tasks, i))->path +
                                   strlen("out/"));
    g_assert_cmpstr(paths->str, ==, expected);
}

static void test_pictures_come_first_and_so_does_the_motif_looked_at(void) {
    g_autoptr(Plan) plan = plan_new();
    g_autoptr(GPtrArray) sorted = previews_sort(plan->tasks, "b.yaml");
    g_autoptr(GPtrArray) first = previews_first(sorted, 1);

    assert_tasks(sorted,
                 "b/s.png b/s.alt b/t.png b/t.alt a/s.png a/s.alt a/t.png a/t.alt "
                 "b/s.pdf b/s.tif b/t.pdf b/t.tif a/s.pdf a/s.tif a/t.pdf a/t.tif");
    assert_tasks(first, "b/s.png b/s.alt");
}

/* What a worker says that did `done` of the tasks from `index` on. */
static Outcome *outcome_of(const GPtrArray *sorted, guint index, guint done) {
    Outcome *outcome = outcome_new();

    outcome->tasks = plan_next_poster(sorted, index) - index;
    outcome->done = done;
    for (guint i = index; i < index + done; i++) {
        const Task *task = g_ptr_array_index(sorted, i);

        g_ptr_array_add(outcome->products,
                        product_new(task->path, output_to_text(task->output), "x", 1));
    }
    return outcome;
}

static void test_both_parts_of_a_poster_become_one_in_the_order_of_the_plan(void) {
    g_autoptr(Plan) plan = plan_new();
    g_autoptr(GPtrArray) sorted = previews_sort(plan->tasks, "b.yaml");
    GPtrArray *parts = g_ptr_array_new_with_free_func((GDestroyNotify)outcome_free);
    g_autoptr(GPtrArray) joined = NULL;
    const Outcome *outcome;

    /* All but the very last file. */
    for (guint i = 0; i < sorted->len; i = plan_next_poster(sorted, i))
        g_ptr_array_add(parts, outcome_of(sorted, i, i == 14 ? 1 : 2));
    joined = previews_join(plan->tasks, sorted, parts);
    g_assert_cmpuint(joined->len, ==, 4);
    outcome = g_ptr_array_index(joined, 0);
    g_assert_cmpuint(outcome->tasks, ==, 4);
    g_assert_cmpuint(outcome->done, ==, 4);
    for (guint i = 0; i < 4; i++)
        g_assert_cmpstr(((Product *)g_ptr_array_index(outcome->products, i))->path, ==,
                        ((Task *)g_ptr_array_index(plan->tasks, i))->path);
    outcome = g_ptr_array_index(joined, 1);
    g_assert_cmpuint(outcome->done, ==, 3);
}

static void test_parts_are_the_whole(void) {
    g_autoptr(Plan) plan = plan_new();
    guint all = 0;

    for (guint i = 1; i <= 3; i++) {
        g_autoptr(GPtrArray) part = shard_take((Shard){i, 3}, plan->tasks);

        g_assert_cmpuint(part->len % 4, ==, 0);
        all += part->len;
    }
    g_assert_cmpuint(all, ==, plan->tasks->len);
}

static const UnitTest tests[] = {
    TEST(pictures_come_first_and_so_does_the_motif_looked_at),
    TEST(both_parts_of_a_poster_become_one_in_the_order_of_the_plan),
    TEST(parts_are_the_whole),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
