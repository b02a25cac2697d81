#include "../support.h"

#include "model/size.h"
#include "parse/keys.h"
#include "parse/values.h"

#include <math.h>

static bool refers(const Key *key) {
    return key->type == VALUE_SECTION || key->type == VALUE_SECTIONS ||
           key->type == VALUE_BOXES;
}

static void test_every_section_a_key_names_exists(void) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_test_message("%s.%s", key->section, key->name);
        g_assert_nonnull(section_find(key->section));
        if (refers(key))
            g_assert_nonnull(section_find(key->of));
    }
}

static void test_every_extended_section_exists(void) {
    for (const Section *section = key_sections; section->name != NULL; section++) {
        g_auto(GStrv) bases =
            g_strsplit(section->extends != NULL ? section->extends : "", " ", -1);

        for (char **base = bases; *base != NULL; base++) {
            g_test_message("%s: %s", section->name, *base);
            g_assert_nonnull(section_find(*base));
            g_assert_cmpstr(*base, !=, section->name);
        }
    }
}

static void test_keys_of_a_section_lie_together(void) {
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);

    for (const Key *key = key_table; key->section != NULL; key++) {
        if (key == key_table || strcmp(key[-1].section, key->section) != 0)
            g_assert_true(g_hash_table_add(done, (gpointer)key->section));
    }
}

static void test_section_names_are_unique(void) {
    for (const Section *section = key_sections; section->name != NULL; section++)
        g_assert_true(section_find(section->name) == section);
}

static void reach(const Section *section, GPtrArray *reached);

static void reach_key(const Key *key, void *reached) {
    if (refers(key))
        reach(section_find(key->of), reached);
}

static void reach(const Section *section, GPtrArray *reached) {
    g_auto(GStrv) bases =
        g_strsplit(section->extends != NULL ? section->extends : "", " ", -1);

    if (g_ptr_array_find(reached, section, NULL))
        return;
    g_ptr_array_add(reached, (gpointer)section);
    section_visit(section, reach_key, reached);
    for (char **base = bases; *base != NULL; base++)
        reach(section_find(*base), reached);
}

static void test_every_section_is_reached_from_a_kind_of_file(void) {
    g_autoptr(GPtrArray) reached = g_ptr_array_new();

    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++)
        reach(section_find(*kind), reached);
    for (const Section *section = key_sections; section->name != NULL; section++) {
        g_test_message("%s", section->name);
        g_assert_true(g_ptr_array_find(reached, section, NULL));
    }
}

static void test_every_section_has_keys(void) {
    for (const Section *section = key_sections; section->name != NULL; section++) {
        guint count = section->extends != NULL;

        for (const Key *key = key_table; key->section != NULL; key++)
            count += strcmp(key->section, section->name) == 0;
        g_test_message("%s", section->name);
        g_assert_cmpuint(count, >, 0);
    }
}

static void collect(const Key *key, void *keys) {
    g_ptr_array_add(keys, (gpointer)key);
}

static bool mean_the_same(const Key *a, const Key *b) {
    return a->type == b->type && g_strcmp0(a->of, b->of) == 0 &&
           a->minimum == b->minimum && a->maximum == b->maximum &&
           a->offset == b->offset;
}

/* Sections may share a name through what they extend; it must mean the same. */
static void check_names(const Section *section) {
    g_autoptr(GPtrArray) keys = g_ptr_array_new();

    section_visit(section, collect, keys);
    for (guint i = 0; i < keys->len; i++) {
        const Key *key = g_ptr_array_index(keys, i);

        for (guint j = i + 1; j < keys->len; j++) {
            const Key *other = g_ptr_array_index(keys, j);

            if (strcmp(key->name, other->name) != 0)
                continue;
            g_test_message("%s.%s and %s.%s", key->section, key->name, other->section,
                           other->name);
            g_assert_cmpstr(key->section, !=, other->section);
            g_assert_true(mean_the_same(key, other));
        }
    }
}

static void test_name_means_one_thing_within_a_section(void) {
    for (const Section *section = key_sections; section->name != NULL; section++)
        check_names(section);
}

static void test_every_key_is_found_by_its_name(void) {
    for (const Key *key = key_table; key->section != NULL; key++)
        g_assert_true(key_find(section_find(key->section), key->name) == key);
}

static void test_defaults_are_values_of_their_keys(void) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    for (const Key *key = key_table; key->section != NULL; key++) {
        g_autoptr(Node) node =
            key->fallback == NULL
                ? NULL
                : node_new_text(key->fallback, strlen(key->fallback), (Origin){0});

        if (node != NULL)
            value_check(node, key, diagnostics);
    }
    assert_findings(diagnostics, "");
}

static void test_required_keys_have_no_default(void) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_test_message("%s.%s", key->section, key->name);
        g_assert_false(key->required && key->fallback != NULL);
    }
}

static void test_brief_keys_exist(void) {
    for (const Section *section = key_sections; section->name != NULL; section++) {
        g_test_message("%s", section->name);
        if (section->brief != NULL)
            g_assert_nonnull(key_find(section, section->brief));
    }
}

