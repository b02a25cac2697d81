#include "cli/progress.h"

#include "base/translate.h"
#include "cli/log.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BAR_WIDTH = 24 };

ProgressView progress_new(bool quiet, bool verbose, bool is_log) {
    const char *terminal = g_getenv("TERM");
    bool is_dumb = terminal == NULL || g_str_equal(terminal, "dumb");

    return (ProgressView){.is_terminal = isatty(STDERR_FILENO) == 1 && !is_dumb,
                          .quiet = quiet || is_log,
                          .is_log = is_log,
                          .verbose = verbose,
                          .start = g_get_monotonic_time()};
}

static void show_bar(const ProgressView *self, const Progress *progress) {
    double seconds = (double)(g_get_monotonic_time() - self->start) / 1e6;
    double left = seconds / progress->done * (progress->all - progress->done);
    guint full = BAR_WIDTH * progress->done / progress->all;
    const char *no_colour = g_getenv("NO_COLOR");
    bool coloured = no_colour == NULL || *no_colour == '\0';

    fprintf(stderr, "\r\033[K%s", coloured ? "\033[32m" : "");
    for (guint i = 0; i < BAR_WIDTH; i++)
        fputs(i < full ? "█" : "░", stderr);
    fputs(coloured ? "\033[0m " : " ", stderr);
    fprintf(stderr,
            P_("%u of %u poster, %u at work, about %.0f s left",
               "%u of %u posters, %u at work, about %.0f s left", progress->all),
            progress->done, progress->all, progress->running, left);
    fflush(stderr);
}

static void show_files(const Progress *progress) {
    const GPtrArray *products = progress->outcome->products;

    for (guint i = 0; i < products->len; i++) {
        const Product *product = g_ptr_array_index(products, i);

        if (!product->is_reused)
            fprintf(stderr, "%s\n", product->path);
    }
}

/* Piped: a line now and then, at most about twenty. */
static void show_line(const Progress *progress) {
    guint step = MAX(progress->all / 20, 1);

    if (progress->done % step == 0 || progress->done == progress->all)
        fprintf(stderr, P_("%u of %u poster\n", "%u of %u posters\n", progress->all),
                progress->done, progress->all);
}

static bool is_as_it_was(const Outcome *outcome) {
    bool is_reused = outcome->done == outcome->tasks;

    for (guint i = 0; i < outcome->products->len; i++)
        is_reused &=
            ((const Product *)g_ptr_array_index(outcome->products, i))->is_reused;
    return is_reused;
}

void progress_show(const Progress *progress, void *data) {
    const ProgressView *self = data;

    if (self->is_log && !(self->only_made && is_as_it_was(progress->outcome)))
        log_poster(progress);
    if (self->quiet)
        return;
    if (self->verbose && self->is_terminal)
        fputs("\r\033[K", stderr);
    if (self->verbose)
        show_files(progress);
    if (self->is_terminal)
        show_bar(self, progress);
    else if (!self->verbose)
        show_line(progress);
}

void progress_end(const ProgressView *self) {
    if (self->is_terminal && !self->quiet)
        fputs("\r\033[K", stderr);
}
