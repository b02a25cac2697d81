#include "base/process.h"
#include "base/sandbox.h"
#include "base/translate.h"
#include "batch/finished.h"
#include "cli/cli.h"
#include "cli/session.h"
#include "handoff/verify.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { SECONDS = 300 }; /* of the processor, without what each PDF takes */

/* --- the shops' rules ----------------------------------------------------------------
 */

/* Those of the project at hand, if there is one. */
typedef struct {
    Session session;
    const Campaign *campaign; /* NULL: there is none */
    const char **spots;       /* of the shop asked for last */
} Rules;

static void open_rules(Rules *self) {
    if (g_file_test("motifs/campaign.yaml", G_FILE_TEST_IS_REGULAR))
        self->campaign = session_campaign(&self->session);
}

static void close_rules(Rules *self) {
    g_free(self->spots);
    if (self->session.diagnostics != NULL)
        session_close(&self->session);
}

static bool find_rules(const char *supplier, const char *size, FileOrder *order,
                       void *data) {
    Rules *self = data;
    const Campaign *campaign = self->campaign;
    const Size *found;

    if (campaign == NULL || campaign_find_supplier(campaign, supplier) == NULL ||
        session_follow_supplier(&self->session, supplier) != EXIT_FINE)
        return false;
    g_clear_pointer(&self->spots, g_free);
    *order = finished_order(campaign, &self->spots);
    found = campaign_find_size(campaign, size);
    if (found != NULL)
        order->distance = found->distance;
    return true;
}

/* --- the stranger's file -------------------------------------------------------------
 */

static void tell(const char *path, const VerifyCount *count, const Diagnostics *found,
                 gboolean quiet) {
    const Session told = {.diagnostics = (Diagnostics *)found};
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *clean = text_for_terminal(name);

    session_tell(&told, quiet);
    if (!quiet)
        printf(_("%s: posters: %u, copies: %u, files: %u, errors: %u, warnings: %u\n"),
               clean, count->posters, count->copies, count->files,
               diagnostics_count(found, SEVERITY_ERROR),
               diagnostics_count(found, SEVERITY_WARNING) -
                   diagnostics_count(found, SEVERITY_ERROR));
    fflush(stdout);
}

static int verify(const char *path, int file, Rules *rules, const Options *options) {
    const VerifyOptions wanted = {find_rules, rules, options->schema};
    g_autoptr(Diagnostics) found = diagnostics_new();
    VerifyCount count = verify_package(file, &wanted, found);

    tell(path, &count, found, options->quiet);
    return diagnostics_count(found, SEVERITY_ERROR) > 0 ? EXIT_FINDINGS : EXIT_FINE;
}

/* Nothing that the file does to a library reaches other files or the network; the C
 * library loads parts of itself when they are needed. */
static void shut_in(const Options *options) {
    const char *const readable[] = {"/usr", "/lib", options->schema, NULL};

    /* The catalogue of messages is read when it is first asked. */
    (void)_(exit_meanings[EXIT_FINE]);
    setrlimit(RLIMIT_CORE, &(struct rlimit){0, 0});
    setrlimit(RLIMIT_CPU, &(struct rlimit){SECONDS, SECONDS});
    sandbox_enter(&(SandboxFolders){.readable = readable});
}

/* In a process of its own: whatever happens there, it costs a line. */
static int verify_apart(const char *path, int file, Rules *rules,
                        const Options *options) {
    pid_t child;
    int status;

    fflush(NULL);
    child = process_fork(SIGKILL);
    if (child == 0) {
        shut_in(options);
        _exit(verify(path, file, rules, options));
    }
    status = child < 0 ? -1 : process_wait(child);
    if (status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) <= EXIT_FINDINGS)
        return WEXITSTATUS(status);
    cli_complain("'%s' cannot be checked: it takes too long, or makes the program end",
                 path);
    return EXIT_MACHINE;
}

static bool has_schema(const char *folder) {
    g_autofree char *path = g_build_filename(folder, "xjdf.xsd", NULL);

    return g_file_test(path, G_FILE_TEST_IS_REGULAR);
}

int cmd_verify(const Options *options, char **arguments) {
    Rules rules = {0};
    int file, code;

    if (arguments[0] == NULL || arguments[1] != NULL) {
        cli_complain("verify which package? see \"plakat help verify\"");
        return EXIT_USAGE;
    }
    if (options->schema != NULL && !has_schema(options->schema)) {
        cli_complain("no xjdf.xsd in '%s'", options->schema);
        return EXIT_MACHINE;
    }
    file = open(arguments[0], O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (file < 0) {
        cli_complain("cannot read '%s': %s", arguments[0], g_strerror(errno));
        return EXIT_MACHINE;
    }
    open_rules(&rules);
    code = verify_apart(arguments[0], file, &rules, options);
    close_rules(&rules);
    close(file);
    return code;
}
