#include "parse/campaign.h"

#include "base/paths.h"
#include "base/translate.h"
#include "base/words.h"
#include "parse/forms.h"
#include "parse/keys.h"
#include "parse/phrase.h"
#include "parse/printing.h"
#include "parse/values.h"

#include <math.h>
#include <string.h>

static void add_languages(Campaign *self, const Node *languages) {
    for (guint i = 0; i < node_count(languages); i++) {
        Language *language = g_new0(Language, 1);

        value_fill(language, node_item(languages, i), section_find("language"));
        language->tag = node_key(languages, i)->text;
        g_ptr_array_add(self->languages, language);
    }
}

static void add_inks(Campaign *self, const Node *inks) {
    for (guint i = 0; i < node_count(inks); i++) {
        const Node *node = node_item(inks, i);
        Ink *ink = g_new0(Ink, 1);

        value_fill(ink, node, section_find("ink"));
        ink->name = node_key(inks, i)->text;
        ink->origin = node_key(inks, i)->origin;
        printing_fill_ink(ink, node);
        g_ptr_array_add(self->inks, ink);
    }
}

static void free_script(gpointer pointer) {
    ScriptStyle *script = pointer;

    g_clear_pointer(&script->families, g_ptr_array_unref);
    g_free(script);
}

static GPtrArray *parse_scripts(const Node *scripts) {
    GPtrArray *parsed = g_ptr_array_new_with_free_func(free_script);

    for (guint i = 0; i < node_count(scripts); i++) {
        ScriptStyle *script = g_new0(ScriptStyle, 1);

        script->tracking = NAN;
        value_fill(script, node_item(scripts, i), section_find("script"));
        script->script = node_key(scripts, i)->text;
        g_ptr_array_add(parsed, script);
    }
    return parsed;
}

/* "wght=850,wdth=90", as pango and fontconfig write it; NULL when there are none. */
static char *join_axes(const Node *axes) {
    GString *joined;

    if (node_count(axes) == 0)
        return NULL;
    joined = g_string_new(NULL);
    for (guint i = 0; i < node_count(axes); i++)
        g_string_append_printf(joined, "%s%s=%s", i > 0 ? "," : "",
                               node_key(axes, i)->text, node_item(axes, i)->text);
    return g_string_free(joined, FALSE);
}

static void add_styles(Campaign *self, const Node *styles) {
    for (guint i = 0; i < node_count(styles); i++) {
        const Node *node = node_item(styles, i);
        TypeStyle *style = g_new0(TypeStyle, 1);

        value_fill(style, node, section_find("style"));
        style->name = node_key(styles, i)->text;
        style->origin = node_key(styles, i)->origin;
        style->axes = join_axes(node_find(node, "axes"));
        style->scripts = parse_scripts(node_find(node, "scripts"));
        g_ptr_array_add(self->styles, style);
    }
}

static void add_funders(Campaign *self, const Node *funders) {
    for (guint i = 0; i < node_count(funders); i++) {
        const Node *node = node_item(funders, i);
        const Node *logo = node_find(node, "logo");
        Funder *funder = g_new0(Funder, 1);

        funder->name = node_key(funders, i)->text;
        funder->origin = node_key(funders, i)->origin;
        funder->title = node_find_text(node, "name");
        funder->sentence = node_find(node, "sentence");
        value_fill(funder, node, section_find("funder"));
        funder->state = value_state(node, "funder");
        if (logo != NULL) {
            char *path = path_join(self->folder, logo->text);

            g_ptr_array_add(self->strings, path);
            funder->logo = path;
            funder->logo_origin = logo->origin;
        }
        g_ptr_array_add(self->funders, funder);
    }
}

