#include "batch/inputs.h"

#include "base/program.h"
#include "base/words.h"
#include "batch/finished.h"
#include "batch/input_list.h"
#include "batch/task.h"
#include "parse/fields.h"
#include "parse/tree.h"

#include <string.h>

struct Inputs {
    const Selection *selection;
    const Resources *resources;
    FileIds *files;
    const GPtrArray *sources;
    gsize memory;
    GHashTable *campaigns; /* const Campaign to InputList; owned */
    GHashTable *worlds;    /* const Motif to digests, one an output; owned */
    GHashTable *names;     /* texts that inputs borrow; owned */
};

struct PosterInputs {
    Inputs *all;
    const Brief *brief;
    Brief *own_brief; /* NULL: somebody else owns it */
    const Campaign *campaign;
    const InputList *shared; /* by all posters of the campaign; borrowed */
    InputList *own;
    GPtrArray *files; /* of const char *: paths */
    /* Names of what is among them already; borrowed texts. */
    GHashTable *said, *shown, *styles;
    bool shows_logos, hyphenates;
};

static void free_list(gpointer list) {
    input_list_free(list);
}

Inputs *inputs_new(const Selection *selection, const Resources *resources,
                   FileIds *files, const GPtrArray *sources, gsize memory) {
    Inputs *self = g_new0(Inputs, 1);

    self->selection = selection;
    self->resources = resources;
    self->files = files;
    self->sources = sources;
    self->memory = memory;
    self->worlds = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    self->campaigns = g_hash_table_new_full(NULL, NULL, NULL, free_list);
    self->names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return self;
}

void inputs_free(Inputs *self) {
    if (self == NULL)
        return;
    g_hash_table_unref(self->campaigns);
    g_hash_table_unref(self->names);
    g_hash_table_unref(self->worlds);
    g_free(self);
}

const Selection *inputs_selection(const Inputs *self) {
    return self->selection;
}

void poster_inputs_free(PosterInputs *self) {
    if (self == NULL)
        return;
    brief_free(self->own_brief);
    input_list_free(self->own);
    g_ptr_array_unref(self->files);
    g_hash_table_unref(self->said);
    g_hash_table_unref(self->shown);
    g_hash_table_unref(self->styles);
    g_free(self);
}

/* Takes over `name`. */
static const char *keep_name(Inputs *self, char *name) {
    const char *kept = g_hash_table_lookup(self->names, name);

    if (kept != NULL) {
        g_free(name);
        return kept;
    }
    g_hash_table_insert(self->names, name, name);
    return name;
}

/* `path` must live as long as the list. */
static void add_file(Inputs *self, InputList *list, const char *kind, const char *name,
                     const char *path, const Origin *origin) {
    input_begin(list, kind, name, NULL, origin);
    input_append_block(list, file_ids_find(self->files, path), CHECKSUM_BYTES);
    input_end(list);
}

/* --- what all posters of a campaign share --------------------------------------------
 */

static void add_program(InputList *list) {
    g_autofree char *id = program_id();

    input_add(list, "program", NULL, NULL, id);
}

static void add_fonts(Inputs *self, InputList *list) {
    const GPtrArray *files = fonts_files(self->resources->fonts);
    const char *last = NULL;

    for (guint i = 0; i < files->len; i++) {
        const FontFile *file = g_ptr_array_index(files, i);
        g_autofree char *path =
            g_build_filename(fonts_folder(self->resources->fonts), file->file, NULL);

        if (g_strcmp0(last, file->file) != 0)
            add_file(self, list, "font", file->file, path, NULL);
        last = file->file;
    }
}

/* Drawings are compared with all of them. */
static void add_ink(InputList *list, const Ink *ink) {
    input_begin(list, "ink", ink->name, NULL, &ink->origin);
    input_append_block(list, &ink->screen, sizeof ink->screen);
    input_append_block(list, ink->recipe, sizeof ink->recipe);
    input_append_text(list, ink->spot);
    for (guint i = 0; i < ink->recipes->len; i++) {
        const Recipe *recipe = &g_array_index(ink->recipes, Recipe, i);

        input_append_text(list, recipe->condition);
        input_append_block(list, recipe->cmyk, sizeof recipe->cmyk);
    }
    input_end(list);
}

static void add_fields(InputList *list, const char *kind, const char *name,
                       const Origin *origin, const void *filled) {
    input_begin(list, kind, name, NULL, origin);
    fields_append(list->bytes, filled, section_find(kind));
    input_end(list);
}

