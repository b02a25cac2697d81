#include "base/output.h"
#include "base/translate.h"
#include "batch/pages.h"
#include "cli/cli.h"
#include "cli/report.h"
#include "cli/shard_report.h"

#include <stdio.h>
#include <string.h>

enum { LINES_MAX = 20 }; /* about what is missing */

typedef struct {
    const char *folder; /* where everything goes */
    bool quiet;
    GPtrArray *reports;       /* of ShardReport, by number; owned */
    Store *store;             /* of the folder; owned */
    Diagnostics *diagnostics; /* of all shards; owned */
    Outcome *outcome;         /* with the files of all shards; owned */
    guint missing, failed;    /* shards and files; posters */
    guint told;
} Merge;

static void free_report(gpointer report) {
    shard_report_free(report);
}

static const ShardReport *report_at(const Merge *self, guint index) {
    return g_ptr_array_index(self->reports, index);
}

/* --- which reports -------------------------------------------------------------------
 */

static int compare_reports(gconstpointer a, gconstpointer b) {
    const ShardReport *first = *(const ShardReport *const *)a;
    const ShardReport *second = *(const ShardReport *const *)b;

    return (first->shard.number > second->shard.number) -
           (first->shard.number < second->shard.number);
}

static int load_reports(Merge *self, char **folders) {
    int code = EXIT_FINE;

    for (char **folder = folders; *folder != NULL; folder++) {
        g_autoptr(GError) error = NULL;
        ShardReport *report = shard_report_load(*folder, &error);
        bool is_none = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);

        if (report != NULL) {
            g_ptr_array_add(self->reports, report);
            continue;
        }
        cli_complain("%s", error->message);
        code = MAX(code, is_none ? EXIT_FINDINGS : EXIT_MACHINE);
    }
    return code;
}

static bool is_same_folder(const char *a, const char *b) {
    g_autofree char *first = g_canonicalize_filename(a, NULL);
    g_autofree char *second = g_canonicalize_filename(b, NULL);

    return strcmp(first, second) == 0;
}

/* Each is compared with the first that was named. */
static bool agrees(const ShardReport *first, const ShardReport *report) {
    if (strcmp(report->program, first->program) != 0)
        cli_complain("'%s' is by \"%s\", '%s' by \"%s\"; render both with the same",
                     report->path, report->program, first->path, first->program);
    else if (report->shard.count != first->shard.count)
        cli_complain("'%s' is one of %u shards, '%s' one of %u", report->path,
                     report->shard.count, first->path, first->shard.count);
    else if (strcmp(report->plan, first->plan) != 0)
        cli_complain("'%s' is of another plan than '%s': other motifs, options, fonts "
                     "or another build of the program",
                     report->path, first->path);
    else
        return true;
    return false;
}

static bool check_reports(Merge *self) {
    bool is_fine = true;

    for (guint i = 0; i < self->reports->len; i++) {
        if (is_same_folder(report_at(self, i)->folder, self->folder)) {
            cli_complain("'%s' is where the merged files go; name another folder with "
                         "--out",
                         report_at(self, i)->folder);
            is_fine = false;
        }
        is_fine &= agrees(report_at(self, 0), report_at(self, i));
    }
    g_ptr_array_sort(self->reports, compare_reports);
    for (guint i = 1; is_fine && i < self->reports->len; i++) {
        const ShardReport *before = report_at(self, i - 1),
                          *report = report_at(self, i);

        if (before->shard.number != report->shard.number)
            continue;
        cli_complain("'%s' and '%s' are both of shard %u/%u", before->path,
                     report->path, report->shard.number, report->shard.count);
        is_fine = false;
    }
    return is_fine;
}

/* --- files ---------------------------------------------------------------------------
 */

/* A line about something that is missing, as long as there are not too many. */
static void tell(Merge *self, char *line) {
    if (self->told++ < LINES_MAX)
        cli_complain("%s", line);
    g_free(line);
}

