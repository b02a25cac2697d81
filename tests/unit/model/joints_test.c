#include "../support.h"

#include "model/joints.h"

static void test_splits_share_their_joints(void) {
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    Size size = {.trim = {{600, UNIT_PT}, {400, UNIT_PT}}, .parts = parts};
    g_autoptr(GArray) joints = NULL;
    g_autoptr(GString) said = g_string_new(NULL);

    g_ptr_array_add(parts, (gpointer) "2x2");
    g_ptr_array_add(parts, (gpointer) "3x2");
    joints = size_joints(&size);
    for (guint i = 0; i < joints->len; i++) {
        const Joint *joint = &g_array_index(joints, Joint, i);

        g_string_append_printf(said, "%s %.0f %s\n", joint->is_upright ? "x" : "y",
                               joint->at, joint->fits->str);
    }
    g_assert_cmpstr(said->str, ==, "x 300 2x2\ny 200 2x2, 3x2\nx 200 3x2\nx 400 3x2\n");
}

static void test_most_sizes_have_none(void) {
    Size size = {.trim = {{600, UNIT_PT}, {400, UNIT_PT}}};
    g_autoptr(GArray) joints = size_joints(&size);

    g_assert_cmpuint(joints->len, ==, 0);
}

static const UnitTest tests[] = {
    TEST(splits_share_their_joints),
    TEST(most_sizes_have_none),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
