#include "base/translate.h"
#include "cli/cli.h"
#include "cli/session.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* One item a line; a heading only for people. */
static void heading(const char *text) {
    if (isatty(STDOUT_FILENO) == 1)
        printf("%s\n", _(text));
}

static void list_sizes(const Campaign *campaign) {
    heading("id\tkind\ttrim mm\tshape\tppi\tdistance m\ttitle");
    for (guint i = 0; i < campaign->sizes->len; i++) {
        const Size *size = g_ptr_array_index(campaign->sizes, i);
        Rect trim = size_boxes(size).trim;
        g_autofree char *width = number_to_text(trim.width * 25.4 / 72, 1);
        g_autofree char *height = number_to_text(trim.height * 25.4 / 72, 1);
        g_autofree char *ppi = number_to_text(size->ppi, 3);
        g_autofree char *distance = number_to_text(size->distance, 1);

        printf("%s\t%s\t%s x %s\t%s\t%s\t%s\t%s\n", size->id,
               size->kind == SIZE_PRINT ? "print" : "screen", width, height,
               shape_to_text(size_shape(size)), ppi, distance, size->title);
    }
}

static void list_inks(const Campaign *campaign) {
    heading("ink\tscreen\tC M Y K\tplate");
    for (guint i = 0; i < campaign->inks->len; i++) {
        const Ink *ink = g_ptr_array_index(campaign->inks, i);

        printf("%s\t#%02x%02x%02x\t", ink->name,
               (unsigned)(ink->screen.red * 255 + 0.5),
               (unsigned)(ink->screen.green * 255 + 0.5),
               (unsigned)(ink->screen.blue * 255 + 0.5));
        for (int j = 0; j < 4; j++) {
            g_autofree char *part = number_to_text(ink->recipe[j], 2);

            printf(j < 3 ? "%s " : "%s\t", part);
        }
        printf("%s\n", ink->spot != NULL ? ink->spot : "-");
    }
}

static void list_languages(const Campaign *campaign) {
    heading("language\tname");
    for (guint i = 0; i < campaign->languages->len; i++) {
        const Language *language = g_ptr_array_index(campaign->languages, i);

        printf("%s\t%s\n", language->tag, language->name);
    }
}

static void list_conditions(const Campaign *campaign) {
    heading("name\tregistered\tprofile\tink limit\ttitle\tnote");
    for (guint i = 0; i < campaign->conditions->len; i++) {
        const Condition *condition = g_ptr_array_index(campaign->conditions, i);

        printf("%s\t%s\t%s\t%g%%\t%s\t%s\n", condition->name,
               condition->registered != NULL ? condition->registered : "-",
               condition->profile, condition->ink_limit * 100, condition->title,
               condition->note != NULL ? condition->note : "-");
    }
}

/* The title stands last: completions show it. */
static void list_suppliers(const Campaign *campaign) {
    static const char *const marks[] = {"none", "crop", "all"};
    static const char *const standards[] = {"PDF/X-4", "PDF/X-1a", "PDF/X-3"};

    heading("name\tcondition\tstandard\tbleed mm\tmarks\toutlines\toverprint\tscale"
            "\ttitle");
    for (guint i = 0; i < campaign->suppliers->len; i++) {
        const Supplier *supplier = g_ptr_array_index(campaign->suppliers, i);
        const Ruler ruler = {0};
        g_autofree char *bleed =
            number_to_text(length_to_points(supplier->bleed, &ruler, 0) * 25.4 / 72, 1);

        printf("%s\t%s\t%s\t%s\t%s\t%s\t%s\t1:%d\t%s\n", supplier->name,
               supplier->condition->name, standards[supplier->standard], bleed, marks[supplier->marks],
               supplier->outlines ? "yes" : "no", supplier->overprint ? "yes" : "no",
               supplier->scale, supplier->title);
    }
}

static const struct {
    const char *what;
    void (*list)(const Campaign *campaign);
} lists[] = {
    {"sizes", list_sizes},         {"inks", list_inks},
    {"languages", list_languages}, {"conditions", list_conditions},
    {"suppliers", list_suppliers},
};

static int list_fonts(void) {
    g_autoptr(Resources) resources = session_load_resources();
    const GPtrArray *files;

    if (resources == NULL)
        return EXIT_MACHINE;
    files = fonts_files(resources->fonts);
    heading("family\tweight\tfile");
    for (guint i = 0; i < files->len; i++) {
        const FontFile *file = g_ptr_array_index(files, i);

        printf("%s\t%d\t%s\n", file->family, file->weight, file->file);
    }
    return EXIT_FINE;
}

static int list_motifs(Session *session) {
    int code = session_open(session, NULL);

    heading("motif\tfile\ttitle");
    for (guint i = 0; i < session->motifs->len; i++) {
        const Motif *motif = g_ptr_array_index(session->motifs, i);

        g_autofree char *title =
            text_for_terminal(node_find_text(motif->root, "title"));

        printf("%s\t%s\t%s\n", motif->name, motif->path, title);
    }
    session_tell(session, TRUE);
    return MAX(code, session_exit_code(session));
}

static int complete_inks(Session *session) {
    g_autoptr(Resources) resources = session_load_resources();

    if (resources == NULL)
        return EXIT_MACHINE;
    session_complete_inks(session, resources);
    return EXIT_FINE;
}

static int list_of_campaign(Session *session, const char *what) {
    const Campaign *campaign = session_campaign(session);
    int code = EXIT_FINE;

    if (campaign != NULL && strcmp(what, "inks") == 0)
        code = complete_inks(session);
    session_tell(session, TRUE);
    if (campaign == NULL)
        return MAX(session_exit_code(session), EXIT_FINDINGS);
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (strcmp(lists[i].what, what) == 0)
            lists[i].list(campaign);
    }
    return MAX(code, session_exit_code(session));
}

static bool is_of_campaign(const char *what) {
    for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
        if (strcmp(lists[i].what, what) == 0)
            return true;
    }
    return false;
}

static int list(const char *what) {
    Session session = {0};
    int code;

    if (strcmp(what, "fonts") == 0)
        return list_fonts();
    if (strcmp(what, "motifs") == 0)
        code = list_motifs(&session);
    else if (is_of_campaign(what))
        code = list_of_campaign(&session, what);
    else
        code = EXIT_USAGE;
    if (code == EXIT_USAGE)
        cli_complain("no list \"%s\"; see \"plakat help list\"", what);
    session_close(&session);
    return code;
}

int cmd_list(const Options *options, char **arguments) {
    (void)options;
    if (g_strv_length(arguments) != 1) {
        cli_complain("list what? see \"plakat help list\"");
        return EXIT_USAGE;
    }
    return list(arguments[0]);
}
