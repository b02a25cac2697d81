#include "../support.h"

#include "cli/cli.h"

#include <sched.h>

static bool is_command(const char *name) {
    for (const Command *command = commands; command->name != NULL; command++) {
        if (strcmp(command->name, name) == 0)
            return true;
    }
    return false;
}

static void test_every_command_an_option_names_exists(void) {
    for (const Option *option = option_table; option->name != NULL; option++) {
        g_auto(GStrv) names =
            g_strsplit(option->commands != NULL ? option->commands : "", " ", -1);

        for (char **name = names; *name != NULL; name++) {
            g_test_message("--%s: %s", option->name, *name);
            g_assert_true(is_command(*name));
        }
    }
}

/* Two options of one command share neither name, letter nor field. */
static void check_command(const char *command) {
    const Option *a = NULL;

    while ((a = option_next(command, a)) != NULL) {
        for (const Option *b = option_next(command, a); b != NULL;
             b = option_next(command, b)) {
            g_test_message("%s: --%s and --%s", command, a->name, b->name);
            g_assert_cmpstr(a->name, !=, b->name);
            g_assert_true(a->letter == '\0' || a->letter != b->letter);
            g_assert_cmpuint(a->offset, !=, b->offset);
        }
    }
}

static void test_options_of_a_command_differ(void) {
    for (const Command *command = commands; command->name != NULL; command++)
        check_command(command->name);
}

static void test_options_with_a_value_say_what_stands_for_it(void) {
    for (const Option *option = option_table; option->name != NULL; option++) {
        g_test_message("--%s", option->name);
        g_assert_true((option->takes == TAKES_NOTHING) ==
                      (option->placeholder == NULL));
    }
}

static void test_numbers_have_a_range_without_zero(void) {
    for (const Option *option = option_table; option->name != NULL; option++) {
        g_test_message("--%s", option->name);
        if (option->takes == TAKES_INTEGER || option->takes == TAKES_NUMBER) {
            g_assert_cmpfloat(option->minimum, <=, option->maximum);
            g_assert_true(option->minimum > 0 || option->maximum < 0);
        }
    }
}

/* Shells read these in single quotes, and fish would take a backslash for its own. */
static void test_helps_are_one_plain_line(void) {
    for (const Option *option = option_table; option->name != NULL; option++)
        g_assert_null(strpbrk(option->help, "\\\n\t"));
    for (const Command *command = commands; command->name != NULL; command++)
        g_assert_null(strpbrk(command->help, "\\\n\t'"));
}

/* The problem with a command line, or NULL. */
static char *parse(Options *options, char ***arguments, const char *line) {
    g_auto(GStrv) words = g_strsplit(line, " ", -1);
    char *problem = NULL;
    bool fine =
        options_parse(options, (int)g_strv_length(words), words, arguments, &problem);

    g_assert_true(fine == (problem == NULL));
    return problem;
}

static void test_values_fill_their_fields(void) {
    g_auto(Options) options = {0};
    g_auto(GStrv) arguments = NULL;
    g_autofree char *problem = parse(
        &options, &arguments, "render a -qj 4 --size=a3,CLP --ppi 0x10 b --bleed -C x");

    g_assert_null(problem);
    g_assert_cmpstr(options.folder, ==, "x");
    g_assert_cmpstr(options.sizes, ==, "a3,CLP");
    g_assert_null(options.languages);
    g_assert_cmpint(options.jobs, ==, 4);
    g_assert_cmpfloat(options.ppi, ==, 16);
    g_assert_true(options.quiet && options.bleed);
    g_assert_false(options.verbose || options.force || options.help);
    g_assert_cmpuint(g_strv_length(arguments), ==, 2);
    g_assert_cmpstr(arguments[0], ==, "a");
    g_assert_cmpstr(arguments[1], ==, "b");
}

static void test_numbers_that_are_not_said_are_zero(void) {
    g_auto(Options) options = {0};
    g_auto(GStrv) arguments = NULL;
    g_autofree char *problem = parse(&options, &arguments, "render");

    g_assert_null(problem);
    g_assert_cmpint(options.jobs, ==, 0);
    g_assert_cmpfloat(options.ppi, ==, 0);
    g_assert_null(arguments[0]);
}

static void test_what_follows_two_dashes_is_no_option(void) {
    g_auto(Options) options = {0};
    g_auto(GStrv) arguments = NULL;
    g_autofree char *problem = parse(&options, &arguments, "list -- --help");

    g_assert_null(problem);
    g_assert_false(options.help);
    g_assert_cmpstr(arguments[0], ==, "--help");
}

static void assert_problem(const char *line, const char *expected) {
    g_auto(Options) options = {0};
    g_auto(GStrv) arguments = NULL;
    g_autofree char *problem = parse(&options, &arguments, line);

    g_assert_cmpstr(problem, ==, expected);
}

static void test_what_is_wrong_is_said(void) {
    static const char names[] = "--lang takes one or more names, with commas between";

    assert_problem("list --bleed", "Unknown option --bleed; see \"plakat help list\"");
    assert_problem("render --jobs 65", "--jobs takes a number from 1 to 64");
    assert_problem("render --ppi nan", "--ppi takes a number from 1 to 2400");
    assert_problem("render --lang ", names);
    assert_problem("render --lang de,,tr", names);
    assert_problem("render --lang de,", names);
    assert_problem("items --lang ,", NULL); /* takes one, whatever it is called */
}

/* As under taskset, or in a container with a part of the machine. */
static void test_jobs_are_as_many_as_cores_that_may_be_used(void) {
    cpu_set_t before, one;
    size_t core = 0;

    g_assert_cmpint(sched_getaffinity(0, sizeof before, &before), ==, 0);
    while (!CPU_ISSET(core, &before))
        core++;
    CPU_ZERO(&one);
    CPU_SET(core, &one);
    g_assert_cmpint(sched_setaffinity(0, sizeof one, &one), ==, 0);
    g_assert_cmpuint(options_count_jobs(0), ==, 1);
    g_assert_cmpuint(options_count_jobs(3), ==, 3);
    g_assert_cmpint(sched_setaffinity(0, sizeof before, &before), ==, 0);
    g_assert_cmpuint(options_count_jobs(0), ==, (guint)CPU_COUNT(&before));
}

static const UnitTest tests[] = {
    TEST(jobs_are_as_many_as_cores_that_may_be_used),
    TEST(every_command_an_option_names_exists),
    TEST(options_of_a_command_differ),
    TEST(options_with_a_value_say_what_stands_for_it),
    TEST(numbers_have_a_range_without_zero),
    TEST(helps_are_one_plain_line),
    TEST(values_fill_their_fields),
    TEST(numbers_that_are_not_said_are_zero),
    TEST(what_follows_two_dashes_is_no_option),
    TEST(what_is_wrong_is_said),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
