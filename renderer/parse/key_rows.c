#include "parse/keys.h"

#include <string.h>

const Section *section_find(const char *name) {
    for (const Section *section = key_sections; section->name != NULL; section++) {
        if (strcmp(section->name, name) == 0)
            return section;
    }
    return NULL;
}

/* A section's own rows, which lie together. */
typedef struct {
    const Key *first;
    guint count;
    GHashTable *by_name; /* to Key */
} Rows;

static Rows *rows_new(const Key *first) {
    Rows *rows = g_new0(Rows, 1);

    rows->first = first;
    rows->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    return rows;
}

/* Rows by the names of sections; made once. */
static GHashTable *all_rows(void) {
    static GHashTable *all;
    Rows *rows = NULL;

    if (all != NULL)
        return all;
    all = g_hash_table_new(g_str_hash, g_str_equal);
    for (const Key *key = key_table; key->section != NULL; key++) {
        if (rows == NULL || strcmp(rows->first->section, key->section) != 0) {
            rows = rows_new(key);
            g_hash_table_insert(all, (gpointer)key->section, rows);
        }
        rows->count++;
        g_hash_table_insert(rows->by_name, (gpointer)key->name, (gpointer)key);
    }
    return all;
}

/* NULL: it has none. */
static const Rows *rows_of(const Section *section) {
    return g_hash_table_lookup(all_rows(), section->name);
}

static const Key *find_own(const Section *section, const char *name) {
    const Rows *rows = rows_of(section);
    const Key *key = rows == NULL ? NULL : g_hash_table_lookup(rows->by_name, name);

    return key == NULL && rows != NULL ? g_hash_table_lookup(rows->by_name, "*") : key;
}

const Key *key_find(const Section *section, const char *name) {
    const Key *key = find_own(section, name);
    g_auto(GStrv) bases = NULL;

    if (key != NULL || section->extends == NULL)
        return key;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL && key == NULL; base++)
        key = key_find(section_find(*base), name);
    return key;
}

void section_visit(const Section *section, KeyVisit visit, void *data) {
    const Rows *rows = rows_of(section);
    g_auto(GStrv) bases = NULL;

    for (guint i = 0; rows != NULL && i < rows->count; i++)
        visit(&rows->first[i], data);
    if (section->extends == NULL)
        return;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL; base++)
        section_visit(section_find(*base), visit, data);
}

static void collect_sections(const Section *section, GPtrArray *reached);

static void collect_from_key(const Key *key, void *data) {
    if (key->type == VALUE_SECTION || key->type == VALUE_SECTIONS ||
        key->type == VALUE_BOXES)
        collect_sections(section_find(key->of), data);
}

static void collect_sections(const Section *section, GPtrArray *reached) {
    g_auto(GStrv) bases = NULL;

    if (g_ptr_array_find(reached, section, NULL))
        return;
    g_ptr_array_add(reached, (gpointer)section);
    section_visit(section, collect_from_key, reached);
    if (section->extends == NULL)
        return;
    bases = g_strsplit(section->extends, " ", -1);
    for (char **base = bases; *base != NULL; base++)
        collect_sections(section_find(*base), reached);
}

GPtrArray *section_collect(const Section *kind) {
    GPtrArray *reached = g_ptr_array_new();

    if (kind != NULL) {
        collect_sections(kind, reached);
        return reached;
    }
    for (const char *const *name = key_file_kinds; *name != NULL; name++)
        collect_sections(section_find(*name), reached);
    return reached;
}

int key_word_index(const Key *key, const char *word) {
    g_auto(GStrv) words = g_strsplit(key->of, " ", -1);

    for (int i = 0; words[i] != NULL; i++) {
        g_auto(GStrv) spellings = g_strsplit(words[i], "=", -1);

        if (g_strv_contains((const char *const *)spellings, word))
            return i;
    }
    return -1;
}
