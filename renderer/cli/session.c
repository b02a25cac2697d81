#include "cli/session.h"

#include "base/paths.h"
#include "base/words.h"
#include "cli/cli.h"
#include "parse/printing.h"
#include "resources/inks.h"

#include <stdio.h>
#include <string.h>

char *session_motif_path(const char *name) {
    g_autofree char *file = g_strdup_printf("%s.yaml", name);
    g_autofree char *path = g_build_filename("motifs", file, NULL);

    if (!g_file_test(name, G_FILE_TEST_EXISTS) && strchr(name, '/') == NULL &&
        g_file_test(path, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&path);
    return g_strdup(name);
}

static void add_once(GPtrArray *motifs, const Motif *motif) {
    if (!g_ptr_array_find(motifs, motif, NULL))
        g_ptr_array_add(motifs, (gpointer)motif);
}

int session_add(Session *self, const char *name, GPtrArray *motifs) {
    g_autofree char *path = session_motif_path(name);
    g_autoptr(GError) error = NULL;
    const Motif *motif;

    if (g_file_test(path, G_FILE_TEST_IS_DIR)) {
        g_autoptr(GPtrArray) below = project_load_motifs(self->project, path, &error);

        for (guint i = 0; below != NULL && i < below->len; i++)
            add_once(motifs, g_ptr_array_index(below, i));
    } else if (!self->with_orders || !project_is_order(self->project, path)) {
        motif = project_load_motif(self->project, path, &error);
        if (motif != NULL)
            add_once(motifs, motif);
    }
    if (error == NULL)
        return EXIT_FINE;
    cli_complain("%s", error->message);
    return EXIT_MACHINE;
}

void session_begin(Session *self) {
    Diagnostics *before = self->diagnostics;

    self->start = g_get_monotonic_time();
    g_clear_pointer(&self->motifs, g_ptr_array_unref);
    self->motifs = g_ptr_array_new();
    self->diagnostics = diagnostics_new();
    self->project = self->project == NULL
                        ? project_new(self->diagnostics)
                        : project_renew(self->project, self->diagnostics);
    diagnostics_free(before);
}

int session_open(Session *self, char **motifs) {
    char *all[] = {(char *)"motifs", NULL};
    int code = EXIT_FINE;

    session_begin(self);
    if (motifs == NULL || *motifs == NULL)
        motifs = all;
    for (char **motif = motifs; *motif != NULL; motif++) {
        int result = session_add(self, *motif, self->motifs);

        code = MAX(code, result);
    }
    return code;
}

void session_use_printer(Session *self, const Printer *printer) {
    g_autoptr(GPtrArray) campaigns = project_campaigns(self->project);

    for (guint i = 0; i < campaigns->len; i++)
        ((Campaign *)g_ptr_array_index(campaigns, i))->printer = printer;
}

static int follow_supplier(Session *self, Campaign *campaign, const char *name) {
    const Supplier *supplier = campaign_find_supplier(campaign, name);
    g_autoptr(GPtrArray) names = campaign_supplier_names(campaign);
    g_autofree char *suggestion = NULL;
    unsigned before = self->diagnostics->errors;

    if (supplier != NULL) {
        printing_use_supplier(campaign, supplier, self->diagnostics);
        return self->diagnostics->errors == before ? EXIT_FINE : EXIT_FINDINGS;
    }
    suggestion = word_suggestion(name, names);
    if (*suggestion != '\0')
        cli_complain("no supplier \"%s\"%s", name, suggestion);
    else
        cli_complain("no supplier \"%s\"; \"plakat list suppliers\" shows those there "
                     "are",
                     name);
    return EXIT_USAGE;
}

int session_follow_supplier(Session *self, const char *name) {
    g_autoptr(GPtrArray) campaigns = project_campaigns(self->project);
    int code = EXIT_FINE;

    for (guint i = 0; name != NULL && i < campaigns->len && code == EXIT_FINE; i++)
        code = follow_supplier(self, g_ptr_array_index(campaigns, i), name);
    return code;
}

bool session_complete_inks(Session *self, const Resources *resources) {
    g_autoptr(GPtrArray) campaigns = project_campaigns(self->project);
    unsigned before = self->diagnostics->errors;

    for (guint i = 0; i < campaigns->len; i++)
        inks_complete(g_ptr_array_index(campaigns, i), resources->profiles,
                      self->diagnostics);
    return self->diagnostics->errors == before;
}

GPtrArray *session_plan_one(Session *self, const Options *options, const char *motif,
                            int *code) {
    char *motifs[] = {(char *)motif, NULL};
    char *sizes[] = {options->sizes, NULL}, *languages[] = {options->languages, NULL};
    char *rows[] = {options->rows, NULL};
    Selection selection = {.sizes = options->sizes != NULL ? sizes : NULL,
                           .languages = options->languages != NULL ? languages : NULL,
                           .rows = options->rows != NULL ? rows : NULL,
                           .outputs = {true},
                           .folder = "out"};
    g_autofree char *problem = NULL;
    GPtrArray *tasks;

    *code = session_open(self, motifs);
    if (*code != EXIT_FINE)
        return NULL;
    tasks = plan_make(self->motifs, &selection, self->diagnostics, &problem);
    if (tasks == NULL) {
        cli_complain("%s", problem);
        *code = EXIT_USAGE;
    }
    return tasks;
}

void session_close(Session *self) {
    g_clear_pointer(&self->motifs, g_ptr_array_unref);
    g_clear_pointer(&self->project, project_free);
    g_clear_pointer(&self->diagnostics, diagnostics_free);
}

struct Loading {
    GThread *thread; /* NULL: nobody has begun */
    Resources *resources;
    GError *error;
};

static gpointer load_resources(gpointer data) {
    Loading *self = data;
    g_autofree char *installed = path_installed(PLAKAT_FONTS_INSTALLED);
    const char *folder = g_getenv("PLAKAT_FONTS");

    if (folder == NULL)
        folder = installed != NULL ? installed : PLAKAT_FONTS_SOURCE;
    self->resources = resources_load(folder, &self->error);
    return NULL;
}

Loading *session_begin_resources(void) {
    Loading *self = g_new0(Loading, 1);

    fonts_set_environment();
    self->thread = g_thread_try_new("resources", load_resources, self, NULL);
    return self;
}

static void end_thread(Loading *self) {
    if (self->thread != NULL)
        g_thread_join(g_steal_pointer(&self->thread));
}

void loading_free(Loading *self) {
    if (self == NULL)
        return;
    end_thread(self);
    resources_free(self->resources);
    g_clear_error(&self->error);
    g_free(self);
}

Resources *session_end_resources(Loading *self) {
    Resources *resources;

    end_thread(self);
    if (self->resources == NULL && self->error == NULL)
        load_resources(self);
    if (self->resources == NULL)
        cli_complain("%s", self->error->message);
    resources = g_steal_pointer(&self->resources);
    loading_free(self);
    return resources;
}

Resources *session_load_resources(void) {
    return session_end_resources(g_new0(Loading, 1));
}

const Campaign *session_campaign(Session *self) {
    const Campaign *campaign;

    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    campaign = project_load_campaign(self->project, "motifs");
    if (campaign == NULL && self->diagnostics->findings->len == 0)
        cli_complain("no campaign.yaml in motifs/ or above");
    return campaign;
}

void session_tell(const Session *self, gboolean quiet) {
    const GPtrArray *findings = self->diagnostics->findings;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        g_autofree char *text = NULL;

        if (quiet && finding->severity == SEVERITY_NOTE)
            continue;
        text = finding_to_text(finding);
        fprintf(stderr, "%s\n", text);
    }
}

int session_exit_code(const Session *self) {
    return diagnostics_count(self->diagnostics, SEVERITY_ERROR) > 0 ? EXIT_FINDINGS
                                                                    : EXIT_FINE;
}
