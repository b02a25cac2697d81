#include "../support.h"

#include "parse/rows.h"

static char *table_to_text(const DataTable *table) {
    GString *text = g_string_new(NULL);

    for (guint i = 0; i < table->columns->len; i++)
        g_string_append_printf(text, "%s|",
                               (char *)g_ptr_array_index(table->columns, i));
    for (guint i = 0; i < table->rows->len; i++) {
        const DataRow *row = g_ptr_array_index(table->rows, i);

        g_string_append_printf(text, "\n%s%s:", row->id, row->is_broken ? "!" : "");
        for (guint j = 0; j < row->cells->len; j++)
            g_string_append_printf(
                text, "%s|",
                ((const DataCell *)g_ptr_array_index(row->cells, j))->text);
    }
    return g_string_free(text, FALSE);
}

static void assert_rows(const char *csv, const char *expected, const char *findings) {
    g_autoptr(Source) source = source_new_for_text("a.csv", csv, strlen(csv));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(DataTable) table = rows_parse(source, diagnostics);
    g_autofree char *text = table == NULL ? g_strdup("none") : table_to_text(table);

    assert_findings(diagnostics, findings);
    g_assert_cmpstr(text, ==, expected);
}

static void test_commas_or_semicolons_part_fields(void) {
    assert_rows("id,name\nx,Deutz\ny,Kalk\n", "id|name|\nx:x|Deutz|\ny:y|Kalk|", "");
    assert_rows("id;name\nx;\"Deutz, rechts\"\n", "id|name|\nx:x|Deutz, rechts|", "");
    assert_rows(
        "\"a,b\";c\n1;2\n", "none",
        "a.csv:1:2: error: \"a,b\" is no name for a column; use letters, digits, "
        "- and _, and a language behind a point if you like: name, name.tr "
        "[rows/bad-column]\n"
        "    \"a,b\";c\n"
        "     ^~~\n");
}

static void test_fields_may_be_quoted(void) {
    assert_rows("name,b\n\"Köln \"\"Kalk\"\"\",\"two\nlines\"\n",
                "name|b|\n001:Köln \"Kalk\"|two\nlines|", "");
}

static void test_a_byte_order_mark_windows_lines_and_blank_lines_are_forgiven(void) {
    assert_rows("\xEF\xBB\xBFname,b\r\nx,1\r\n\r\ny,2", "name|b|\n001:x|1|\n002:y|2|",
                "");
}

static void test_rows_without_id_are_numbered(void) {
    assert_rows("name\nx\ny\n", "name|\n001:x|\n002:y|", "");
}

static void test_fields_know_their_place(void) {
    static const char csv[] = "id, name.tr\na, \"Köln\"\n";
    g_autoptr(Source) source = source_new_for_text("a.csv", csv, strlen(csv));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(DataTable) table = rows_parse(source, diagnostics);
    const DataCell *cell =
        data_table_find(table, data_table_find_row(table, "a"), "name", "tr");

    diagnostics_add(diagnostics, SEVERITY_ERROR, "x/y", &cell->origin, "bad");
    assert_findings(diagnostics, "a.csv:2:5: error: bad (column name.tr) [x/y]\n"
                                 "    a, \"Köln\"\n"
                                 "        ^~~~\n");
}

static void test_fields_are_found_by_language(void) {
    static const char csv[] = "name,name.tr,name.de\na,b,c\n";
    g_autoptr(Source) source = source_new_for_text("a.csv", csv, strlen(csv));
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(DataTable) table = rows_parse(source, diagnostics);
    const DataRow *row = g_ptr_array_index(table->rows, 0);

    g_assert_cmpstr(data_table_find(table, row, "name", "tr")->text, ==, "b");
    g_assert_cmpstr(data_table_find(table, row, "name", "de-simple")->text, ==, "c");
    g_assert_cmpstr(data_table_find(table, row, "name", "ar")->text, ==, "a");
    g_assert_null(data_table_find(table, row, "ink", "de"));
}

static void test_a_row_with_a_mistake_is_broken_alone(void) {
    assert_rows("id,name\na,x\nb\nc,y\n", "id|name|\na:a|x|\nb!:b|\nc:c|y|",
                "a.csv:3:1: error: this row has 1 field, the heading has 2; look at "
                "commas and quotes (row 2, column id) [rows/wrong-number]\n"
                "    b\n"
                "    ^\n");
    assert_rows("id,name\nä,x\nae,y\n", "id|name|\nä:ä|x|\nae!:ae|y|",
                "a.csv:3:1: error: row 1 has this id already, as far as file names go; "
                "change one (row 2, column id) [rows/same-id]\n"
                "    ae,y\n"
                "    ^~\n");
    assert_rows(
        "id,name\n,x\n", "id|name|\n001!:|x|",
        "a.csv:2:1: error: this row has no id; its files are named by it (row 1, "
        "column id) [rows/no-id]\n"
        "    ,x\n"
        "    ^\n");
}

