#include "cli/options.h"

#include "base/translate.h"
#include "base/units.h"

#include <limits.h>
#include <sched.h>
#include <string.h>

#define FIELD(field) offsetof(Options, field)

/* clang-format off */
const Option option_table[] = {
    {"render check merge preflight handoff verify list items why status approve", "directory", 'C', TAKES_FOLDER, "DIR", 0, 0, FIELD(folder), "work in this folder [.]"},
    {"render check status approve", "size", 0, TAKES_SIZES, "A2,CLP", 0, 0, FIELD(sizes), "sizes, or all [the campaign's standard sizes]"},
    {"render check status approve", "lang", 0, TAKES_LANGUAGES, "de,tr", 0, 0, FIELD(languages), "languages, or all [all]"},
    {"items why", "size", 0, TAKES_SIZE, "SIZE", 0, 0, FIELD(sizes), "the size [the campaign's first standard size]"},
    {"items why", "lang", 0, TAKES_LANGUAGE, "LANGUAGE", 0, 0, FIELD(languages), "the language [the campaign's first]"},
    {"render check status approve", "row", 0, TAKES_ROWS, "ID,ID", 0, 0, FIELD(rows), "data rows by id [all]"},
    {"items why", "row", 0, TAKES_TEXT, "ID", 0, 0, FIELD(rows), "the data row by its id [the first]"},
    {"render check preflight", "supplier", 0, TAKES_SUPPLIER, "NAME", 0, 0, FIELD(supplier), "follow the rules of this shop"},
    {"render check", "report", 0, TAKES_FILE, "FILE.json", 0, 0, FIELD(report), "write what was made and found as JSON"},
    {"render check", "log", 0, TAKES_WORD, "json", 0, 0, FIELD(log), "tell everything as lines of JSON on stdout"},
    {"preflight", "report", 0, TAKES_FILE, "FILE.json", 0, 0, FIELD(report), "write what was found as JSON, or as pages for people (FILE.pdf)"},
    {"fmt", "check", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(check), "name the files that would change, and change none"},
    {"handoff verify", "schema", 0, TAKES_FOLDER, "DIR", 0, 0, FIELD(schema), "check the ticket by the schema of CIP4, DIR/xjdf.xsd"},
    {"render check merge preflight handoff verify fmt", "quiet", 'q', TAKES_NOTHING, NULL, 0, 0, FIELD(quiet), "warnings and errors only"},
    {"render check", "verbose", 'v', TAKES_NOTHING, NULL, 0, 0, FIELD(verbose), "name each file that was made"},
    {"render", "to", 0, TAKES_OUTPUTS, "pdf,png", 0, 0, FIELD(outputs), "outputs, of pdf, png, jpg, thumb, back, plates, softproof, tif and preview [pdf,png]"},
    {"render merge handoff", "out", 0, TAKES_FOLDER, "DIR", 0, 0, FIELD(out), "where files go [out]"},
    {"render", "ppi", 0, TAKES_NUMBER, "N", 1, 2400, FIELD(ppi), "pixels per inch of all pictures but thumbs [each size's own; 1 to 2400]"},
    {"render", "png", 0, TAKES_WORD, "fast|small", 0, 0, FIELD(png), "whether time or bytes count for PNGs [small up to 4 million pixels]"},
    {"render", "quality", 0, TAKES_INTEGER, "N", 1, 100, FIELD(quality), "of JPGs [90; 1 to 100]"},
    {"render", "profile", 0, TAKES_FILE, "FILE.icc", 0, 0, FIELD(profile), "the colour space of JPGs, an ICC profile [sRGB]"},
    {"render", "thumb-size", 0, TAKES_INTEGER, "N", 16, 2000, FIELD(thumb_size), "pixels of the longer side of thumbs [480; 16 to 2000]"},
    {"render", "bleed", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(bleed), "PNGs and JPGs show the bleed as well"},
    {"render", "paper-white", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(paper_white), "softproofs show the white of the paper [it is the screen's]"},
    {"render handoff", "jobs", 'j', TAKES_INTEGER, "N", 1, 64, FIELD(jobs), "processes at work [one a core; 1 to 64]"},
    {"render", "memory", 0, TAKES_INTEGER, "MIB", 64, 65536, FIELD(memory), "memory a picture may take, in MiB [128; 64 to 65536]"},
    {"render check", "time-limit", 0, TAKES_INTEGER, "N", 1, 86400, FIELD(time_limit), "seconds after which a poster is given up [300; 1 to 86400]"},
    {"render check", "memory-limit", 0, TAKES_INTEGER, "MIB", 128, 1048576, FIELD(memory_limit), "memory at which a poster is given up, in MiB [1536; 128 to 1048576]"},
    {"render", "dry-run", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(dry_run), "list what would be made, and why, and make nothing"},
    {"render", "force", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(force), "make files even if they are up to date"},
    {"render", "shard", 0, TAKES_TEXT, "K/N", 0, 0, FIELD(shard), "make the K-th of N parts of the plan; plakat merge joins them"},
    {"render", "watch", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(watch), "make files anew whenever what they are made from changes, until Ctrl-C"},
    {"render", "verify", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(verify), "read all files again instead of trusting their sizes and times"},
    {"render", "store-size", 0, TAKES_INTEGER, "MIB", 1, 1048576, FIELD(store_size), "what is kept of earlier versions of files, in MiB [2048; 1 to 1048576]"},
    {"render", "store-days", 0, TAKES_INTEGER, "N", 1, 3650, FIELD(store_days), "for how many days earlier versions of files are kept [30; 1 to 3650]"},
    {"handoff", "allow", 0, TAKES_TEXTS, "ID=REASON", 0, 0, FIELD(allow), "hand over although this was found, for a reason that the shop reads; may be given again"},
    {"approve", "as", 0, TAKES_TEXT, "ROLE", 0, 0, FIELD(role), "who approves: a role, no person (needed)"},
    {"approve", "remark", 0, TAKES_TEXT, "TEXT", 0, 0, FIELD(remark), "what they said to it"},
    {"keys", "markdown", 0, TAKES_NOTHING, NULL, 0, 0, FIELD(markdown), "as the reference chapter of motifs/README.md"},
    {NULL, "help", 'h', TAKES_NOTHING, NULL, 0, 0, FIELD(help), "show this help"},
    {0},
};
/* clang-format on */

