#include "base/output.h"
#include "base/paths.h"
#include "cli/cli.h"
#include "parse/format.h"
#include "parse/yaml.h"

#include <errno.h>
#include <gio/gio.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_DEPTH_MAX = 32 };

static int complain(const GError *error) {
    cli_complain("%s", error->message);
    return EXIT_MACHINE;
}

static void tell(const Diagnostics *diagnostics, gboolean quiet) {
    for (guint i = 0; i < diagnostics->findings->len; i++) {
        const Finding *finding = g_ptr_array_index(diagnostics->findings, i);
        g_autofree char *text = finding_to_text(finding);

        if (!quiet || finding->severity != SEVERITY_NOTE)
            fprintf(stderr, "%s\n", text);
    }
}

/* Sets `text` after telling what was found; returns an exit code. */
static int format(const Source *source, const Options *options, char **text) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    *text = format_text(source, diagnostics);
    tell(diagnostics, options->quiet);
    if (*text != NULL)
        return EXIT_FINE;
    if (diagnostics_count(diagnostics, SEVERITY_ERROR) > 0)
        return EXIT_FINDINGS;
    cli_complain("cannot format '%s' safely; it stays as it is", source->name);
    return EXIT_MACHINE;
}

static bool is_same(const Source *source, const char *text) {
    return source->length == strlen(text) && strcmp(source->bytes, text) == 0;
}

/* Names of files that would change are what --check is asked for; those of files that
 * did are news. */
static int name_changed(const char *name, const Options *options) {
    g_autofree char *clean = text_for_terminal(name);

    if (!options->quiet)
        fprintf(options->check ? stdout : stderr, "%s\n", clean);
    return options->check ? EXIT_FINDINGS : EXIT_FINE;
}

/* The new file is a new one to the system: it gets the permissions of the old one. */
static int write_file(const char *path, const char *text) {
    g_autoptr(GError) error = NULL;
    struct stat about;
    bool is_known = stat(path, &about) == 0;

    if (access(path, W_OK) != 0) {
        cli_complain("cannot write '%s': %s", path, g_strerror(errno));
        return EXIT_MACHINE;
    }
    if (!output_write(path, text, strlen(text), &error))
        return complain(error);
    if (is_known && chmod(path, about.st_mode & 07777) != 0) {
        cli_complain("cannot set the permissions of '%s': %s", path, g_strerror(errno));
        return EXIT_MACHINE;
    }
    return EXIT_FINE;
}

static int format_file(const char *path, const Options *options) {
    g_autoptr(GError) error = NULL;
    g_autoptr(Source) source = source_load(path, path, YAML_BYTES_MAX, &error);
    g_autofree char *text = NULL;
    int code;

    if (source == NULL)
        return complain(error);
    code = format(source, options, &text);
    if (code != EXIT_FINE || is_same(source, text))
        return code;
    if (!options->check)
        code = write_file(path, text);
    return code == EXIT_FINE ? name_changed(path, options) : code;
}

static int format_folder(const char *folder, const Options *options, int depth,
                         unsigned *count);

static int format_entry(const char *path, const Options *options, int depth,
                        unsigned *count) {
    if (g_file_test(path, G_FILE_TEST_IS_DIR))
        return g_file_test(path, G_FILE_TEST_IS_SYMLINK) || depth == FOLDER_DEPTH_MAX
                   ? EXIT_FINE
                   : format_folder(path, options, depth + 1, count);
    if (!g_str_has_suffix(path, ".yaml"))
        return EXIT_FINE;
    ++*count;
    return format_file(path, options);
}

static int format_folder(const char *folder, const Options *options, int depth,
                         unsigned *count) {
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = path_list(folder, &error);
    int code = EXIT_FINE;

    if (names == NULL)
        return complain(error);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *path =
            g_build_filename(folder, g_ptr_array_index(names, i), NULL);
        int result = format_entry(path, options, depth, count);

        code = MAX(code, result);
    }
    return code;
}

static int format_argument(const char *path, const Options *options) {
    unsigned count = 0;
    int code;

    if (!g_file_test(path, G_FILE_TEST_IS_DIR))
        return format_file(path, options);
    code = format_folder(path, options, 0, &count);
    if (code == EXIT_FINE && count == 0) {
        cli_complain("no .yaml files in '%s'", path);
        return EXIT_MACHINE;
    }
    return code;
}

/* NULL after saying why. One byte over the limit is enough to be too large. */
static Source *read_stdin(void) {
    g_autofree char *bytes = g_malloc(YAML_BYTES_MAX + 1);
    size_t length = fread(bytes, 1, YAML_BYTES_MAX + 1, stdin);

    if (ferror(stdin)) {
        cli_complain("cannot read 'stdin': %s", g_strerror(errno));
        return NULL;
    }
    if (length > YAML_BYTES_MAX) {
        cli_complain("cannot read 'stdin': larger than %d KiB", YAML_BYTES_MAX / 1024);
        return NULL;
    }
    return source_new_for_text("stdin", bytes, length);
}

static int format_stdin(const Options *options) {
    g_autoptr(Source) source = read_stdin();
    g_autofree char *text = NULL;
    int code;

    if (source == NULL)
        return EXIT_MACHINE;
    code = format(source, options, &text);
    if (code != EXIT_FINE)
        return code;
    if (options->check)
        return is_same(source, text) ? EXIT_FINE : name_changed("stdin", options);
    if (fputs(text, stdout) < 0 || fflush(stdout) != 0) {
        cli_complain("cannot write 'stdout': %s", g_strerror(errno));
        return EXIT_MACHINE;
    }
    return EXIT_FINE;
}

static int run(char **files, const Options *options) {
    int code = EXIT_FINE;

    if (g_strv_contains((const char *const *)files, "-"))
        return format_stdin(options);
    for (char **file = files; *file != NULL; file++) {
        int result = format_argument(*file, options);

        code = MAX(code, result);
    }
    return code;
}

int cmd_fmt(const Options *options, char **arguments) {
    if (arguments[0] == NULL) {
        cli_complain("format which files? see \"plakat help fmt\"");
        return EXIT_USAGE;
    }
    if (arguments[1] != NULL && g_strv_contains((const char *const *)arguments, "-")) {
        cli_complain("- stands for stdin and goes with no other file");
        return EXIT_USAGE;
    }
    return run(arguments, options);
}
