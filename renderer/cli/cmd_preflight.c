#include "base/paths.h"
#include "base/sandbox.h"
#include "base/translate.h"
#include "batch/finished.h"
#include "batch/judged.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "preflight/file_guard.h"
#include "preflight/file_place.h"
#include "report/judgement_json.h"
#include "report/judgement_pdf.h"

#include <string.h>

/* What all files of a run share. */
typedef struct {
    Session session;
    const Campaign *campaign; /* of the project at hand; NULL: there is none */
    const char *supplier;     /* asked for; NULL: none */
    Resources *resources;     /* NULL: not needed yet */
    Diagnostics *told;        /* findings about files, for people */
    GPtrArray *judgements;    /* of Judgement */
    int lacks;                /* SandboxLacks, of all who judged */
} Run;

/* --- the poster that a file shows ----------------------------------------------------
 */

/* One of ours, laid out again. */
typedef struct {
    Session session; /* its own: what is wrong with the motif is not the file's */
    Poster *poster;  /* NULL: the file is none of ours, or its motif is not at hand */
    Places *places;
} Told;

static void shown_clear(Told *self) {
    g_clear_pointer(&self->places, places_free);
    g_clear_pointer(&self->poster, poster_free);
    session_close(&self->session);
}

static bool has_places(const FileVerdict *verdict) {
    for (guint i = 0; i < verdict->findings->len; i++)
        if (((const FileFinding *)g_ptr_array_index(verdict->findings, i))->has_place)
            return true;
    return false;
}

static void lay_out(Run *run, Told *shown, const Task *task) {
    if (run->resources == NULL)
        run->resources = session_load_resources();
    if (run->resources == NULL)
        return;
    session_complete_inks(&shown->session, run->resources);
    shown->poster = task_make_poster(task, run->resources, shown->session.diagnostics);
    if (shown->poster != NULL)
        shown->places = places_new(shown->poster);
}

/* The motif's file as it is called from the folder of its campaign: in motifs/, here,
 * or in the folder of another campaign there. NULL: it is not at hand; caller frees. */
