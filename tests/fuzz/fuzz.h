/* What fuzz targets share: the engine's door, and saying every finding. */
#pragma once

#include "base/diagnostics.h"

#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t length);

/* Findings must be fit to be told, whatever the file held. */
static inline void tell_findings(const Diagnostics *diagnostics) {
    g_autoptr(GString) json = g_string_new(NULL);

    for (guint i = 0; i < diagnostics->findings->len; i++) {
        g_autofree char *text =
            finding_to_text(g_ptr_array_index(diagnostics->findings, i));

        g_assert_true(g_utf8_validate(text, -1, NULL));
    }
    diagnostics_to_json(diagnostics, json);
    g_assert_true(g_utf8_validate(json->str, (gssize)json->len, NULL));
}
