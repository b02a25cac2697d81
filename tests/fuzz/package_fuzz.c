/* Any bytes as a package, its table and its ticket: findings that can be told, the same
 * when asked again. */
#include "fuzz.h"

#include "handoff/table_reader.h"
#include "handoff/ticket_reader.h"
#include "handoff/ticket_rules.h"
#include "handoff/verify.h"

#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static bool no_rules(const char *supplier, const char *size, FileOrder *order,
                     void *data) {
    (void)supplier, (void)size, (void)order, (void)data;
    return false;
}

static Diagnostics *verify(int file) {
    static const VerifyOptions options = {.rules = no_rules};
    Diagnostics *found = diagnostics_new();

    verify_package(file, &options, found);
    return found;
}

static void check_zip(const uint8_t *bytes, size_t length) {
    int file = memfd_create("package", MFD_CLOEXEC);

    g_assert_cmpint(write(file, bytes, length), ==, (ssize_t)length);
    {
        g_autoptr(Diagnostics) found = verify(file);
        g_autoptr(Diagnostics) again = verify(file);

        g_assert_cmpuint(found->findings->len, ==, again->findings->len);
        for (guint i = 0; i < found->findings->len; i++) {
            const Finding *finding = g_ptr_array_index(found->findings, i);
            g_autofree char *text = finding_to_text(finding);

            g_assert_nonnull(strchr(finding->id, '/'));
            g_assert_true(g_utf8_validate(text, -1, NULL));
            g_assert_null(strchr(text, '\n'));
        }
    }
    close(file);
}

static void check_table(GBytes *bytes) {
    g_autoptr(PackageTable) table = package_table_read(bytes, NULL);
    guint lines = 0;

    if (table == NULL)
        return;
    g_assert_cmpuint(table->lines->len, >, 0);
    for (guint i = 0; i < table->posters->len; i++)
        lines += package_table_poster(table, i)->lines->len;
    g_assert_cmpuint(lines, ==, table->lines->len);
}

static void check_ticket(GBytes *bytes) {
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);
    g_autoptr(Ticket) ticket = ticket_read(bytes, NULL);
    g_autoptr(GPtrArray) problems = ticket_rules_check(text, length);

    if (ticket == NULL)
        g_assert_cmpuint(problems->len, >, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    g_autoptr(GBytes) given = g_bytes_new(bytes, length);

    check_zip(bytes, length);
    check_table(given);
    check_ticket(given);
    return 0;
}