static bool is_as_reported(const char *path, const Product *product) {
    g_autoptr(FileIds) files = file_ids_new(NULL, true);
    g_autofree char *sum = checksum_to_text(file_ids_find(files, path));

    return strcmp(sum, product->sha256) == 0;
}

/* Files that are there as reported: of char *, from the folder. */
static GHashTable *check_files(Merge *self, const ShardReport *report,
                               const GPtrArray *products) {
    GHashTable *sound = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < products->len; i++) {
        const Product *product = g_ptr_array_index(products, i);
        g_autofree char *path = g_build_filename(report->folder, product->path, NULL);

        if (is_as_reported(path, product)) {
            g_hash_table_add(sound, g_strdup(product->path));
            continue;
        }
        self->missing++;
        tell(self, g_strdup_printf(g_file_test(path, G_FILE_TEST_EXISTS)
                                       ? _("'%s' is not the file that its report names")
                                       : _("'%s' is missing"),
                                   path));
    }
    return sound;
}

static GHashTable *copy_set(GHashTable *set) {
    GHashTable *copied = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GHashTableIter all;
    gpointer path;

    g_hash_table_iter_init(&all, set);
    while (g_hash_table_iter_next(&all, &path, NULL))
        g_hash_table_add(copied, g_strdup(path));
    return copied;
}

/* What the store of a shard knows goes into that of the whole, as though one run had
 * made it. Removes from `sound` what came with it. */
static bool adopt(Merge *self, const ShardReport *report, GHashTable *sound,
                  GError **error) {
    g_autoptr(Store) store = store_new(report->folder, false);
    g_autoptr(GPtrArray) entries = store_entries(store);

    for (guint i = 0; i < entries->len; i++) {
        const StoreEntry *entry = g_ptr_array_index(entries, i);
        g_autoptr(Record) record = store_find(store, entry->key);
        bool is_whole = record != NULL && record->products->len > 0;

        for (guint j = 0; is_whole && j < record->products->len; j++)
            is_whole = g_hash_table_contains(
                sound, ((const Product *)g_ptr_array_index(record->products, j))->path);
        if (!is_whole)
            continue;
        if (!store_adopt(self->store, store, entry, error))
            return false;
        for (guint j = 0; j < record->products->len; j++)
            g_hash_table_remove(
                sound, ((const Product *)g_ptr_array_index(record->products, j))->path);
    }
    return true;
}

static bool place(const Merge *self, const ShardReport *report, const char *path,
                  GError **error) {
    g_autofree char *from = g_build_filename(report->folder, path, NULL);
    g_autofree char *to = g_build_filename(self->folder, path, NULL);

    return output_link_or_copy(from, to, error);
}

/* The pages of words are those of the whole plan in each shard. */
static bool place_words(const Merge *self, const ShardReport *report, GError **error) {
    g_autoptr(Store) store = store_new(report->folder, false);
    g_autoptr(GPtrArray) entries = store_entries(store);
    g_autoptr(GHashTable) placed =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

    for (guint i = 0; i < entries->len; i++) {
        const TaskPlace *of =
            &((const StoreEntry *)g_ptr_array_index(entries, i))->place;
        char *path = words_page_path(of->motif, of->language);
        g_autofree char *from = g_build_filename(report->folder, path, NULL);

        if (g_hash_table_add(placed, path) &&
            g_file_test(from, G_FILE_TEST_IS_REGULAR) &&
            !place(self, report, path, error))
            return false;
    }
    return true;
}

static bool take_files(Merge *self, const ShardReport *report, GError **error) {
    g_autoptr(GPtrArray) products = shard_report_products(report);
    g_autoptr(GHashTable) sound = check_files(self, report, products);
    g_autoptr(GHashTable) left = copy_set(sound);

    if (!adopt(self, report, left, error))
        return false;
    for (guint i = 0; i < products->len; i++) {
        const Product *product = g_ptr_array_index(products, i);
        Product *taken;

        if (!g_hash_table_contains(sound, product->path))
            continue;
        if (g_hash_table_contains(left, product->path) &&
            !place(self, report, product->path, error))
            return false;
        taken = product_copy(product);
        g_free(taken->path);
        taken->path = g_build_filename(self->folder, product->path, NULL);
        g_ptr_array_add(self->outcome->products, taken);
    }
    return place_words(self, report, error);
}

