#include "preflight/file_guard.h"

#include "base/allocation.h"
#include "base/output.h"
#include "base/process.h"
#include "base/sandbox.h"
#include "base/translate.h"
#include "preflight/file_pdf.h"

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 120, MEMORY_SHARE = 4 };

static const gsize MEMORY = (gsize)2 << 30; /* and some times the file */

/* A finding and a verdict as they travel. */
#define FINDING_TYPE "(usmssubdddduu)"
#define VERDICT_TYPE "(a" FINDING_TYPE "a(dddddddddddd)uumsmsmsmsmsms)"

#define FACTS_TYPE "(msmsua{ss})"

/* What a child does. */
typedef struct {
    GVariant *(*make)(GBytes *bytes,
                      const FileOrder *order); /* the parent's to unref */
    const char *type;                          /* of what it makes */
    GBytes *bytes;
    const FileOrder *order; /* NULL: none */
} Work;

/* --- the child -----------------------------------------------------------------------
 */

static void add_findings(GVariantBuilder *builder, const FileVerdict *verdict) {
    g_variant_builder_open(builder, G_VARIANT_TYPE("a" FINDING_TYPE));
    for (guint i = 0; i < verdict->findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(verdict->findings, i);
        const Rect *place = &finding->place;

        g_variant_builder_add(
            builder, FINDING_TYPE, finding->severity, finding->id, finding->clause,
            finding->message, finding->page, (gboolean)finding->has_place, place->x,
            place->y, place->width, place->height, finding->object, finding->count);
    }
    g_variant_builder_close(builder);
}

static void add_sheets(GVariantBuilder *builder, const FileVerdict *verdict) {
    g_variant_builder_open(builder, G_VARIANT_TYPE("a(dddddddddddd)"));
    for (guint i = 0; i < verdict->sheets->len; i++) {
        const FileSheet *sheet = &g_array_index(verdict->sheets, FileSheet, i);
        const Rect *media = &sheet->media, *bleed = &sheet->bleed, *trim = &sheet->trim;

        g_variant_builder_add(builder, "(dddddddddddd)", media->x, media->y,
                              media->width, media->height, bleed->x, bleed->y,
                              bleed->width, bleed->height, trim->x, trim->y,
                              trim->width, trim->height);
    }
    g_variant_builder_close(builder);
}

static GVariant *pack(const FileVerdict *verdict) {
    GVariantBuilder builder;

    g_variant_builder_init(&builder, G_VARIANT_TYPE(VERDICT_TYPE));
    add_findings(&builder, verdict);
    add_sheets(&builder, verdict);
    g_variant_builder_add(&builder, "u", verdict->level);
    g_variant_builder_add(&builder, "u", (guint)verdict->lacks);
    g_variant_builder_add(&builder, "ms", verdict->condition);
    g_variant_builder_add(&builder, "ms", verdict->producer);
    g_variant_builder_add(&builder, "ms", verdict->motif);
    g_variant_builder_add(&builder, "ms", verdict->size);
    g_variant_builder_add(&builder, "ms", verdict->language);
    g_variant_builder_add(&builder, "ms", verdict->row);
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

static void set_limit(int resource, gsize limit) {
    setrlimit((__rlimit_resource_t)resource,
              &(struct rlimit){(rlim_t)limit, (rlim_t)limit});
}

/* The address sanitizer reserves more than any limit. */
static void limit_memory(gsize file) {
#ifndef __SANITIZE_ADDRESS__
#if defined(__has_feature)
#if __has_feature(address_sanitizer)
    return;
#endif
#endif
    set_limit(RLIMIT_AS, MEMORY + MEMORY_SHARE * file);
#else
    (void)file;
#endif
}

/* Nothing is opened any more: the bytes are there. Under sanitizers nobody is shut in,
 * as they start programs themselves. */
static int shut_in(void) {
#ifndef PLAKAT_SANITIZED
    return sandbox_enter(&(SandboxFolders){0});
#else
    return 0;
#endif
}

static void end_without_memory(void) {
    _exit(1);
}

static GVariant *judge(GBytes *bytes, const FileOrder *order) {
    int lacks = shut_in();
    g_autoptr(FileVerdict) verdict = file_rules_check(bytes, order);

    verdict->lacks = lacks;
    return pack(verdict);
}

static GVariant *pack_facts(const FileFacts *facts, const GError *problem) {
    GVariantBuilder builder;
    GHashTableIter properties;
    gpointer name, text;

    g_variant_builder_init(&builder, G_VARIANT_TYPE(FACTS_TYPE));
    g_variant_builder_add(&builder, "ms", problem == NULL ? NULL : problem->message);
    g_variant_builder_add(&builder, "ms", facts == NULL ? NULL : facts->pages);
    g_variant_builder_add(&builder, "u", facts == NULL ? 0 : facts->count);
    g_variant_builder_open(&builder, G_VARIANT_TYPE("a{ss}"));
    if (facts != NULL) {
        g_hash_table_iter_init(&properties, facts->xmp);
        while (g_hash_table_iter_next(&properties, &name, &text))
            g_variant_builder_add(&builder, "{ss}", name, text);
    }
    g_variant_builder_close(&builder);
    return g_variant_ref_sink(g_variant_builder_end(&builder));
}

static GVariant *describe(GBytes *bytes, const FileOrder *order) {
    g_autoptr(GError) error = NULL;
    g_autoptr(FileFacts) facts = NULL;

    (void)order;
    shut_in();
    facts = file_facts_read(bytes, &error);
    return pack_facts(facts, error);
}

static void work(const Work *self, int out) {
    g_autoptr(GVariant) packed = NULL;

    allocation_when_refused(end_without_memory);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_CPU, SECONDS);
    limit_memory(g_bytes_get_size(self->bytes));
    packed = self->make(self->bytes, self->order);
    output_write_all(out, g_variant_get_data(packed), g_variant_get_size(packed));
}

