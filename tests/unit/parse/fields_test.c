#include "../support.h"

#include "model/box.h"
#include "model/campaign.h"
#include "model/supplier.h"
#include "parse/fields.h"
#include "parse/values.h"

/* Room for the largest struct that a section fills. */
typedef union {
    Box box;
    Size size;
    Condition condition;
    Supplier supplier;
    Limits limits;
    TypeStyle style;
    ScriptStyle script;
    Language language;
    Funder funder;
    DraftBand draft;
} Filled;

/* Two values of each type, as they would be written. */
static const char *const samples[][2] = {
    [VALUE_TEXT] = {"a", "b"},           [VALUE_NAME] = {"a", "b"},
    [VALUE_FILE] = {"a", "b"},           [VALUE_FILE_NAME] = {"a", "b"},
    [VALUE_PLATE] = {"a", "b"},          [VALUE_COLOUR] = {"#000000", "#000001"},
    [VALUE_YES_NO] = {"yes", "no"},      [VALUE_ANCHOR] = {"top", "bottom"},
    [VALUE_NUMBER] = {"1", "2"},         [VALUE_INTEGER] = {"1", "2"},
    [VALUE_PERCENT] = {"1%", "2%"},      [VALUE_LENGTH] = {"1mm", "1cm"},
    [VALUE_SHARES] = {"1% 1%", "1% 2%"}, [VALUE_PAIR] = {"1mm 1mm", "1mm 2mm"},
    [VALUE_POINT] = {"1 1", "1 2"},      [VALUE_VIEW] = {"0 0 1 1", "0 0 1 2"},
    [VALUE_PATH] = {"M0 0H1", "M0 0H2"}, [VALUE_SIDES] = {"1mm", "1mm 1mm 1mm 2mm"},
    [VALUE_TRACKS] = {"1", "2"},         [VALUE_TEXTS] = {"a", "b"},
    [VALUE_NAMES] = {"a", "b"},          [VALUE_FEATURES] = {"a", "b"},
    [VALUE_NAME_PAIR] = {"a", "b"},
};

/* One text; a pair is a list. */
static Node *value_of(ValueType type, const char *text) {
    Node *value = node_new_text(text, strlen(text), (Origin){0});
    Node *list;

    if (type != VALUE_NAME_PAIR)
        return value;
    list = node_new(NODE_LIST, (Origin){0});
    node_append(list, value);
    node_append(list, node_new_text("z", 1, (Origin){0}));
    return list;
}

/* What a section's fields hold when only this key is given. */
static GString *fields_with(const Section *section, const Key *key, const char *text) {
    g_autoptr(Node) map = node_new(NODE_MAP, (Origin){0});
    GString *bytes = g_string_new(NULL);
    Filled filled = {0};

    node_put(map, node_new_text(key->name, strlen(key->name), (Origin){0}),
             value_of(key->type, text));
    value_fill(&filled, map, section);
    fields_append(bytes, &filled, section);
    return bytes;
}

typedef struct {
    const Section *section;
    guint keys;
} Visit;

static void assert_key_counts(const Key *key, void *data) {
    Visit *visit = data;
    g_auto(GStrv) words = g_strsplit_set(key->of != NULL ? key->of : "", " =", -1);
    const char *const *two =
        key->type == VALUE_WORD ? (const char *const *)words : samples[key->type];
    g_autoptr(GString) first = NULL, second = NULL, again = NULL;

    if (key->offset < 0)
        return;
    g_test_message("%s", key->name);
    first = fields_with(visit->section, key, two[0]);
    second =
        fields_with(visit->section, key,
                    key->type == VALUE_WORD ? words[g_strv_length(words) - 1] : two[1]);
    again = fields_with(visit->section, key, two[0]);
    g_assert_false(g_string_equal(first, second));
    g_assert_true(g_string_equal(first, again));
    visit->keys++;
}

static void test_every_key_that_fills_a_field_counts(void) {
    static const char *const sections[] = {"size",    "condition", "supplier", "limits",
                                           "style",   "script",    "panel",    "text",
                                           "pattern", "photo",     "art",      "draft"};

    for (size_t i = 0; i < G_N_ELEMENTS(sections); i++) {
        Visit visit = {section_find(sections[i]), 0};

        section_visit(visit.section, assert_key_counts, &visit);
        g_assert_cmpuint(visit.keys, >, 0);
    }
}

static const UnitTest tests[] = {
    TEST(every_key_that_fills_a_field_counts),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