static void add_condition(Inputs *self, InputList *list, const Condition *condition) {
    g_autofree char *profile = profiles_find_file(self->resources->profiles, condition);

    add_fields(list, "condition", condition->name, &condition->origin, condition);
    input_begin(list, "condition", condition->name, "rich-black",
                &condition->rich_black_origin);
    input_append_block(list, condition->rich_black, sizeof condition->rich_black);
    input_append_block(list, &condition->has_rich_black, sizeof(bool));
    input_end(list);
    if (profile != NULL)
        add_file(self, list, "profile", condition->profile, profile, NULL);
}

static void add_supplier(InputList *list, const Supplier *supplier) {
    add_fields(list, "supplier", supplier->name, &supplier->origin, supplier);
    input_begin(list, "supplier", supplier->name, "scale", &supplier->origin);
    input_append_block(list, &supplier->scale, sizeof supplier->scale);
    input_end(list);
}

static void add_variant(InputList *list, const Variant *variant) {
    add_fields(list, "variant", variant->name, &variant->origin, variant);
}

/* What is left out here counts by what a poster shows of it, or says nothing of it. A
 * key that nobody knew when this was written counts. */
static void add_keys(InputList *list, const Node *root) {
    static const char *const others[] = {
        "languages", "standard-sizes",  "inks", "styles",   "words",     "funders",
        "title",     "source-language", "date", "campaign", "condition", NULL};

    for (guint i = 0; i < node_count(root); i++) {
        const Node *key = node_key(root, i);

        if (g_strv_contains(others, key->text))
            continue;
        input_begin(list, "campaign", key->text, NULL, &key->origin);
        input_append_node(list, node_item(root, i));
        input_end(list);
    }
}

static const InputList *find_shared(Inputs *self, const Campaign *campaign) {
    InputList *list = g_hash_table_lookup(self->campaigns, campaign);

    if (list != NULL)
        return list;
    list = input_list_new();
    add_program(list);
    add_fonts(self, list);
    add_condition(self, list,
                  campaign->condition != NULL ? campaign->condition
                                              : condition_usual());
    if (campaign->supplier != NULL)
        add_supplier(list, campaign->supplier);
    add_variant(list, campaign_variant(campaign));
    for (guint i = 0; i < campaign->inks->len; i++)
        add_ink(list, g_ptr_array_index(campaign->inks, i));
    add_keys(list, campaign->root);
    g_hash_table_insert(self->campaigns, (gpointer)campaign, list);
    return list;
}

/* --- what a poster shows -------------------------------------------------------------
 */

/* `path` must live as long. */
static void add_own_file(PosterInputs *self, const char *kind, const char *path) {
    g_ptr_array_add(self->files, (gpointer)path);
    add_file(self->all, self->own, kind, path, path, NULL);
}

static void add_words(PosterInputs *self, const char *kind, const char *name,
                      const Words *words) {
    input_begin(self->own, kind, name, NULL, words == NULL ? NULL : &words->origin);
    if (words != NULL) {
        input_append_text(self->own, words->text);
        input_append_text(self->own, words->language);
        input_append_block(self->own, &words->state, sizeof words->state);
    }
    input_end(self->own);
}

static void say(PosterInputs *self, const char *name) {
    if (name == NULL || !g_hash_table_add(self->said, (gpointer)name))
        return;
    add_words(self, "words", name, g_hash_table_lookup(self->brief->words, name));
}

static void show(PosterInputs *self, const char *name) {
    const Artwork *artwork =
        name == NULL ? NULL : g_hash_table_lookup(self->brief->artwork, name);

    if (artwork == NULL || !g_hash_table_add(self->shown, (gpointer)name))
        return;
    input_begin(self->own, "artwork", name, NULL, &artwork->origin);
    input_append_text(self->own, artwork->path);
    input_append_block(self->own, &artwork->state, sizeof artwork->state);
    input_end(self->own);
    add_own_file(self, "picture", artwork->path);
}

static void style(PosterInputs *self, const char *name) {
    const TypeStyle *type =
        name == NULL ? NULL : campaign_find_style(self->campaign, name);

    if (type == NULL || !g_hash_table_add(self->styles, (gpointer)name))
        return;
    self->hyphenates |= type->hyphenate;
    input_begin(self->own, "style", name, NULL, &type->origin);
    input_append_node(self->own,
                      node_find(node_find(self->campaign->root, "styles"), name));
    input_end(self->own);
}

