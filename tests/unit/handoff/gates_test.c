#include "../support.h"

#include "draw/content_id.h"
#include "handoff/gates.h"
#include "layout/layout.h"

/* The project of tests/handoff in a folder of its own, with some words replaced. */
typedef struct {
    Folder *folder;
    Diagnostics *diagnostics;
    Project *project;
    Resources *resources;
    GPtrArray *posters;   /* of GatePoster */
    GPtrArray *laid_out;  /* of Poster */
    GPtrArray *findings;  /* of Finding: of all posters */
    Approvals *approvals; /* of what the posters show */
    const Order *order;
    Printer printer;
} Shop;

static void run_program(const char *const *arguments) {
    g_autoptr(GError) error = NULL;
    int status = 0;

    g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                 NULL, &status, &error);
    g_assert_no_error(error);
    g_assert_cmpint(status, ==, 0);
}

static void copy_project(void) {
    run_program((const char *const[]){
        "cp", "-r", TEST_MOTIFS "/../tests/handoff/project/.", ".", NULL});
    g_assert_cmpint(g_remove("approvals.csv"), ==, 0);
}

static void replace(const char *file, const char *from, const char *to) {
    g_autofree char *text = NULL;
    g_auto(GStrv) parts = NULL;
    g_autofree char *joined = NULL;

    g_assert_true(g_file_get_contents(file, &text, NULL, NULL));
    parts = g_strsplit(text, from, -1);
    g_assert_cmpuint(g_strv_length(parts), >, 1);
    joined = g_strjoinv(to, parts);
    g_assert_true(g_file_set_contents(file, joined, -1, NULL));
}

static void free_poster(gpointer poster) {
    poster_free(poster);
}

static Poster *lay_out(Shop *self, const OrderLine *line, const char *language,
                       const DataRow *row) {
    g_autoptr(Brief) brief =
        resolve_brief(line->motif, line->size, language, row, self->diagnostics);
    Poster *poster =
        brief == NULL ? NULL : layout_poster(brief, self->resources, self->diagnostics);

    if (poster != NULL)
        g_ptr_array_add(self->laid_out, poster);
    return poster;
}

static void approve(Shop *self, const GatePoster *poster) {
    Approval *approval = g_new0(Approval, 1);

    approval->content_id = poster_approval_id(poster->approved);
    approval->role = g_strdup("Amt");
    approval->date = g_strdup("2026-01-01");
    approval->remark = g_strdup("");
    approval->motif = g_strdup(poster->line->motif->name);
    approval->size = g_strdup(poster->line->size->id);
    approval->language = g_strdup(poster->language);
    approval->row = g_strdup("");
    approvals_add(self->approvals, approval);
}

/* The printer's line is no part of what is approved. */
static void expect_one_id(const GatePoster *poster) {
    g_autofree char *approved = poster_approval_id(poster->approved);
    g_autofree char *printed = poster_approval_id(poster->printed);
    g_autofree char *all = poster_content_id(poster->printed);

    g_assert_cmpstr(approved, ==, printed);
    g_assert_cmpstr(all, !=, printed);
}

static void add_poster(Shop *self, const OrderLine *line, const char *language) {
    GatePoster *poster = g_new0(GatePoster, 1);
    Campaign *campaign = (Campaign *)line->motif->campaign;

    poster->line = line;
    poster->language = language;
    campaign->printer = NULL;
    poster->approved = lay_out(self, line, language, NULL);
    campaign->printer = self->printer.name == NULL ? NULL : &self->printer;
    poster->printed = lay_out(self, line, language, NULL);
    poster->findings = self->findings;
    approve(self, poster);
    g_ptr_array_add(self->posters, poster);
}

/* `file` may be NULL: nothing is replaced. */
static Shop *shop_new(const char *file, const char *from, const char *to) {
    Shop *self = g_new0(Shop, 1);
    g_autoptr(GError) error = NULL;

    self->folder = folder_new();
    copy_project();
    if (file != NULL)
        replace(file, from, to);
    self->diagnostics = diagnostics_new();
    self->project = project_new(self->diagnostics);
    self->resources = resources_load(TEST_FONTS, &error);
    g_assert_no_error(error);
    self->posters = g_ptr_array_new_with_free_func(g_free);
    self->laid_out = g_ptr_array_new_with_free_func(free_poster);
    self->findings = g_ptr_array_new();
    self->approvals = approvals_new();
    self->order = project_load_order(self->project, "orders/PROBE-X4.yaml", &error);
    g_assert_no_error(error);
    g_assert_nonnull(self->order);
    g_ptr_array_unref(diagnostics_take_out(self->diagnostics));
    self->printer =
        (Printer){self->order->printer.name.text, self->order->printer.address.text,
                  self->order->printer.name.origin};
    for (guint i = 0; i < self->order->lines->len; i++) {
        const OrderLine *line = g_ptr_array_index(self->order->lines, i);

        for (guint j = 0; j < line->languages->len; j++)
            add_poster(self, line, g_ptr_array_index(line->languages, j));
    }
    return self;
}

