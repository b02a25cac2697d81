#include "cli/choices.h"

#include "batch/plan.h"
#include "cli/cli.h"
#include "parse/keys.h"

#include <string.h>

static void add_outputs(GPtrArray *words) {
    for (int output = 0; output < OUTPUT_CHOICES; output++)
        g_ptr_array_add(words, g_strdup(output_to_text((Output)output)));
}

static void add_kinds(GPtrArray *words) {
    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++)
        g_ptr_array_add(words, g_strdup(*kind));
}

static void add_commands(GPtrArray *words) {
    for (const Command *command = commands; command->name != NULL; command++)
        g_ptr_array_add(words, g_strdup(command->name));
}

/* clang-format off */
static const Choice choices[] = {
    {TAKES_WORD, "word", NULL, false, false, PATHS_NONE, NULL},
    {TAKES_FILE, "file", NULL, false, false, PATHS_FILES, NULL},
    {TAKES_FOLDER, "folder", NULL, false, false, PATHS_FOLDERS, NULL},
    {TAKES_MOTIF, "motif", "list motifs", false, false, PATHS_MOTIFS, NULL},
    {TAKES_SIZE, "size", "list sizes", false, false, PATHS_NONE, NULL},
    {TAKES_SIZES, "size", "list sizes", true, true, PATHS_NONE, NULL},
    {TAKES_LANGUAGE, "language", "list languages", false, false, PATHS_NONE, NULL},
    {TAKES_LANGUAGES, "language", "list languages", true, true, PATHS_NONE, NULL},
    {TAKES_ROWS, "row", NULL, true, true, PATHS_NONE, NULL},
    {TAKES_OUTPUTS, "output", NULL, true, false, PATHS_NONE, add_outputs},
    {TAKES_SUPPLIER, "supplier", "list suppliers", false, false, PATHS_NONE, NULL},
    {TAKES_KIND, "kind", NULL, false, false, PATHS_NONE, add_kinds},
    {TAKES_FINDING, "finding", "explain", false, false, PATHS_NONE, NULL},
    {TAKES_COMMAND, "command", NULL, false, false, PATHS_NONE, add_commands},
};
/* clang-format on */

const Choice *choice_find(Takes takes) {
    for (size_t i = 0; i < G_N_ELEMENTS(choices); i++) {
        if (choices[i].takes == takes)
            return &choices[i];
    }
    return NULL;
}

static void add_from_placeholder(GPtrArray *words, const char *placeholder) {
    g_auto(GStrv) parts = g_strsplit_set(placeholder, "[|]", -1);

    for (char **part = parts; *part != NULL; part++) {
        if (**part != '\0')
            g_ptr_array_add(words, g_strdup(*part));
    }
}

GPtrArray *choice_words(Takes takes, const char *placeholder) {
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    const Choice *choice = choice_find(takes);

    if (takes == TAKES_WORD && placeholder != NULL)
        add_from_placeholder(words, placeholder);
    if (choice != NULL && choice->add_words != NULL)
        choice->add_words(words);
    return words;
}