static char *find_motif(const char *name) {
    g_autoptr(GPtrArray) folders = path_list("motifs", NULL);
    g_autofree char *usual = g_build_filename("motifs", name, NULL);

    if (g_path_is_absolute(name) || strstr(name, "..") != NULL)
        return NULL;
    if (g_file_test(usual, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer(&usual);
    if (g_file_test(name, G_FILE_TEST_IS_REGULAR))
        return g_strdup(name);
    for (guint i = 0; folders != NULL && i < folders->len; i++) {
        const char *folder = g_ptr_array_index(folders, i);
        g_autofree char *path = g_build_filename("motifs", folder, name, NULL);

        if (g_file_test(path, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&path);
    }
    return NULL;
}

static void show(Run *run, Told *shown, const FileVerdict *verdict) {
    const Options options = {
        .sizes = verdict->size, .languages = verdict->language, .rows = verdict->row};
    g_autofree char *motif = NULL;
    g_autoptr(GPtrArray) tasks = NULL;
    int code = EXIT_FINE;

    if (verdict->motif == NULL || verdict->size == NULL || verdict->language == NULL ||
        !has_places(verdict) || (motif = find_motif(verdict->motif)) == NULL)
        return;
    tasks = session_plan_one(&shown->session, &options, motif, &code);
    if (tasks != NULL && tasks->len > 0 &&
        session_follow_supplier(&shown->session, run->supplier) == EXIT_FINE)
        lay_out(run, shown, g_ptr_array_index(tasks, 0));
}

/* --- telling -------------------------------------------------------------------------
 */

static void tell(Run *run, const FileFinding *finding, const Item *item,
                 const char *file) {
    g_autofree char *text =
        file_finding_to_text(finding, item == NULL ? NULL : item_title(item), file);
    Finding *told;

    if (item != NULL) {
        diagnostics_add(run->told, finding->severity, finding->id, &item->origin, "%s",
                        text);
        return;
    }
    told = g_new0(Finding, 1);
    told->severity = finding->severity;
    told->id = g_strdup(finding->id);
    told->file = text_for_terminal(file);
    told->message = g_steal_pointer(&text);
    told->subjects = g_ptr_array_new_with_free_func(g_free);
    diagnostics_take(run->told, told);
}

/* --- judging -------------------------------------------------------------------------
 */

/* A shop's rules when one is named, else what the file claims to be, with the limits of
 * the project at hand. */
static FileOrder order_of(const Run *run, const char ***spots) {
    FileOrder order = {0};

    if (run->campaign == NULL)
        return order;
    order = finished_order(run->campaign, spots);
    if (run->supplier == NULL) {
        order.level = FILE_LEVEL_NONE;
        order.spots = NULL;
    }
    return order;
}

/* One of ours says for which size it is, and so from how far it is seen: then it is
 * judged again, as it was when it was made. */
static FileVerdict *check(const Run *run, GBytes *bytes, FileOrder *order) {
    FileVerdict *verdict = file_guard_check(bytes, order);
    const Size *size = run->campaign == NULL || verdict->size == NULL
                           ? NULL
                           : campaign_find_size(run->campaign, verdict->size);

    if (size == NULL || !(size->distance > 1))
        return verdict;
    order->distance = size->distance;
    file_verdict_free(verdict);
    return file_guard_check(bytes, order);
}

static int judge(Run *run, const char *path) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, &error);
    g_autoptr(GBytes) bytes = file == NULL ? NULL : g_mapped_file_get_bytes(file);
    g_autofree const char **spots = NULL;
    FileOrder order = order_of(run, &spots);
    g_autoptr(FileVerdict) verdict = NULL;
    Judgement *judgement;
    Told shown = {0};

    if (bytes == NULL) {
        cli_complain("%s", error->message);
        return EXIT_MACHINE;
    }
    verdict = check(run, bytes, &order);
    run->lacks |= verdict->lacks;
    show(run, &shown, verdict);
    judgement = judgement_new(path);
    judgement->supplier = g_strdup(run->supplier);
    judged_add_file(judgement, verdict);
    for (guint i = 0; i < verdict->findings->len; i++) {
        const FileFinding *finding = g_ptr_array_index(verdict->findings, i);
        const Item *item = shown.places == NULL
                               ? NULL
                               : file_place_item(shown.places, finding,
                                                 order.scale > 0 ? order.scale : 1);

        judged_add(judgement, finding, item);
        tell(run, finding, item, path);
    }
    g_ptr_array_add(run->judgements, judgement);
    shown_clear(&shown);
    return judgement_count(judgement, SEVERITY_ERROR) > 0 ? EXIT_FINDINGS : EXIT_FINE;
}

/* --- the command ---------------------------------------------------------------------
 */

static void free_judgement(gpointer judgement) {
    judgement_free(judgement);
}

/* Without a project a file is judged all the same, but by no shop's rules. */
static int open_project(Run *run, const char *supplier) {
    bool is_there = g_file_test("motifs/campaign.yaml", G_FILE_TEST_IS_REGULAR);

    if (!is_there && supplier == NULL)
        return EXIT_FINE;
    run->campaign = session_campaign(&run->session);
    if (run->campaign == NULL)
        return supplier == NULL ? EXIT_FINE : EXIT_MACHINE;
    run->supplier = supplier;
    return session_follow_supplier(&run->session, supplier);
}

static int write_report(Run *run, const char *path) {
    g_autoptr(GError) error = NULL;
    const char *date = run->campaign == NULL ? NULL : run->campaign->date;
    bool written;

    if (path == NULL || run->judgements->len == 0)
        return EXIT_FINE;
    if (g_str_has_suffix(path, ".pdf")) {
        if (run->resources == NULL)
            run->resources = session_load_resources();
        if (run->resources == NULL)
            return EXIT_MACHINE;
        written =
            judgements_write_pdf(run->judgements, run->resources,
                                 date == NULL ? "2000-01-01" : date, path, &error);
    } else {
        written = judgements_write_json(run->judgements, path, &error);
    }
    if (written)
        return EXIT_FINE;
    cli_complain("%s", error->message);
    return EXIT_MACHINE;
}

static void tell_all(const Run *run, bool quiet) {
    const Session told = {.diagnostics = run->told};

    session_tell(&told, quiet);
}

static int run_all(Run *run, const Options *options, char **files) {
    int code = open_project(run, options->supplier);

    if (code != EXIT_FINE) {
        if (run->session.diagnostics != NULL)
            session_tell(&run->session, TRUE);
        return code;
    }
    for (char **file = files; *file != NULL; file++) {
        int result = judge(run, *file);

        code = MAX(code, result);
    }
    if (run->lacks != 0)
        diagnostics_add(run->told, SEVERITY_NOTE, "system/not-shut-in", NULL, "%s",
                        _(sandbox_lacks_to_text(run->lacks)));
    tell_all(run, options->quiet);
    return MAX(code, write_report(run, options->report));
}

int cmd_preflight(const Options *options, char **arguments) {
    Run run = {0};
    int code;

    if (arguments[0] == NULL) {
        cli_complain("preflight of which files? see \"plakat help preflight\"");
        return EXIT_USAGE;
    }
    run.told = diagnostics_new();
    run.judgements = g_ptr_array_new_with_free_func(free_judgement);
    code = run_all(&run, options, arguments);
    g_ptr_array_unref(run.judgements);
    diagnostics_free(run.told);
    resources_free(run.resources);
    session_close(&run.session);
    return code;
}
