#include "cli/cli.h"
#include "cli/rounds.h"
#include "cli/selection.h"

static int run_command(const Options *options, char **motifs, bool only_check) {
    g_auto(Chosen) chosen = {0};
    g_auto(Run) run = {.options = options,
                       .motifs = motifs,
                       .selection = &chosen.selection,
                       .only_check = only_check};
    int code;

    if (options->watch && options->dry_run) {
        cli_complain("--watch and --dry-run do not go together");
        return EXIT_USAGE;
    }
    code = chosen_make(&chosen, options);
    run.shard = chosen.shard;
    if (code != EXIT_FINE)
        return code;
    return options->watch ? rounds_run(&run) : run_once(&run);
}

int cmd_render(const Options *options, char **motifs) {
    return run_command(options, motifs, false);
}

int cmd_check(const Options *options, char **motifs) {
    return run_command(options, motifs, true);
}