/* What a number holds before the command line is read. */
enum { UNSAID = INT_MIN };

static bool is_text(const Option *option) {
    return option->takes != TAKES_NOTHING && option->takes != TAKES_INTEGER &&
           option->takes != TAKES_NUMBER;
}

bool options_are_all(const char *list) {
    return list != NULL && g_ascii_strcasecmp(list, "all") == 0;
}

char **options_split(const char *list) {
    return list == NULL || options_are_all(list) ? NULL : g_strsplit(list, ",", -1);
}

guint options_count_jobs(int said) {
    cpu_set_t cores;

    if (said > 0)
        return (guint)said;
    return sched_getaffinity(0, sizeof cores, &cores) == 0 ? (guint)CPU_COUNT(&cores)
                                                           : g_get_num_processors();
}

static void *field_of(Options *self, const Option *option) {
    return (char *)self + option->offset;
}

void options_clear(Options *self) {
    for (const Option *option = option_table; option->name != NULL; option++) {
        if (option->takes == TAKES_TEXTS)
            g_clear_pointer((char ***)field_of(self, option), g_strfreev);
        else if (is_text(option))
            g_clear_pointer((char **)field_of(self, option), g_free);
    }
}

static bool takes_option(const char *command, const Option *option) {
    g_auto(GStrv) names = NULL;

    if (option->commands == NULL)
        return true;
    names = g_strsplit(option->commands, " ", -1);
    return g_strv_contains((const char *const *)names, command);
}

const Option *option_next(const char *command, const Option *option) {
    option = option == NULL ? option_table : option + 1;
    while (option->name != NULL && !takes_option(command, option))
        option++;
    return option->name != NULL ? option : NULL;
}

static GOptionArg argument_kind(const Option *option) {
    switch (option->takes) {
    case TAKES_NOTHING:
        return G_OPTION_ARG_NONE;
    case TAKES_INTEGER:
        return G_OPTION_ARG_INT;
    case TAKES_NUMBER:
        return G_OPTION_ARG_DOUBLE;
    /* In the locale "C" GLib takes no other texts than ASCII. */
    case TAKES_TEXTS:
        return G_OPTION_ARG_FILENAME_ARRAY;
    case TAKES_TEXT:
    case TAKES_FILE:
    case TAKES_FOLDER:
        return G_OPTION_ARG_FILENAME;
    default:
        return G_OPTION_ARG_STRING;
    }
}