static void shop_free(Shop *self) {
    approvals_free(self->approvals);
    g_ptr_array_unref(self->findings);
    g_ptr_array_unref(self->posters);
    g_ptr_array_unref(self->laid_out);
    project_free(self->project);
    resources_free(self->resources);
    diagnostics_free(self->diagnostics);
    folder_free(self->folder);
    g_free(self);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shop, shop_free)

/* Without the excerpts. */
static void expect_findings(const Shop *shop, const char *expected) {
    g_autofree char *text = findings_to_text(shop->diagnostics);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) said = g_string_new(NULL);

    for (char **line = lines; *line != NULL; line++) {
        if (**line != ' ' && **line != '\0')
            g_string_append_printf(said, "%s\n", *line);
    }
    g_assert_cmpstr(said->str, ==, expected);
}

static void expect_shut(Shop *shop, const char *expected) {
    g_assert_false(gates_check(shop->order, shop->posters, shop->approvals, NULL,
                               shop->diagnostics));
    expect_findings(shop, expected);
}

static void test_an_order_in_which_all_is_right_may_leave(void) {
    g_autoptr(Shop) shop = shop_new(NULL, NULL, NULL);

    g_assert_true(gates_check(shop->order, shop->posters, shop->approvals, NULL,
                              shop->diagnostics));
    assert_findings(shop->diagnostics, "");
    for (guint i = 0; i < shop->posters->len; i++)
        expect_one_id(g_ptr_array_index(shop->posters, i));
}

#define ORDER "orders/PROBE-X4.yaml"

static void test_an_address_that_nobody_has_opened_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new(ORDER, "checked: {address: {by: Dienststelle, on: 2026-01-01}}\n", "");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:2:1: error: nobody has confirmed that the address "
        "was opened and is still the city's; write under `checked` who looked, and "
        "when [handoff/address-not-checked]\n");
}

static void test_an_order_without_a_printer_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new(ORDER,
                 "printer: {name: Druckerei Muster GmbH, address: \"Musterstraße 1, "
                 "50667 Köln\"}\n",
                 "");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:2:1: error: nobody says who prints; the press law "
        "wants the printer's name and address (`printer`) [handoff/no-printer]\n");
}

static void test_a_size_that_the_shop_does_not_print_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("printing.yaml", "largest: 1300mm x 1850mm", "largest: 300mm x 420mm");

    g_assert_cmpuint(shop->order->lines->len, ==, 1);
    expect_shut(shop,
                "orders/PROBE-X4.yaml:15:11: error: size \"a3\" is larger than what "
                "\"bogen\" prints [handoff/size-not-printed]\n");
}

static void test_a_poster_that_nobody_has_approved_is_told(void) {
    g_autoptr(Shop) shop = shop_new(NULL, NULL, NULL);

    approvals_free(shop->approvals);
    shop->approvals = approvals_new();
    expect_shut(
        shop, "orders/PROBE-X4.yaml:14:12: error: nobody has approved this poster; see "
              "\"plakat approve\" (size a3, language de; 2 more like it) "
              "[handoff/not-approved]\n");
}

static void test_an_approval_that_is_void_is_told(void) {
    g_autoptr(Shop) shop = shop_new(NULL, NULL, NULL);

    g_hash_table_remove_all(shop->approvals->by_id);
    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:14:12: error: the approval by Amt of 2026-01-01 is "
        "void: the poster has changed since (size a3, language de; 2 more like it) "
        "[handoff/not-approved]\n");
}

static void test_words_that_nobody_has_read_are_told(void) {
    g_autoptr(Shop) shop =
        shop_new("gruss.yaml", "ar: {text: صباح الخير., state: reviewed, ",
                 "ar: {text: صباح الخير., ");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:14:12: error: nobody has read these words: headline "
        "(size a3, language ar) [handoff/unread-words]\n");
}

