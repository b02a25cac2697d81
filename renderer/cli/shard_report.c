#include "cli/shard_report.h"

#include "base/translate.h"
#include "parse/json.h"

#include <string.h>

enum { REPORT_BYTES_MAX = 512 << 20, DIGEST_LETTERS = 64 };

static void free_product(gpointer product) {
    product_free(product);
}

void shard_report_free(ShardReport *self) {
    if (self == NULL)
        return;
    g_free(self->folder);
    g_free(self->path);
    node_free(self->root);
    source_free(self->source);
    g_free(self);
}

static guint64 number_of(const Node *node, const char *key, guint64 most) {
    const char *text = node_find_text(node, key);
    guint64 number = 0;

    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0, most, &number, NULL))
        return 0;
    return number;
}

static bool are_texts(const Node *list) {
    for (guint i = 0; i < node_count(list); i++) {
        if (node_item(list, i)->kind != NODE_TEXT)
            return false;
    }
    return list != NULL && list->kind == NODE_LIST;
}

/* A report may come from anywhere: none of its files lies outside its folder. */
static bool is_inside(const char *path) {
    g_auto(GStrv) parts = g_strsplit(path, "/", -1);
    const char *const *all = (const char *const *)parts;

    return !g_strv_contains(all, "") && !g_strv_contains(all, ".") &&
           !g_strv_contains(all, "..");
}

static bool is_product(const Node *node) {
    const char *path = node_find_text(node, "path");
    const char *kind = node_find_text(node, "kind");
    const char *sum = node_find_text(node, "sha256");
    Output output;

    return path != NULL && is_inside(path) && kind != NULL &&
           output_find(kind, &output) && sum != NULL && strlen(sum) == DIGEST_LETTERS &&
           node_find_text(node, "bytes") != NULL;
}

static bool are_products(const Node *list) {
    for (guint i = 0; i < node_count(list); i++) {
        if (!is_product(node_item(list, i)))
            return false;
    }
    return list != NULL && list->kind == NODE_LIST;
}

static bool are_findings(const Node *list) {
    for (guint i = 0; i < node_count(list); i++) {
        const Node *finding = node_item(list, i);

        if (node_find_text(finding, "severity") == NULL ||
            node_find_text(finding, "id") == NULL ||
            node_find_text(finding, "message") == NULL ||
            !are_texts(node_find(finding, "posters")))
            return false;
    }
    return list != NULL && list->kind == NODE_LIST;
}

static bool understand(ShardReport *self) {
    const Node *shard = node_find(self->root, "shard");

    self->program = node_find_text(self->root, "program");
    self->plan = node_find_text(shard, "plan");
    self->failed = node_find(shard, "failed");
    self->shard.count = (guint)number_of(shard, "of", SHARDS_MAX);
    self->shard.number = (guint)number_of(shard, "number", self->shard.count);
    return self->program != NULL && self->plan != NULL && self->shard.number > 0 &&
           are_texts(self->failed) && are_products(node_find(self->root, "products")) &&
           are_findings(node_find(self->root, "findings"));
}

ShardReport *shard_report_load(const char *folder, GError **error) {
    g_autoptr(ShardReport) self = g_new0(ShardReport, 1);

    self->folder = g_strdup(folder);
    self->path = g_build_filename(folder, "report.json", NULL);
    self->source = source_load(self->path, self->path, REPORT_BYTES_MAX, error);
    if (self->source == NULL)
        return NULL;
    self->root = json_parse(self->source, error);
    if (self->root == NULL)
        return NULL;
    if (understand(self))
        return g_steal_pointer(&self);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                _("'%s' is no report of \"plakat render --shard\""), self->path);
    return NULL;
}

/* --- findings ------------------------------------------------------------------------
 */

static Severity severity_of(const char *word) {
    for (int i = SEVERITY_NOTE; i < SEVERITY_ERROR; i++) {
        if (strcmp(word, severity_to_text((Severity)i)) == 0)
            return (Severity)i;
    }
    return SEVERITY_ERROR;
}

static Finding *read_finding(const Node *node) {
    const Node *posters = node_find(node, "posters");
    Finding *finding = g_new0(Finding, 1);

    finding->severity = severity_of(node_find_text(node, "severity"));
    finding->id = g_strdup(node_find_text(node, "id"));
    finding->file = g_strdup(node_find_text(node, "file"));
    finding->line = (unsigned)number_of(node, "line", G_MAXINT);
    finding->column = (unsigned)number_of(node, "column", G_MAXINT);
    finding->width = 1;
    finding->message = g_strdup(node_find_text(node, "message"));
    finding->subjects = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < node_count(posters); i++)
        g_ptr_array_add(finding->subjects, g_strdup(node_item(posters, i)->text));
    return finding;
}

void shard_report_tell(const ShardReport *self, Diagnostics *diagnostics) {
    const Node *findings = node_find(self->root, "findings");

    for (guint i = 0; i < node_count(findings); i++)
        diagnostics_take(diagnostics, read_finding(node_item(findings, i)));
}

/* --- files ---------------------------------------------------------------------------
 */

GPtrArray *shard_report_products(const ShardReport *self) {
    const Node *nodes = node_find(self->root, "products");
    GPtrArray *products = g_ptr_array_new_with_free_func(free_product);

    for (guint i = 0; i < node_count(nodes); i++) {
        const Node *node = node_item(nodes, i);
        Product *product = g_new0(Product, 1);
        Output output = OUTPUT_PDF;

        output_find(node_find_text(node, "kind"), &output);
        product->path = g_strdup(node_find_text(node, "path"));
        product->kind = output_to_text(output);
        product->bytes = number_of(node, "bytes", G_MAXINT64);
        product->sha256 = g_strdup(node_find_text(node, "sha256"));
        g_ptr_array_add(products, product);
    }
    return products;
}
