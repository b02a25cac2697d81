#include "parse/printing.h"

#include "base/words.h"
#include "parse/campaign.h"
#include "parse/keys.h"
#include "parse/values.h"

#include <string.h>

/* A list of four numbers. */
static void read_inks(const Node *list, double inks[4]) {
    for (guint i = 0; i < 4; i++)
        inks[i] = g_ascii_strtod(node_item(list, i)->text, NULL);
}

void printing_fill_ink(Ink *ink, const Node *map) {
    const Node *recipes = node_find(map, "recipe"), *spot = node_find(map, "spot");

    ink->has_screen = node_find(map, "screen") != NULL;
    if (spot != NULL)
        ink->spot_origin = spot->origin;
    ink->recipes = g_array_new(FALSE, FALSE, sizeof(Recipe));
    for (guint i = 0; i < node_count(recipes); i++) {
        Recipe recipe = {.condition = node_key(recipes, i)->text,
                         .origin = node_key(recipes, i)->origin};

        read_inks(node_item(recipes, i), recipe.cmyk);
        g_array_append_val(ink->recipes, recipe);
    }
}

/* --- conditions and suppliers -------------------------------------------------------
 */

static void add_variants(Campaign *self, const Node *variants) {
    for (guint i = 0; i < node_count(variants); i++) {
        const Node *node = node_item(variants, i);
        const Variant *known = campaign_find_variant(self, node_key(variants, i)->text);
        Variant *variant = g_new0(Variant, 1);

        value_fill(variant, node, section_find("variant"));
        variant->name = node_key(variants, i)->text;
        variant->origin = node_key(variants, i)->origin;
        if (known != NULL)
            g_ptr_array_remove(self->variants, (gpointer)known);
        g_ptr_array_add(self->variants, variant);
    }
}

/* Where a map names one of the variants; an empty place when it names none. */
static Origin variant_origin(const Node *map) {
    const Node *variant = node_find(map, "variant");

    return variant == NULL ? (Origin){0} : variant->origin;
}

static void add_conditions(Campaign *self, const Node *conditions) {
    for (guint i = 0; i < node_count(conditions); i++) {
        const Node *node = node_item(conditions, i);
        const Node *rich_black = node_find(node, "rich-black");
        const Condition *known =
            campaign_find_condition(self, node_key(conditions, i)->text);
        Condition *condition = g_new0(Condition, 1);

        value_fill(condition, node, section_find("condition"));
        condition->name = node_key(conditions, i)->text;
        condition->origin = node_key(conditions, i)->origin;
        condition->profile_origin = node_find(node, "profile")->origin;
        condition->variant_origin = variant_origin(node);
        condition->has_rich_black = rich_black != NULL;
        if (rich_black != NULL) {
            condition->rich_black_origin = rich_black->origin;
            read_inks(rich_black, condition->rich_black);
        }
        if (known != NULL)
            g_ptr_array_remove(self->conditions, (gpointer)known);
        g_ptr_array_add(self->conditions, condition);
    }
}

static void add_suppliers(Campaign *self, const Node *suppliers) {
    static const int scales[] = {1, 2, 10}; /* in the order of the key's words */

    for (guint i = 0; i < node_count(suppliers); i++) {
        const Node *node = node_item(suppliers, i);
        const Node *file_name = node_find(node, "file-name");
        const Supplier *known =
            campaign_find_supplier(self, node_key(suppliers, i)->text);
        Supplier *supplier = g_new0(Supplier, 1);

        value_fill(supplier, node, section_find("supplier"));
        supplier->name = node_key(suppliers, i)->text;
        supplier->origin = node_key(suppliers, i)->origin;
        supplier->condition_origin = node_find(node, "condition")->origin;
        supplier->variant_origin = variant_origin(node);
        if (file_name != NULL)
            supplier->file_name_origin = file_name->origin;
        supplier->scale = scales[supplier->scale];
        if (known != NULL)
            g_ptr_array_remove(self->suppliers, (gpointer)known);
        g_ptr_array_add(self->suppliers, supplier);
    }
}

