#include "base/output.h"
#include "base/translate.h"
#include "cli/cli.h"

int main(int argc, char **argv) {
    output_remove_on_signals();
    translate_start();
    return cli_run(argc, argv);
}
