#include "parse/keys.h"

#include <string.h>

/* What belongs to a section. */
typedef struct {
    const Key *first; /* of its own rows, which lie together */
    guint count;
    GHashTable *by_name; /* its own rows: name to Key */
    GPtrArray *bases;    /* of const Section: what it extends */
} Rows;

/* All that is looked up, made once. */
static struct {
    GHashTable *sections; /* name to Section; NULL: not made yet */
    Rows *rows;           /* of each section, in the order of key_sections */
} found;

static Rows *rows_at(const Section *section) {
    return &found.rows[section - key_sections];
}

static void find_sections(void) {
    const Section *section = key_sections;

    found.sections = g_hash_table_new(g_str_hash, g_str_equal);
    for (; section->name != NULL; section++)
        g_hash_table_insert(found.sections, (gpointer)section->name, (gpointer)section);
    found.rows = g_new0(Rows, section - key_sections);
}

static void find_bases(const Section *section) {
    Rows *rows = rows_at(section);
    g_auto(GStrv) names =
        g_strsplit(section->extends == NULL ? "" : section->extends, " ", -1);

    rows->by_name = g_hash_table_new(g_str_hash, g_str_equal);
    rows->bases = g_ptr_array_new();
    for (char **name = names; *name != NULL; name++)
        g_ptr_array_add(rows->bases, (gpointer)section_find(*name));
}

static void find_rows(void) {
    Rows *rows = NULL;

    for (const Key *key = key_table; key->section != NULL; key++) {
        if (rows == NULL || strcmp(rows->first->section, key->section) != 0) {
            rows = rows_at(section_find(key->section));
            rows->first = key;
        }
        rows->count++;
        g_hash_table_insert(rows->by_name, (gpointer)key->name, (gpointer)key);
    }
}

static void find_all(void) {
    find_sections();
    for (const Section *section = key_sections; section->name != NULL; section++)
        find_bases(section);
    find_rows();
}

const Section *section_find(const char *name) {
    if (found.sections == NULL)
        find_all();
    return g_hash_table_lookup(found.sections, name);
}

static const Rows *rows_of(const Section *section) {
    if (found.sections == NULL)
        find_all();
    return rows_at(section);
}

const Key *key_find(const Section *section, const char *name) {
    const Rows *rows = rows_of(section);
    const Key *key = g_hash_table_lookup(rows->by_name, name);

    if (key == NULL)
        key = g_hash_table_lookup(rows->by_name, "*");
    for (guint i = 0; i < rows->bases->len && key == NULL; i++)
        key = key_find(g_ptr_array_index(rows->bases, i), name);
    return key;
}

void section_visit(const Section *section, KeyVisit visit, void *data) {
    const Rows *rows = rows_of(section);

    for (guint i = 0; i < rows->count; i++)
        visit(&rows->first[i], data);
    for (guint i = 0; i < rows->bases->len; i++)
        section_visit(g_ptr_array_index(rows->bases, i), visit, data);
}

static void collect_sections(const Section *section, GPtrArray *reached);

static void collect_from_key(const Key *key, void *data) {
    if (key->type == VALUE_SECTION || key->type == VALUE_SECTIONS ||
        key->type == VALUE_BOXES)
        collect_sections(section_find(key->of), data);
}

static void collect_sections(const Section *section, GPtrArray *reached) {
    const GPtrArray *bases = rows_of(section)->bases;

    if (g_ptr_array_find(reached, section, NULL))
        return;
    g_ptr_array_add(reached, (gpointer)section);
    section_visit(section, collect_from_key, reached);
    for (guint i = 0; i < bases->len; i++)
        collect_sections(g_ptr_array_index(bases, i), reached);
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
    size_t length = strlen(word);
    int index = 0;

    /* "left right=end": words, and after each = another spelling. */
    for (const char *at = key->of; *at != '\0'; at += *at != '\0') {
        size_t spelling = strcspn(at, " =");

        if (spelling == length && strncmp(at, word, length) == 0)
            return index;
        at += spelling;
        index += *at == ' ';
    }
    return -1;
}