/* What is named may have been replaced. */
static void tie(Campaign *self) {
    for (guint i = 0; i < self->conditions->len; i++) {
        Condition *condition = g_ptr_array_index(self->conditions, i);

        if (condition->variant_name != NULL)
            condition->variant = campaign_find_variant(self, condition->variant_name);
    }
    for (guint i = 0; i < self->suppliers->len; i++) {
        Supplier *supplier = g_ptr_array_index(self->suppliers, i);

        supplier->condition = campaign_find_condition(self, supplier->condition_name);
        if (supplier->variant_name != NULL)
            supplier->variant = campaign_find_variant(self, supplier->variant_name);
    }
}

void printing_add(Campaign *self, const Node *root) {
    add_variants(self, node_find(root, "variants"));
    add_conditions(self, node_find(root, "conditions"));
    add_suppliers(self, node_find(root, "suppliers"));
    tie(self);
    self->own_condition =
        campaign_find_condition(self, node_find_text(self->root, "condition"));
    campaign_use_condition(self, self->own_condition);
}

/* What a length is on a size, in points. */
static double bleed_points(const Size *size, Length bleed) {
    Ruler ruler = size_ruler(size);

    return length_to_points(bleed, &ruler, ruler.u * 100);
}

void printing_use_supplier(Campaign *self, const Supplier *supplier,
                           Diagnostics *diagnostics) {
    self->supplier = supplier;
    campaign_use_condition(self, supplier->condition);
    for (guint i = 0; i < self->sizes->len; i++) {
        Size *size = g_ptr_array_index(self->sizes, i);

        if (size->kind != SIZE_PRINT ||
            bleed_points(size, supplier->bleed) <= bleed_points(size, size->bleed))
            continue;
        size->bleed = supplier->bleed;
        campaign_check_size(size, diagnostics);
    }
}

/* --- checks ------------------------------------------------------------------------
 */

static void check_condition_name(const Campaign *self, const char *name,
                                 const Origin *origin, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) names = campaign_condition_names(self);
    g_autofree char *suggestion = NULL;

    if (campaign_find_condition(self, name) != NULL)
        return;
    suggestion = word_suggestion(name, names);
    diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/unknown-condition", origin,
                    "no printing condition \"%s\"%s", name, suggestion);
}

static void check_variant_name(const Campaign *self, const char *name,
                               const Origin *origin, Diagnostics *diagnostics) {
    g_autoptr(GPtrArray) names = campaign_variant_names(self);
    g_autofree char *suggestion = NULL;

    if (name == NULL || campaign_find_variant(self, name) != NULL)
        return;
    suggestion = word_suggestion(name, names);
    diagnostics_add(diagnostics, SEVERITY_ERROR, "motif/unknown-variant", origin,
                    "no variant of the rules for files \"%s\"%s", name, suggestion);
}

/* Without any condition recipes are for whatever may come. */
static void check_recipes(const Campaign *self, const Ink *ink,
                          Diagnostics *diagnostics) {
    if (ink->recipes->len == 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "ink/no-recipe", &ink->origin,
                        "ink \"%s\" needs a recipe for at least one printing condition",
                        ink->name);
    for (guint i = 0; self->conditions->len > 0 && i < ink->recipes->len; i++) {
        const Recipe *recipe = &g_array_index(ink->recipes, Recipe, i);

        check_condition_name(self, recipe->condition, &recipe->origin, diagnostics);
    }
}

/* A computed screen colour is a recipe seen through a condition's profile. */
static void check_screen(const Campaign *self, const Ink *ink,
                         Diagnostics *diagnostics) {
    if (!ink->has_screen && self->conditions->len == 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "ink/no-screen", &ink->origin,
                        "ink \"%s\" needs a screen colour: without a printing "
                        "condition none can be computed",
                        ink->name);
}