static GOptionContext *context_new(Options *self, const char *command,
                                   const char *usage) {
    GOptionContext *context = g_option_context_new(usage);
    const Option *option = NULL;

    g_option_context_set_help_enabled(context, FALSE);
    while ((option = option_next(command, option)) != NULL) {
        GOptionEntry entries[] = {{option->name, option->letter, 0,
                                   argument_kind(option), field_of(self, option),
                                   _(option->help), option->placeholder},
                                  {0}};

        g_option_context_add_main_entries(context, entries, NULL);
    }
    return context;
}

static void forget_numbers(Options *self, const char *command) {
    const Option *option = NULL;

    while ((option = option_next(command, option)) != NULL) {
        if (option->takes == TAKES_INTEGER)
            *(int *)field_of(self, option) = UNSAID;
        else if (option->takes == TAKES_NUMBER)
            *(double *)field_of(self, option) = UNSAID;
    }
}

/* Numbers that were not said become 0; NULL or what is wrong with one that was. */
static char *check_number(Options *self, const Option *option) {
    bool is_whole = option->takes == TAKES_INTEGER;
    void *field = field_of(self, option);
    double said = is_whole ? *(int *)field : *(double *)field;
    g_autofree char *minimum = number_to_text(option->minimum, 3);
    g_autofree char *maximum = number_to_text(option->maximum, 3);

    if (said >= option->minimum && said <= option->maximum)
        return NULL;
    if (said == UNSAID) {
        if (is_whole)
            *(int *)field = 0;
        else
            *(double *)field = 0;
        return NULL;
    }
    return g_strdup_printf(_("--%s takes a number from %s to %s"), option->name,
                           minimum, maximum);
}

/* "--size ," names nothing. */
static char *check_list(Options *self, const Option *option) {
    const char *list = *(char **)field_of(self, option);
    g_auto(GStrv) parts = list == NULL ? NULL : g_strsplit(list, ",", -1);

    if (list == NULL ||
        (*list != '\0' && !g_strv_contains((const char *const *)parts, "")))
        return NULL;
    return g_strdup_printf(_("--%s takes one or more names, with commas between"),
                           option->name);
}

static bool is_utf8(Options *self, const Option *option) {
    const void *field = field_of(self, option);
    char *const *texts = option->takes == TAKES_TEXTS ? *(char **const *)field : NULL;
    const char *text = option->takes == TAKES_TEXT ? *(char *const *)field : NULL;

    for (; texts != NULL && *texts != NULL; texts++)
        if (!g_utf8_validate(*texts, -1, NULL))
            return false;
    return text == NULL || g_utf8_validate(text, -1, NULL);
}

static char *check_option(Options *self, const Option *option) {
    const Choice *choice = choice_find(option->takes);

    if (!is_utf8(self, option))
        return g_strdup_printf(_("--%s takes a text in UTF-8"), option->name);
    if (option->takes == TAKES_INTEGER || option->takes == TAKES_NUMBER)
        return check_number(self, option);
    return choice != NULL && choice->with_commas ? check_list(self, option) : NULL;
}

bool options_parse(Options *self, int argc, char **argv, char ***arguments,
                   char **problem) {
    g_autoptr(GOptionContext) context = context_new(self, argv[0], NULL);
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) rest = g_new0(char *, (gsize)argc + 1);
    const Option *option = NULL;

    for (int i = 0; i < argc; i++)
        rest[i] = g_strdup(argv[i]);
    forget_numbers(self, argv[0]);
    if (!g_option_context_parse_strv(context, &rest, &error)) {
        *problem =
            g_strdup_printf(_("%s; see \"plakat help %s\""), error->message, argv[0]);
        return false;
    }
    while ((option = option_next(argv[0], option)) != NULL && *problem == NULL)
        *problem = check_option(self, option);
    /* What follows "--" are arguments; it is none itself. */
    *arguments =
        g_strdupv(rest + (rest[1] != NULL && strcmp(rest[1], "--") == 0 ? 2 : 1));
    return *problem == NULL;
}

int option_or(int said, int otherwise) {
    return said > 0 ? said : otherwise;
}

char *options_help(const char *command, const char *usage, const char *summary) {
    Options unused = {0};
    g_autoptr(GOptionContext) context = context_new(&unused, command, usage);
    g_autofree char *program = g_strdup_printf("plakat %s", command);

    g_set_prgname(program);
    g_option_context_set_summary(context, summary);
    return g_option_context_get_help(context, TRUE, NULL);
}