/* --- the parent ----------------------------------------------------------------------
 */

static void take_finding(FileVerdict *verdict, GVariant *packed) {
    FileFinding *finding = g_new0(FileFinding, 1);
    Rect *place = &finding->place;
    const char *id = NULL, *clause = NULL;
    guint severity;
    gboolean has_place;

    g_variant_get(packed, "(u&sm&ssubdddduu)", &severity, &id, &clause,
                  &finding->message, &finding->page, &has_place, &place->x, &place->y,
                  &place->width, &place->height, &finding->object, &finding->count);
    finding->severity = (Severity)MIN(severity, SEVERITY_ERROR);
    finding->id = g_intern_string(id);
    finding->clause = g_intern_string(clause);
    finding->has_place = has_place;
    g_ptr_array_add(verdict->findings, finding);
}

static void take_sheet(FileVerdict *verdict, GVariant *packed) {
    FileSheet sheet;
    Rect *media = &sheet.media, *bleed = &sheet.bleed, *trim = &sheet.trim;

    g_variant_get(packed, "(dddddddddddd)", &media->x, &media->y, &media->width,
                  &media->height, &bleed->x, &bleed->y, &bleed->width, &bleed->height,
                  &trim->x, &trim->y, &trim->width, &trim->height);
    g_array_append_val(verdict->sheets, sheet);
}

static void unpack(FileVerdict *verdict, GVariant *packed) {
    g_autoptr(GVariant) findings = g_variant_get_child_value(packed, 0);
    g_autoptr(GVariant) sheets = g_variant_get_child_value(packed, 1);
    guint level, lacks;

    for (gsize i = 0; i < g_variant_n_children(findings); i++) {
        g_autoptr(GVariant) finding = g_variant_get_child_value(findings, i);

        take_finding(verdict, finding);
    }
    for (gsize i = 0; i < g_variant_n_children(sheets); i++) {
        g_autoptr(GVariant) sheet = g_variant_get_child_value(sheets, i);

        take_sheet(verdict, sheet);
    }
    g_variant_get(packed, "(@a" FINDING_TYPE "@a(dddddddddddd)uumsmsmsmsmsms)", NULL,
                  NULL, &level, &lacks, &verdict->condition, &verdict->producer,
                  &verdict->motif, &verdict->size, &verdict->language, &verdict->row);
    verdict->level = (FileLevel)level;
    verdict->lacks = (int)lacks;
}

static GBytes *read_all(int in) {
    GByteArray *bytes = g_byte_array_new();
    guint8 chunk[65536];

    for (;;) {
        ssize_t got = read(in, chunk, sizeof chunk);

        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return g_byte_array_free_to_bytes(bytes);
        g_byte_array_append(bytes, chunk, (guint)got);
    }
}

/* NULL: it did not end by itself. */
static GVariant *collect(const Work *self, pid_t child, int in) {
    g_autoptr(GBytes) bytes = read_all(in);
    int status = process_wait(child);

    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        return NULL;
    return g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(self->type), bytes, FALSE));
}

/* NULL with a `problem` (yours). */
static GVariant *run(const Work *self, char **problem) {
    int ends[2];
    pid_t child;
    GVariant *made = NULL;

    if (pipe(ends) != 0) {
        *problem = g_strdup(g_strerror(errno));
        return NULL;
    }
    /* The child is told why it cannot be, when it opens the file. */
    file_pdf_prepare(NULL);
    child = process_fork(SIGKILL);
    if (child == 0) {
        close(ends[0]);
        work(self, ends[1]);
        _exit(0);
    }
    if (child < 0)
        *problem = g_strdup(g_strerror(errno));
    close(ends[1]);
    if (child >= 0)
        made = collect(self, child, ends[0]);
    close(ends[0]);
    if (made == NULL && *problem == NULL)
        *problem = g_strdup(_("it takes more time or memory to judge than a file may"));
    return made;
}

FileVerdict *file_guard_check(GBytes *bytes, const FileOrder *order) {
    const Work work_to_do = {judge, VERDICT_TYPE, bytes, order};
    g_autofree char *problem = NULL;
    g_autoptr(GVariant) packed = run(&work_to_do, &problem);
    FileVerdict *verdict;

    if (packed == NULL)
        return file_verdict_failed(problem);
    verdict = file_verdict_new();
    unpack(verdict, packed);
    return verdict;
}

static FileFacts *unpack_facts(GVariant *packed, GError **error) {
    g_autoptr(GVariant) properties = g_variant_get_child_value(packed, 3);
    g_autoptr(FileFacts) facts = g_new0(FileFacts, 1);
    g_autofree char *problem = NULL;

    g_variant_get(packed, "(msmsu@a{ss})", &problem, &facts->pages, &facts->count,
                  NULL);
    facts->xmp = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (gsize i = 0; i < g_variant_n_children(properties); i++) {
        char *name, *text;

        g_variant_get_child(properties, i, "{ss}", &name, &text);
        g_hash_table_insert(facts->xmp, name, text);
    }
    if (problem == NULL)
        return g_steal_pointer(&facts);
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
    return NULL;
}

FileFacts *file_guard_read(GBytes *bytes, GError **error) {
    const Work work_to_do = {describe, FACTS_TYPE, bytes, NULL};
    g_autofree char *problem = NULL;
    g_autoptr(GVariant) packed = run(&work_to_do, &problem);

    if (packed != NULL)
        return unpack_facts(packed, error);
    g_set_error_literal(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, problem);
    return NULL;
}
