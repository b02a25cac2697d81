#include "../support.h"

#include "batch/message.h"

static void free_finding(gpointer finding) {
    finding_free(finding);
}

/* A message with every kind of member: texts, none, empty ones, several subjects. */
static GByteArray *pack(guint poster) {
    g_autoptr(Source) source = source_of("a: b\n");
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Outcome) outcome = outcome_new();
    Origin origin = {source, 3, 1, NULL};

    for (int i = 0; i < 2; i++) {
        diagnostics_set_subject(diagnostics, &(Subject){.size = i == 0 ? "a3" : "a2"});
        diagnostics_add(diagnostics, SEVERITY_ERROR, "a/b", &origin, "schlimm: ä");
    }
    diagnostics_set_subject(diagnostics, NULL);
    diagnostics_add(diagnostics, SEVERITY_NOTE, "a/c", NULL, "%s", "");
    g_ptr_array_add(outcome->products, product_new("out/a b.png", "png", "xyz", 3));
    g_ptr_array_add(outcome->products, product_new("out/a.pdf", "pdf", "", 0));
    outcome->problem = g_strdup("cannot write");
    return message_pack(poster, diagnostics, outcome);
}

static void assert_product(const Outcome *outcome, guint index, const char *path,
                           const char *kind, gsize bytes, const char *sha256) {
    const Product *product = g_ptr_array_index(outcome->products, index);

    g_assert_cmpstr(product->path, ==, path);
    g_assert_cmpstr(product->kind, ==, kind);
    g_assert_cmpuint(product->bytes, ==, bytes);
    g_assert_cmpstr(product->sha256, ==, sha256);
}

/* Takes one message off the front and checks that it is the one that pack made. */
static void assert_unpacked(GByteArray *bytes, guint expected) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(GPtrArray) findings = g_ptr_array_new_with_free_func(free_finding);
    g_autoptr(Outcome) outcome = NULL;
    guint poster = 99;

    g_assert_true(message_unpack(bytes, &poster, findings, &outcome));
    g_assert_cmpuint(poster, ==, expected);
    for (guint i = 0; i < findings->len; i++)
        diagnostics_take(diagnostics, g_ptr_array_index(findings, i));
    g_ptr_array_set_free_func(findings, NULL);
    assert_findings(diagnostics,
                    "a.yaml:1:4: error: schlimm: ä (size a3; 1 more like it) [a/b]\n"
                    "    a: b\n"
                    "       ^\n"
                    "note:  [a/c]\n");
    g_assert_cmpstr(outcome->problem, ==, "cannot write");
    g_assert_cmpuint(outcome->products->len, ==, 2);
    assert_product(outcome, 0, "out/a b.png", "png", 3,
                   "3608bca1e44ea6c4d268eb6db02260269892c0b42b86bbf1e77a6fa16c3c9282");
    assert_product(outcome, 1, "out/a.pdf", "pdf", 0,
                   "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void test_message_arrives_as_it_was_sent(void) {
    g_autoptr(GByteArray) bytes = pack(7);

    assert_unpacked(bytes, 7);
    g_assert_cmpuint(bytes->len, ==, 0);
}

static void test_message_may_arrive_byte_by_byte(void) {
    g_autoptr(GByteArray) whole = pack(7);
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    g_autoptr(GPtrArray) findings = g_ptr_array_new();
    Outcome *outcome = NULL;
    guint poster;

    for (guint i = 0; i < whole->len; i++) {
        g_assert_false(message_unpack(bytes, &poster, findings, &outcome));
        g_assert_null(outcome);
        g_assert_cmpuint(findings->len, ==, 0);
        g_byte_array_append(bytes, whole->data + i, 1);
    }
    assert_unpacked(bytes, 7);
}

static void test_next_message_stays(void) {
    g_autoptr(GByteArray) bytes = pack(1);
    g_autoptr(GByteArray) second = pack(2);

    g_byte_array_append(bytes, second->data, second->len);
    assert_unpacked(bytes, 1);
    g_assert_cmpuint(bytes->len, ==, second->len);
    assert_unpacked(bytes, 2);
}

static void test_empty_message_is_a_message(void) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(Outcome) sent = outcome_new();
    g_autoptr(GByteArray) bytes = message_pack(0, diagnostics, sent);
    g_autoptr(GPtrArray) findings = g_ptr_array_new();
    g_autoptr(Outcome) outcome = NULL;
    guint poster = 99;

    g_assert_true(message_unpack(bytes, &poster, findings, &outcome));
    g_assert_cmpuint(poster, ==, 0);
    g_assert_null(outcome->problem);
    g_assert_cmpuint(outcome->products->len, ==, 0);
    g_assert_cmpuint(findings->len, ==, 0);
}

static const UnitTest tests[] = {
    TEST(message_arrives_as_it_was_sent),
    TEST(message_may_arrive_byte_by_byte),
    TEST(next_message_stays),
    TEST(empty_message_is_a_message),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
