#include "base/roff.h"
#include "base/translate.h"
#include "base/words.h"
#include "cli/cli.h"
#include "parse/manual.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const char *tag;
    const char *text;
} Entry;

static const char description[] = N_(
    "plakat makes posters from text files: a motif says its words, drawings and inks, a "
    "layout where they stand, a campaign what all motifs share. Each motif becomes a PDF "
    "for print and a PNG for screens, or a JPG, or a thumb, in every size and language "
    "asked for; beside pictures for the web lies their alt text. What is "
    "wrong with a file is told with its place, the line, and an id that `plakat explain` "
    "knows more about. The text files are described in `plakat-motif`(5).");

static const Entry environment[] = {
    {"LANGUAGE",
     N_("The languages of messages in order of preference, `de:en`, where one of "
        "the variables below names another locale than `C`.")},
    {"LC_ALL, LC_MESSAGES, LANG",
     N_("The locale; the first that is not empty counts. It decides in which language "
        "messages are, English or German, those on softproofs included, and "
        "nothing else.")},
    {"NO_COLOR", N_("When set and not empty, the progress bar has no colour.")},
    {"PLAKAT_FONTS", N_("The folder of fonts, instead of the one that belongs to the "
                        "program. Fonts of the system are never used.")},
    {"SOURCE_DATE_EPOCH",
     N_("Seconds since 1970: the date written into files, instead of "
        "the campaign's. The clock is never asked.")},
    {"TERM", N_("When unset or `dumb`, progress is shown in plain lines.")},
    {"TMPDIR",
     N_("Where the pixels of photos are kept while a PNG, a JPG or plates are made, "
        "and a TIFF until it is whole, instead of `/var/tmp`: up to 560 MB for an A0, "
        "twice as much for plates.")},
    {0},
};

static const Entry files[] = {
    {"motifs/", N_("Where motifs are looked for when none is named; `platz` stands for "
                   "`motifs/platz.yaml`.")},
    {"campaign.yaml", N_("What the motifs of its folder share.")},
    {"sizes.yaml", N_("Print and screen sizes.")},
    {"layouts/*.yaml", N_("Trees of boxes, one for each shape.")},
    {"out/MOTIF/MOTIF_SIZE_LANGUAGE.pdf, .png, .jpg", N_("What is made.")},
    {"out/MOTIF/MOTIF_SIZE_LANGUAGE_thumb.png", N_("Small pictures, for lists.")},
    {"out/MOTIF/MOTIF_SIZE_LANGUAGE_plate-INK.png",
     N_("What a printing plate gets: black is full ink.")},
    {"out/MOTIF/MOTIF_SIZE_LANGUAGE.tif",
     N_("All plates, for shops that take no PDF.")},
    {"out/MOTIF/MOTIF_SIZE_LANGUAGE_softproof.png",
     N_("What the print will look like.")},
    {"out/MOTIF/MOTIF_SIZE_LANGUAGE.alt.txt",
     N_("The alt text in the poster's language, beside PNGs and JPGs of screen sizes and "
        "beside all thumbs; none where a motif has none.")},
    {"share/plakat/fonts/", N_("The fonts, below where the program is installed.")},
    {"share/plakat/schema/*.schema.json",
     N_("JSON Schemas of the text files, for editors.")},
    {0},
};

static const Entry examples[] = {
    {"plakat render",
     N_("All motifs below motifs/, in the campaign's standard sizes and "
        "all its languages.")},
    {"plakat render platz --size a2,clp --lang de,tr --to pdf",
     N_("Two sizes and two languages of one motif, for print.")},
    {"plakat render platz --size 1080x1350 --to jpg,thumb --quality 80",
     N_("For the web, each with its alt text.")},
    {"plakat check platz --lang it",
     N_("What is missing for a language; nothing is written.")},
    {"plakat list sizes", N_("The sizes there are.")},
    {0},
};

static void append_entries(GString *page, const char *heading, const Entry *entries) {
    roff_append_section(page, _(heading));
    for (const Entry *entry = entries; entry->tag != NULL; entry++) {
        roff_append_tag(page);
        roff_append_bold(page, entry->tag);
        g_string_append_c(page, '\n');
        roff_append_text(page, _(entry->text));
    }
}

/* "[MOTIF…]": what stands for something is in italics, what is typed as it is bold. */
static void append_arguments(GString *page, const char *arguments) {
    static const char marks[] = "[]|…";

    while (*arguments != '\0') {
        gsize word = strcspn(arguments, marks);
        gsize mark = strspn(arguments + word, marks);
        g_autofree char *text = g_strndup(arguments, word);
        g_autofree char *between = g_strndup(arguments + word, mark);

        if (g_ascii_isupper(*text))
            roff_append_italic(page, text);
        else if (*text != '\0')
            roff_append_bold(page, text);
        roff_append_plain(page, between);
        arguments += word + mark;
    }
}

