#include "../support.h"

/* The text of one finding about `length` bytes at `offset`. */
static char *say(const char *text, size_t offset, size_t length, const char *message) {
    g_autoptr(Source) source = source_of(text);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Origin origin = {source, offset, length, NULL};

    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &origin, "%s", message);
    return findings_to_text(diagnostics);
}

static void assert_said(const char *text, size_t offset, size_t length,
                        const char *expected) {
    g_autofree char *said = say(text, offset, length, "bad");

    g_assert_cmpstr(said, ==, expected);
}

static void test_caret_stands_under_the_value(void) {
    assert_said("a: b\nbleed: 3\n", 12, 1,
                "a.yaml:2:8: error: bad [a/b]\n"
                "    bleed: 3\n"
                "           ^\n");
    assert_said("a: bcd", 3, 3,
                "a.yaml:1:4: error: bad [a/b]\n"
                "    a: bcd\n"
                "       ^~~\n");
}

static void test_caret_of_several_lines_stands_on_the_first(void) {
    assert_said("a: b\nc: d", 3, 6,
                "a.yaml:1:4: error: bad [a/b]\n"
                "    a: b\n"
                "       ^\n");
}

static void test_caret_counts_what_a_terminal_shows(void) {
    /* A wide character takes two cells, a combining one none. */
    assert_said("日本: x", 8, 1,
                "a.yaml:1:5: error: bad [a/b]\n"
                "    日本: x\n"
                "          ^\n");
    assert_said("ko\xcc\x88ln: x", 8, 1,
                "a.yaml:1:8: error: bad [a/b]\n"
                "    ko\xcc\x88ln: x\n"
                "          ^\n");
    assert_said("a\tb: x", 5, 1,
                "a.yaml:1:6: error: bad [a/b]\n"
                "    a b: x\n"
                "         ^\n");
}

static void test_underline_is_as_wide_as_what_it_marks(void) {
    assert_said("日本: x", 0, 6,
                "a.yaml:1:1: error: bad [a/b]\n"
                "    日本: x\n"
                "    ^~~~\n");
    assert_said("ko\xcc\x88ln: x", 0, 6,
                "a.yaml:1:1: error: bad [a/b]\n"
                "    ko\xcc\x88ln: x\n"
                "    ^~~~\n");
}

static void test_control_characters_are_shown_as_question_marks(void) {
    /* Right-to-left override, isolate, marks, escape, a C1 control, delete. */
    assert_said("a\xe2\x80\xae\xe2\x81\xa6\xe2\x80\x8f\xd8\x9c\x1b\xc2\x9b\x7f: x", 18,
                1,
                "a.yaml:1:11: error: bad [a/b]\n"
                "    a???????: x\n"
                "              ^\n");
}

/* They could make a message read as another one. */
static void test_every_direction_control_is_replaced(void) {
    static const gunichar controls[] = {0x061C, 0x200E, 0x200F, 0x202A, 0x202B, 0x202C,
                                        0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069};
    static const gunichar others[] = {0x061B, 0x200D, 0x2010, 0x2029, 0x2065, 0x206A};
    char bytes[7] = {0};

    for (size_t i = 0; i < G_N_ELEMENTS(controls); i++) {
        g_autofree char *shown = NULL;

        bytes[g_unichar_to_utf8(controls[i], bytes)] = '\0';
        shown = text_for_terminal(bytes);
        g_assert_cmpstr(shown, ==, "?");
    }
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
        g_autofree char *shown = NULL;

        bytes[g_unichar_to_utf8(others[i], bytes)] = '\0';
        shown = text_for_terminal(bytes);
        g_assert_cmpstr(shown, ==, bytes);
    }
}

static void test_message_has_no_controls_and_one_line(void) {
    g_autofree char *said = say("x", 0, 1, "a\nb\tc\x1b[31m\xe2\x80\xae\xff");

    g_assert_cmpstr(said, ==,
                    "a.yaml:1:1: error: a b c?[31m?\xef\xbf\xbd [a/b]\n"
                    "    x\n"
                    "    ^\n");
}