Campaign *campaign_parse(const Node *root) {
    Campaign *self = campaign_new();
    const Node *standard = node_find(root, "standard-sizes");

    self->root = root;
    self->name = g_strdup(node_find_text(root, "campaign"));
    self->folder = g_path_get_dirname(root->origin.source->name);
    self->title = node_find_text(root, "title");
    self->date = node_find_text(root, "date");
    add_languages(self, node_find(root, "languages"));
    add_inks(self, node_find(root, "inks"));
    campaign_use_condition(self, NULL);
    add_styles(self, node_find(root, "styles"));
    add_funders(self, node_find(root, "funders"));
    value_fill(&self->draft, node_find(root, "draft"), section_find("draft"));
    if (node_find(root, "limits") != NULL)
        value_fill(&self->limits, node_find(root, "limits"), section_find("limits"));
    self->source_language = node_find_text(root, "source-language");
    if (self->source_language == NULL && self->languages->len > 0)
        self->source_language =
            ((const Language *)g_ptr_array_index(self->languages, 0))->tag;
    for (guint i = 0; i < node_list_count(standard); i++)
        g_ptr_array_add(self->standard_sizes, node_list_item(standard, i)->text);
    return self;
}

void campaign_check_size(const Size *size, Diagnostics *diagnostics) {
    PageBoxes boxes = size_boxes(size);

    if (boxes.trim.width < 1 || boxes.trim.height < 1 || boxes.bleed.width > 14400 ||
        boxes.bleed.height > 14400)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "size/out-of-range", &size->origin,
                        "size \"%s\" must have sides from 1pt to 14400pt (5080 mm), "
                        "bleed included",
                        size->id);
    else if (boxes.safe.width <= 0 || boxes.safe.height <= 0 ||
             boxes.visible.width <= 0 || boxes.visible.height <= 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "size/no-room", &size->origin,
                        "visible and safe leave nothing of size \"%s\"", size->id);
}

void campaign_add_sizes(Campaign *self, const Node *root, Diagnostics *diagnostics) {
    const Node *sizes = node_find(root, "sizes");

    for (guint i = 0; i < node_count(sizes); i++) {
        const Size *known = campaign_find_size(self, node_key(sizes, i)->text);
        Size *size = g_new0(Size, 1);

        value_fill(size, node_item(sizes, i), section_find("size"));
        size->id = node_key(sizes, i)->text;
        size->origin = node_key(sizes, i)->origin;
        campaign_check_size(size, diagnostics);
        if (known != NULL)
            g_ptr_array_remove(self->sizes, (gpointer)known);
        g_ptr_array_add(self->sizes, size);
    }
}

static bool share_a_folder(const Node *a, const Node *b) {
    g_autofree char *first = g_path_get_dirname(a->origin.source->name);
    g_autofree char *second = g_path_get_dirname(b->origin.source->name);

    return strcmp(first, second) == 0;
}

void campaign_add_layout(Campaign *self, const Node *root, Diagnostics *diagnostics) {
    const Node *name = node_find(root, "layout");
    const Node *known = campaign_find_layout(self, name->text);

    if (known != NULL && share_a_folder(known, root))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "layout/same-name", &name->origin,
                        "layout \"%s\" is already in %s; rename one", name->text,
                        known->origin.source->name);
    if (known != NULL)
        g_ptr_array_remove(self->layouts, (gpointer)known);
    g_ptr_array_add(self->layouts, (gpointer)root);
}

/* Names that one file gives and others use. */
typedef struct {
    const char *id;      /* of the finding */
    const char *message; /* takes the name and a suggestion */
    GPtrArray *(*names)(const Campaign *campaign);
} Vocabulary;

static GPtrArray *shape_names(const Campaign *campaign) {
    GPtrArray *names = g_ptr_array_new();

    (void)campaign;
    for (int shape = 0; shape < SHAPE_COUNT; shape++)
        g_ptr_array_add(names, (gpointer)shape_to_text((Shape)shape));
    return names;
}

static const Vocabulary sizes = {"motif/unknown-size", N_("no size \"%s\"%s"),
                                 campaign_size_ids};
static const Vocabulary shapes = {"motif/unknown-shape", N_("no shape \"%s\"%s"),
                                  shape_names};
static const Vocabulary languages = {
    "motif/unknown-language", N_("no language \"%s\"%s"), campaign_language_tags};
static const Vocabulary inks = {"motif/unknown-ink", N_("no ink \"%s\"%s"),
                                campaign_ink_names};