static void test_a_drawing_that_nobody_has_reviewed_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("layouts/probe.yaml", "{file: ../art/kreis.svg, state: reviewed}",
                 "../art/kreis.svg");

    expect_shut(
        shop, "orders/PROBE-X4.yaml:14:12: error: nobody has reviewed what these show: "
              "kreis (size a3, language de; 2 more like it) [handoff/draft]\n");
}

static void test_a_logo_that_is_still_to_come_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("campaign.yaml", "logo: art/land.svg\n    state: reviewed",
                 "logo: art/land.svg\n    state: placeholder");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:14:12: error: these stand for something that is still "
        "to come: land (size a3, language de; 2 more like it) [handoff/placeholder]\n");
}

static void test_a_missing_imprint_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("layouts/probe.yaml", "- text: {say: imprint, style: small, lines: 1}",
                 "- space: {height: 1u}");

    expect_shut(
        shop, "orders/PROBE-X4.yaml:14:12: error: the poster has no imprint; show the "
              "words \"imprint\" (size a3, language de; 2 more like it) "
              "[handoff/no-imprint]\n");
}

static void test_a_missing_sentence_of_a_funder_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("layouts/probe.yaml", "- text: {say: funders, style: small}",
                 "- space: {height: 1u}");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:14:12: error: the funders' sentences are missing; show "
        "the words \"funders\" (size a3, language de; 2 more like it) "
        "[handoff/no-sentence]\n");
}

static void test_a_poster_without_room_for_the_printer_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("layouts/probe.yaml",
                 "- text: {say: printer, style: small, lines: 1, height: 1.2u}",
                 "- space: {height: 1.2u}");

    expect_shut(
        shop, "orders/PROBE-X4.yaml:8:17: error: this poster has no place for the "
              "printer's line; its layout shows no words with {printer.name} (size a3, "
              "language de; 2 more like it) [handoff/no-printer-line]\n");
}

static void test_what_moves_with_the_printers_line_is_told(void) {
    g_autoptr(Shop) shop =
        shop_new("layouts/probe.yaml", "lines: 1, height: 1.2u}", "lines: 1}");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:8:17: error: with the printer's line these are not as "
        "they were approved, they move or look otherwise: kreis, sender, funders, "
        "land, address and imprint (size a3, language de; 2 more like it) "
        "[handoff/not-as-approved]\n");
}

static void test_what_the_printers_line_covers_is_told(void) {
    g_autoptr(Shop) shop = shop_new("layouts/probe.yaml", "lines: 1, height: 1.2u}",
                                    "lines: 1, height: 1.2u, shift: 0mm -2u}");

    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:8:17: error: the printer's line lies on \"imprint\"; "
        "give it more room in the layout, or say the printer's name in fewer words "
        "(size a3, language de; 2 more like it) [handoff/line-on-others]\n");
}

static Finding *found(Severity severity) {
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();

    diagnostics_add(diagnostics, severity, "print/low-ppi", NULL, "%s", "too coarse");
    return finding_copy(g_ptr_array_index(diagnostics->findings, 0));
}

static void test_an_error_on_a_poster_is_told_and_a_warning_is_not(void) {
    g_autoptr(Shop) shop = shop_new(NULL, NULL, NULL);
    g_autoptr(Finding) error = found(SEVERITY_ERROR), warning = found(SEVERITY_WARNING);

    g_ptr_array_add(shop->findings, warning);
    g_ptr_array_add(shop->findings, error);
    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:14:12: error: the poster has an error: too coarse "
        "[print/low-ppi] (size a3, language de; 2 more like it) [handoff/error]\n");
}

static void test_a_poster_that_cannot_be_made_is_told(void) {
    g_autoptr(Shop) shop = shop_new(NULL, NULL, NULL);
    GatePoster *poster = g_ptr_array_index(shop->posters, 0);

    poster->approved = poster->printed = NULL;
    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:14:12: error: this poster cannot be made; see \"plakat "
        "check\" (size a3, language de) [handoff/not-made]\n");
}

static void test_all_reasons_are_told_at_once(void) {
    g_autoptr(Shop) shop =
        shop_new(ORDER, "checked: {address: {by: Dienststelle, on: 2026-01-01}}\n", "");

    approvals_free(shop->approvals);
    shop->approvals = approvals_new();
    expect_shut(
        shop,
        "orders/PROBE-X4.yaml:2:1: error: nobody has confirmed that the address "
        "was opened and is still the city's; write under `checked` who looked, and "
        "when [handoff/address-not-checked]\n"
        "orders/PROBE-X4.yaml:13:12: error: nobody has approved this poster; see "
        "\"plakat approve\" (size a3, language de; 2 more like it) "
        "[handoff/not-approved]\n");
}

