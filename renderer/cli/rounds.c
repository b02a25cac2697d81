#include "cli/rounds.h"

#include "base/interrupt.h"
#include "base/paths.h"
#include "base/translate.h"
#include "base/words.h"
#include "cli/cli.h"
#include "cli/log.h"
#include "cli/watch_set.h"

#include <signal.h>
#include <stdio.h>

enum {
    QUIET_MS = 12, /* so long nothing may change before a round begins */
    NAMED_MAX = 3, /* files that a line names */
};

typedef struct {
    Run *run;
    Watch *watch;
    WatchSet *set;
    Follower follower;
    Interruption interruption;
    GHashTable *told;    /* of char *: findings that stand; owned */
    GHashTable *changed; /* of char *: absolute paths, since the last round; owned */
    char *motif;         /* the one that is looked at, by its file */
    int code;            /* of the last round */
    GError *error;       /* why nothing can be watched any more; owned */
} Rounds;

static bool asks(void *data) {
    const Rounds *self = data;

    return interrupt_came() != 0 || watch_has_news(self->watch);
}

/* --- telling -------------------------------------------------------------------------
 */

/* Lines may move. */
static char *finding_key(const Finding *finding) {
    return g_strjoin("\n", finding->id, finding->file == NULL ? "" : finding->file,
                     finding->message, finding->excerpt, NULL);
}

/* Those that were not there before, and how many of those are gone. */
static void tell_findings(Rounds *self) {
    const GPtrArray *findings = self->run->session.diagnostics->findings;
    GHashTable *standing = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint known = 0, gone;

    for (guint i = 0; i < findings->len; i++) {
        const Finding *finding = g_ptr_array_index(findings, i);
        g_autofree char *key = finding_key(finding);
        bool is_known = g_hash_table_contains(self->told, key);
        g_autofree char *text = is_known ? NULL : finding_to_text(finding);

        if (self->run->options->quiet && finding->severity == SEVERITY_NOTE)
            continue;
        if (g_hash_table_add(standing, g_steal_pointer(&key)))
            known += is_known;
        if (text != NULL)
            fprintf(stderr, "%s\n", text);
    }
    gone = g_hash_table_size(self->told) - known;
    if (gone > 0)
        fprintf(stderr, P_("%u finding is gone\n", "%u findings are gone\n", gone),
                gone);
    g_hash_table_unref(self->told);
    self->told = standing;
}

/* "motifs/a.yaml, motifs/art/b.svg and 3 more"; caller frees. */
static char *name_changed(const Rounds *self) {
    g_autoptr(GPtrArray) paths = table_names(self->changed);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *list = NULL;
    guint more = paths->len > NAMED_MAX ? paths->len - NAMED_MAX : 0;

    for (guint i = 0; i < paths->len - more; i++)
        g_ptr_array_add(names, path_for_people(g_ptr_array_index(paths, i)));
    g_ptr_array_add(names, NULL);
    list = g_strjoinv(", ", (char **)names->pdata);
    return more == 0 ? g_steal_pointer(&list)
                     : g_strdup_printf(P_("%s and %u more", "%s and %u more", more),
                                       list, more);
}

/* So much may change that the kernel does not keep what. */
static void tell_line(const Rounds *self, const Summary *summary) {
    guint made = summary->made + self->run->restored;
    g_autofree char *names = name_changed(self);
    const char *what = *names == '\0' ? _("many files") : names;

    if (self->run->options->quiet)
        return;
    fprintf(stderr,
            _("%s: files made: %u, posters failed: %u, errors: %u, warnings: %u; "
              "%.2f s\n"),
            what, made, summary->failed, summary->errors, summary->warnings,
            summary->seconds);
}

static void tell(const Run *run, const Summary *summary, void *data) {
    Rounds *self = data;

    (void)run;
    tell_findings(self);
    if (self->follower.is_again)
        tell_line(self, summary);
}

/* --- rounds --------------------------------------------------------------------------
 */

/* Whoever saves something looks at its posters. */
static void choose_motif(Rounds *self) {
    g_autoptr(GPtrArray) paths = table_names(self->changed);

    for (guint i = 0; i < paths->len; i++) {
        const char *motif = watch_set_motif_of(self->set, g_ptr_array_index(paths, i));

        if (motif == NULL)
            continue;
        g_free(self->motif);
        self->motif = g_strdup(motif);
    }
    self->follower.motif = self->motif;
}

/* What is watched before it is read cannot change unseen. */
static void note(const Run *run, void *data) {
    Rounds *self = data;

    if (self->error == NULL)
        watch_set_add_session(self->set, &run->session, &self->error);
}

/* False: nothing can be watched. */
static bool run_round(Rounds *self) {
    Run *run = self->run;
    int code;

    choose_motif(self);
    if (!watch_set_add_motifs(self->set, run->motifs, &self->error))
        return false;
    if (self->follower.is_again && run->options->log != NULL)
        log_change(self->changed);
    code = run_once(run);
    if (!run->is_interrupted) {
        self->code = code;
        self->follower.is_hasty = code == EXIT_FINE;
        self->follower.is_again = true;
        g_hash_table_remove_all(self->changed);
    }
    return self->error == NULL &&
           (run->resources == NULL ||
            watch_set_add_fonts(self->set, run->resources->fonts, &self->error));
}

/* Waits; false when a signal came. */
static bool await_change(Rounds *self) {
    g_autoptr(GPtrArray) paths = watch_wait(self->watch, -1, QUIET_MS);

    for (guint i = 0; paths != NULL && i < paths->len; i++)
        g_hash_table_add(self->changed, g_strdup(g_ptr_array_index(paths, i)));
    return interrupt_came() == 0;
}

static bool is_hopeless(const Rounds *self) {
    return self->code == EXIT_USAGE ||
           (self->code == EXIT_MACHINE && self->run->session.motifs->len == 0);
}

static void run_rounds(Rounds *self) {
    const Options *options = self->run->options;

    if (!run_round(self) || (self->follower.is_again && is_hopeless(self)))
        return;
    if (!options->quiet && options->log == NULL && interrupt_came() == 0)
        fprintf(stderr, "%s\n", _("waiting for changes; Ctrl-C ends"));
    while (interrupt_came() == 0 && await_change(self) && run_round(self))
        continue;
}

/* What was interrupted before it came to anything ends as though nobody had noticed. */
static int end_rounds(const Rounds *self) {
    int signal_number = interrupt_came();

    interrupt_end();
    run_sweep(self->run);
    if (self->error != NULL) {
        cli_complain("%s", self->error->message);
        return EXIT_MACHINE;
    }
    if (!self->follower.is_again && signal_number != 0)
        raise(signal_number);
    return self->code;
}

int rounds_run(Run *run) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Watch) watch = watch_new(&error);
    g_autoptr(WatchSet) set = NULL;
    Rounds self = {.run = run, .watch = watch};
    int code;

    if (watch == NULL || !interrupt_begin(&error)) {
        cli_complain("%s", error->message);
        return EXIT_MACHINE;
    }
    watch_until(watch, interrupt_file());
    self.set = set = watch_set_new(watch, run->selection->folder);
    self.interruption = (Interruption){watch_file(watch), asks, &self};
    self.follower = (Follower){
        .interruption = &self.interruption, .note = note, .tell = tell, .data = &self};
    self.told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    self.changed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    run->follower = &self.follower;
    run_rounds(&self);
    code = end_rounds(&self);
    g_hash_table_unref(self.told);
    g_hash_table_unref(self.changed);
    g_clear_error(&self.error);
    g_free(self.motif);
    return code;
}