static void test_name_of_a_file_has_no_controls(void) {
    g_autoptr(Source) source = source_new_for_text("a\x1b[2J\xff\n.yaml", "x", 1);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GString) json = g_string_new(NULL);

    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &(Origin){source, 0, 1, NULL},
                    "bad");
    diagnostics_to_json(diagnostics, json);
    assert_findings(diagnostics, "a?[2J\xef\xbf\xbd .yaml:1:1: error: bad [a/b]\n"
                                 "    x\n"
                                 "    ^\n");
    g_assert_true(g_utf8_validate(json->str, (gssize)json->len, NULL));
}

static void test_finding_without_a_file_is_one_line(void) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    diagnostics_add(diagnostics, SEVERITY_WARNING, "a/b", NULL, "bad");
    diagnostics_add(diagnostics, SEVERITY_NOTE, "a/c", &(Origin){0}, "dull");
    assert_findings(diagnostics, "warning: bad [a/b]\nnote: dull [a/c]\n");
}

/* The same finding on three posters, one of them twice. */
static Diagnostics *find_on_posters(const Source *source) {
    static const char *const sizes[] = {"a3", "a2", "a3", "clp"};
    Diagnostics *diagnostics = diagnostics_new();
    Origin origin = {source, 0, 1, NULL};

    for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
        diagnostics_set_subject(diagnostics,
                                &(Subject){.size = sizes[i], .language = "ar"});
        diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &origin, "bad");
    }
    diagnostics_set_subject(diagnostics, NULL);
    return diagnostics;
}

static void test_equal_findings_become_one_with_all_posters(void) {
    g_autoptr(Source) source = source_of("x");
    g_autoptr(Diagnostics) diagnostics = find_on_posters(source);

    assert_findings(
        diagnostics,
        "a.yaml:1:1: error: bad (size a3, language ar; 2 more like it) [a/b]\n"
        "    x\n"
        "    ^\n");
    g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 1);
}

static void test_findings_differ_by_place_message_id_and_severity(void) {
    g_autoptr(Source) source = source_of("xy");
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &(Origin){source, 0, 1, NULL},
                    "bad");
    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &(Origin){source, 1, 1, NULL},
                    "bad");
    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &(Origin){source, 0, 1, NULL},
                    "ill");
    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/c", &(Origin){source, 0, 1, NULL},
                    "bad");
    diagnostics_add(diagnostics, SEVERITY_NOTE, "a/b", &(Origin){source, 0, 1, NULL},
                    "bad");
    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", NULL, "bad");
    g_assert_cmpuint(diagnostics->findings->len, ==, 6);
    g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_ERROR), ==, 5);
    g_assert_cmpuint(diagnostics_count(diagnostics, SEVERITY_NOTE), ==, 6);
}

static void test_subject_names_the_row(void) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    diagnostics_set_subject(diagnostics, &(Subject){"a2", "ar", "7"});
    diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", NULL, "bad");
    assert_findings(diagnostics, "error: bad (size a2, language ar, row 7) [a/b]\n");
}

static void test_json_has_every_member(void) {
    g_autoptr(Source) source = source_of("x");
    g_autoptr(Diagnostics) diagnostics = find_on_posters(source);
    g_autoptr(GString) json = g_string_new("F: ");

    diagnostics_add(diagnostics, SEVERITY_NOTE, "a/c", NULL, "say \"ä\\\"");
    diagnostics_to_json(diagnostics, json);
    g_assert_cmpstr(
        json->str, ==,
        "F: [\n"
        "    {\"severity\": \"error\", \"id\": \"a/b\", \"file\": \"a.yaml\", "
        "\"line\": 1, \"column\": 1, \"message\": \"bad\", \"posters\": "
        "[\"size a3, language ar\", \"size a2, language ar\", "
        "\"size clp, language ar\"]},\n"
        "    {\"severity\": \"note\", \"id\": \"a/c\", "
        "\"message\": \"say \\\"ä\\\\\\\"\", \"posters\": []}\n"
        "  ]");
}

static void test_json_without_findings_is_an_empty_list(void) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GString) json = g_string_new(NULL);

    diagnostics_to_json(diagnostics, json);
    g_assert_cmpstr(json->str, ==, "[]");
}

