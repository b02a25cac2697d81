/* Any bytes as a finished file: findings that can be told, in bounded time; judged
 * again, the same. */
#include "fuzz.h"

#include "preflight/file_rules.h"

#include <math.h>
#include <string.h>

static void check_rect(const Rect *rect) {
    g_assert_true(isfinite(rect->x) && isfinite(rect->y));
    g_assert_true(rect->width > 0 && isfinite(rect->width));
    g_assert_true(rect->height > 0 && isfinite(rect->height));
}

static void check_text(const char *text) {
    g_assert_true(text == NULL || g_utf8_validate(text, -1, NULL));
}

static void check_finding(const FileFinding *finding) {
    g_assert_nonnull(strchr(finding->id, '/'));
    check_text(finding->message);
    g_assert_null(strchr(finding->message, '\n'));
    g_assert_cmpuint(finding->count, >, 0);
    if (!finding->has_place)
        return;
    g_assert_cmpuint(finding->page, >, 0);
    check_rect(&finding->place);
}

static void check_facts(const FileVerdict *verdict) {
    check_text(verdict->condition);
    check_text(verdict->producer);
    check_text(verdict->motif);
    for (guint i = 0; i < verdict->sheets->len; i++) {
        const FileSheet *sheet = &g_array_index(verdict->sheets, FileSheet, i);

        check_rect(&sheet->media);
        check_rect(&sheet->bleed);
        check_rect(&sheet->trim);
    }
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

    check_facts(verdict);
    for (guint i = 0; i < verdict->findings->len; i++)
        check_finding(g_ptr_array_index(verdict->findings, i));
    check_again(verdict->findings, again->findings);
    return 0;
}
