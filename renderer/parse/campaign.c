#include "parse/campaign.h"

#include "base/paths.h"
#include "base/words.h"
#include "parse/keys.h"
#include "parse/phrase.h"
#include "parse/values.h"

#include <math.h>
#include <string.h>

static void add_languages(Campaign *self, const Node *languages) {
    for (guint i = 0; i < node_count(languages); i++) {
        Language *language = g_new0(Language, 1);

        language->tag = node_key(languages, i)->text;
        language->name = node_item(languages, i)->text;
        g_ptr_array_add(self->languages, language);
    }
}

static void add_inks(Campaign *self, const Node *inks) {
    for (guint i = 0; i < node_count(inks); i++) {
        const Node *node = node_item(inks, i);
        const Node *recipe = node_find(node_find(node, "recipe"), "fogra39");
        Ink *ink = g_new0(Ink, 1);

        value_fill(ink, node, section_find("ink"));
        ink->name = node_key(inks, i)->text;
        ink->origin = node_key(inks, i)->origin;
        for (guint j = 0; j < G_N_ELEMENTS(ink->recipe); j++)
            ink->recipe[j] = g_ascii_strtod(node_item(recipe, j)->text, NULL);
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

static void add_styles(Campaign *self, const Node *styles) {
    for (guint i = 0; i < node_count(styles); i++) {
        const Node *node = node_item(styles, i);
        TypeStyle *style = g_new0(TypeStyle, 1);

        value_fill(style, node, section_find("style"));
        style->name = node_key(styles, i)->text;
        style->origin = node_key(styles, i)->origin;
        style->scripts = parse_scripts(node_find(node, "scripts"));
        g_ptr_array_add(self->styles, style);
    }
}

static int parse_state(const Node *node, const char *section) {
    const Key *key = key_find(section_find(section), "state");
    const char *text = node_find_text(node, "state");

    return key_word_index(key, text != NULL ? text : key->fallback);
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
        funder->state = parse_state(node, "funder");
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
    add_styles(self, node_find(root, "styles"));
    add_funders(self, node_find(root, "funders"));
    value_fill(&self->draft, node_find(root, "draft"), section_find("draft"));
    if (standard->kind == NODE_TEXT)
        g_ptr_array_add(self->standard_sizes, standard->text);
    for (guint i = 0; i < node_count(standard); i++)
        g_ptr_array_add(self->standard_sizes, node_item(standard, i)->text);
    return self;
}

static void check_size_boxes(const Size *size, Diagnostics *diagnostics) {
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
        check_size_boxes(size, diagnostics);
        if (known != NULL)
            g_ptr_array_remove(self->sizes, (gpointer)known);
        g_ptr_array_add(self->sizes, size);
    }
}

void campaign_add_layout(Campaign *self, const Node *root) {
    const Node *known = campaign_find_layout(self, node_find_text(root, "layout"));

    if (known != NULL)
        g_ptr_array_remove(self->layouts, (gpointer)known);
    g_ptr_array_add(self->layouts, (gpointer)root);
}

/* `names` is of const char * and is freed. */
static void unknown_name(const Node *node, const char *id, const char *what,
                         GPtrArray *names, Diagnostics *diagnostics) {
    g_autofree char *suggestion = word_suggestion(node->text, names);

    diagnostics_add(diagnostics, SEVERITY_ERROR, id, &node->origin, "no %s \"%s\"%s",
                    what, node->text, suggestion);
    g_ptr_array_unref(names);
}

static void check_size_names(const Node *names, const Campaign *campaign,
                             Diagnostics *diagnostics) {
    guint count = names == NULL ? 0 : names->kind == NODE_TEXT ? 1 : node_count(names);

    for (guint i = 0; i < count; i++) {
        const Node *name = names->kind == NODE_TEXT ? names : node_item(names, i);

        if (campaign_find_size(campaign, name->text) == NULL)
            unknown_name(name, "motif/unknown-size", "size",
                         campaign_size_ids(campaign), diagnostics);
    }
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

    if (campaign_find_style(self, self->draft.style) == NULL)
        unknown_name(node_find(draft, "style"), "motif/unknown-style", "type style",
                     campaign_style_names(self), diagnostics);
    if (campaign_find_ink(self, self->draft.ink) == NULL)
        unknown_name(node_find(draft, "ink"), "motif/unknown-ink", "ink",
                     campaign_ink_names(self), diagnostics);
    if (campaign_find_ink(self, self->draft.ground) == NULL)
        unknown_name(node_find(draft, "ground"), "motif/unknown-ink", "ink",
                     campaign_ink_names(self), diagnostics);
}

void campaign_check(const Campaign *self, Diagnostics *diagnostics) {
    for (guint i = 0; i < self->funders->len; i++)
        check_sentence(g_ptr_array_index(self->funders, i), self, diagnostics);
    check_draft(self, diagnostics);
    check_size_names(node_find(self->root, "standard-sizes"), self, diagnostics);
    for (guint i = 0; i < self->layouts->len; i++) {
        const Node *trees = node_find(g_ptr_array_index(self->layouts, i), "sizes");

        for (guint j = 0; j < node_count(trees); j++)
            check_size_names(node_key(trees, j), self, diagnostics);
    }
}

static void check_shape_names(const Node *names, Diagnostics *diagnostics) {
    guint count = names == NULL ? 0 : names->kind == NODE_TEXT ? 1 : node_count(names);

    for (guint i = 0; i < count; i++) {
        const Node *name = names->kind == NODE_TEXT ? names : node_item(names, i);
        GPtrArray *shapes = g_ptr_array_new();
        bool is_known = false;

        for (int shape = 0; shape < SHAPE_COUNT; shape++) {
            g_ptr_array_add(shapes, (gpointer)shape_to_text((Shape)shape));
            is_known |= strcmp(shape_to_text((Shape)shape), name->text) == 0;
        }
        if (is_known)
            g_ptr_array_unref(shapes);
        else
            unknown_name(name, "motif/unknown-shape", "shape", shapes, diagnostics);
    }
}

static void check_ink_names(const Node *roles, const Campaign *campaign,
                            Diagnostics *diagnostics) {
    for (guint i = 0; i < node_count(roles); i++) {
        const Node *name = node_item(roles, i);

        if (campaign_find_ink(campaign, name->text) == NULL)
            unknown_name(name, "motif/unknown-ink", "ink", campaign_ink_names(campaign),
                         diagnostics);
    }
}

static void check_languages(const Node *names, const Campaign *campaign,
                            Diagnostics *diagnostics) {
    guint count = names == NULL ? 0 : names->kind == NODE_TEXT ? 1 : node_count(names);

    for (guint i = 0; i < count; i++) {
        const Node *name = names->kind == NODE_TEXT ? names : node_item(names, i);

        if (campaign_find_language(campaign, name->text) == NULL)
            unknown_name(name, "motif/unknown-language", "language",
                         campaign_language_tags(campaign), diagnostics);
    }
}

static void collect_ink_names(const Node *node, GPtrArray *names) {
    for (guint i = 0; i < node_count(node); i++) {
        const Node *item = node_item(node, i);

        if (node->kind == NODE_MAP && strcmp(node_key(node, i)->text, "ink") == 0)
            g_ptr_array_add(names, item->text);
        else if (item->kind != NODE_TEXT)
            collect_ink_names(item, names);
    }
}

/* A role that no box of the layout plays is a slip. */
static void check_roles(const Node *roles, const Motif *motif,
                        Diagnostics *diagnostics) {
    const Node *given = node_find(motif->layout, "inks");

    for (guint i = 0; i < node_count(roles); i++) {
        const Node *role = node_key(roles, i);
        GPtrArray *names = g_ptr_array_new();

        for (guint j = 0; j < node_count(given); j++)
            g_ptr_array_add(names, node_key(given, j)->text);
        collect_ink_names(motif->layout, names);
        g_ptr_array_add(names, (gpointer) "words");
        if (g_ptr_array_find_with_equal_func(names, role->text, g_str_equal, NULL))
            g_ptr_array_unref(names);
        else
            unknown_name(role, "motif/unknown-role", "box of the layout plays the role",
                         names, diagnostics);
    }
}

bool motif_check(const Motif *motif, Diagnostics *diagnostics) {
    unsigned before = diagnostics_count(diagnostics, SEVERITY_ERROR);
    const Node *whens = node_find(motif->root, "when");

    if (motif->layout == NULL)
        unknown_name(node_find(motif->root, "layout"), "motif/unknown-layout", "layout",
                     campaign_layout_names(motif->campaign), diagnostics);
    else
        check_ink_names(node_find(motif->layout, "inks"), motif->campaign, diagnostics);
    check_ink_names(node_find(motif->root, "inks"), motif->campaign, diagnostics);
    if (motif->layout != NULL)
        check_roles(node_find(motif->root, "inks"), motif, diagnostics);
    for (guint i = 0; i < node_count(whens); i++) {
        const Node *when = node_item(whens, i);

        check_size_names(node_find(when, "size"), motif->campaign, diagnostics);
        check_shape_names(node_find(when, "shape"), diagnostics);
        check_languages(node_find(when, "language"), motif->campaign, diagnostics);
        check_ink_names(node_find(when, "inks"), motif->campaign, diagnostics);
        if (motif->layout != NULL)
            check_roles(node_find(when, "inks"), motif, diagnostics);
    }
    return diagnostics_count(diagnostics, SEVERITY_ERROR) == before;
}