/* Keys that say where a box is shown, and what is in it. */
static bool is_elsewhere(const char *key) {
    static const char *const others[] = {"items", "only", "except", "hide", NULL};

    return g_strv_contains(others, key);
}

static void add_box_keys(PosterInputs *self, const Box *box, const Node *keys) {
    const char *name = box->name != NULL ? box->name : box_kind_to_text(box->kind);

    input_begin(self->own, "box", name, NULL, &box->origin);
    input_append_text(self->own, box_kind_to_text(box->kind));
    input_end(self->own);
    for (guint i = 0; i < node_count(keys); i++) {
        const char *key = node_key(keys, i)->text;
        const Node *item = node_item(keys, i);

        if (is_elsewhere(key))
            continue;
        input_begin(self->own, "box", name, key, &item->origin);
        input_append_node(self->own, item);
        input_end(self->own);
    }
}

/* `node` is the same box as the tree has it. */
static void add_box(PosterInputs *self, const Box *box, const Node *node) {
    const Node *keys = node_item(node, 0), *items = node_find(keys, "items");

    if (box->hide)
        return;
    add_box_keys(self, box, keys);
    say(self, box->say);
    style(self, box->style);
    if (box->kind == BOX_LOGOS)
        self->shows_logos = true;
    else
        show(self, box->show);
    show(self, box->cut_out);
    for (guint i = 0; i < box->items->len; i++)
        add_box(self, g_ptr_array_index(box->items, i), node_item(items, i));
    input_add(self->own, "box", NULL, NULL, "end");
}

/* What is sent with the logo; the sentences are words. */
static void add_funder(PosterInputs *self, const Funder *funder) {
    const Node *keys =
        node_find(node_find(self->campaign->root, "funders"), funder->name);

    for (guint i = 0; i < node_count(keys); i++) {
        const Node *key = node_key(keys, i);

        if (strcmp(key->text, "sentence") == 0)
            continue;
        input_begin(self->own, "funder", funder->name, key->text, &key->origin);
        input_append_node(self->own, node_item(keys, i));
        input_end(self->own);
    }
    if (funder->logo != NULL)
        add_own_file(self, "picture", funder->logo);
}

/* Rules ask for what the campaign says that each printed poster carries. */
static void add_carried(PosterInputs *self) {
    const Node *carries = node_find(self->campaign->root, "carries");

    if (self->brief->size->kind != SIZE_PRINT)
        return;
    for (guint i = 0; i < node_list_count(carries); i++)
        say(self, node_list_item(carries, i)->text);
}

static void add_roles(PosterInputs *self) {
    g_autoptr(GPtrArray) roles = table_names(self->brief->inks);

    for (guint i = 0; i < roles->len; i++) {
        const InkRole *role =
            g_hash_table_lookup(self->brief->inks, g_ptr_array_index(roles, i));

        input_add(self->own, "role", g_ptr_array_index(roles, i), &role->origin,
                  role->ink == NULL ? NULL : role->ink->name);
    }
}

static void add_language(PosterInputs *self) {
    const Language *language =
        campaign_find_language(self->campaign, self->brief->language);

    input_add(self->own, "language", NULL, NULL, self->brief->language);
    if (language != NULL) {
        input_begin(self->own, "language", "digits", NULL, NULL);
        input_append_block(self->own, &language->digits, sizeof language->digits);
        input_end(self->own);
    }
}

/* Of the languages that words were found in. */
static void add_dictionaries(PosterInputs *self) {
    g_autoptr(GPtrArray) names = table_names(self->said);
    const char *last = NULL;

    for (guint i = 0; self->hyphenates && i < names->len; i++) {
        const Words *words =
            g_hash_table_lookup(self->brief->words, g_ptr_array_index(names, i));
        char *file = words == NULL
                         ? NULL
                         : hyphens_find_file(self->all->resources->hyphens,
                                             strcmp(words->language, "und") == 0
                                                 ? self->brief->language
                                                 : words->language);
        const char *kept = file == NULL ? NULL : keep_name(self->all, file);

        if (kept != NULL && kept != last)
            add_own_file(self, "dictionary", kept);
        last = kept != NULL ? kept : last;
    }
}

