#include "../support.h"

#include "base/paths.h"

static void assert_for_people(const char *path, const char *expected) {
    g_autofree char *name = path_for_people(path);

    g_assert_cmpstr(name, ==, expected);
}

static void assert_joined(const char *path, const char *file, const char *expected) {
    g_autofree char *name = path_join(path, file);

    g_assert_cmpstr(name, ==, expected);
}

static void test_paths_below_the_folder_are_short(void) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *inside = g_build_filename(folder->path, "a", "b", NULL);

    assert_for_people("a/./b", "a/b");
    assert_for_people("a/../b", "b");
    assert_for_people("./a//b", "a/b");
    assert_for_people(inside, "a/b");
}

static void test_paths_elsewhere_are_whole(void) {
    g_autoptr(Folder) folder = folder_new();
    g_autofree char *beside = g_strconcat(folder->path, "-2/a", NULL);
    g_autofree char *above = g_path_get_dirname(folder->path);

    assert_for_people("/x/y", "/x/y");
    assert_for_people(beside, beside);
    assert_for_people("..", above);
    assert_for_people("a/../..", above);
    assert_for_people("a/../../b/..", above);
    assert_for_people(".", folder->path);
}

static void test_files_are_found_from_a_folder(void) {
    IN_A_FOLDER;

    assert_joined("motifs", "art/a.svg", "motifs/art/a.svg");
    assert_joined("motifs/layouts", "../art/a.svg", "motifs/art/a.svg");
    assert_joined(".", "a.svg", "a.svg");
    assert_joined("/x/y", "../a.svg", "/x/a.svg");
}

static void test_everything_is_short_in_the_root(void) {
    g_autoptr(Folder) folder = folder_new();

    g_assert_cmpint(g_chdir("/"), ==, 0);
    assert_for_people("a/b", "a/b");
    assert_for_people("/a/b", "a/b");
    assert_for_people("../a", "a");
    assert_for_people("/", "/");
    g_assert_cmpint(g_chdir(folder->path), ==, 0);
}

static void test_names_of_a_folder_are_sorted_without_hidden_ones(void) {
    IN_A_FOLDER;
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) names = NULL;
    g_autofree char *joined = NULL;

    write_file("b", "");
    write_file("B", "");
    write_file("a/c", "");
    write_file(".hidden", "");
    names = path_list(".", &error);
    g_assert_no_error(error);
    g_ptr_array_add(names, NULL);
    joined = g_strjoinv(" ", (char **)names->pdata);
    g_assert_cmpstr(joined, ==, "B a b");
    g_assert_null(path_list("none", &error));
    g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static void test_what_is_installed_is_found_from_the_program(void) {
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    g_autofree char *folder = g_path_get_dirname(program);
    g_autofree char *found = path_installed("../tests");
    g_autofree char *expected = g_build_filename(folder, "../tests", NULL);
    g_autofree char *missing = path_installed("../nix/tests");

    g_assert_cmpstr(found, ==, expected);
    g_assert_null(missing);
}

static const UnitTest tests[] = {
    TEST(paths_below_the_folder_are_short),
    TEST(paths_elsewhere_are_whole),
    TEST(files_are_found_from_a_folder),
    TEST(everything_is_short_in_the_root),
    TEST(names_of_a_folder_are_sorted_without_hidden_ones),
    TEST(what_is_installed_is_found_from_the_program),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
