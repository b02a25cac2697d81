/* Any bytes as a finished file: findings that can be told, in bounded time; judged
 * again, the same. */
#include "fuzz.h"

#include "preflight/file_rules.h"

#include <math.h>
#include <string.h>

static void check_finding(const FileFinding *finding) {
    g_assert_nonnull(strchr(finding->id, '/'));
    g_assert_true(g_utf8_validate(finding->message, -1, NULL));
    g_assert_null(strchr(finding->message, '\n'));
    g_assert_cmpuint(finding->count, >, 0);
    if (!finding->has_place)
        return;
    g_assert_cmpuint(finding->page, >, 0);
    g_assert_true(isfinite(finding->place.x) && isfinite(finding->place.y));
    g_assert_true(finding->place.width > 0 && isfinite(finding->place.width));
    g_assert_true(finding->place.height > 0 && isfinite(finding->place.height));
}

static void check_again(const GPtrArray *findings, const GPtrArray *again) {
    g_assert_cmpuint(findings->len, ==, again->len);
    for (guint i = 0; i < findings->len; i++) {
        const FileFinding *a = g_ptr_array_index(findings, i);
        const FileFinding *b = g_ptr_array_index(again, i);

        g_assert_cmpstr(a->id, ==, b->id);
        g_assert_cmpstr(a->message, ==, b->message);
        g_assert_cmpuint(a->page, ==, b->page);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length) {
    static const FileOrder order = {.level = FILE_LEVEL_X4};
    g_autoptr(GBytes) given = g_bytes_new(bytes, length);
    g_autoptr(FileVerdict) verdict = file_rules_check(given, &order);
    g_autoptr(FileVerdict) again = file_rules_check(given, &order);

    for (guint i = 0; i < verdict->findings->len; i++)
        check_finding(g_ptr_array_index(verdict->findings, i));
    check_again(verdict->findings, again->findings);
    return 0;
}