static void test_broken_tables_are_refused(void) {
    assert_rows("", "none",
                "a.csv:1:1: error: this table has no rows; the first line names the "
                "columns, each other line is a row [rows/empty]\n"
                "    \n"
                "    ^\n");
    assert_rows("a,a\n1,2\n", "none",
                "a.csv:1:3: error: there is a column \"a\" already [rows/same-column]\n"
                "    a,a\n"
                "      ^\n");
    assert_rows(
        "a\nx\"y\n", "none",
        "a.csv:2:2: error: a quote where none may be; a field with quotes in it "
        "is put in quotes, and its own are doubled: \"a \"\"b\"\" c\" "
        "[rows/bad-quotes]\n"
        "    x\"y\n"
        "     ^\n");
    assert_rows("a\n\"x\n", "none",
                "a.csv:2:1: error: this quote is never closed [rows/bad-quotes]\n"
                "    \"x\n"
                "    ^\n");
    assert_rows("a\nK\xF6ln\n", "none",
                "a.csv:2:2: error: this is not UTF-8; save the table as \"CSV UTF-8\" "
                "[rows/not-utf-8]\n"
                "    K\xEF\xBF\xBDln\n"
                "     ^\n");
    assert_rows("a\tb\n1\t2\n", "none",
                "a.csv:1:2: error: a tab; fields are separated by commas or semicolons "
                "[rows/control-character]\n"
                "    a b\n"
                "     ^\n");
}

static GString *table_of_rows(int rows) {
    GString *table = g_string_new("id\n");

    for (int i = 0; i < rows; i++)
        g_string_append_printf(table, "%d\n", i);
    return table;
}

static void test_a_table_may_be_as_large_as_is_said(void) {
    g_autoptr(GString) text = table_of_rows(ROWS_MAX);
    g_autoptr(Source) source = source_new_for_text("a.csv", text->str, text->len);
    g_autoptr(Diagnostics) diagnostics = diagnostics_new();
    g_autoptr(DataTable) table = rows_parse(source, diagnostics);

    g_assert_cmpuint(diagnostics->findings->len, ==, 0);
    g_assert_cmpuint(table->rows->len, ==, ROWS_MAX);
}

static void test_tables_have_limits(void) {
    g_autoptr(GString) wide = g_string_new("a0");
    g_autoptr(GString) high = table_of_rows(ROWS_MAX + 1);
    g_autoptr(GString) long_field = g_string_new("a\n");
    const GString *const tables[] = {wide, high, long_field};

    for (int i = 1; i <= ROWS_COLUMNS_MAX; i++)
        g_string_append_printf(wide, ",a%d", i);
    g_string_append(wide, "\n1\n");
    for (int i = 0; i <= ROWS_FIELD_MAX; i++)
        g_string_append_c(long_field, 'x');
    g_string_append(long_field, "\n");
    for (size_t i = 0; i < G_N_ELEMENTS(tables); i++) {
        g_autoptr(Source) source =
            source_new_for_text("a.csv", tables[i]->str, tables[i]->len);
        g_autoptr(Diagnostics) diagnostics = diagnostics_new();

        g_assert_null(rows_parse(source, diagnostics));
        g_assert_cmpuint(diagnostics->findings->len, ==, 1);
        g_assert_cmpstr(((Finding *)g_ptr_array_index(diagnostics->findings, 0))->id,
                        ==, "rows/too-large");
    }
}

static const UnitTest tests[] = {
    TEST(commas_or_semicolons_part_fields),
    TEST(fields_may_be_quoted),
    TEST(a_byte_order_mark_windows_lines_and_blank_lines_are_forgiven),
    TEST(rows_without_id_are_numbered),
    TEST(fields_know_their_place),
    TEST(fields_are_found_by_language),
    TEST(a_row_with_a_mistake_is_broken_alone),
    TEST(broken_tables_are_refused),
    TEST(a_table_may_be_as_large_as_is_said),
    TEST(tables_have_limits),
};

int main(int argc, char **argv) {
    return run_tests(argc, argv, tests, G_N_ELEMENTS(tests));
}