static void test_only_words_and_names_have_a_list_of_words(void) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_test_message("%s.%s", key->section, key->name);
        if (key->type != VALUE_NAMES)
            g_assert_true((key->of != NULL) ==
                          (refers(key) || key->type == VALUE_WORD ||
                           key->type == VALUE_FILE_NAME));
    }
}

static void test_known_shapes_are_all_shapes(void) {
    const Key *key = key_find(section_find("when"), "shape");
    g_autofree const char **names = g_new0(const char *, SHAPE_COUNT + 1);
    g_autofree char *text = NULL;

    for (int shape = 0; shape < SHAPE_COUNT; shape++)
        names[shape] = shape_to_text((Shape)shape);
    text = g_strjoinv(" ", (char **)names);
    g_assert_cmpstr(key->of, ==, text);
}

static GPtrArray *sections_reached(const char *kind) {
    GPtrArray *reached = g_ptr_array_new();

    reach(section_find(kind), reached);
    return reached;
}

static void test_sections_of_a_kind_of_file_are_collected_in_order(void) {
    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++) {
        g_autoptr(GPtrArray) expected = sections_reached(*kind);
        g_autoptr(GPtrArray) sections = section_collect(section_find(*kind));

        g_assert_cmpuint(sections->len, ==, expected->len);
        for (guint i = 0; i < sections->len; i++)
            g_assert_true(sections->pdata[i] == expected->pdata[i]);
    }
}

static void test_sections_of_any_kind_of_file_are_all(void) {
    g_autoptr(GPtrArray) sections = section_collect(NULL);
    guint count = 0;

    for (const Section *section = key_sections; section->name != NULL; section++)
        count++;
    g_assert_cmpuint(sections->len, ==, count);
}

static void test_ranges_are_in_order(void) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_test_message("%s.%s", key->section, key->name);
        g_assert_cmpfloat(key->minimum, <=, key->maximum);
    }
}

/* Their fields have no room for more. */
static void test_whole_numbers_have_a_range(void) {
    for (const Key *key = key_table; key->section != NULL; key++) {
        g_test_message("%s.%s", key->section, key->name);
        if (key->type == VALUE_INTEGER)
            g_assert_cmpfloat(key->maximum, >, 0);
    }
}

/* It stands in a table and in the middle of messages. */
static void assert_help(const char *help) {
    g_test_message("%s", help);
    g_assert_cmpuint(strlen(help), >, 0);
    g_assert_cmpuint(strlen(help), <=, 120);
    g_assert_false(g_str_has_suffix(help, "."));
    g_assert_false(g_str_has_suffix(help, " "));
    g_assert_null(strpbrk(help, "\n|\t"));
}

static void test_help_is_one_line_without_a_full_stop(void) {
    for (const Section *section = key_sections; section->name != NULL; section++)
        assert_help(section->help);
    for (const Key *key = key_table; key->section != NULL; key++)
        assert_help(key->help);
}

static void test_first_key_names_the_kind_of_file(void) {
    for (const char *const *kind = key_file_kinds; *kind != NULL; kind++)
        g_assert_true(key_find(section_find(*kind), *kind)->required);
}

static void test_words_are_counted_with_their_spellings(void) {
    const Key *align = key_find(section_find("flow"), "align");

    g_assert_cmpint(key_word_index(align, "stretch"), ==, 0);
    g_assert_cmpint(key_word_index(align, "top"), ==, 1);
    g_assert_cmpint(key_word_index(align, "left"), ==, 1);
    g_assert_cmpint(key_word_index(align, "bottom"), ==, 3);
    g_assert_cmpint(key_word_index(align, "justify"), ==, -1);
    g_assert_cmpint(key_word_index(align, "start=left=top"), ==, -1);
}

static void test_open_sections_take_any_name(void) {
    g_assert_cmpstr(key_find(section_find("inks"), "x")->name, ==, "*");
    g_assert_null(key_find(section_find("ink"), "x"));
    g_assert_null(section_find("x"));
}

static const UnitTest tests[] = {
    TEST(every_section_a_key_names_exists),
    TEST(every_extended_section_exists),
    TEST(keys_of_a_section_lie_together),
    TEST(section_names_are_unique),
    TEST(every_section_is_reached_from_a_kind_of_file),
    TEST(every_section_has_keys),
    TEST(name_means_one_thing_within_a_section),
    TEST(every_key_is_found_by_its_name),
    TEST(defaults_are_values_of_their_keys),
    TEST(required_keys_have_no_default),
    TEST(brief_keys_exist),
    TEST(only_words_and_names_have_a_list_of_words),
    TEST(known_shapes_are_all_shapes),
    TEST(sections_of_a_kind_of_file_are_collected_in_order),
    TEST(sections_of_any_kind_of_file_are_all),
    TEST(ranges_are_in_order),
    TEST(whole_numbers_have_a_range),
    TEST(help_is_one_line_without_a_full_stop),
    TEST(first_key_names_the_kind_of_file),
    TEST(words_are_counted_with_their_spellings),
    TEST(open_sections_take_any_name),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