static bool recipes_are_equal(const Ink *a, const Ink *b) {
    for (guint i = 0; i < a->recipes->len; i++) {
        const Recipe *recipe = &g_array_index(a->recipes, Recipe, i);
        const Recipe *other = ink_find_recipe(b, recipe->condition);

        for (int j = 0; j < 4; j++) {
            if (other == NULL || recipe->cmyk[j] != other->cmyk[j])
                return false;
        }
    }
    return a->recipes->len == b->recipes->len;
}

/* "HKS 14 K" and "hks14-k" are one plate to people and two to a press. */
static char *plate_essence(const char *name) {
    GString *essence = g_string_new(NULL);

    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar character = g_utf8_get_char(at);

        if (!g_unichar_isspace(character) && strchr("-_", *at) == NULL)
            g_string_append_unichar(essence, g_unichar_tolower(character));
    }
    return g_string_free(essence, FALSE);
}

static void check_plates(const Ink *ink, const Ink *before, Diagnostics *diagnostics) {
    g_autofree char *essence = plate_essence(ink->spot);
    g_autofree char *essence_before = plate_essence(before->spot);

    if (strcmp(essence, essence_before) != 0)
        return;
    if (strcmp(ink->spot, before->spot) != 0)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "ink/plate-spelling",
                        &ink->spot_origin,
                        "the plate \"%s\" is \"%s\" in ink \"%s\"; one plate has one "
                        "spelling",
                        ink->spot, before->spot, before->name);
    else if (!recipes_are_equal(ink, before))
        diagnostics_add(diagnostics, SEVERITY_ERROR, "ink/plate-recipes", &ink->origin,
                        "inks \"%s\" and \"%s\" are on the plate \"%s\", but their "
                        "recipes differ; give both the same",
                        ink->name, before->name, ink->spot);
}

/* Each plate with the first ink that is on it. */
static void check_spot(const Campaign *self, guint index, Diagnostics *diagnostics) {
    const Ink *ink = g_ptr_array_index(self->inks, index);
    unsigned before = diagnostics->errors;

    for (guint i = 0; ink->spot != NULL && i < index; i++) {
        const Ink *other = g_ptr_array_index(self->inks, i);

        if (other->spot != NULL && diagnostics->errors == before)
            check_plates(ink, other, diagnostics);
    }
}

static void check_rich_black(const Condition *condition, Diagnostics *diagnostics) {
    double sum = 0;
    g_autofree char *limit = number_to_text(condition->ink_limit * 100, 1);
    g_autofree char *found = NULL;

    for (int i = 0; i < 4; i++)
        sum += condition->rich_black[i];
    found = number_to_text(sum, 1);
    if (sum > condition->ink_limit * 100 + 1e-6)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "printing/too-much-ink",
                        &condition->rich_black_origin,
                        "this black takes %s%% of ink, the condition's limit is %s%%",
                        found, limit);
}

void printing_check(const Campaign *self, Diagnostics *diagnostics) {
    const Node *condition = node_find(self->root, "condition");

    if (condition != NULL)
        check_condition_name(self, condition->text, &condition->origin, diagnostics);
    for (guint i = 0; i < self->suppliers->len; i++) {
        const Supplier *supplier = g_ptr_array_index(self->suppliers, i);

        check_condition_name(self, supplier->condition_name,
                             &supplier->condition_origin, diagnostics);
        check_variant_name(self, supplier->variant_name, &supplier->variant_origin,
                           diagnostics);
    }
    for (guint i = 0; i < self->inks->len; i++) {
        const Ink *ink = g_ptr_array_index(self->inks, i);

        check_recipes(self, ink, diagnostics);
        check_screen(self, ink, diagnostics);
        check_spot(self, i, diagnostics);
    }
    for (guint i = 0; i < self->conditions->len; i++) {
        const Condition *own = g_ptr_array_index(self->conditions, i);

        check_rich_black(own, diagnostics);
        check_variant_name(self, own->variant_name, &own->variant_origin, diagnostics);
    }
}
