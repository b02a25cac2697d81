#include "base/output.h"
#include "base/translate.h"
#include "cli/cli.h"

#include <malloc.h>

/* Memory that is given back to the system costs as much to get again as it takes to
 * draw on: bands and groups of pixels are kept. */
static void keep_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
}

int main(int argc, char **argv) {
    keep_memory();
    output_remove_on_signals();
    translate_start();
    return cli_run(argc, argv);
}
