#include "../support.h"

#include "model/box.h"

static void test_every_kind_is_found_by_its_name(void) {
    for (int i = 0; i < BOX_KIND_COUNT; i++) {
        BoxKind kind = BOX_KIND_COUNT;

        g_assert_true(box_kind_find(box_kind_to_text((BoxKind)i), &kind));
        g_assert_cmpint(kind, ==, i);
    }
}

static void test_other_words_are_no_kind(void) {
    BoxKind kind = BOX_GRID;

    g_assert_false(box_kind_find("Stack", &kind));
    g_assert_false(box_kind_find("", &kind));
    g_assert_cmpint(kind, ==, BOX_GRID);
}

static Box *named(BoxKind kind, const char *name) {
    Box *box = box_new(kind);

    box->name = g_strdup(name);
    return box;
}

static void test_boxes_are_found_at_any_depth(void) {
    g_autoptr(Box) root = named(BOX_STACK, NULL);
    Box *row = named(BOX_ROW, "row");

    g_ptr_array_add(root->items, named(BOX_PANEL, "first"));
    g_ptr_array_add(root->items, row);
    g_ptr_array_add(row->items, named(BOX_ART, "deep"));
    g_assert_cmpint(box_find(root, "deep")->kind, ==, BOX_ART);
    g_assert_true(box_find(root, "row") == row);
    g_assert_null(box_find(root, "none"));
}

static const UnitTest tests[] = {
    TEST(every_kind_is_found_by_its_name),
    TEST(other_words_are_no_kind),
    TEST(boxes_are_found_at_any_depth),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
