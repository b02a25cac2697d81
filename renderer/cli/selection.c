#include "cli/selection.h"

#include "cli/cli.h"
#include "raster/png.h"

#include <string.h>

/* What nobody has asked for. */
enum { JPG_QUALITY = 90, THUMB_SIZE = 480 };

static int choose_outputs(const char *list, Selection *selection) {
    g_auto(GStrv) names = g_strsplit(list != NULL ? list : "pdf,png", ",", -1);

    for (char **name = names; *name != NULL; name++) {
        g_autofree char *small = g_ascii_strdown(*name, -1);
        Output output;

        if (!output_find(small, &output) || output >= OUTPUT_CHOICES) {
            cli_complain(
                "no output \"%s\"; there are pdf, png, jpg, thumb, back, plates, softproof, tif and preview",
                *name);
            return EXIT_USAGE;
        }
        selection->outputs[output] = true;
    }
    return EXIT_FINE;
}

/* NULL with the exit code. */
static ScreenProfile *choose_profile(const Options *options, int *code) {
    g_autoptr(GError) error = NULL;
    ScreenProfile *profile = options->profile == NULL
                                 ? screen_profile_new_srgb()
                                 : screen_profile_load(options->profile, &error);

    if (profile != NULL)
        return profile;
    cli_complain("%s", error->message);
    *code = g_error_matches(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) ? EXIT_USAGE
                                                                        : EXIT_MACHINE;
    return NULL;
}

static PngCompression find_compression(const char *word) {
    if (word == NULL)
        return PNG_COMPRESSION_AUTO;
    return strcmp(word, "fast") == 0 ? PNG_COMPRESSION_FAST : PNG_COMPRESSION_SMALL;
}

int chosen_make(Chosen *self, const Options *options) {
    int code;

    self->sizes = options_split(options->sizes);
    self->languages = options_split(options->languages);
    self->rows = options_split(options->rows);
    self->selection =
        (Selection){.sizes = self->sizes,
                    .languages = self->languages,
                    .rows = self->rows,
                    .all_sizes = options_are_all(options->sizes),
                    .folder = options->out != NULL ? options->out : "out",
                    .ppi = options->ppi,
                    .compression = (int)find_compression(options->png),
                    .quality = option_or(options->quality, JPG_QUALITY),
                    .thumb_size = option_or(options->thumb_size, THUMB_SIZE),
                    .paper_white = options->paper_white,
                    .with_bleed = options->bleed};
    if (options->shard != NULL && !shard_parse(options->shard, &self->shard)) {
        cli_complain("--shard takes K/N, such as 2/4: the second of four parts");
        return EXIT_USAGE;
    }
    code = choose_outputs(options->outputs, &self->selection);
    if (code == EXIT_FINE)
        self->selection.profile = self->profile = choose_profile(options, &code);
    return code;
}

void chosen_clear(Chosen *self) {
    g_clear_pointer(&self->sizes, g_strfreev);
    g_clear_pointer(&self->languages, g_strfreev);
    g_clear_pointer(&self->rows, g_strfreev);
    g_clear_pointer(&self->profile, screen_profile_free);
}