static void add_poster(PosterInputs *self, const Task *task) {
    const Brief *brief = self->brief;
    const Motif *motif = task->motif;
    const char *tree = NULL;

    add_box(self, brief->root, brief->tree);
    say(self, "sender");
    add_words(self, "alt", NULL, brief->alt);
    add_carried(self);
    style(self, self->campaign->draft.style);
    for (guint i = 0; self->shows_logos && i < self->campaign->funders->len; i++)
        add_funder(self, g_ptr_array_index(self->campaign->funders, i));
    add_roles(self);
    add_language(self);
    add_dictionaries(self);
    add_fields(self->own, "size", brief->size->id, &brief->size->origin, brief->size);
    input_add(self->own, "motif", NULL, &node_find(motif->root, "motif")->origin,
              motif->name);
    input_add(self->own, "motif", "file", NULL, finished_motif_name(motif));
    input_add(self->own, "title", NULL, &node_find(motif->root, "title")->origin,
              brief->title);
    input_add(self->own, "row", NULL, NULL,
              task->row == NULL ? NULL : task->row->label);
    input_add(self->own, "row", "id", NULL, task->row == NULL ? NULL : task->row->id);
    tree_choose(motif->layout, brief->size, &tree);
    input_add(self->own, "layout", NULL, &node_find(motif->layout, "layout")->origin,
              tree);
}

PosterInputs *inputs_of_poster(Inputs *self, const Task *task, const Brief *brief) {
    g_autoptr(PosterInputs) poster = g_new0(PosterInputs, 1);

    poster->all = self;
    poster->campaign = task->motif->campaign;
    poster->own = input_list_new();
    poster->files = g_ptr_array_new();
    poster->said = g_hash_table_new(g_str_hash, g_str_equal);
    poster->shown = g_hash_table_new(g_str_hash, g_str_equal);
    poster->styles = g_hash_table_new(g_str_hash, g_str_equal);
    if (brief == NULL)
        brief = poster->own_brief = task_resolve(task, NULL);
    if (brief == NULL)
        return NULL;
    poster->brief = brief;
    poster->shared = find_shared(self, poster->campaign);
    add_poster(poster, task);
    return g_steal_pointer(&poster);
}

/* --- what a file adds ----------------------------------------------------------------
 */

static void add_option(InputList *list, const char *name, double value) {
    input_begin(list, "option", name, NULL, NULL);
    input_append_block(list, &value, sizeof value);
    input_end(list);
}

static void add_profile(const Selection *selection, InputList *list) {
    gsize length = 0;
    gconstpointer bytes =
        g_bytes_get_data(screen_profile_bytes(selection->profile), &length);
    g_autofree char *digest = checksum_of(bytes, length);

    input_add(list, "option", "profile", NULL, digest);
}

static void add_pixels(const Inputs *self, InputList *list) {
    add_option(list, "ppi", self->selection->ppi);
    add_option(list, "bleed", self->selection->with_bleed);
    add_option(list, "memory", (double)self->memory);
}

/* What files of an output heed beside the poster: the date, as many pixels as options
 * say, how much is done to make a PNG small, which order they are for. */
enum { HEEDS_DATE = 1, HEEDS_PIXELS = 2, HEEDS_EFFORT = 4, HEEDS_ORDER = 8 };

static const guint heeds[] = {
    [OUTPUT_PDF] = HEEDS_DATE | HEEDS_ORDER,
    [OUTPUT_PNG] = HEEDS_PIXELS | HEEDS_EFFORT,
    [OUTPUT_JPG] = HEEDS_PIXELS,
    [OUTPUT_THUMB] = 0,
    [OUTPUT_BACK] = HEEDS_DATE | HEEDS_ORDER,
    [OUTPUT_PLATES] = HEEDS_PIXELS | HEEDS_EFFORT,
    [OUTPUT_SOFTPROOF] = HEEDS_PIXELS | HEEDS_EFFORT,
    [OUTPUT_TIF] = HEEDS_DATE | HEEDS_PIXELS,
    [OUTPUT_PREVIEW] = HEEDS_PIXELS,
    [OUTPUT_ALT] = 0,
    [OUTPUT_PREFLIGHT] = HEEDS_DATE | HEEDS_ORDER,
};

G_STATIC_ASSERT(G_N_ELEMENTS(heeds) == OUTPUT_COUNT);

static void add_date(InputList *list, const Task *task) {
    const Node *date = node_find(task->motif->campaign->root, "date");
    g_autofree char *text = task_date(task);

    if (g_getenv("SOURCE_DATE_EPOCH") != NULL)
        input_add(list, "SOURCE_DATE_EPOCH", NULL, NULL, text);
    else
        input_add(list, "date", NULL, &date->origin, text);
}

