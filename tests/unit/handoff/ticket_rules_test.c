#include "../support.h"
#include "docket.h"

#include "handoff/ticket.h"
#include "handoff/ticket_rules.h"

#include <string.h>

/* Clauses and messages, one a line. */
static char *check(const char *ticket) {
    g_autoptr(GPtrArray) problems = ticket_rules_check(ticket, strlen(ticket));
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < problems->len; i++) {
        const TicketProblem *problem = g_ptr_array_index(problems, i);

        g_string_append_printf(text, "%s: %s\n", problem->clause, problem->message);
    }
    return g_string_free(text, FALSE);
}

static char *sample_ticket(void) {
    g_autoptr(Docket) docket = sample_docket();

    return ticket_make(docket);
}

static void test_our_own_breaks_none(void) {
    g_autofree char *ticket = sample_ticket();
    g_autofree char *said = check(ticket);

    g_assert_cmpstr(said, ==, "");
}

/* What is put in the place of the first `from` of a good ticket, and what is told. */
static const struct {
    const char *from, *to, *told;
} faults[] = {
    {"JDFSchema_2_0", "JDFSchema_1_1",
     "XJDF 2.1, XJDF: the root is no XJDF of " TICKET_NAMESPACE "\n"},
    {"Version=\"2.1\"", "Version=\"1.7\"",
     "XJDF 2.1, XJDF: version \"1.7\"; there are 2.0 to 2.3\n"},
    {"JobID=\"KV-1\"", "JobID=\"KV 1\"",
     "XJDF 2.1, XJDF/@JobID, XJDF/@Types: JobID is missing or no token: letters, "
     "digits, - and _\n"},
    {"Types=\"Product\"", "", "XJDF 2.1, XJDF/@JobID, XJDF/@Types: Types is missing\n"},
    {"<AuditPool>", "<GeneralID/><AuditPool>",
     "XJDF 2.1, XJDF: order of elements: \"AuditPool\" must stand before "
     "\"GeneralID\"\nXJDF 2.1, XJDF: order of elements: \"Comment\" must stand before "
     "\"GeneralID\"\n"},
    {"<AuditPool>", "<Surprise/><AuditPool>",
     "XJDF 2.1, XJDF: order of elements: no element \"Surprise\" may stand here\n"},
    {"ID=\"R2\"", "ID=\"R1\"",
     "XJDF 2.1, 2.2.3: ID and IDREF: the ID \"R1\" is given twice\n"},
    {"Name=\"CustomerInfo\"", "Name=\"NodeInfo\"",
     "XJDF 2.1, ResourceSet/@Name: the set is called \"NodeInfo\" and holds another\n"},
    {"ProductType=\"Poster\"", "ProductType=\"Leaflet\"",
     "XJDF 2.1, Product: ProductType is not \"Poster\"\n"},
    {"Amount=\"120\"", "Amount=\"many\"",
     "XJDF 2.1, Product: Amount is no number of copies\n"},
    {"FinishedDimensions=\"3359.0551 4960.6299 0\"", "FinishedDimensions=\"3359 0 0\"",
     "XJDF 2.1, LayoutIntent/@FinishedDimensions: FinishedDimensions are not three "
     "lengths in points\n"},
    {"MediaType=\"Paper\"", "MediaType=\"Marble\"",
     "XJDF 2.1, MediaIntent/@MediaType: there is no MediaType \"Marble\"\n"},
    {"URL=\"", "URL=\"../", "XJDF 2.1, FileSpec: URL is no file beside the ticket\n"},
    {"FileSize=\"1234\"", "FileSize=\"-1\"",
     "XJDF 2.1, FileSpec: FileSize is no number of bytes\n"},
    {"CheckSum=\"BB", "CheckSum=\"",
     "XJDF 2.1, FileSpec: CheckSum is no MD5 in hexadecimal digits\n"},
    {"Product=\"P2\"", "Product=\"P1\"",
     "XJDF 2.1, Part/@Product: \"P1\" has 2 files, and needs one\n"
     "XJDF 2.1, Part/@Product: \"P2\" has 0 files, and needs one\n"},
    {"Part DropID=\"west\"", "Part DropID=\"mitte\"",
     "XJDF 2.1, 5.3.2: Part/@DropID: the delivery \"mitte\" is told twice\n"},
    {"ContactType=\"Delivery\" DropID=\"west\"",
     "ContactType=\"Delivery\" DropID=\"ost\"",
     "XJDF 2.1, 5.3.2: Part/@DropID: the delivery \"west\" has no address\n"},
    {"ItemRef=\"P2\"", "ItemRef=\"P9\"",
     "XJDF 2.1, DropItem/@ItemRef: there is no Product \"P9\"\n"
     "XJDF 2.1, DropItem/@Amount: \"P2\" has 50 copies, 0 are delivered\n"},
    {"DropItem Amount=\"20\"", "DropItem Amount=\"10\"",
     "XJDF 2.1, DropItem/@Amount: \"P1\" has 120 copies, 110 are delivered\n"},
    {"?>", "?><!DOCTYPE XJDF [<!ENTITY a \"b\">]>",
     "XML 1.0: it is no XML that can be read\n"},
};

static char *replace_first(const char *text, const char *from, const char *to) {
    const char *place = strstr(text, from);

    g_assert_nonnull(place);
    return g_strdup_printf("%.*s%s%s", (int)(place - text), text, to,
                           place + strlen(from));
}

static void test_each_fault_is_told(void) {
    g_autofree char *ticket = sample_ticket();

    for (size_t i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autofree char *broken = replace_first(ticket, faults[i].from, faults[i].to);
        g_autofree char *said = check(broken);

        g_assert_cmpstr(said, ==, faults[i].told);
    }
}

static void test_a_schema_is_asked(void) {
    static const char schema[] =
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" "
        "targetNamespace=\"" TICKET_NAMESPACE "\"><xs:element name=\"XJDF\" "
        "type=\"xs:string\"/></xs:schema>";
    g_autofree char *folder = g_dir_make_tmp("plakat-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "xjdf.xsd", NULL);
    g_autofree char *ticket = sample_ticket();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) problems = NULL, unread = NULL;

    unread = ticket_schema_check(ticket, strlen(ticket), folder, &error);
    g_assert_null(unread);
    g_assert_true(
        g_str_has_suffix(error->message, "/xjdf.xsd' is no schema that can be read"));
    g_assert_true(g_file_set_contents(path, schema, -1, NULL));
    problems = ticket_schema_check(ticket, strlen(ticket), folder, NULL);
    g_assert_cmpuint(problems->len, >, 0);
    g_assert_cmpint(g_unlink(path), ==, 0);
    g_assert_cmpint(g_rmdir(folder), ==, 0);
}

static const UnitTest tests[] = {
    TEST(our_own_breaks_none),
    TEST(each_fault_is_told),
    TEST(a_schema_is_asked),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
