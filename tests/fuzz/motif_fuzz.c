/* Any bytes as a motif file beside the real campaign, sizes and layouts: up to the
 * brief of some posters. No fonts, no drawings. */
#include "fuzz.h"

#include "parse/campaign.h"
#include "parse/check.h"
#include "parse/project.h"
#include "parse/resolve.h"
#include "parse/yaml.h"

#include <string.h>

/* Loaded once for all inputs and never freed. */
static Project *project;

static const Campaign *load_campaign(void) {
    if (project == NULL)
        project = project_new(diagnostics_new());
    return project_load_campaign(project, TEST_MOTIFS);
}

static void check_brief(const Brief *brief) {
    GHashTableIter iter;
    gpointer words;

    g_assert_nonnull(brief->root);
    g_hash_table_iter_init(&iter, brief->words);
    while (g_hash_table_iter_next(&iter, NULL, &words))
        g_assert_true(g_utf8_validate(((Words *)words)->text, -1, NULL));
}

static void resolve_all(const Motif *motif, Diagnostics *diagnostics) {
    const Campaign *campaign = motif->campaign;
    static const char *const sizes[] = {"a3", "led-672x432"};
    static const char *const languages[] = {"de", "ar"};

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        for (size_t j = 0; j < G_N_ELEMENTS(languages); j++) {
            unsigned before = diagnostics_count(diagnostics, SEVERITY_ERROR);
            g_autoptr(Brief) brief =
                resolve_brief(motif, campaign_find_size(campaign, sizes[i]),
                              languages[j], NULL, diagnostics);
            bool is_fine = diagnostics_count(diagnostics, SEVERITY_ERROR) == before;

            /* A finding that is known already only gains a poster. */
            if (brief != NULL)
                check_brief(brief);
            g_assert_true(brief != NULL || !is_fine || before > 0);
        }
    }
}

static bool is_usable(Node *root, Diagnostics *diagnostics) {
    const Section *section = root == NULL ? NULL : check_file_kind(root, diagnostics);

    return section != NULL && check_section(root, section, diagnostics) &&
           diagnostics_count(diagnostics, SEVERITY_ERROR) == 0 &&
           strcmp(section->name, "motif") == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    const Campaign *campaign = load_campaign();
    g_autoptr(Source) source =
        source_new_for_text(TEST_MOTIFS "/fuzz.yaml", (const char *)bytes, length);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Node) root = yaml_parse(source, diagnostics);

    g_assert_nonnull(campaign);
    if (is_usable(root, diagnostics)) {
        Motif motif = {
            .name = node_find_text(root, "motif"),
            .path = source->name,
            .root = root,
            .campaign = campaign,
            .layout = campaign_find_layout(campaign, node_find_text(root, "layout"))};

        if (motif_check(&motif, diagnostics))
            resolve_all(&motif, diagnostics);
    }
    tell_findings(diagnostics);
    return 0;
}