/* What it says over the poster. */
static void add_proof(const Inputs *self, const Task *task, InputList *list) {
    const Condition *condition = task->motif->campaign->condition;

    add_option(list, "paper-white", self->selection->paper_white);
    if (condition != NULL)
        input_add(list, "condition", "title", &condition->origin, condition->title);
}

/* Options count for the files that heed them. */
static InputList *file_inputs(Inputs *self, const Task *task) {
    const Selection *selection = self->selection;
    InputList *list = input_list_new();

    input_add(list, "output", NULL, NULL, output_to_text(task->output));
    if (heeds[task->output] & HEEDS_DATE)
        add_date(list, task);
    if (heeds[task->output] & HEEDS_PIXELS)
        add_pixels(self, list);
    if (heeds[task->output] & HEEDS_EFFORT)
        add_option(list, "png", selection->compression);
    if (heeds[task->output] & HEEDS_ORDER && selection->order != NULL)
        input_add(list, "order", NULL, NULL, selection->order);
    if (task->output == OUTPUT_JPG) {
        add_option(list, "quality", selection->quality);
        add_profile(selection, list);
    }
    if (task->output == OUTPUT_SOFTPROOF)
        add_proof(self, task, list);
    if (task->output == OUTPUT_THUMB)
        add_option(list, "thumb-size", selection->thumb_size);
    return list;
}

char *inputs_key(Inputs *self, const PosterInputs *poster, const Task *task) {
    g_autoptr(InputList) file = file_inputs(self, task);
    const GString *parts[] = {poster->shared->bytes, poster->own->bytes, file->bytes};
    g_autoptr(Checksum) sum = checksum_new();

    for (size_t i = 0; i < G_N_ELEMENTS(parts); i++)
        checksum_update(sum, parts[i]->str, parts[i]->len);
    return checksum_take_text(sum);
}

const GPtrArray *inputs_files(const PosterInputs *poster) {
    return poster->files;
}

static void add_source(Checksum *sum, const Source *source) {
    checksum_update(sum, source->name, strlen(source->name) + 1);
    checksum_update(sum, &source->length, sizeof source->length);
    checksum_update(sum, source->bytes, source->length);
}

static void find_world(Inputs *self, const Task *task, guint8 world[CHECKSUM_BYTES]) {
    const InputList *shared = find_shared(self, task->motif->campaign);
    g_autoptr(InputList) file = file_inputs(self, task);
    g_autoptr(Checksum) sum = checksum_new();

    for (guint i = 0; i < self->sources->len; i++)
        add_source(sum, g_ptr_array_index(self->sources, i));
    add_source(sum, task->motif->root->origin.source);
    checksum_update(sum, shared->bytes->str, shared->bytes->len);
    checksum_update(sum, file->bytes->str, file->bytes->len);
    checksum_take(sum, world);
}

const guint8 *inputs_world(Inputs *self, const Task *task) {
    static const guint8 none[CHECKSUM_BYTES];
    guint8(*worlds)[CHECKSUM_BYTES] = g_hash_table_lookup(self->worlds, task->motif);
    guint8 *world;

    if (worlds == NULL) {
        worlds = g_malloc0(OUTPUT_COUNT * sizeof *worlds);
        g_hash_table_insert(self->worlds, (gpointer)task->motif, worlds);
    }
    world = worlds[task->output];
    if (memcmp(world, none, sizeof none) == 0)
        find_world(self, task, world);
    return world;
}

GArray *inputs_notes(Inputs *self, const PosterInputs *poster, const Task *task) {
    GArray *notes = g_array_new(FALSE, FALSE, sizeof(InputNote));
    g_autoptr(InputList) file = file_inputs(self, task);

    input_list_note(poster->shared, notes);
    input_list_note(poster->own, notes);
    input_list_note(file, notes);
    return notes;
}

/* --- what has changed ----------------------------------------------------------------
 */

char *inputs_difference(Inputs *self, const PosterInputs *poster, const Task *task,
                        const GArray *notes) {
    g_autoptr(InputList) file = file_inputs(self, task);
    const InputList *lists[] = {poster->shared, poster->own, file};
    char *difference = NULL;
    guint from = 0;

    for (size_t i = 0; difference == NULL && i < G_N_ELEMENTS(lists); i++)
        difference = input_list_difference(lists[i], notes, &from);
    return difference;
}
