#include "base/output.h"
#include "cli/cli.h"

int main(int argc, char **argv) {
    output_remove_on_signals();
    return cli_run(argc, argv);
}
