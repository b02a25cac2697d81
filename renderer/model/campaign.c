#include "model/campaign.h"

#include <string.h>

static void free_style(gpointer pointer) {
    TypeStyle *style = pointer;

    g_clear_pointer(&style->families, g_ptr_array_unref);
    g_clear_pointer(&style->features, g_ptr_array_unref);
    g_clear_pointer(&style->scripts, g_ptr_array_unref);
    g_free(style->axes);
    g_free(style);
}

static void free_ink(gpointer ink) {
    ink_free(ink);
}

static void free_size(gpointer size) {
    size_free(size);
}

Campaign *campaign_new(void) {
    Campaign *self = g_new0(Campaign, 1);

    self->languages = g_ptr_array_new_with_free_func(g_free);
    self->standard_sizes = g_ptr_array_new();
    self->inks = g_ptr_array_new_with_free_func(free_ink);
    self->styles = g_ptr_array_new_with_free_func(free_style);
    self->funders = g_ptr_array_new_with_free_func(g_free);
    self->sizes = g_ptr_array_new_with_free_func(free_size);
    self->conditions = g_ptr_array_new_with_free_func(g_free);
    self->variants = g_ptr_array_new_with_free_func(g_free);
    self->suppliers = g_ptr_array_new_with_free_func(g_free);
    self->layouts = g_ptr_array_new();
    self->strings = g_ptr_array_new_with_free_func(g_free);
    return self;
}

void campaign_free(Campaign *self) {
    if (self == NULL)
        return;
    g_free(self->name);
    g_free(self->folder);
    g_ptr_array_unref(self->languages);
    g_ptr_array_unref(self->standard_sizes);
    g_ptr_array_unref(self->inks);
    g_ptr_array_unref(self->styles);
    g_ptr_array_unref(self->funders);
    g_ptr_array_unref(self->sizes);
    g_ptr_array_unref(self->conditions);
    g_ptr_array_unref(self->variants);
    g_ptr_array_unref(self->suppliers);
    g_ptr_array_unref(self->layouts);
    g_ptr_array_unref(self->strings);
    g_free(self);
}

static void choose_recipe(Ink *ink, const Condition *condition) {
    const Recipe *recipe =
        condition == NULL ? NULL : ink_find_recipe(ink, condition->name);

    if (recipe == NULL && ink->recipes->len > 0)
        recipe = &g_array_index(ink->recipes, Recipe, 0);
    if (recipe != NULL)
        memcpy(ink->recipe, recipe->cmyk, sizeof ink->recipe);
}

void campaign_use_condition(Campaign *self, const Condition *condition) {
    self->condition = condition;
    for (guint i = 0; i < self->inks->len; i++)
        choose_recipe(g_ptr_array_index(self->inks, i), condition);
}

static const char *ink_name(gconstpointer ink) {
    return ((const Ink *)ink)->name;
}

static const char *style_name(gconstpointer style) {
    return ((const TypeStyle *)style)->name;
}

static const char *size_name(gconstpointer size) {
    return ((const Size *)size)->id;
}

static const char *language_name(gconstpointer language) {
    return ((const Language *)language)->tag;
}

static const char *condition_name(gconstpointer condition) {
    return ((const Condition *)condition)->name;
}

static const char *variant_name(gconstpointer variant) {
    return ((const Variant *)variant)->name;
}

static const char *supplier_name(gconstpointer supplier) {
    return ((const Supplier *)supplier)->name;
}

static const char *layout_name(gconstpointer layout) {
    return node_find_text(layout, "layout");
}

typedef const char *(*NameOf)(gconstpointer item);

static gpointer find(const GPtrArray *items, NameOf name_of, const char *name) {
    for (guint i = 0; i < items->len; i++) {
        if (g_strcmp0(name_of(g_ptr_array_index(items, i)), name) == 0)
            return g_ptr_array_index(items, i);
    }
    return NULL;
}

static GPtrArray *names(const GPtrArray *items, NameOf name_of) {
    GPtrArray *found = g_ptr_array_new();

    for (guint i = 0; i < items->len; i++)
        g_ptr_array_add(found, (gpointer)name_of(g_ptr_array_index(items, i)));
    return found;
}

const Size *campaign_find_size(const Campaign *self, const char *id) {
    return find(self->sizes, size_name, id);
}

const Ink *campaign_find_ink(const Campaign *self, const char *name) {
    return find(self->inks, ink_name, name);
}

const Ink *campaign_find_ink_on_screen(const Campaign *self, guint32 packed,
                                       const Ink *but) {
    for (guint i = 0; i < self->inks->len; i++) {
        const Ink *ink = g_ptr_array_index(self->inks, i);

        if (ink != but && rgb_pack(ink->screen) == packed)
            return ink;
    }
    return NULL;
}

const TypeStyle *campaign_find_style(const Campaign *self, const char *name) {
    return find(self->styles, style_name, name);
}

const char *campaign_words_family(const Campaign *self) {
    const TypeStyle *style =
        self->draft.style == NULL ? NULL : campaign_find_style(self, self->draft.style);

    return style == NULL || style->families->len == 0
               ? NULL
               : g_ptr_array_index(style->families, 0);
}

const Node *campaign_find_layout(const Campaign *self, const char *name) {
    return find(self->layouts, layout_name, name);
}

const Condition *campaign_find_condition(const Campaign *self, const char *name) {
    return find(self->conditions, condition_name, name);
}

const Variant *campaign_find_variant(const Campaign *self, const char *name) {
    return find(self->variants, variant_name, name);
}

const Variant *campaign_variant(const Campaign *self) {
    if (self->supplier != NULL && self->supplier->variant != NULL)
        return self->supplier->variant;
    if (self->condition != NULL && self->condition->variant != NULL)
        return self->condition->variant;
    return variant_usual();
}

const Supplier *campaign_find_supplier(const Campaign *self, const char *name) {
    return find(self->suppliers, supplier_name, name);
}

const Language *campaign_find_language(const Campaign *self, const char *tag) {
    for (guint i = 0; i < self->languages->len; i++) {
        const Language *language = g_ptr_array_index(self->languages, i);

        if (g_ascii_strcasecmp(language->tag, tag) == 0)
            return language;
    }
    return NULL;
}

GPtrArray *campaign_size_ids(const Campaign *self) {
    return names(self->sizes, size_name);
}

GPtrArray *campaign_ink_names(const Campaign *self) {
    return names(self->inks, ink_name);
}

GPtrArray *campaign_style_names(const Campaign *self) {
    return names(self->styles, style_name);
}

GPtrArray *campaign_layout_names(const Campaign *self) {
    return names(self->layouts, layout_name);
}

GPtrArray *campaign_condition_names(const Campaign *self) {
    return names(self->conditions, condition_name);
}

GPtrArray *campaign_variant_names(const Campaign *self) {
    return names(self->variants, variant_name);
}

GPtrArray *campaign_supplier_names(const Campaign *self) {
    return names(self->suppliers, supplier_name);
}

GPtrArray *campaign_language_tags(const Campaign *self) {
    return names(self->languages, language_name);
}