static void append_synopsis(GString *page) {
    roff_append_section(page, _("SYNOPSIS"));
    for (const Command *command = commands; command->name != NULL; command++) {
        g_autofree char *name = g_strdup_printf("plakat %s", command->name);

        if (command != commands)
            roff_append_break(page);
        roff_append_bold(page, name);
        roff_append_plain(page, " [");
        roff_append_italic(page, _("OPTION"));
        roff_append_plain(page, "…] ");
        append_arguments(page, command->arguments);
        g_string_append_c(page, '\n');
    }
}

/* "-C DIR", "--directory=DIR" */
static void append_spelling(GString *page, const char *name, const char *between,
                            const char *placeholder) {
    roff_append_bold(page, name);
    if (placeholder == NULL)
        return;
    roff_append_plain(page, between);
    roff_append_italic(page, placeholder);
}

/* "make posters" -> "Make posters."; caller frees. */
static char *sentence_of(const char *help) {
    GString *sentence = g_string_new(NULL);

    g_string_append_unichar(sentence, g_unichar_toupper(g_utf8_get_char(help)));
    g_string_append_printf(sentence, "%s.", g_utf8_next_char(help));
    return g_string_free(sentence, FALSE);
}

/* The help as a sentence, and what there is to choose from. */
static void append_option_text(GString *page, const Option *option) {
    const Choice *choice = choice_find(option->takes);
    g_autoptr(GPtrArray) words = choice_words(option->takes, NULL);
    g_autofree char *list = words_join(words, "and");
    g_autofree char *help = sentence_of(_(option->help));
    g_autoptr(GString) text = g_string_new(help);

    if (words->len > 0)
        g_string_append_printf(text, _(" There are %s."), list);
    if (choice != NULL && choice->ask != NULL)
        g_string_append_printf(text, _(" See `plakat %s`."), choice->ask);
    if (choice != NULL && choice->with_commas)
        g_string_append(text, _(" Several have commas between."));
    roff_append_text(page, text->str);
}

static void append_option(GString *page, const Option *option) {
    const char letter[] = {'-', option->letter, '\0'};
    g_autofree char *name = g_strdup_printf("--%s", option->name);

    roff_append_tag(page);
    if (option->letter != '\0') {
        append_spelling(page, letter, " ", option->placeholder);
        roff_append_plain(page, ", ");
    }
    append_spelling(page, name, "=", option->placeholder);
    g_string_append_c(page, '\n');
    append_option_text(page, option);
}

static void append_command(GString *page, const Command *command) {
    g_autofree char *heading =
        g_strdup_printf("plakat %s %s", command->name, command->arguments);
    g_autofree char *words = command_words(command);
    g_autofree char *help = sentence_of(_(command->help));
    g_autofree char *text = g_strdup_printf("%s %s", help, words);
    const Option *option = NULL;

    roff_append_subsection(page, heading);
    roff_append_text(page, g_strchomp(text));
    while ((option = option_next(command->name, option)) != NULL) {
        if (option->commands != NULL)
            append_option(page, option);
    }
}

static void append_commands(GString *page) {
    roff_append_section(page, _("COMMANDS"));
    roff_append_text(
        page,
        _("`plakat --help` lists them, `plakat --version` says which plakat it is. "
          "What follows `--` is no option. What holds when an option is not given "
          "stands in brackets. Every command takes:"));
    for (const Option *option = option_table; option->name != NULL; option++) {
        if (option->commands == NULL)
            append_option(page, option);
    }
    for (const Command *command = commands; command->name != NULL; command++)
        append_command(page, command);
}

static void append_exit_codes(GString *page) {
    roff_append_section(page, _("EXIT STATUS"));
    for (int code = 0; code < EXIT_COUNT; code++) {
        g_autofree char *number = g_strdup_printf("%d", code);

        roff_append_tag(page);
        roff_append_bold(page, number);
        g_string_append_c(page, '\n');
        roff_append_text(page, _(exit_meanings[code]));
    }
    roff_append_paragraph(page);
    roff_append_text(
        page, _("One bad poster never stops the others; the code is the worst."));
}

/* plakat(1) */
static char *make_page(void) {
    GString *page = g_string_new(NULL);

    roff_append_title(page, "plakat", 1);
    roff_append_section(page, _("NAME"));
    roff_append_name(page, "plakat", _("posters from text files"));
    append_synopsis(page);
    roff_append_section(page, _("DESCRIPTION"));
    roff_append_text(page, _(description));
    append_commands(page);
    append_exit_codes(page);
    append_entries(page, N_("ENVIRONMENT"), environment);
    append_entries(page, N_("FILES"), files);
    append_entries(page, N_("EXAMPLES"), examples);
    roff_append_section(page, _("SEE ALSO"));
    roff_append_reference(page, "plakat-motif", 5);
    return g_string_free(page, FALSE);
}

int cmd_man(const Options *options, char **arguments) {
    const char *name = arguments[0];
    g_autofree char *page = NULL;

    (void)options;
    if (g_strv_length(arguments) > 1 || (name != NULL && strcmp(name, "motif") != 0)) {
        cli_complain("there are \"plakat man\" and \"plakat man motif\"");
        return EXIT_USAGE;
    }
    page = name == NULL ? make_page() : keys_to_manual();
    fputs(page, stdout);
    return EXIT_FINE;
}