static const Vocabulary styles = {"motif/unknown-style", N_("no type style \"%s\"%s"),
                                  campaign_style_names};
static const Vocabulary layouts = {"motif/unknown-layout", N_("no layout \"%s\"%s"),
                                   campaign_layout_names};

static void check_among(const Node *name, const char *id, const char *message,
                        const GPtrArray *names, Diagnostics *diagnostics) {
    g_autofree char *suggestion = NULL;

    if (g_ptr_array_find_with_equal_func((GPtrArray *)names, name->text, g_str_equal,
                                         NULL))
        return;
    suggestion = word_suggestion(name->text, names);
    diagnostics_add(diagnostics, SEVERITY_ERROR, id, &name->origin, message, name->text,
                    suggestion);
}

static void check_name(const Node *name, const Vocabulary *vocabulary,
                       const Campaign *campaign, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) names = vocabulary->names(campaign);

    check_among(name, vocabulary->id, vocabulary->message, names, diagnostics);
}

/* One name or a list of them; none is fine. */
static void check_names(const Node *names, const Vocabulary *vocabulary,
                        const Campaign *campaign, Diagnostics *diagnostics) {
    for (guint i = 0; i < node_list_count(names); i++)
        check_name(node_list_item(names, i), vocabulary, campaign, diagnostics);
}

/* A funder's sentence is owed in every language the campaign speaks. */
static void check_sentence(const Funder *funder, const Campaign *campaign,
                           Diagnostics *diagnostics) {
    for (guint i = 0; funder->sentence != NULL && i < campaign->languages->len; i++) {
        const Language *language = g_ptr_array_index(campaign->languages, i);

        if (phrase_find(funder->sentence, language->tag, NULL) == NULL)
            diagnostics_add(diagnostics, SEVERITY_ERROR, "campaign/missing-sentence",
                            &funder->sentence->origin,
                            "the sentence of funder \"%s\" is missing in \"%s\"",
                            funder->name, language->tag);
    }
}

static void check_draft(const Campaign *self, Diagnostics *diagnostics) {
    const Node *draft = node_find(self->root, "draft");

    check_name(node_find(draft, "style"), &styles, self, diagnostics);
    check_name(node_find(draft, "ink"), &inks, self, diagnostics);
    check_name(node_find(draft, "ground"), &inks, self, diagnostics);
}

/* --- versions of translations ------------------------------------------------------
 */

/* A translation that was made from an older version of the source text. */
static void check_phrase_versions(const Node *phrase, const char *name,
                                  const Campaign *campaign, Diagnostics *diagnostics) {
    const Node *source = node_find(phrase, campaign->source_language);

    for (guint i = 0; source != NULL && i < node_count(phrase); i++) {
        const Node *word = node_item(phrase, i);
        int made_from = 0, version = 0;

        if (!phrase_is_outdated(source, word, &made_from, &version))
            continue;
        diagnostics_add(
            diagnostics, SEVERITY_WARNING, "words/outdated",
            &node_find(word, "text")->origin,
            "\"%s\" in \"%s\" was made from version %d of \"%s\", which is now "
            "version %d; translate it anew, then write \"of: %d\"",
            name, node_key(phrase, i)->text, made_from, campaign->source_language,
            version, version);
    }
}

static void check_words_versions(const Node *words, const Campaign *campaign,
                                 Diagnostics *diagnostics) {
    for (guint i = 0; i < node_count(words); i++)
        check_phrase_versions(node_item(words, i), node_key(words, i)->text, campaign,
                              diagnostics);
}

static void check_campaign_versions(const Campaign *self, Diagnostics *diagnostics) {
    check_words_versions(node_find(self->root, "words"), self, diagnostics);
    for (guint i = 0; i < self->funders->len; i++) {
        const Funder *funder = g_ptr_array_index(self->funders, i);

        check_phrase_versions(funder->sentence, funder->name, self, diagnostics);
    }
}