/* --- keys --------------------------------------------------------------------------
 */

static void free_key(gpointer key) {
    gate_key_free(key);
}

static void test_a_key_opens_its_gate_and_says_why(void) {
    g_autoptr(Shop) shop =
        shop_new(ORDER, "checked: {address: {by: Dienststelle, on: 2026-01-01}}\n", "");
    g_autoptr(GPtrArray) keys = g_ptr_array_new_with_free_func(free_key);
    g_autofree char *problem = NULL;
    GateKey *key = gate_key_new("address-not-checked=am Telefon bestätigt", &problem);

    g_assert_nonnull(key);
    g_ptr_array_add(keys, key);
    g_ptr_array_add(keys, gate_key_new("handoff/draft=Probe", &problem));
    g_assert_true(gates_check(shop->order, shop->posters, shop->approvals, keys,
                              shop->diagnostics));
    expect_findings(
        shop,
        "orders/PROBE-X4.yaml:2:1: warning: nobody has confirmed that the address "
        "was opened and is still the city's; write under `checked` who looked, and "
        "when; goes ahead nevertheless: am Telefon bestätigt "
        "[handoff/address-not-checked]\n");
    g_assert_true(key->is_used);
    g_assert_false(((GateKey *)g_ptr_array_index(keys, 1))->is_used);
}

/* Those that can be opened. */
#define OPENED                                                                        \
    "handoff/address-not-checked, handoff/draft, handoff/error, handoff/no-printer, " \
    "handoff/no-printer-line, handoff/not-approved, handoff/placeholder and "         \
    "handoff/size-not-printed"

static void expect_no_key(const char *text, const char *expected) {
    g_autofree char *problem = NULL;
    g_autoptr(GateKey) key = gate_key_new(text, &problem);

    g_assert_null(key);
    g_assert_cmpstr(problem, ==, expected);
}

static void test_no_reason_opens_imprint_sentence_and_words(void) {
    expect_no_key("no-imprint=eilig",
                  "\"no-imprint\" cannot be opened; those that can are " OPENED);
    expect_no_key(
        "handoff/no-sentence=eilig",
        "\"handoff/no-sentence\" cannot be opened; those that can are " OPENED);
    expect_no_key("unread-words=eilig",
                  "\"unread-words\" cannot be opened; those that can are " OPENED);
    expect_no_key("not-as-approved=eilig",
                  "\"not-as-approved\" cannot be opened; those that can are " OPENED);
    expect_no_key("weather=rain",
                  "there is no gate \"weather\"; those that can be opened are " OPENED);
    expect_no_key("draft", "say why \"handoff/draft\" is opened: handoff/draft=REASON");
    expect_no_key("draft= ",
                  "say why \"handoff/draft\" is opened: handoff/draft=REASON");
    expect_no_key("", "there is no gate \"\"; those that can be opened are " OPENED);
}

static const UnitTest tests[] = {
    TEST(an_order_in_which_all_is_right_may_leave),
    TEST(an_address_that_nobody_has_opened_is_told),
    TEST(an_order_without_a_printer_is_told),
    TEST(a_size_that_the_shop_does_not_print_is_told),
    TEST(a_poster_that_nobody_has_approved_is_told),
    TEST(an_approval_that_is_void_is_told),
    TEST(words_that_nobody_has_read_are_told),
    TEST(a_drawing_that_nobody_has_reviewed_is_told),
    TEST(a_logo_that_is_still_to_come_is_told),
    TEST(a_missing_imprint_is_told),
    TEST(a_missing_sentence_of_a_funder_is_told),
    TEST(a_poster_without_room_for_the_printer_is_told),
    TEST(what_moves_with_the_printers_line_is_told),
    TEST(what_the_printers_line_covers_is_told),
    TEST(an_error_on_a_poster_is_told_and_a_warning_is_not),
    TEST(a_poster_that_cannot_be_made_is_told),
    TEST(all_reasons_are_told_at_once),
    TEST(a_key_opens_its_gate_and_says_why),
    TEST(no_reason_opens_imprint_sentence_and_words),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