/* --- what is missing -----------------------------------------------------------------
 */

static void tell_shard(Merge *self, const ShardReport *report) {
    for (guint i = 0; i < node_count(report->failed); i++)
        tell(self, g_strdup_printf(_("poster \"%s\" could not be made (shard %u/%u)"),
                                   node_item(report->failed, i)->text,
                                   report->shard.number, report->shard.count));
    self->failed += node_count(report->failed);
    shard_report_tell(report, self->diagnostics);
}

static void tell_missing_shards(Merge *self) {
    guint count = report_at(self, 0)->shard.count, at = 0;

    for (guint number = 1; number <= count; number++) {
        if (at < self->reports->len && report_at(self, at)->shard.number == number) {
            at++;
            continue;
        }
        self->missing++;
        tell(self, g_strdup_printf(_("shard %u/%u is missing"), number, count));
    }
}

static int compare_products(gconstpointer a, gconstpointer b) {
    return strcmp((*(const Product *const *)a)->path,
                  (*(const Product *const *)b)->path);
}

static bool write_results(Merge *self, GError **error) {
    g_autoptr(GPtrArray) outcomes = g_ptr_array_new();
    Summary summary;

    g_ptr_array_sort(self->outcome->products, compare_products);
    g_ptr_array_add(outcomes, self->outcome);
    store_save(self->store);
    summary = summary_make(outcomes, self->diagnostics, 0);
    summary.failed = self->failed;
    if (!self->quiet)
        fprintf(stderr,
                _("shards: %u of %u, files: %u, posters failed: %u, errors: %u, "
                  "warnings: %u\n"),
                self->reports->len, report_at(self, 0)->shard.count, summary.made,
                summary.failed, summary.errors, summary.warnings);
    return report_write_state(self->folder, self->diagnostics, outcomes, &summary, NULL,
                              error) &&
           pages_write_index(self->store, self->folder, self->diagnostics, error);
}

static int run(Merge *self, GError **error) {
    for (guint i = 0; i < self->reports->len; i++) {
        if (!take_files(self, report_at(self, i), error))
            return EXIT_MACHINE;
        tell_shard(self, report_at(self, i));
    }
    tell_missing_shards(self);
    if (self->told > LINES_MAX)
        cli_complain(
            P_("%u more is missing", "%u more are missing", self->told - LINES_MAX),
            self->told - LINES_MAX);
    if (!write_results(self, error))
        return EXIT_MACHINE;
    return self->missing + self->failed > 0 ||
                   diagnostics_count(self->diagnostics, SEVERITY_ERROR) > 0
               ? EXIT_FINDINGS
               : EXIT_FINE;
}

int cmd_merge(const Options *options, char **folders) {
    const char *folder = options->out != NULL ? options->out : "out";
    g_autoptr(GPtrArray) reports = g_ptr_array_new_with_free_func(free_report);
    g_autoptr(Store) store = NULL;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Outcome) outcome = outcome_new();
    g_autoptr(GError) error = NULL;
    Merge self = {.folder = folder,
                  .quiet = options->quiet,
                  .reports = reports,
                  .diagnostics = diagnostics,
                  .outcome = outcome};
    int code;

    if (folders[0] == NULL) {
        cli_complain("merge the files of which shards? see \"plakat help merge\"");
        return EXIT_USAGE;
    }
    code = load_reports(&self, folders);
    if (code != EXIT_FINE)
        return code;
    if (!check_reports(&self))
        return EXIT_FINDINGS;
    self.store = store = store_new(folder, false);
    store_sweep(store);
    code = run(&self, &error);
    if (error != NULL)
        cli_complain("%s", error->message);
    return code;
}
