#include "base/allocation.h"
#include "base/output.h"
#include "base/process.h"
#include "base/translate.h"
#include "cli/cli.h"

#include <glib.h>
#include <malloc.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Put together while there is memory; owned. */
static char *refusal;

/* Memory that is given back to the system costs as much to get again as it takes to
 * draw on: bands and groups of pixels are kept. */
static void keep_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 64 << 20);
    mallopt(M_TRIM_THRESHOLD, 128 << 20);
}

/* What malloc has first comes from the system in large pages, where it has some. It is
 * asked half as often then: for a PNG of A0, 2600 times instead of 5200. No page comes
 * before it is used. */
static void take_large_pages(void) {
    char *start = sbrk(0);

    mallopt(M_TOP_PAD, 32 << 20);
    g_free(g_malloc(1 << 20));
    madvise(start, (size_t)((char *)sbrk(0) - start), MADV_HUGEPAGE);
}

static void end_without_memory(void) {
    output_abandon();
    output_write_all(STDERR_FILENO, refusal, strlen(refusal));
    _exit(EXIT_MACHINE);
}

int main(int argc, char **argv) {
    int code;

    keep_memory();
    take_large_pages();
    output_remove_on_signals();
    translate_start();
    refusal = g_strdup_printf("plakat: %s\n", _("out of memory"));
    allocation_when_refused(end_without_memory);
    code = cli_run(argc, argv);
    /* What they took counts as taken by this program. */
    process_wait_left();
    return code;
}