static void test_json_text_escapes_controls(void) {
    g_autoptr(GString) json = g_string_new(NULL);

    json_append_text(json, "a\"b\\c\n\x01");
    g_assert_cmpstr(json->str, ==, "\"a\\\"b\\\\c\\u000a\\u0001\"");
}

static void test_many_findings_in_one_long_line_stay_small(void) {
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(Source) source = NULL;
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    size_t bytes = 0;

    while (text->len < 100000)
        g_string_append(text, "0123456789");
    source = source_of(text->str);
    for (size_t i = 0; i < 1000; i++)
        diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b",
                        &(Origin){source, i * 100, 1, NULL}, "bad");
    for (guint i = 0; i < diagnostics->findings->len; i++) {
        g_autofree char *said =
            finding_to_text(g_ptr_array_index(diagnostics->findings, i));

        bytes += strlen(said);
    }
    /* Nobody reads lines of 100 kB; a thousand of them would be 200 MB. */
    g_assert_cmpuint(bytes, <, 2000000);
}

static void test_finding_made_before_is_told_of_each_poster_once(void) {
    g_autoptr(Source) source = source_of("one\ntwo");
    g_autoptr(Diagnostics) file = diagnostics_new();
    g_autoptr(Diagnostics) run = diagnostics_new();
    Origin origin = {.source = source, .offset = 4, .length = 3};
    const Subject subjects[] = {{.size = "a6"}, {.size = "a2"}};

    diagnostics_add(file, SEVERITY_WARNING, "a/b", &origin, "is odd");
    for (size_t i = 0; i < 4; i++) {
        diagnostics_set_subject(run, &subjects[i % 2]);
        diagnostics_repeat(run, g_ptr_array_index(file->findings, 0));
    }
    assert_findings(run, "a.yaml:2:1: warning: is odd (size a6; 1 more like it) [a/b]\n"
                         "    two\n"
                         "    ^~~\n");
    assert_findings(file, "a.yaml:2:1: warning: is odd [a/b]\n"
                          "    two\n"
                          "    ^~~\n");
}

/* The line of a finding about "b" in line 2, followed into another text; 0: lost. */
static unsigned follow(const char *text) {
    g_autoptr(Source) before = source_of("x\na: b\n");
    g_autoptr(Source) after = source_of(text);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    Origin origin = {before, 5, 1, NULL};
    Finding *finding;

    diagnostics_add(diagnostics, SEVERITY_NOTE, "a/b", &origin, "x");
    finding = g_ptr_array_index(diagnostics->findings, 0);
    return finding_follow(finding, after) ? finding->line : 0;
}

static void test_finding_follows_its_line(void) {
    g_assert_cmpuint(follow("other\na: b\n"), ==, 2);
    g_assert_cmpuint(follow("a: b\na: b\n"), ==, 2);
    g_assert_cmpuint(follow("a: b"), ==, 1);
    g_assert_cmpuint(follow("1\n2\n3\na: b\n"), ==, 4);
    g_assert_cmpuint(follow("a: b\n\na: b\n"), ==, 0);
    g_assert_cmpuint(follow("a: bc\n"), ==, 0);
    g_assert_cmpuint(follow(""), ==, 0);
}

static const UnitTest tests[] = {
    TEST(caret_stands_under_the_value),
    TEST(caret_of_several_lines_stands_on_the_first),
    TEST(caret_counts_what_a_terminal_shows),
    TEST(underline_is_as_wide_as_what_it_marks),
    TEST(control_characters_are_shown_as_question_marks),
    TEST(every_direction_control_is_replaced),
    TEST(message_has_no_controls_and_one_line),
    TEST(name_of_a_file_has_no_controls),
    TEST(finding_without_a_file_is_one_line),
    TEST(equal_findings_become_one_with_all_posters),
    TEST(findings_differ_by_place_message_id_and_severity),
    TEST(subject_names_the_row),
    TEST(json_has_every_member),
    TEST(json_without_findings_is_an_empty_list),
    TEST(json_text_escapes_controls),
    TEST(many_findings_in_one_long_line_stay_small),
    TEST(finding_made_before_is_told_of_each_poster_once),
    TEST(finding_follows_its_line),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