static void check_versions(const Node *layer, const Motif *motif,
                           Diagnostics *diagnostics) {
    check_words_versions(node_find(layer, "words"), motif->campaign, diagnostics);
    check_phrase_versions(node_find(layer, "alt"), "alt", motif->campaign, diagnostics);
}

void campaign_check(const Campaign *self, Diagnostics *diagnostics) {
    for (guint i = 0; i < self->funders->len; i++)
        check_sentence(g_ptr_array_index(self->funders, i), self, diagnostics);
    check_draft(self, diagnostics);
    printing_check(self, diagnostics);
    check_names(node_find(self->root, "source-language"), &languages, self,
                diagnostics);
    check_campaign_versions(self, diagnostics);
    check_names(node_find(self->root, "standard-sizes"), &sizes, self, diagnostics);
    for (guint i = 0; i < self->layouts->len; i++) {
        const Node *trees = node_find(g_ptr_array_index(self->layouts, i), "sizes");

        for (guint j = 0; j < node_count(trees); j++)
            check_name(node_key(trees, j), &sizes, self, diagnostics);
    }
}

/* Whether a key of a box names inks: its own, that of a fade, those of a pattern. */
static bool names_inks(const char *key) {
    return strcmp(key, "ink") == 0 || strcmp(key, "to") == 0 ||
           strcmp(key, "inks") == 0;
}

static void collect_ink_names(const Node *node, GPtrArray *names) {
    for (guint i = 0; i < node_count(node); i++) {
        const Node *item = node_item(node, i);
        bool has_names = node->kind == NODE_MAP && item->kind != NODE_MAP &&
                         names_inks(node_key(node, i)->text);

        for (guint j = 0; has_names && j < node_list_count(item); j++)
            g_ptr_array_add(names, node_list_item(item, j)->text);
        if (item->kind != NODE_TEXT)
            collect_ink_names(item, names);
    }
}

/* Roles by name, and by what the layout's boxes are painted in. */
static GPtrArray *role_names(const Node *layout) {
    GPtrArray *names = g_ptr_array_new();
    const Node *given = node_find(layout, "inks");

    for (guint i = 0; i < node_count(given); i++)
        g_ptr_array_add(names, node_key(given, i)->text);
    collect_ink_names(layout, names);
    g_ptr_array_add(names, (gpointer) "words");
    return names;
}

/* A role that no box of the layout plays is a slip. */
static void check_inks(const Node *node, const Motif *motif, const GPtrArray *roles,
                       Diagnostics *diagnostics) {
    const Node *given = node_find(node, "inks");

    for (guint i = 0; i < node_count(given); i++) {
        check_among(node_key(given, i), "motif/unknown-role",
                    N_("no box of the layout plays the role \"%s\"%s"), roles,
                    diagnostics);
        if (!value_is_row_name(node_item(given, i)->text))
            check_name(node_item(given, i), &inks, motif->campaign, diagnostics);
    }
}

/* What a layout or a motif says, and changes for some posters. */
static void check_layer(const Node *layer, const Motif *motif, const GPtrArray *roles,
                        Diagnostics *diagnostics) {
    const Node *whens = node_find(layer, "when");

    check_names(node_find(layer, "size"), &sizes, motif->campaign, diagnostics);
    check_names(node_find(layer, "shape"), &shapes, motif->campaign, diagnostics);
    check_names(node_find(layer, "language"), &languages, motif->campaign, diagnostics);
    check_inks(layer, motif, roles, diagnostics);
    check_versions(layer, motif, diagnostics);
    for (guint i = 0; i < node_count(whens); i++)
        check_layer(node_item(whens, i), motif, roles, diagnostics);
}

bool motif_check(const Motif *motif, Diagnostics *diagnostics) {
    unsigned before = diagnostics->errors;
    g_autoptr(GPtrArray) roles = NULL;

    check_name(node_find(motif->root, "layout"), &layouts, motif->campaign,
               diagnostics);
    if (motif->layout == NULL)
        return false;
    roles = role_names(motif->layout);
    check_layer(motif->layout, motif, roles, diagnostics);
    check_layer(motif->root, motif, roles, diagnostics);
    return diagnostics->errors == before;
}
