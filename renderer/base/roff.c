#include "base/roff.h"

#include <stdbool.h>
#include <string.h>

enum { LINE_LENGTH = 80 }; /* bytes of running text */

/* ASCII that a formatter would change. */
static const char *const escapes[128] = {
    ['\\'] = "\\e",  ['-'] = "\\-",   ['\''] = "\\(aq", ['`'] = "\\(ga",
    ['^'] = "\\(ha", ['~'] = "\\(ti", ['"'] = "\\(dq",
};

static bool at_line_start(const GString *page) {
    return page->len == 0 || page->str[page->len - 1] == '\n';
}

static void append_character(GString *page, gunichar character) {
    if (character >= 128)
        g_string_append_printf(page, "\\[u%04X]", character);
    else if (escapes[character] != NULL)
        g_string_append(page, escapes[character]);
    else if (character == '.' && at_line_start(page))
        g_string_append(page, "\\&.");
    else
        g_string_append_c(page, (char)character);
}

void roff_append_plain(GString *page, const char *text) {
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        append_character(page, g_utf8_get_char(at));
}

void roff_append_bold(GString *page, const char *text) {
    g_string_append(page, "\\fB");
    roff_append_plain(page, text);
    g_string_append(page, "\\fR");
}

void roff_append_italic(GString *page, const char *text) {
    g_string_append(page, "\\fI");
    roff_append_plain(page, text);
    g_string_append(page, "\\fR");
}

void roff_append_title(GString *page, const char *name, int section) {
    g_autofree char *upper = g_ascii_strup(name, -1);

    g_string_append(page, ".TH \"");
    roff_append_plain(page, upper);
    g_string_append_printf(
        page, "\" %d \"" PLAKAT_DATE "\" \"plakat " PLAKAT_VERSION "\"\n", section);
}

static void append_heading(GString *page, const char *macro, const char *heading) {
    g_string_append_printf(page, "%s \"", macro);
    roff_append_plain(page, heading);
    g_string_append(page, "\"\n");
}

void roff_append_section(GString *page, const char *heading) {
    append_heading(page, ".SH", heading);
}

void roff_append_subsection(GString *page, const char *heading) {
    append_heading(page, ".SS", heading);
}

void roff_append_name(GString *page, const char *name, const char *help) {
    roff_append_plain(page, name);
    g_string_append(page, " \\- ");
    roff_append_plain(page, help);
    g_string_append_c(page, '\n');
}

void roff_append_paragraph(GString *page) {
    g_string_append(page, ".PP\n");
}

void roff_append_break(GString *page) {
    g_string_append(page, ".br\n");
}

void roff_append_tag(GString *page) {
    g_string_append(page, ".TP\n");
}

/* One word of running text. */
static char *word_to_roff(const char *word, bool *bold) {
    GString *roff = g_string_new(NULL);

    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        if (*at != '`') {
            append_character(roff, g_utf8_get_char(at));
            continue;
        }
        *bold = !*bold;
        g_string_append(roff, *bold ? "\\fB" : "\\fR");
    }
    return g_string_free(roff, FALSE);
}

static bool ends_sentence(const GString *page) {
    return strchr(".?!", page->str[page->len - 1]) != NULL;
}

void roff_append_text(GString *page, const char *text) {
    g_auto(GStrv) words = g_strsplit(text, " ", -1);
    gsize start = page->len;
    bool bold = false;

    for (char **word = words; *word != NULL; word++) {
        g_autofree char *roff = word_to_roff(*word, &bold);

        if (word == words) {
            g_string_append(page, roff);
            continue;
        }
        if (ends_sentence(page) || page->len + 1 + strlen(roff) - start > LINE_LENGTH) {
            g_string_append_c(page, '\n');
            start = page->len;
        } else {
            g_string_append_c(page, ' ');
        }
        g_string_append(page, roff);
    }
    g_string_append_c(page, '\n');
}

void roff_append_example(GString *page, const char *lines) {
    g_string_append(page, ".EX\n");
    roff_append_plain(page, lines);
    g_string_append(page, "\n.EE\n");
}

void roff_append_reference(GString *page, const char *name, int section) {
    roff_append_bold(page, name);
    g_string_append_printf(page, "(%d)\n", section);
}
